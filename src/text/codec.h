/* codec.h - what a record encoding must do: frame, split, encode.
 *
 * Framing says where records end, by the encoding's full rule and before anything else is
 * known of them; so what a worker finds inside one can never move the next. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

/* A record as framed: where in the chunk's bytes it stands. */
struct record {
    uint32_t at, len;       /* without its line end */
    uint32_t fault_at;      /* byte in the record, 0..len, when there is a fault */
    enum reason fault;      /* REASON_NONE, or why it is no record: REASON_QUOTE... */
};

/* What the user says of the input's shape. */
struct dialect {
    char delimiter;         /* ',' */
    char quote;             /* '"'; 0: none, a quote is a byte like any other */
};

struct frame {
    struct record *record;  /* [max] */
    size_t max;             /* records wanted at most, >= 1 */
    size_t n;               /* found */
    size_t used;            /* bytes they take with line ends, and blank lines passed */
    uint64_t blank;         /* blank lines among those */
    uint64_t crlf, lf;      /* line ends of either kind; those inside quotes are text */
    bool cut;               /* the last record's line goes on behind `used`: see frame */
};

enum { RECORD_MAX_BYTES = 64 << 20, COLUMNS_MAX = 1 << 20, NAME_MAX_BYTES = 4096 };

struct splitter;            /* a worker's own: scratch for one record */

/* One field of a record. */
struct cell {
    struct str text;        /* unquoted; lives until the next split */
    struct str raw;         /* as it stands in the input, quotes and all */
};

struct codec {
    const char *name;       /* "csv" */

    /* Finds whole records at the start of `bytes`; `end`: nothing follows.  A record that
     * is not whole yet is left for the next call, with more bytes.  One that is longer
     * than RECORD_MAX_BYTES, and a quote that is never closed, are faults of the line in
     * which they begin; framing goes on behind that line.  Where even that line does not
     * end within the limit, the record is its first RECORD_MAX_BYTES and `cut` is set: go
     * on only behind the next LF after `used`, or end the run.  Of more than 4 GiB of
     * bytes the rest is left for the next call.  Stateless. */
    void (*frame)(struct str bytes, bool end, struct dialect d, struct frame *f);

    struct splitter *(*splitter_new)(struct dialect d);     /* NULL: no memory */
    void (*splitter_free)(struct splitter *s);

    /* The fields of one record without a framing fault: cell[0..*n).  REASON_NONE, or why
     * it is no record (NUL byte, lone CR, a quote fault), *at saying where.  More than
     * COLUMNS_MAX fields are REASON_RAGGED; no memory is N_REASONS. */
    enum reason (*split)(struct splitter *s, struct str record,
                         const struct cell **cell, uint32_t *n, uint32_t *at);

    /* Appends a text as one field, quoted where it must be and the dialect can. */
    void (*put_text)(struct buf *out, struct str text, struct dialect d);
};

const struct codec *codec_find(const char *name);
extern const struct codec codec_csv;
