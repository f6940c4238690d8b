/* lightgbm_trees.c - the trees of a LightGBM text model.
 *
 * A tree is a block of KEY=VALUE lines up to an empty line, most of them one number a
 * node or a leaf.  The lines are marked first, in whatever order they come, and then read
 * side by side, a node at a time.  Nothing is believed: counts are those of the numbers
 * there, and that the nodes make a tree is for the builder to find.
 *
 * Inner nodes 0..N-1 keep their numbers; leaf ~x (as children name it) is node N + x.
 * Source: src/io/tree.cpp, the constructor from text, and Tree::ToString. */
#include "format/lightgbm.h"

#include "base/mem.h"

#include <math.h>

/* The builder's limit is 2^24 nodes a tree. */
enum { MAX_LEAVES = 1 << 23 };

enum tree_key {
    NUM_LEAVES, NUM_CAT, SPLIT_FEATURE, THRESHOLD, DECISION_TYPE, LEFT_CHILD, RIGHT_CHILD,
    LEAF_VALUE, CAT_BOUNDARIES, CAT_THRESHOLD, IS_LINEAR, LEAF_CONST, NUM_FEATURES,
    LEAF_FEATURES, LEAF_COEFF, N_TREE_KEYS,
};

static const char *const TREE_KEYS[] = {
    "num_leaves", "num_cat", "split_feature", "threshold", "decision_type", "left_child",
    "right_child", "leaf_value", "cat_boundaries", "cat_threshold", "is_linear",
    "leaf_const", "num_features", "leaf_features", "leaf_coeff", NULL,
};

/* Bits of decision_type.  Source: include/LightGBM/tree.h, kCategoricalMask... */
enum {
    CATEGORICAL = 1, DEFAULT_LEFT = 2, MISSING_SHIFT = 2, MAX_DECISION_TYPE = 15,
    MISSING_ZERO = 1, MISSING_NAN = 2,      /* 0 and 3: none is missing */
};

struct words {
    uint32_t *at;           /* [n] */
    size_t n;
};

/* One tree after another; memory is used again. */
struct tree_text {
    struct lightgbm *m;
    uint64_t line;                      /* of `Tree=` */
    struct scan key[N_TREE_KEYS];       /* behind the `=` */
    uint32_t n_leaves, n_categorical;
    struct words boundary;              /* [n_categorical + 1] places in `word` */
    struct words word;                  /* the sets of categories, one behind the other */
    struct linear_term *term;           /* of one leaf */
};

/* A key that is missing is missed at the line `Tree=`.  One that comes twice is
 * what it is the second time, as in the library. */
static void mark_keys(struct tree_text *t, struct scan *in)
{
    t->line = in->number;
    for (int k = 0; k < N_TREE_KEYS; k++)
        t->key[k] = (struct scan){ .number = t->line, .label = TREE_KEYS[k],
                                   .err = in->err };
    while (scan_line(in) && in->line.len) {
        if (str_starts(in->line, STR("Tree=")))
            scan_fail(in, "there is no empty line between two trees");
        int k = scan_key(in, TREE_KEYS);
        if (k >= 0)
            t->key[k] = *in;
    }
}

/* The line has room for n values, so that no count makes us allocate more than the file
 * has. */
static bool has_room(struct scan *s, uint64_t n)
{
    if (n <= s->line.len / 2 + 1)
        return true;
    return scan_expect(s, n);
}

static void *grow(struct tree_text *t, void *old, size_t n, size_t size)
{
    void *grown = scan_ok(t->key) ? mem_grow(old, n, size) : NULL;
    if (grown)
        return grown;
    err_set(t->m->err, ERR_MEMORY, "no room for a tree");
    return old;
}

/* All values of the line. */
static void read_words(struct tree_text *t, struct scan *s, struct words *to)
{
    to->n = scan_words(s);
    to->at = grow(t, to->at, to->n, sizeof *to->at);
    for (size_t i = 0; i < to->n && scan_ok(s); i++)
        to->at[i] = (uint32_t)scan_int(s, 0, UINT32_MAX);
}

/* Set c is word[boundary[c] .. boundary[c + 1]). */
static void read_sets(struct tree_text *t)
{
    struct scan *boundaries = &t->key[CAT_BOUNDARIES];
    scan_expect(boundaries, (size_t)t->n_categorical + 1);
    read_words(t, boundaries, &t->boundary);
    read_words(t, &t->key[CAT_THRESHOLD], &t->word);
    if (!scan_ok(boundaries))
        return;
    const uint32_t *at = t->boundary.at;
    bool rise = at[0] == 0 && at[t->n_categorical] == t->word.n;
    for (size_t c = 0; c < t->n_categorical; c++)
        rise = rise && at[c] <= at[c + 1];
    if (!rise)
        scan_fail(boundaries, "`cat_boundaries` does not rise from 0 to %zu, the length"
                  " of `cat_threshold`", t->word.n);
}

static uint32_t read_child(const struct tree_text *t, struct scan *s)
{
    const int64_t leaves = t->n_leaves, inner = leaves - 1;
    int64_t child = scan_int(s, -leaves, inner - 1);
    return (uint32_t)(child < 0 ? inner + ~child : child);
}

/* NaN is 0.0 where training saw none.
 * Source: include/LightGBM/tree.h, Tree::NumericalDecision. */
static void add_number_node(struct builder *b, uint32_t node, uint32_t type,
                            struct split s)
{
    uint32_t missing = type >> MISSING_SHIFT;
    bool default_left = type & DEFAULT_LEFT;
    s.rule = SPLIT_LE;
    s.zero_missing = missing == MISSING_ZERO;
    s.nan_left = missing == MISSING_ZERO || missing == MISSING_NAN ? default_left
                                                                   : 0.0 <= s.at;
    builder_split(b, node, &s);
}

/* The threshold is the number of the set; NaN goes right, whatever the type says.
 * Source: include/LightGBM/tree.h, Tree::CategoricalDecision. */
static void add_category_node(struct tree_text *t, uint32_t node, const struct split *s)
{
    if (!(s->at >= 0 && s->at < t->n_categorical && s->at == floor(s->at))) {
        scan_fail(&t->key[THRESHOLD], "`threshold`: that of the category node %u is not a"
                  " whole number below num_cat=%u", node, t->n_categorical);
        return;
    }
    const uint32_t *boundary = t->boundary.at + (size_t)s->at;
    builder_category(t->m->b, node, &(struct category_split){
        .feature = s->feature, .left = s->left, .right = s->right, .members_left = true,
        .word = t->word.at + boundary[0], .n_words = boundary[1] - boundary[0] });
}

/* Without a category node in the tree nothing is one, whatever the types say.
 * Source: include/LightGBM/tree.h, Tree::Predict and num_cat_. */
static void read_nodes(struct tree_text *t)
{
    struct scan *key = t->key;
    const bool has_types = scan_is_there(&key[DECISION_TYPE]);

    for (uint32_t n = 0; n + 1 < t->n_leaves && scan_ok(key); n++) {
        struct split s = { 0 };
        s.feature = (uint32_t)scan_int(&key[SPLIT_FEATURE], 0, t->m->n_features - 1);
        s.at = scan_real(&key[THRESHOLD]);
        s.left = read_child(t, &key[LEFT_CHILD]);
        s.right = read_child(t, &key[RIGHT_CHILD]);
        uint32_t type = has_types
            ? (uint32_t)scan_int(&key[DECISION_TYPE], 0, MAX_DECISION_TYPE) : 0;
        if (!scan_ok(key))
            return;
        if (t->n_categorical && (type & CATEGORICAL))
            add_category_node(t, n, &s);
        else
            add_number_node(t->m->b, n, type, s);
    }
    for (int k = SPLIT_FEATURE; k <= RIGHT_CHILD; k++)
        scan_end(&key[k]);
}

/* A leaf's own values of lines that hold those of all leaves, one behind the other.
 * Source: include/LightGBM/tree.h, Tree::Predict of a linear tree. */
static void read_linear(struct tree_text *t, struct leaf_said *leaf)
{
    struct scan *key = t->key;
    leaf->is_linear = true;
    leaf->at = scan_real(&key[LEAF_CONST]);
    uint32_t n = (uint32_t)scan_int(&key[NUM_FEATURES], 0, INT32_MAX);
    if (!has_room(&key[LEAF_COEFF], n) || !scan_ok(key))
        return;
    t->term = grow(t, t->term, n, sizeof *t->term);
    for (uint32_t i = 0; i < n && scan_ok(key); i++) {
        t->term[i].feature = (uint32_t)scan_int(&key[LEAF_FEATURES], 0,
                                                t->m->n_features - 1);
        t->term[i].coef = scan_real(&key[LEAF_COEFF]);
    }
    leaf->term = t->term;
    leaf->n_terms = n;
}

static void read_leaves(struct tree_text *t)
{
    struct scan *key = t->key;
    const bool is_linear = scan_is_there(&key[IS_LINEAR])
                        && scan_only_int(&key[IS_LINEAR], 0, 1);

    for (uint32_t i = 0; i < t->n_leaves && scan_ok(key); i++) {
        double value = scan_real(&key[LEAF_VALUE]);
        struct leaf_said leaf = { .id = i, .value = &value };
        if (is_linear)
            read_linear(t, &leaf);
        if (scan_ok(key))
            builder_leaf(t->m->b, t->n_leaves - 1 + i, &leaf);
    }
    scan_end(&key[LEAF_VALUE]);
    for (int k = LEAF_CONST; is_linear && k <= LEAF_COEFF; k++)
        scan_end(&key[k]);
    t->m->has_linear = t->m->has_linear || is_linear;
}

/* What the builder found wrong with a tree is at the tree's first line. */
static void place(struct err *e, uint64_t line)
{
    if (e->kind == ERR_MODEL)
        err_place(e, NULL, line);
}

static void read_tree(struct tree_text *t, struct scan *in, uint32_t number)
{
    struct builder *b = t->m->b;
    const uint64_t before = t->line;

    mark_keys(t, in);
    t->n_leaves = (uint32_t)scan_only_int(&t->key[NUM_LEAVES], 1, MAX_LEAVES);
    t->n_categorical = (uint32_t)scan_only_int(&t->key[NUM_CAT], 0, MAX_LEAVES);
    if (!has_room(&t->key[LEAF_VALUE], t->n_leaves) || !scan_ok(in))
        return;
    if (t->n_categorical)
        read_sets(t);
    builder_tree(b, &(struct tree_shape){ .output = number % t->m->n_outputs, .width = 1,
                                          .n_nodes = 2 * t->n_leaves - 1 });
    place(in->err, before);     /* it is the tree before that was ended */
    read_nodes(t);
    read_leaves(t);
    place(in->err, t->line);
}

/* To the next line `Tree=`; false, and no failure, at the line `end of trees`. */
static bool next_tree(struct scan *in)
{
    bool more;
    do
        more = scan_line(in);
    while (more && !in->line.len);
    if (!more || str_starts(in->line, STR("Tree=")))
        return more;
    if (!str_eq(in->line, STR("end of trees")))
        scan_fail(in, "`Tree=` or `end of trees` was expected");
    return false;
}

/* Trees of one round stand together, one for each output; what is left over at the end is
 * part of a round that was not finished.  Source: src/boosting/gbdt_prediction.cpp,
 * GBDT::PredictRaw; gbdt_model_text.cpp, num_init_iteration_. */
static void read_trees(struct tree_text *t)
{
    struct lightgbm *m = t->m;
    struct scan in = m->trees;
    const uint32_t used = m->rounds_used * m->n_outputs;
    uint32_t i = 0;

    while (i < used && next_tree(&in))
        read_tree(t, &in, i++);
    if (i < used)
        scan_fail(&in, "%u trees were expected, there are %u", used, i);
    next_tree(&in);
}

const struct ensemble *lightgbm_trees(struct lightgbm *m)
{
    struct tree_text t = { .m = m };
    double *base = mem_grow(NULL, m->n_outputs, sizeof *base);
    for (uint32_t k = 0; base && k < m->n_outputs; k++)
        base[k] = 0;
    if (!base)
        err_set(m->err, ERR_MEMORY, "no room for %u outputs", m->n_outputs);
    else
        builder_ensemble(m->b, &(struct ensemble_shape){ .n_features = m->n_features,
            .n_outputs = m->n_outputs, .category_above = -1.0, .base = base });
    read_trees(&t);
    const struct ensemble *made = builder_ensemble_end(m->b);
    place(m->err, t.line);
    mem_free(base);
    mem_free(t.boundary.at);
    mem_free(t.word.at);
    mem_free(t.term);
    return made;
}
