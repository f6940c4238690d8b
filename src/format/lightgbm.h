/* lightgbm.h - what the parts of the LightGBM loader share.  Private to lightgbm_*.c:
 * lightgbm_text.c reads the file as a whole, lightgbm_objective.c what is done to the
 * sums, lightgbm_columns.c the columns, lightgbm_trees.c the trees.
 *
 * Sources named in these files are LightGBM's, as of v4.7.0. */
#pragma once

#include "format/format.h"
#include "model/builder.h"
#include "text/scan.h"

/* Keys of the header. */
enum header_key {
    VERSION, NUM_CLASS, NUM_TREE_PER_ITERATION, LABEL_INDEX, MAX_FEATURE_IDX, OBJECTIVE,
    AVERAGE_OUTPUT, FEATURE_NAMES, MONOTONE_CONSTRAINTS, FEATURE_INFOS, TREE_SIZES,
    N_HEADER_KEYS,
};

struct lightgbm {
    const struct load_options *options;
    struct arena *arena;
    struct builder *b;
    struct err *err;

    struct scan header[N_HEADER_KEYS];      /* behind the `=` */
    struct scan trees;          /* before the first tree */
    struct scan pandas;         /* `pandas_categorical:...` */
    struct scan parameter;      /* behind `[categorical_feature:` */

    uint32_t n_features;        /* F */
    uint32_t n_outputs;         /* K */
    uint32_t n_trees;           /* in the file */
    uint32_t rounds, rounds_used;
    uint32_t *round_end;        /* [rounds_used] in the arena */
    bool has_linear;            /* some tree that was read has linear leaves */
};

static inline bool lightgbm_ok(const struct lightgbm *m)
{
    return !err_is_set(m->err);
}

/* What is done to the sums. */
struct link {
    const char *kind;       /* of model, for people */
    const char *step;       /* the kind of step; NULL: they stay as they are */
    double real;            /* its constant, */
    uint32_t n_real;        /* if it has one */
    enum outcome { OUTCOME_NUMBERS, OUTCOME_BINARY, OUTCOME_CLASSES } outcome;
};

/* ---- lightgbm_columns.c ---- */

/* Says the columns: names, types, lists of categories.  True when the names are those
 * that the library makes up. */
bool lightgbm_columns(struct lightgbm *m);

/* ---- lightgbm_trees.c ---- */

/* Says the trees of the rounds used, which read slots 0..F-1; NULL on failure. */
const struct ensemble *lightgbm_trees(struct lightgbm *m);

/* ---- lightgbm_objective.c ---- */

/* By the file's objective.  A failure when it is none that we know. */
struct link lightgbm_link(struct lightgbm *m);
