/* xgboost_rounds.c - which trees belong to which boosting round, and which are read.
 * Source: xgboost src/gbm/gbtree_model.cc (MakeIndptr, LoadModel), src/gbm/gbtree.h
 * (LayerToTree), python-package/xgboost/sklearn.py (iteration_range). */
#include "format/xgboost.h"

#include "base/mem.h"

#include <inttypes.h>

enum { MAX_TREES = 1000000 };

static void read_info(struct xgboost *x)
{
    xgboost_ints(x, &x->tree_info.at, &x->info);
    if (!xgboost_ok(x))
        return;
    if (x->info.n != x->n_trees) {
        builder_fail(x->b, "tree_info has length %zu, but num_trees is %u", x->info.n,
                     x->n_trees);
        return;
    }
    for (uint32_t t = 0; t < x->n_trees; t++)
        if (x->info.at[t] < 0 || x->info.at[t] >= x->n_out) {
            builder_fail(x->b, "tree %u: tree_info is %" PRId64 ", but the number of"
                         " outputs is %u", t, x->info.at[t], x->n_out);
            return;
        }
}

/* No list or an empty one means that all weights are 1.  The library takes a list that is
 * too short, and then reads behind its end. */
static void read_drop(struct xgboost *x)
{
    if (!x->weight_drop.there)
        return;
    xgboost_floats(x, &x->weight_drop.at, &x->drop);
    if (xgboost_ok(x) && x->drop.n && x->drop.n != x->n_trees)
        builder_fail(x->b, "weight_drop has length %zu, but num_trees is %u", x->drop.n,
                     x->n_trees);
}

/* iteration_indptr came with 2.0: round i has the trees indptr[i] .. indptr[i+1]. */
static void check_indptr(struct xgboost *x, const struct ints *indptr)
{
    const int64_t *at = indptr->at;
    if (at[0] != 0 || at[indptr->n - 1] != x->n_trees)
        builder_fail(x->b, "iteration_indptr goes from %" PRId64 " to %" PRId64
                     ", not from 0 to num_trees, which is %u", at[0], at[indptr->n - 1],
                     x->n_trees);
    for (size_t i = 1; i < indptr->n; i++)
        if (at[i] < at[i - 1])
            builder_fail(x->b, "iteration_indptr falls from %" PRId64 " to %" PRId64
                         " at round %zu", at[i - 1], at[i], i - 1);
}

/* How many rounds are the best; 0 when the file does not say.  A model of no rounds has a
 * best_iteration of -1 up to 1.7. */
static uint32_t best_rounds(struct xgboost *x)
{
    if (!x->best_iteration.at)
        return 0;
    return (uint32_t)(xgboost_whole(x, "best_iteration", x->best_iteration, -1,
                                    MAX_TREES - 1) + 1);
}

/* Trees that a group gets in a round.  Releases up to 1.5 do not write it; when one of
 * them stopped early it can be had from best_ntree_limit, which counts trees.
 * Source: xgboost v1.5.2 python-package/xgboost/training.py. */
static int64_t parallel_trees(struct xgboost *x)
{
    if (x->model[NUM_PARALLEL_TREE].at) {
        const int64_t n = xgboost_whole(x, "num_parallel_tree",
                                        x->model[NUM_PARALLEL_TREE], 0, MAX_TREES);
        return n > 0 ? n : 1;
    }
    if (!x->best_ntree_limit.at)
        return 1;
    const int64_t rounds = best_rounds(x);
    const int64_t limit = xgboost_whole(x, "best_ntree_limit", x->best_ntree_limit, 0,
                                        MAX_TREES);
    return rounds && limit >= rounds && limit % rounds == 0 ? limit / rounds : 1;
}

/* The same list for files that have none.  False, and one round of all trees, when the
 * rounds cannot be told apart. */
static bool derive_indptr(struct xgboost *x, struct ints *indptr)
{
    int64_t groups = 1;
    for (uint32_t t = 0; t < x->n_trees; t++)
        if (x->info.at[t] >= groups)
            groups = x->info.at[t] + 1;
    int64_t layer = groups * parallel_trees(x);
    const bool told_apart = x->n_trees % layer == 0;
    if (!told_apart)
        layer = x->n_trees;
    const size_t n = (size_t)(x->n_trees / layer);
    if (!xgboost_ok(x) || !xgboost_ints_room(x, indptr, n + 1))
        return told_apart;
    for (size_t i = 0; i <= n; i++)
        indptr->at[i] = (int64_t)i * layer;
    indptr->n = n + 1;
    return told_apart;
}

static void note_round_ends(struct xgboost *x, const struct ints *indptr)
{
    x->round_end = NEW(x->arena, uint32_t, x->rounds_used);
    if (!x->round_end)
        err_set(x->err, ERR_MEMORY, "no room for %u rounds", x->rounds_used);
    for (uint32_t r = 0; x->round_end && r < x->rounds_used; r++)
        x->round_end[r] = (uint32_t)indptr->at[r + 1];
}

static void use_rounds(struct xgboost *x, const struct ints *indptr, bool told_apart)
{
    const enum trees trees = x->options->trees;
    const uint32_t best = trees == TREES_BEST ? best_rounds(x) : 0;
    x->n_rounds = (uint32_t)(indptr->n - 1);
    static const char untold[] =
        "the file does not say which trees belong to which round";
    if (!told_apart && trees == TREES_COUNT)
        builder_usage(x->b, "%s", untold);
    else if (!told_apart && best)
        builder_fail(x->b, "%s", untold);
    else if (best > x->n_rounds)
        builder_fail(x->b, "best_iteration is %u, but there are only %u rounds", best - 1,
                     x->n_rounds);
    if (!xgboost_ok(x)) {
        err_remedy(x->err, "to use all trees: --trees all");
        return;
    }
    x->rounds_used = format_rounds(x->options, x->n_rounds, best, x->err);
    if (xgboost_ok(x))
        x->trees_used = (uint32_t)indptr->at[x->rounds_used];
    if (xgboost_ok(x) && told_apart)
        note_round_ends(x, indptr);
}

static void tree_rounds(struct xgboost *x)
{
    struct ints indptr = { 0 };
    bool told_apart = true;
    if (x->iteration_indptr.there)
        xgboost_ints(x, &x->iteration_indptr.at, &indptr);
    if (indptr.n)
        check_indptr(x, &indptr);
    else if (xgboost_ok(x))
        told_apart = derive_indptr(x, &indptr);
    if (xgboost_ok(x))
        use_rounds(x, &indptr, told_apart);
    mem_free(indptr.at);
}

/* A linear model has one set of weights for all rounds.
 * Source: xgboost src/gbm/gblinear.cc, LinearCheckLayer. */
static void linear_rounds(struct xgboost *x)
{
    int64_t n = x->boosted_rounds < 0 ? 0 : x->boosted_rounds;
    x->n_rounds = x->rounds_used = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
    if (x->options->trees == TREES_COUNT && x->options->n_rounds != x->n_rounds)
        builder_usage(x->b, "a gblinear model has no trees of which some could be used");
}

void xgboost_rounds(struct xgboost *x)
{
    if (xgboost_is_linear(x)) {
        linear_rounds(x);
        return;
    }
    x->n_trees = (uint32_t)xgboost_whole(x, "num_trees", x->model[NUM_TREES], 0,
                                         MAX_TREES);
    if (xgboost_ok(x))
        read_info(x);
    if (xgboost_ok(x))
        read_drop(x);
    if (xgboost_ok(x))
        tree_rounds(x);
}
