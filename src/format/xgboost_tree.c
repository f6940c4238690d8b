/* xgboost_tree.c - the trees: arrays in the file, splits and leaves to the builder.
 *
 * The keys of a tree are sorted too: its arrays come before the parameters that say how
 * long they are.  So a tree is read whole, then checked, then said.
 * Source: xgboost src/tree/tree_model.cc (LoadModelImpl, LoadCategoricalSplit),
 * src/tree/multi_target_tree_model.cc, src/tree/io_utils.h, src/predictor/predict_fn.h
 * (v3.2.0). */
#include "format/xgboost.h"

#include "base/mem.h"
#include "text/num.h"

#include <inttypes.h>

enum {
    MAX_NODES = 1 << 24,
    MAX_CODE = (1 << 24) - 1,       /* the largest that a float counts to */
    MAX_SET_WORDS = 1 << 24,        /* 64 MiB for all sets of a model */
    DELETED = INT32_MAX,            /* split_indices of a node that pruning took away */
    NO_ID = -1,
};

/* A value of -0.5 is no category, 0 is one.
 * Source: xgboost src/common/categorical.h, InvalidCat. */
#define BELOW_ZERO (-4.9406564584124654e-324)

/* The arrays of whole numbers, then those of floats, then the rest: as in `keys`. */
enum {
    LEFT_CHILDREN, RIGHT_CHILDREN, SPLIT_INDICES, DEFAULT_LEFT, SPLIT_TYPE,
    CATEGORIES, CATEGORIES_NODES, CATEGORIES_SEGMENTS, CATEGORIES_SIZES, N_INTS,
    SPLIT_CONDITIONS = N_INTS, LEAF_WEIGHTS, N_ARRAYS,
    BASE_WEIGHTS = N_ARRAYS, ID, TREE_PARAM,
};

static const char *const keys[] = {
    "left_children", "right_children", "split_indices", "default_left", "split_type",
    "categories", "categories_nodes", "categories_segments", "categories_sizes",
    "split_conditions", "leaf_weights",
    "base_weights", "id", "tree_param", NULL,
};

enum { NUM_DELETED, NUM_NODES, SIZE_LEAF_VECTOR, N_TREE_PARAMS };

static const char *const param_keys[] = {
    "num_deleted", "num_nodes", "size_leaf_vector", NULL,
};

/* One tree of the file; the next one uses its memory again. */
struct tree_file {
    uint32_t number;                /* 0-based */
    struct ints ints[N_INTS];
    struct floats floats[N_ARRAYS - N_INTS];
    struct floats base_weights;     /* read only where the leaves are in it */
    struct mark base_weights_mark;
    int64_t id;
    struct str param[N_TREE_PARAMS];
    uint32_t n_nodes, n_deleted;    /* n_deleted: ANY_UNREACHED when it is not said */
    uint32_t width;                 /* values of a leaf */
    float weight;                   /* of DART; else 1 */
    size_t category;                /* the next entry of categories_nodes */

    double *value;                  /* [OUT] of a leaf */
    uint32_t *word;                 /* [n_words] of a set of categories */
    size_t n_words;
    size_t set_words;               /* in all sets so far */
};

static void release(struct tree_file *t)
{
    for (size_t i = 0; i < N_INTS; i++)
        mem_free(t->ints[i].at);
    for (size_t i = 0; i < N_ARRAYS - N_INTS; i++)
        mem_free(t->floats[i].at);
    mem_free(t->base_weights.at);
    mem_free(t->value);
    mem_free(t->word);
}

static const struct floats *floats_of(const struct tree_file *t, int key)
{
    return &t->floats[key - N_INTS];
}

static void forget(struct tree_file *t)
{
    for (size_t i = 0; i < N_INTS; i++)
        t->ints[i].there = false, t->ints[i].n = 0;
    for (size_t i = 0; i < N_ARRAYS - N_INTS; i++)
        t->floats[i].there = false, t->floats[i].n = 0;
    for (size_t i = 0; i < N_TREE_PARAMS; i++)
        t->param[i] = (struct str){ 0 };
    t->base_weights_mark.there = false;
    t->category = 0;
    t->id = NO_ID;
}

static void read_member(struct xgboost *x, struct json *j, struct tree_file *t, int key)
{
    if (key == DEFAULT_LEFT)
        xgboost_flags(x, j, &t->ints[key]);
    else if (key < N_INTS)
        xgboost_ints(x, j, &t->ints[key]);
    else if (key < N_ARRAYS)
        xgboost_floats(x, j, &t->floats[key - N_INTS]);
    else if (key == ID)
        t->id = json_int(j);
    else if (key == TREE_PARAM)
        xgboost_params(j, param_keys, t->param);
    else
        xgboost_mark(j, &t->base_weights_mark, keys[key]);
}

static void read_tree(struct xgboost *x, struct json *j, struct tree_file *t)
{
    uint64_t seen = 0;
    forget(t);
    json_object(j);
    for (int key; (key = json_which(j, keys, &seen)) >= 0; )
        read_member(x, j, t, key);
}

/* Release 1.0 does not say how many nodes are deleted; size_leaf_vector was 0 for one
 * value up to 1.7, and is 1 since. */
static void read_params(struct xgboost *x, struct tree_file *t)
{
    const struct str *p = t->param;
    t->n_nodes = (uint32_t)xgboost_whole(x, "num_nodes", p[NUM_NODES], 1, MAX_NODES);
    t->n_deleted = ANY_UNREACHED;
    if (p[NUM_DELETED].at)
        t->n_deleted = (uint32_t)xgboost_whole(x, "num_deleted", p[NUM_DELETED], 0,
                                               MAX_NODES);
    t->width = 1;
    if (p[SIZE_LEAF_VECTOR].at)
        t->width = (uint32_t)xgboost_whole(x, "size_leaf_vector", p[SIZE_LEAF_VECTOR], 0,
                                           UINT16_MAX + 1);
    if (t->width == 0)
        t->width = 1;
}

static bool check_length(struct xgboost *x, int key, size_t n, size_t wanted)
{
    return n == wanted
        || builder_fail(x->b, "%s%s has length %zu, not %zu", x->where, keys[key], n,
                        wanted);
}

static bool check_nodes(struct xgboost *x, const struct tree_file *t)
{
    for (int key = LEFT_CHILDREN; key <= DEFAULT_LEFT; key++)
        if (!check_length(x, key, t->ints[key].n, t->n_nodes))
            return false;
    const size_t n = floats_of(t, SPLIT_CONDITIONS)->n;
    return check_length(x, SPLIT_CONDITIONS, n, t->n_nodes)
        && (!t->ints[SPLIT_TYPE].there
            || check_length(x, SPLIT_TYPE, t->ints[SPLIT_TYPE].n, t->n_nodes));
}

static bool check_categories(struct xgboost *x, const struct tree_file *t)
{
    const struct ints *nodes = &t->ints[CATEGORIES_NODES];
    if (!check_length(x, CATEGORIES_SEGMENTS, t->ints[CATEGORIES_SEGMENTS].n, nodes->n)
        || !check_length(x, CATEGORIES_SIZES, t->ints[CATEGORIES_SIZES].n, nodes->n))
        return false;
    for (size_t i = 1; i < nodes->n; i++)
        if (nodes->at[i] <= nodes->at[i - 1])
            return builder_fail(x->b, "%scategories_nodes is not in ascending order at %"
                                PRId64, x->where, nodes->at[i]);
    return true;
}

/* Releases up to 3.2 put a tree where its id says, later ones want it there already. */
static bool check_place(struct xgboost *x, const struct tree_file *t)
{
    if (t->id == NO_ID)
        return builder_fail(x->b, "%sthere is no \"id\"", x->where);
    if (t->id != t->number)
        return builder_fail(x->b, "%sits id is %" PRId64, x->where, t->id);
    if (t->width > 1 && t->width != x->n_out)
        return builder_fail(x->b, "%sits leaves have %u values, but the number of"
                            " outputs is %u", x->where, t->width, x->n_out);
    if (t->width > 1 && x->info.at[t->number] != 0)
        return builder_fail(x->b, "%stree_info is %" PRId64 ", but it adds to all"
                            " outputs", x->where, x->info.at[t->number]);
    return true;
}

/* Leaves of several values are in base_weights up to 3.1, in leaf_weights since 3.2. */
static bool read_leaf_vectors(struct xgboost *x, struct tree_file *t)
{
    if (t->width == 1 || floats_of(t, LEAF_WEIGHTS)->there)
        return true;
    if (!t->base_weights_mark.there)
        return builder_fail(x->b, "%sthere are neither leaf_weights nor base_weights",
                            x->where);
    const size_t wanted = (size_t)t->n_nodes * t->width;
    xgboost_floats(x, &t->base_weights_mark.at, &t->base_weights);
    return xgboost_ok(x) && check_length(x, BASE_WEIGHTS, t->base_weights.n, wanted);
}

/* The values of a leaf of several; NULL when they are not in the file. */
static const float *leaf_vector(struct xgboost *x, const struct tree_file *t,
                                uint32_t node)
{
    const struct floats *w = floats_of(t, LEAF_WEIGHTS);
    if (!w->there)
        return t->base_weights.at + (size_t)node * t->width;
    const int64_t row = t->ints[RIGHT_CHILDREN].at[node];
    if (row >= 0 && (uint64_t)row < w->n / t->width)
        return w->at + (size_t)row * t->width;
    builder_fail(x->b, "%sleaf %u has row %" PRId64 " of leaf_weights, but there are %zu",
                 x->where, node, row, w->n / t->width);
    return NULL;
}

/* Up to 3.2 a tree of DART is predicted into zeros first: a leaf of -0.0 adds +0.0.
 * Source: xgboost v3.2.0 src/gbm/gbtree.cc:775. */
static float leaf_start(const struct xgboost *x)
{
    return str_eq(x->booster, STR("dart")) ? 0.0f : -0.0f;
}

static void say_leaf(struct xgboost *x, struct tree_file *t, uint32_t node)
{
    const float *value = t->width > 1 ? leaf_vector(x, t, node)
                                      : &floats_of(t, SPLIT_CONDITIONS)->at[node];
    const float start = leaf_start(x);
    for (uint32_t k = 0; value && k < t->width; k++) {
        const float from_zero = start + value[k];
        t->value[k] = from_zero * t->weight;
    }
    if (value)
        builder_leaf(x->b, node, &(struct leaf_said){ .id = node, .value = t->value });
}

/* The next node's number in the file is larger, so a cursor finds its categories. */
static bool find_categories(struct tree_file *t, uint32_t node)
{
    const struct ints *nodes = &t->ints[CATEGORIES_NODES];
    while (t->category < nodes->n && nodes->at[t->category] < node)
        t->category++;
    return t->category < nodes->n && nodes->at[t->category] == node;
}

/* The codes listed for a node; NULL when they are not in the file. */
static const int64_t *listed(struct xgboost *x, struct tree_file *t, uint32_t node,
                             size_t *n)
{
    if (!find_categories(t, node)) {
        builder_fail(x->b, "%snode %u is not in categories_nodes", x->where, node);
        return NULL;
    }
    const int64_t first = t->ints[CATEGORIES_SEGMENTS].at[t->category];
    const int64_t size = t->ints[CATEGORIES_SIZES].at[t->category];
    const int64_t all = (int64_t)t->ints[CATEGORIES].n;
    if (first < 0 || size < 1 || first > all || size > all - first) {
        builder_fail(x->b, "%snode %u has %" PRId64 " categories from %" PRId64
                     " of %" PRId64, x->where, node, size, first, all);
        return NULL;
    }
    *n = (size_t)size;
    return t->ints[CATEGORIES].at + first;
}

/* Makes t->word all zeros, with room for code `last`. */
static bool clear_words(struct xgboost *x, struct tree_file *t, int64_t last)
{
    const size_t n = (size_t)last / 32 + 1;
    t->set_words += n;
    if (t->set_words > MAX_SET_WORDS)
        return builder_fail(x->b, "%sthe sets of categories need more than 64 MiB",
                            x->where);
    uint32_t *word = mem_grow(t->word, n, sizeof *word);
    if (!word)
        return err_set(x->err, ERR_MEMORY, "no room for %zu words of categories", n);
    memset(word, 0, n * sizeof *word);
    t->word = word;
    t->n_words = n;
    return true;
}

static bool make_set(struct xgboost *x, struct tree_file *t, uint32_t node)
{
    size_t n = 0;
    const int64_t *code = listed(x, t, node, &n);
    int64_t last = 0;
    for (size_t i = 0; i < n; i++) {
        if (code[i] < 0 || code[i] > MAX_CODE)
            return builder_fail(x->b, "%snode %u has category %" PRId64 ", 0 to %d are"
                                " possible", x->where, node, code[i], MAX_CODE);
        if (code[i] > last)
            last = code[i];
    }
    if (!code || !clear_words(x, t, last))
        return false;
    for (size_t i = 0; i < n; i++)
        t->word[code[i] / 32] |= UINT32_C(1) << code[i] % 32;
    return true;
}

/* The split has the file's feature and children, in range of their types. */
static bool check_split(struct xgboost *x, const struct tree_file *t, uint32_t node)
{
    const int64_t left = t->ints[LEFT_CHILDREN].at[node];
    const int64_t right = t->ints[RIGHT_CHILDREN].at[node];
    const int64_t feature = t->ints[SPLIT_INDICES].at[node];
    if (left < 0 || left >= t->n_nodes)
        return builder_fail(x->b, "%snode %u has a child %" PRId64 ", but there are %u"
                            " nodes", x->where, node, left, t->n_nodes);
    if (right != left + 1)
        return builder_fail(x->b, "%snode %u has the children %" PRId64 " and %" PRId64
                            ", which are not side by side", x->where, node, left, right);
    if (feature < 0 || feature >= x->n_features)
        return builder_fail(x->b, "%snode %u asks for feature %" PRId64 ", but there are"
                            " %u", x->where, node, feature, x->n_features);
    return true;
}

/* 0 or 1 of a node. */
static bool flag(struct xgboost *x, const struct tree_file *t, int key, uint32_t node)
{
    const int64_t flag = t->ints[key].there ? t->ints[key].at[node] : 0;
    if (flag != 0 && flag != 1)
        builder_fail(x->b, "%s%s of node %u is %" PRId64 ", not 0 or 1", x->where,
                     keys[key], node, flag);
    return flag;
}

/* Listed categories go right, all else left.  The threshold of such a node means nothing.
 * Source: xgboost src/common/categorical.h, Decision. */
static void say_split(struct xgboost *x, struct tree_file *t, uint32_t node)
{
    if (!check_split(x, t, node))
        return;
    const uint32_t left = (uint32_t)t->ints[LEFT_CHILDREN].at[node];
    const uint32_t feature = (uint32_t)t->ints[SPLIT_INDICES].at[node];
    const bool nan_left = flag(x, t, DEFAULT_LEFT, node);
    if (!flag(x, t, SPLIT_TYPE, node))
        builder_split(x->b, node, &(struct split){
            .feature = feature, .at = floats_of(t, SPLIT_CONDITIONS)->at[node],
            .rule = SPLIT_LT, .nan_left = nan_left, .left = left, .right = left + 1 });
    else if (make_set(x, t, node))
        builder_category(x->b, node, &(struct category_split){
            .feature = feature, .word = t->word, .n_words = (uint32_t)t->n_words,
            .nan_left = nan_left, .left = left, .right = left + 1 });
}

/* A node that pruning took away stays in the arrays, as a leaf of no feature. */
static bool is_deleted(const struct tree_file *t, uint32_t node)
{
    return t->n_deleted != 0 && t->ints[LEFT_CHILDREN].at[node] == -1
        && t->ints[SPLIT_INDICES].at[node] == DELETED;
}

static void say_tree(struct xgboost *x, struct tree_file *t)
{
    builder_tree(x->b, &(struct tree_shape){
        .output = (uint32_t)x->info.at[t->number], .width = t->width,
        .n_nodes = t->n_nodes, .n_unreached = t->n_deleted });
    for (uint32_t node = 0; node < t->n_nodes && xgboost_ok(x); node++) {
        if (t->ints[LEFT_CHILDREN].at[node] != -1)
            say_split(x, t, node);
        else if (!is_deleted(t, node))
            say_leaf(x, t, node);
    }
}

static void name_place(struct xgboost *x, uint32_t tree)
{
    char *to = x->where;
    memcpy(to, "tree ", 5);
    const size_t n = num_write_uint(to + 5, tree);
    memcpy(to + 5 + n, ": ", 3);
}

static void load_tree(struct xgboost *x, struct json *j, struct tree_file *t)
{
    read_tree(x, j, t);
    name_place(x, t->number);
    t->weight = x->drop.n ? x->drop.at[t->number] : 1.0f;
    if (xgboost_ok(x))
        read_params(x, t);
    if (xgboost_ok(x) && check_place(x, t) && check_nodes(x, t) && check_categories(x, t)
        && read_leaf_vectors(x, t))
        say_tree(x, t);
    x->where[0] = '\0';
}

/* The trees of rounds that are not used are passed over. */
static void load_trees(struct xgboost *x, struct tree_file *t)
{
    struct json *j = &x->trees.at;
    uint32_t n = 0;
    json_array(j);
    for (; json_item(j); n++) {
        t->number = n;
        if (n < x->trees_used)
            load_tree(x, j, t);
        else
            json_skip(j);
    }
    if (xgboost_ok(x) && n != x->n_trees)
        builder_fail(x->b, "trees has length %u, but num_trees is %u", n, x->n_trees);
}

const struct ensemble *xgboost_trees(struct xgboost *x)
{
    struct tree_file t = { .value = mem_grow(NULL, x->n_out, sizeof *t.value) };
    if (!t.value) {
        err_set(x->err, ERR_MEMORY, "no room for %u outputs", x->n_out);
        return NULL;
    }
    for (uint32_t k = 0; k < x->n_out; k++)
        t.value[k] = x->base[k];
    builder_ensemble(x->b, &(struct ensemble_shape){
        .n_features = x->n_features, .n_outputs = x->n_out, .float32 = true,
        .category_above = BELOW_ZERO, .base = t.value });
    load_trees(x, &t);
    release(&t);
    return xgboost_ok(x) ? builder_ensemble_end(x->b) : NULL;
}
