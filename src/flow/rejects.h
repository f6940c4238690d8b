/* rejects.h - a bad record, as a row that is valid input again. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "text/codec.h"

struct arena;

/* The columns of a reject file: those of the input, but for three names that are ours,
 * then _line, _column and _reason. */
struct rejects {
    const struct str *name;     /* [n] as in the input; borrowed */
    uint32_t n;
    const bool *ours;           /* [n] a column with one of our names, which is left
                                 * out */
    uint32_t first, last;       /* of those that are not */
    const struct codec *codec;
    struct dialect dialect;
};

/* A record that is no row, and why. */
struct reject {
    struct str record;          /* as it stands in the input */
    const struct cell *cell;    /* [n_cells] its fields; NULL where it cannot be split */
    uint32_t n_cells;
    uint64_t line;              /* where it begins */
    struct str column;          /* name of its first bad field; empty: the record
                                 * itself */
    enum reason reason;
};

/* Their names, and whether one is this. */
struct str rejects_column(uint32_t i);
bool rejects_name(struct str name);

/* Are these the last fields of a record that rejects_add() wrote? */
bool rejects_tail(const struct str *field, uint32_t n);

enum { REJECT_COLUMNS = 3 };

/* `name` [n] is borrowed.  False: ERR_MEMORY. */
bool rejects_init(struct rejects *r, const struct str *name, uint32_t n,
                  const struct codec *codec, struct dialect d, struct arena *a,
                  struct err *e);

/* The header line. */
void rejects_header(const struct rejects *r, struct buf *out);

/* Fields that are missing are empty; surplus ones are joined to the last, quoted.  What
 * cannot be split stands whole in the first field, quoted. */
void rejects_add(const struct rejects *r, const struct reject *bad, struct buf *out);
