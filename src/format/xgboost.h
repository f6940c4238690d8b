/* xgboost.h - what the parts of the XGBoost loader share.  Private to xgboost*.c.
 *
 * The keys of a file are sorted, so what is needed first stands last.  The loader walks
 * the file once and marks the large parts (xgboost.c: survey), then reads them in the
 * order that the builder wants. */
#pragma once

#include "format/format.h"
#include "model/builder.h"
#include "text/json.h"

struct arena;

/* A value of the file, to be read later. */
struct mark {
    bool there;
    struct json at;
};

/* Numbers of an array of the file; grow, and are used again for the next one. */
struct ints {
    int64_t *at;            /* [n] */
    size_t n, room;
    bool there;             /* the file has the array */
};

struct floats {
    float *at;              /* [n] */
    size_t n, room;
    bool there;
};

/* learner_model_param: all texts; .at is NULL where the file has none. */
enum {
    BASE_SCORE, BOOST_FROM_AVERAGE, NUM_CLASS, NUM_FEATURE, NUM_TARGET,
    N_LEARNER_PARAMS,
};

/* gbtree_model_param, likewise. */
enum { NUM_PARALLEL_TREE, NUM_TREES, N_MODEL_PARAMS };

struct xgboost {
    struct str file;
    const struct load_options *options;
    struct arena *arena;
    struct builder *b;
    struct err *err;
    char where[32];         /* "tree 17: ", before what goes wrong in it; else empty */

    /* Found by the survey. */
    int64_t version[3];     /* zeros: the file does not say */
    struct str learner[N_LEARNER_PARAMS];
    struct str model[N_MODEL_PARAMS];
    struct str booster;     /* "gbtree", "dart", "gblinear" */
    struct str objective;
    struct str best_iteration, best_ntree_limit;    /* attributes */
    int64_t boosted_rounds; /* of gblinear; -1: the file does not say */
    struct mark feature_names, feature_types, cats;
    struct mark trees, tree_info, iteration_indptr, weight_drop, weights;

    /* Worked out. */
    uint32_t n_features;    /* F */
    uint32_t n_class;       /* 0 when not multi-class */
    uint32_t n_out;         /* OUT: margins of a row */
    uint32_t n_trees;       /* in the file */
    uint32_t n_rounds, rounds_used, trees_used;
    uint32_t *round_end;    /* [rounds_used] in the arena; NULL: not told apart */
    struct ints info;       /* [n_trees] group of each tree */
    struct floats drop;     /* [n_trees] weights of DART, or empty */
    float *base;            /* [OUT] margins, in the arena */
};

static inline bool xgboost_ok(const struct xgboost *x)
{
    return !err_is_set(x->err);
}

static inline bool xgboost_is_linear(const struct xgboost *x)
{
    return str_eq(x->booster, STR("gblinear"));
}

/* Was the file written by this release or a later one?  A file that does not say counts
 * as new. */
bool xgboost_since(const struct xgboost *x, int64_t major, int64_t minor);

/* ---- xgboost_read.c: arrays and numbers in texts ---- */

/* Passes over the next value, which can be read later.  It may come only once. */
void xgboost_mark(struct json *j, struct mark *m, const char *key);

/* The next value, an array of numbers, to *v. */
void xgboost_ints(struct xgboost *x, struct json *j, struct ints *v);
void xgboost_floats(struct xgboost *x, struct json *j, struct floats *v);

/* The next value, an array of numbers or of false and true, to *v. */
void xgboost_flags(struct xgboost *x, struct json *j, struct ints *v);

/* Room for n items in all. */
bool xgboost_ints_room(struct xgboost *x, struct ints *v, size_t n);
bool xgboost_floats_room(struct xgboost *x, struct floats *v, size_t n);

/* The next value, an object of texts: text[i] is that of keys[i] (NULL-ended). */
void xgboost_params(struct json *j, const char *const *keys, struct str *text);

/* A whole number in a text; 0 and a failure that names it when it is none from `min` to
 * `max`, or is not there at all. */
int64_t xgboost_whole(struct xgboost *x, const char *name, struct str text,
                      int64_t min, int64_t max);

/* ---- xgboost_tree.c, xgboost_rounds.c ---- */

/* n_trees, info, drop, n_rounds, rounds_used and trees_used from the file and the
 * options. */
void xgboost_rounds(struct xgboost *x);

/* Says the trees of the rounds used; NULL on failure. */
const struct ensemble *xgboost_trees(struct xgboost *x);

/* ---- xgboost_cats.c ---- */

/* Says the columns: names, types, lists of categories. */
void xgboost_columns(struct xgboost *x, bool *has_names);

/* ---- xgboost_objective.c ---- */

struct objective;

/* By the file's name for it; NULL and a failure when there is none. */
const struct objective *xgboost_objective(struct xgboost *x);

/* base_score, converted to margins in x->base. */
void xgboost_base(struct xgboost *x, const struct objective *o);

const char *xgboost_kind(const struct xgboost *x, const struct objective *o);

/* Says the link and the outputs. */
void xgboost_head(struct xgboost *x, const struct objective *o, struct slots margin);
