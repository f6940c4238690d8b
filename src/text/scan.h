/* scan.h - reads a text model forward, line by line, and remembers its first failure.
 *
 * A scan is sticky, like a FILE and ferror(): after a failure every call gives 0, false
 * or empty and leaves the position alone.  So a loader is a straight line of calls with
 * one scan_ok() at the end, and a count that failed to parse is 0, which ends the loop it
 * controls.  Every failure has the line, and most have its key.
 *
 * A struct scan may be copied: the copy is a mark from which to read again, with the same
 * memory of failures.  So a block of KEY=VALUE lines, in whatever order they come, is an
 * array of scans that are read later, side by side, with no array of the numbers.
 *
 * A line ends with LF or CR LF, the last one may end with the text; it may be of any
 * length.  Words are parted by one blank or more.  Nothing is copied or allocated. */
#pragma once

#include "base/err.h"
#include "base/str.h"

#include <stddef.h>
#include <stdint.h>

struct scan {
    struct str rest;        /* what is unread behind this line; borrowed */
    struct str line;        /* what is unread of this line, without its end; .at is NULL
                             * of a line that is not there */
    uint64_t number;        /* of this line, 1-based; 0: none yet */
    const char *label;      /* what this line holds: its key */
    struct err *err;        /* borrowed; holds the first failure: ERR_MODEL, a line */
};

/* Before the first line of `text`. */
void scan_init(struct scan *s, struct str text, struct err *e);

bool scan_ok(const struct scan *s);

/* Fails with this line; always false. */
__attribute__((format(printf, 2, 3)))
bool scan_fail(struct scan *s, const char *fmt, ...);

/* Of a line that was looked for: is it there? */
bool scan_is_there(const struct scan *s);

/* Goes to the next line; false when there is none. */
bool scan_line(struct scan *s);

/* Takes KEY= off the line.  If it is one of `keys` (NULL-ended) it is the label, and its
 * index is given; else -1.  A line without `=` is a key without a value. */
int scan_key(struct scan *s, const char *const *keys);

/* The next word of the line.  That there is none is a failure. */
struct str scan_word(struct scan *s);

/* The next word: a whole number from `least` to `most`. */
int64_t scan_int(struct scan *s, int64_t least, int64_t most);

/* The next word: a number as num.h reads them, or nan with any sign in any case.  What is
 * too large is an infinity. */
double scan_real(struct scan *s);

/* That nothing is left of the line: anything is a failure. */
void scan_end(struct scan *s);

/* The only word of the line, as scan_int reads it. */
int64_t scan_only_int(struct scan *s, int64_t least, int64_t most);

/* How many words are left in the line. */
size_t scan_words(const struct scan *s);

/* That just as many are left: else a failure. */
bool scan_expect(struct scan *s, size_t n_words);
