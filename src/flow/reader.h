/* reader.h - the in door's side of the belt: bytes of a file, a pipe or gzip, cut into
 * chunks of whole records.
 *
 * The belt calls it under its lock.  Only reader_progress() may be called at the same
 * time by another thread. */
#pragma once

#include "flow/belt.h"

struct arena;
struct reader;

struct reader_plan {
    const char *path;           /* "-": stdin */
    const struct codec *codec;
    struct dialect dialect;
    uint64_t batch_rows;        /* >= 1 */
    uint64_t limit;             /* so many records, and no more; 0: all */
};

/* Opens the input and looks at its beginning: gzip, a byte order mark, UTF-16.  NULL:
 * ERR_NOINPUT, ERR_INPUT, ERR_IO, ERR_MEMORY. */
struct reader *reader_open(const struct reader_plan *plan, struct arena *a,
                           struct err *e);
void reader_close(struct reader *r);        /* NULL is fine */

/* The fields of the first record, in the arena of reader_open(); *n = 0: there is none.
 * `header`: it is no row, and is not given to the belt.  False: ERR_INPUT, ERR_IO. */
bool reader_first(struct reader *r, bool header, const struct str **field, uint32_t *n,
                  struct err *e);

/* The error that an input without a record is where a header should be.  Always false. */
bool reader_no_header(const struct reader *r, struct err *e);

/* Another dialect from now on; before the belt gets anything. */
void reader_dialect(struct reader *r, struct dialect d);

struct source reader_source(struct reader *r);

const char *reader_name(const struct reader *r);        /* "stdin", or the path */
uint64_t reader_header_line(const struct reader *r);    /* 1-based; 0: none was read */
uint64_t reader_first_line(const struct reader *r);     /* of what reader_first() gave */
uint64_t reader_records(const struct reader *r);        /* given to the belt so far */

/* Bytes read of the file as it is (compressed ones too), and its size, 0 if unknown. */
void reader_progress(const struct reader *r, uint64_t *done, uint64_t *size);
