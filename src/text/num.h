/* num.h - bytes <-> numbers: exact, and the same in every locale.
 *
 * Reading is correctly rounded (half to even), whatever the number of digits; denormals
 * are kept, what is too small becomes a zero of its sign.  Writing gives the shortest
 * decimal that reads back to the same bits, and of those the nearest.
 * Nothing here keeps state; any thread may call it. */
#pragma once

#include "base/str.h"

#include <stdint.h>

enum num_status {
    NUM_OK,
    NUM_NOT_A_NUMBER,   /* something else, or something behind the number; *out is 0 */
    NUM_OUT_OF_RANGE,   /* too large; *out is the infinity of its sign */
};

/* The whole text is: [+-] digits [. digits] [e [+-] digits], with a digit before or
 * behind the point; or [+-] inf / infinity in any case.  No blanks, hex, nan or
 * separators. */
enum num_status num_read_double(struct str text, double *out);

/* The same, decimal straight to binary32 (not through double: that rounds twice). */
enum num_status num_read_float(struct str text, float *out);

/* The whole text is [+-] digits, in range; false (and *out 0) when not. */
bool num_read_int(struct str text, int64_t *out);

/* Enough room for any number written here. */
enum { NUM_ROOM = 32 };

/* Write to `out` [NUM_ROOM], no NUL; the count of bytes.  Spelt as Python's repr but for
 * whole numbers (`1`, not `1.0`): `0.1`, `1e-05` below 1e-4, `1e+16` from 1e16 (floats
 * too), `-0`, `nan` (of either sign), `inf`, `-inf`. */
size_t num_write_double(char *out, double value);
size_t num_write_float(char *out, float value);
size_t num_write_int(char *out, int64_t value);
size_t num_write_uint(char *out, uint64_t value);
