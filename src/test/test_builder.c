/* test_builder.c - the normal form of splits and sets, packing, and what is copied. */
#include "model/builder.h"

#include "base/mem.h"
#include "eval/kernel.h"
#include "test/check.h"
#include "test/forest.h"

#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct made {
    struct arena arena;
    struct err err;
    struct builder *b;
};

static void begin(struct made *m, uint32_t n_features)
{
    *m = (struct made){ 0 };
    m->b = builder_new(&m->arena, 1 << 24, &m->err);
    builder_columns(m->b, n_features);
}

static void end(struct made *m)
{
    builder_release(m->b);
    arena_release(&m->arena);
}

static void one_sum(struct builder *b, uint32_t n_features, double category_above)
{
    static const double base = 0;
    builder_ensemble(b, &(struct ensemble_shape){ .n_features = n_features,
        .n_outputs = 1, .category_above = category_above, .base = &base });
}

static void leaf(struct builder *b, uint32_t node)
{
    double value = node;
    builder_leaf(b, node, &(struct leaf_said){ .id = node, .value = &value });
}

/* The library's number of the leaf. */
static uint32_t leaf_of(const struct ensemble *e, uint32_t t, double x)
{
    struct block in = { &x, 1, 1 };
    return kernel_reference_leaf(e, t, &in, 0)->id;
}

/* ---- number splits ---- */

static const double thresholds[] = {
    0.0, -0.0, 1.5, -1.5, 0.1, 1e300, -1e300, DBL_MAX, -DBL_MAX, DBL_MIN, -DBL_MIN,
    DBL_TRUE_MIN, -DBL_TRUE_MIN, 16777217, (double)INFINITY, -(double)INFINITY,
};

enum { BOTH = 2, SIDES = BOTH * BOTH * BOTH };

static struct split split_of(size_t i)
{
    return (struct split){ .at = thresholds[i / SIDES], .left = 2, .right = 1,
        .rule = i & 1 ? SPLIT_LE : SPLIT_LT, .nan_left = i & 2, .zero_missing = i & 4 };
}

static bool want_left(const struct split *s, double x)
{
    if (isnan(x) || (s->zero_missing && x == 0))
        return s->nan_left;
    return s->rule == SPLIT_LE ? x <= s->at : x < s->at;
}

static void check_split(const struct ensemble *e, size_t i)
{
    const struct split s = split_of(i);
    const double at = s.at, x[] = {
        at, nextafter(at, (double)INFINITY), nextafter(at, -(double)INFINITY),
        (double)NAN, -(double)NAN, (double)INFINITY, -(double)INFINITY, 0.0, -0.0,
        DBL_TRUE_MIN, -DBL_TRUE_MIN, DBL_MAX, -DBL_MAX, at / 2, -at,
    };
    char which[160];
    for (size_t v = 0; v < COUNT(x); v++) {
        snprintf(which, sizeof which, "%a %s %a, nan %s, zero %s", x[v],
                 s.rule == SPLIT_LE ? "<=" : "<", at, s.nan_left ? "left" : "right",
                 s.zero_missing ? "missing" : "a number");
        CHECK(which, leaf_of(e, (uint32_t)i, x[v]) == (want_left(&s, x[v]) ? 2 : 1));
    }
}

static void test_splits(void)
{
    struct made m;
    const size_t n = COUNT(thresholds) * SIDES;
    begin(&m, 1);
    one_sum(m.b, 1, -1);
    for (size_t i = 0; i < n; i++) {
        struct split s = split_of(i);
        builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 3 });
        builder_split(m.b, 0, &s);
        leaf(m.b, 1);
        leaf(m.b, 2);
    }
    const struct ensemble *e = builder_ensemble_end(m.b);
    CHECK("splits of every kind are taken", e && e->n_trees == n);
    for (size_t i = 0; e && i < n; i++)
        check_split(e, i);
    end(&m);
}

/* ---- category splits ---- */

static const uint32_t no_words[] = { 0, 0 }, few_words[] = { 0x80000001, 0, 5, 0 },
    all_words[] = { UINT32_MAX };

static const struct {
    const char *which;
    const uint32_t *word;
    uint32_t n_words;
} sets[] = {
    { "a set of no words", NULL, 0 },       /* the first set: nothing is there yet */
    { "a set of empty words", no_words, 2 },
    { "a few codes", few_words, 4 },
    { "32 codes", all_words, 1 },
};

static bool in_set(size_t set, double above, double x)
{
    static const int few[] = { 0, 31, 64, 66 };
    if (!(x > above) || x >= 4294967296.0)
        return false;
    int64_t code = (int64_t)x;
    if (set == 3)
        return code < 32;
    for (size_t i = 0; set == 2 && i < COUNT(few); i++)
        if (code == few[i])
            return true;
    return false;
}

static void check_set(const struct ensemble *e, size_t t, double above)
{
    static const double x[] = {
        0, -0.0, 1, 31, 31.99, 32, 63, 64, 64.5, 65, 66, 67, 95, 96, 127, 128, -0.5,
        -0.999, -1, -1.5, -DBL_TRUE_MIN, DBL_TRUE_MIN, 2147483648.0, 4294967296.0,
        4294967360.0, 9.3e18, 1e300, -1e300, (double)INFINITY, -(double)INFINITY,
    };
    bool members_left = t & 1, nan_left = t & 2;
    const char *which = sets[t / 4].which;
    for (size_t v = 0; v < COUNT(x); v++) {
        bool left = in_set(t / 4, above, x[v]) == members_left;
        CHECK(which, leaf_of(e, (uint32_t)t, x[v]) == (left ? 1 : 2));
    }
    CHECK(which, leaf_of(e, (uint32_t)t, (double)NAN) == (nan_left ? 1 : 2));
}

static void test_sets(double above)
{
    struct made m;
    begin(&m, 1);
    one_sum(m.b, 1, above);
    for (uint32_t t = 0; t < COUNT(sets) * 4; t++) {
        builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 3 });
        builder_category(m.b, 0, &(struct category_split){ .word = sets[t / 4].word,
            .n_words = sets[t / 4].n_words, .members_left = t & 1, .nan_left = t & 2,
            .left = 1, .right = 2 });
        leaf(m.b, 1);
        leaf(m.b, 2);
    }
    const struct ensemble *e = builder_ensemble_end(m.b);
    CHECK("sets of every kind are taken", e && e->n_sets == COUNT(sets) * 4);
    for (size_t t = 0; e && t < e->n_sets; t++)
        check_set(e, t, above);
    end(&m);
}

/* ---- linear leaves ---- */

/* A constant alone is linear too: it is not the leaf's own value. */
static void test_linear_without_terms(void)
{
    static const double value = 1;
    double x = 5, y = 0;
    struct block in = { &x, 1, 1 }, out = { &y, 1, 1 };
    struct made m;
    begin(&m, 1);
    one_sum(m.b, 1, -1);
    builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 1 });
    builder_leaf(m.b, 0, &(struct leaf_said){ .value = &value, .is_linear = true,
                                              .at = 3 });
    const struct ensemble *e = builder_ensemble_end(m.b);
    CHECK("a linear leaf without terms", e && e->n_linear == 1);
    if (e)
        kernel_reference.run(e, &in, &out, NULL);
    CHECK("gives its constant", y == 3);
    end(&m);
}

/* ---- packing ---- */

/* Level by level, siblings side by side, every node once. */
static bool is_packed(const struct ensemble *e, const struct tree *t)
{
    uint32_t next = t->root + 1, end_of_tree = t->root + t->n_nodes, leaves = 0;
    for (uint32_t i = t->root; i < end_of_tree; i++) {
        const struct node *n = &e->node[i];
        if (n->feature == NODE_LEAF) {
            leaves++;
            if (n->left >= e->n_leaves)
                return false;
        } else {
            if (n->left != next || n->feature >= e->n_features)
                return false;
            next += 2;
        }
    }
    return next == end_of_tree && leaves == t->n_leaves;
}

static uint32_t said_depth(const struct said_tree *t, uint32_t node)
{
    const struct said_node *n = &t->node[node];
    if (n->kind == SAID_LEAF)
        return 0;
    bool number = n->kind == SAID_NUMBER;
    uint32_t l = said_depth(t, number ? n->split.left : n->category.left);
    uint32_t r = said_depth(t, number ? n->split.right : n->category.right);
    return 1 + (l > r ? l : r);
}

static void test_packing(void)
{
    struct random r = { 7 };
    uint32_t root = 0;
    struct forest_plan p = { .n_features = 5, .n_outputs = 3, .n_trees = 200, .depth = 7,
                             .vectors = true, .linear = true, .categories = true };
    struct forest f;
    struct made m;
    forest_make(&f, &p, &r);
    begin(&m, 5);
    const struct ensemble *e = forest_say(&f, m.b);
    CHECK("a random forest is taken", e && e->n_trees == f.n_trees);
    for (uint32_t t = 0; e && t < e->n_trees; t++) {
        const struct tree *tree = &e->tree[t];
        CHECK("trees follow one another", tree->root == root);
        CHECK("levels follow one another", is_packed(e, tree));
        CHECK("its depth", tree->depth == said_depth(&f.tree[t], 0));
        CHECK("its outputs", tree->output == f.tree[t].shape.output
                             && tree->width == f.tree[t].shape.width);
        root += tree->n_nodes;
    }
    CHECK("nothing is behind the last", e && root == e->n_nodes);
    end(&m);
    forest_release(&f);
}

/* A chain: level i sends x < i + 1 to a leaf, all else further down. */
static void test_chain(enum split_rule rule)
{
    enum { LEVELS = 100000, NODES = 2 * LEVELS + 1 };
    uint32_t *number = malloc(NODES * sizeof *number);
    struct random r = { 11 };
    struct made m;

    for (uint32_t i = 0; i < NODES; i++)
        number[i] = i;
    for (uint32_t i = NODES - 1; i > 1; i--) {
        uint32_t j = 1 + random_below(&r, i), kept = number[i];
        number[i] = number[j];
        number[j] = kept;
    }
    begin(&m, 1);
    one_sum(m.b, 1, -1);
    builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = NODES });
    for (uint32_t i = NODES; i-- > 0;) {        /* node 2i is level i, 2i + 1 its leaf */
        if (i % 2 == 0 && i / 2 < LEVELS)
            builder_split(m.b, number[i], &(struct split){ .at = i / 2 + 1, .rule = rule,
                .left = number[i + 1], .right = number[i + 2] });
        else
            builder_leaf(m.b, number[i], &(struct leaf_said){ .id = i / 2,
                .value = &(double){ i } });
    }
    const struct ensemble *e = builder_ensemble_end(m.b);
    CHECK("a deep chain is taken", e && e->tree[0].depth == LEVELS);
    CHECK("and packed", e && is_packed(e, &e->tree[0]));
    for (uint32_t x = 0; e && x <= LEVELS + 1; x += x < 3 || x > LEVELS - 3 ? 1 : 33331) {
        uint32_t level = rule == SPLIT_LE && x ? x - 1 : x;
        CHECK("a level of the chain",
              leaf_of(e, 0, x) == (level < LEVELS ? level : LEVELS));
    }
    end(&m);
    free(number);
}

/* ---- copies ---- */

static void say_all(struct builder *b, char *text, struct value *value, double *real)
{
    struct str s = { text, 4 };
    value[0] = (struct value){ VALUE_TEXT, s, 0 };
    value[1] = (struct value){ VALUE_NUMBER, { 0 }, 7 };
    builder_about(b, &(struct about){ .trainer = s, .booster = s, .objective = s,
        .kind = s, .rounds = 9, .rounds_used = 8, .takes_base_margin = true,
        .has_names = true });
    builder_column(b, 1, &(struct column){ .name = s, .type = COLUMN_CATEGORY,
                                           .value = value, .n_values = 2 });
    struct slots more = builder_slots(b, 2);
    builder_step(b, &(struct step){ .kind = s, .in = { 0, 2 }, .out = more, .real = real,
        .n_real = 1, .index = &more.first, .n_index = 1 });
    builder_output(b, &(struct output){ .slot = more.first, .target = s,
        .classes = builder_classes(b, &s, 1) });
    builder_output(b, &(struct output){ .slot = 0,
        .classes = builder_classes(b, NULL, 11) });
    builder_margin(b, more);
    builder_converted(b, (struct slots){ more.first, 1 });
    builder_note(b, "note %d of %s", 1, text);
}

static void check_copies(const struct model *m)
{
    const struct str want = STR("text");
    const struct column *c = &m->column[1];
    CHECK("about", str_eq(m->trainer, want) && str_eq(m->booster, want)
                   && str_eq(m->objective, want) && str_eq(m->kind, want));
    CHECK("about's numbers", m->rounds == 9 && m->rounds_used == 8 && m->takes_base_margin
                             && m->has_names && !m->names_made_up);
    CHECK("columns", m->n_columns == 2 && m->column[0].name.len == 0
                     && m->column[0].type == COLUMN_NUMBER && str_eq(c->name, want));
    CHECK("categories", c->n_values == 2 && str_eq(c->value[0].text, want)
                        && c->value[1].number == 7);
    CHECK("slots", m->n_slots == 4 && m->margin.first == 2 && m->margin.n == 2
                   && m->converted.n == 1);
    CHECK("steps", m->n_steps == 1 && str_eq(m->step[0].kind, want)
                   && m->step[0].real[0] == 2.5 && m->step[0].index[0] == 2);
    CHECK("outputs", m->n_outputs == 2 && str_eq(m->output[0].target, want));
    CHECK("class names", str_eq(m->output[0].classes->name[0], want));
    CHECK("class names that nobody gave", m->output[1].classes->n == 11
          && str_eq(m->output[1].classes->name[10], STR("10")));
    CHECK("notes", m->n_notes == 1 && str_eq(m->note[0], STR("note 1 of text")));
}

static void test_copies(void)
{
    char text[] = "text";
    struct value value[2];
    double real = 2.5;
    struct made m;
    begin(&m, 2);
    say_all(m.b, text, value, &real);
    memset(text, 'x', 4);
    memset(value, 0, sizeof value);
    real = 0;
    const struct model *model = builder_finish(m.b);
    CHECK("a model without trees", model != NULL);
    builder_release(m.b);
    m.b = NULL;
    if (model)
        check_copies(model);
    end(&m);
}

/* An ensemble that is not ended is ended by builder_finish(); two follow one another. */
static void test_two_ensembles(void)
{
    struct made m;
    begin(&m, 1);
    one_sum(m.b, 1, -1);
    builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 1 });
    leaf(m.b, 0);
    const struct ensemble *first = builder_ensemble_end(m.b);
    one_sum(m.b, 1, -1);
    for (int t = 0; t < 2; t++) {
        builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 1 });
        leaf(m.b, 0);
    }
    const struct ensemble *second = builder_ensemble_end(m.b);
    CHECK("two ensembles",
          first && second && first->n_trees == 1 && second->n_trees == 2);
    one_sum(m.b, 1, -1);
    builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 1 });
    CHECK("the tree that is open is checked too", builder_finish(m.b) == NULL);
    CHECK("by its number", strcmp(m.err.what, "tree 0: node 0 is missing") == 0);
    end(&m);
    builder_release(NULL);
}

int main(void)
{
    test_splits();
    test_sets(-1);
    test_sets(-DBL_TRUE_MIN);
    test_linear_without_terms();
    test_packing();
    test_chain(SPLIT_LT);
    test_chain(SPLIT_LE);
    test_copies();
    test_two_ensembles();
    return check_report();
}
