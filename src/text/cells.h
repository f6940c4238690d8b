/* cells.h - from the cells of a record to numbers in slots.
 *
 * The plan says for each slot which column feeds it and how; it knows no model.  It is
 * read-only once made: any number of workers use it. */
#pragma once

#include "base/err.h"
#include "base/str.h"
#include "base/value.h"
#include "text/codec.h"

#include <stdint.h>

struct arena;

/* The words that mean "missing": a set of short texts. */
struct word_set;

/* From a comma-separated list (quotes protect commas; an empty piece is the empty cell).
 * NULL: no memory. */
const struct word_set *word_set_new(struct arena *a, struct str list);

/* pandas' default list: "", NA, N/A, n/a, nan, null, None, ... */
const struct word_set *word_set_pandas(struct arena *a);

bool word_set_has(const struct word_set *w, struct str word);

/* The same for a cell of a numeric column: as it is, and without blanks at its ends; with
 * pandas' list \N is one of the words. */
bool word_set_has_number(const struct word_set *w, struct str cell);

/* The categories of a column, value -> code. */
struct cell_dict;

/* Code i is value[i], which is copied; of equal ones the first counts.  NULL: no
 * memory. */
const struct cell_dict *cell_dict_new(struct arena *a, const struct value *value,
                                      uint32_t n);

/* The code of a cell, or -1.  Text by its bytes, numbers by value (1 is 1.0), booleans
 * as True / TRUE / true. */
int64_t cell_dict_find(const struct cell_dict *d, struct str cell);

enum cell_kind { CELL_NUMBER, CELL_CATEGORY, CELL_MARGIN };

/* One slot's source. */
struct cell_target {
    uint32_t column;        /* of the input, 0-based */
    uint32_t slot;
    enum cell_kind kind;    /* CELL_MARGIN: a number that must not be missing */
    const struct cell_dict *dict;       /* CELL_CATEGORY */
    bool unseen_is_error;               /* else it is missing */
};

struct cell_plan {
    const struct cell_target *target;   /* [n_targets] by column, ascending */
    uint32_t n_targets;
    uint32_t n_columns;                 /* fields a record must have */
    const uint32_t *absent;             /* [n_absent] slots without a column: missing */
    uint32_t n_absent;
    const struct word_set *na;
};

/* The value of one target's cell, a category's its code; missing is NaN.  REASON_NONE, or
 * why it has none. */
enum reason cell_convert(const struct cell_plan *p, const struct cell_target *t,
                         struct str cell, double *out);

/* What went by: counted by target, for the statistics, in rows that were converted (one
 * with a bad cell counts nowhere).  May be NULL. */
struct cell_counts {
    uint64_t *missing, *unseen;         /* [n_targets] */
};

/* Row r of x (slot s is x[s * stride + r]) from the cells of a record.  REASON_NONE, or
 * why not, with *column (0-based) the first bad one. */
enum reason cells_convert(const struct cell_plan *p, const struct cell *cell, uint32_t n,
                          double *x, size_t stride, size_t r,
                          const struct cell_counts *counts, uint32_t *column);
