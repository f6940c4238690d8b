/* json.h - reads JSON and UBJSON forward, value by value, and builds no tree of them.
 *
 * One interface, two encodings.  Sticky: after the first failure every call returns 0,
 * false or empty and leaves the position alone, so a loader is a straight line of calls;
 * ask json_ok() once.  Every message says at which byte.  Nesting ends at JSON_DEPTH.
 *
 * A struct json may be copied: the copy is a mark from which to read again, so that what
 * comes first in the file can be read second:
 *     struct json trees = *j;  json_skip(j);  ...  load_trees(&trees);
 * Nothing is allocated but strings with escapes.  The whole file is in memory. */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

struct arena;

enum { JSON_DEPTH = 64 };

enum json_type {
    JSON_END,           /* nothing more, or failed */
    JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_NUMBER, JSON_BOOL, JSON_NULL,
};

enum json_dialect {
    JSON_PLAIN,         /* RFC 8259; NaN, Infinity and -Infinity too, as Python does */
    JSON_XGBOOST,       /* as XGBoost reads it: one comma before a closing ], \uXXXX left
                         * as it is.  Source: xgboost src/common/json.cc */
    JSON_UBJSON,        /* Draft 12, big-endian.  Source: the same file, UBJReader */
};

struct json_level {
    char kind;          /* '{' or '[' */
    char item;          /* UBJSON: the type of all items; 0: each has its own */
    bool counted;       /* UBJSON: `left` items, and no closing bracket */
    bool begun;         /* an item has been read */
    uint64_t left;
};

struct json {
    struct str file;
    size_t at;                      /* of the next byte */
    enum json_dialect dialect;
    unsigned depth;
    struct json_level level[JSON_DEPTH];
    struct arena *arena;            /* for strings with escapes */
    struct err *err;                /* borrowed; holds the first failure: ERR_MODEL */
};

/* `file` must stay as long as the strings read from it. */
void json_init(struct json *j, struct str file, enum json_dialect dialect,
               struct arena *a, struct err *e);

bool json_ok(const struct json *j);

/* Fails with `what` and the byte where it is now, and returns false. */
bool json_fail(struct json *j, const char *what);

/* What the next value is. */
enum json_type json_peek(struct json *j);

/* json_object(j); while (json_key(j, &key)) READ ONE VALUE; */
void json_object(struct json *j);
bool json_key(struct json *j, struct str *key);

/* The index in `keys` (NULL-ended, at most 64) of the next key that is one of them, or -1
 * at the object's end.  Others are skipped with their values.  A key of the list that
 * comes twice is a failure.  `seen` starts as 0 and gets a bit for each key found. */
int json_which(struct json *j, const char *const *keys, uint64_t *seen);

/* json_array(j); while (json_item(j)) READ ONE VALUE; */
void json_array(struct json *j);
bool json_item(struct json *j);

double     json_double(struct json *j);     /* any number; too large is an infinity */
float      json_float(struct json *j);      /* decimal straight to binary32 */
int64_t    json_int(struct json *j);        /* a whole number, in range; 3.0 is not */
bool       json_bool(struct json *j);       /* true, false, 0, 1 */
struct str json_string(struct json *j);     /* borrowed from the file, or in the arena */
void       json_skip(struct json *j);       /* the next value, whole; never recursive */

/* The next value must be an array of numbers: as many as there are go to values[0..max),
 * the count is returned; more than max is a failure.  Fast for UBJSON's typed arrays. */
size_t json_floats(struct json *j, float *values, size_t max);
size_t json_ints(struct json *j, int64_t *values, size_t max);

/* How many items the array that comes next has: what to allocate for it.  Never more than
 * the bytes that are left could hold. */
size_t json_room(struct json *j);
