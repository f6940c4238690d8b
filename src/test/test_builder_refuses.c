/* test_builder_refuses.c - what the builder does not take, and what it says then. */
#include "model/builder.h"

#include "base/mem.h"
#include "test/check.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct made {
    struct arena arena;
    struct err err;
    struct builder *b;
};

static void begin(struct made *m, size_t file_bytes)
{
    *m = (struct made){ 0 };
    m->b = builder_new(&m->arena, file_bytes, &m->err);
}

static void end(struct made *m)
{
    builder_release(m->b);
    arena_release(&m->arena);
}

/* ---- refusals: three features, two outputs, a file of 1000 bytes ---- */

static void trees(struct builder *b)
{
    static const double base[] = { 0.5, 0.25 };
    builder_ensemble(b, &(struct ensemble_shape){ .n_features = 3, .n_outputs = 2,
                                                  .category_above = -1, .base = base });
}

static void tree_of(struct builder *b, uint32_t n_nodes)
{
    builder_tree(b, &(struct tree_shape){ .width = 1, .n_nodes = n_nodes });
}

static void split(struct builder *b, uint32_t node, uint32_t left, uint32_t right)
{
    builder_split(b, node, &(struct split){ .at = 1, .left = left, .right = right });
}

static void leaf(struct builder *b, uint32_t node)
{
    static const double values[] = { 1, 2 };
    builder_leaf(b, node, &(struct leaf_said){ .id = node, .value = values });
}

static void stump(struct builder *b)
{
    tree_of(b, 3);
    split(b, 0, 1, 2);
    leaf(b, 1);
    leaf(b, 2);
}

static void child_out_of_range(struct builder *b)
{
    tree_of(b, 3);
    split(b, 0, 1, 3);
    leaf(b, 1);
    leaf(b, 2);
}

static void child_far_out_of_range(struct builder *b)
{
    tree_of(b, 3);
    split(b, 0, UINT32_MAX, 2);
    leaf(b, 1);
    leaf(b, 2);
}

static void reached_twice(struct builder *b)
{
    tree_of(b, 3);
    split(b, 0, 1, 1);
    leaf(b, 1);
    leaf(b, 2);
}

static void two_parents(struct builder *b)
{
    tree_of(b, 4);
    split(b, 0, 1, 2);
    split(b, 1, 2, 3);
    leaf(b, 2);
    leaf(b, 3);
}

static void root_missing(struct builder *b)
{
    tree_of(b, 1);
}

static void node_missing(struct builder *b)
{
    tree_of(b, 3);
    split(b, 0, 1, 2);
    leaf(b, 1);
}

static void own_child(struct builder *b)
{
    tree_of(b, 2);
    split(b, 0, 0, 1);
    leaf(b, 1);
}

static void cycle(struct builder *b)
{
    tree_of(b, 5);
    split(b, 0, 1, 2);
    split(b, 1, 3, 4);
    split(b, 3, 1, 4);
    leaf(b, 2);
    leaf(b, 4);
}

static void cycle_apart(struct builder *b)
{
    tree_of(b, 3);
    leaf(b, 0);
    split(b, 1, 2, 2);
    split(b, 2, 1, 1);
}

static void too_few_unreached(struct builder *b)
{
    builder_tree(b, &(struct tree_shape){ .width = 1, .n_nodes = 4, .n_unreached = 2 });
    split(b, 0, 1, 2);
    leaf(b, 1);
    leaf(b, 2);
    leaf(b, 3);
}

static void in_the_second_tree(struct builder *b)
{
    stump(b);
    tree_of(b, 2);
    split(b, 0, 1, 2);
    leaf(b, 1);
    stump(b);
}

static void node_out_of_range(struct builder *b)
{
    tree_of(b, 3);
    leaf(b, 3);
}

static void said_twice(struct builder *b)
{
    tree_of(b, 3);
    leaf(b, 1);
    split(b, 1, 0, 2);
}

static void split_feature(struct builder *b)
{
    tree_of(b, 3);
    builder_split(b, 0, &(struct split){ .feature = 3, .left = 1, .right = 2 });
}

static void category_feature(struct builder *b)
{
    static const uint32_t word = 1;
    tree_of(b, 3);
    builder_category(b, 0, &(struct category_split){ .feature = UINT32_MAX,
        .word = &word, .n_words = 1, .left = 1, .right = 2 });
}

static void linear_leaf(struct builder *b, double at, struct linear_term term)
{
    static const double value = 1;
    tree_of(b, 1);
    builder_leaf(b, 0, &(struct leaf_said){ .id = 9, .value = &value, .is_linear = true,
                                            .at = at, .term = &term, .n_terms = 1 });
}

static void linear_feature(struct builder *b)
{
    linear_leaf(b, 1, (struct linear_term){ 1, 7 });
}

static void linear_constant(struct builder *b)
{
    linear_leaf(b, (double)INFINITY, (struct linear_term){ 1, 0 });
}

static void linear_coefficient(struct builder *b)
{
    linear_leaf(b, 1, (struct linear_term){ (double)NAN, 0 });
}

static void nan_threshold(struct builder *b)
{
    tree_of(b, 3);
    builder_split(b, 2, &(struct split){ .at = (double)NAN, .left = 0, .right = 1 });
}

static void leaf_of(struct builder *b, double value)
{
    stump(b);
    tree_of(b, 1);
    builder_leaf(b, 0, &(struct leaf_said){ .id = 4, .value = &value });
}

static void leaf_nan(struct builder *b)
{
    leaf_of(b, (double)NAN);
}

static void leaf_infinite(struct builder *b)
{
    leaf_of(b, -(double)INFINITY);
}

static void second_value_infinite(struct builder *b)
{
    const double value[] = { 1, (double)INFINITY };
    builder_tree(b, &(struct tree_shape){ .width = 2, .n_nodes = 1 });
    builder_leaf(b, 0, &(struct leaf_said){ .id = 6, .value = value });
}

static void no_nodes(struct builder *b)
{
    tree_of(b, 0);
}

static void too_many_nodes(struct builder *b)
{
    tree_of(b, (1 << 24) + 1);
}

static void more_nodes_than_bytes(struct builder *b)
{
    tree_of(b, 1001);
}

static void leaf_width(struct builder *b)
{
    builder_tree(b, &(struct tree_shape){ .width = 3, .n_nodes = 1 });
}

static void leaf_width_none(struct builder *b)
{
    builder_tree(b, &(struct tree_shape){ .width = 0, .n_nodes = 1 });
}

static void tree_output(struct builder *b)
{
    builder_tree(b, &(struct tree_shape){ .output = 2, .width = 1, .n_nodes = 1 });
}

static void vector_output(struct builder *b)
{
    builder_tree(b, &(struct tree_shape){ .output = 1, .width = 2, .n_nodes = 1 });
}

static const struct {
    const char *which;
    void (*say)(struct builder *b);
    const char *want;
} tree_refusals[] = {
    { "child out of range", child_out_of_range,
      "tree 0: node 0 has a child 3, but there are 3 nodes" },
    { "child far out of range", child_far_out_of_range,
      "tree 0: node 0 has a child 4294967295, but there are 3 nodes" },
    { "both children the same", reached_twice, "tree 0: node 1 is reached twice" },
    { "two parents", two_parents, "tree 0: node 2 is reached twice" },
    { "nothing said", root_missing, "tree 0: node 0 is missing" },
    { "a child not said", node_missing, "tree 0: node 2 is missing" },
    { "a node its own child", own_child, "tree 0: node 0 is reached twice" },
    { "a cycle", cycle, "tree 0: node 1 is reached twice" },
    { "a cycle that nothing reaches", cycle_apart,
      "tree 0: 2 nodes hang nowhere, and 0 should" },
    { "another count of pruned nodes", too_few_unreached,
      "tree 0: 1 nodes hang nowhere, and 2 should" },
    { "the tree's number", in_the_second_tree,
      "tree 1: node 0 has a child 2, but there are 2 nodes" },
    { "node number", node_out_of_range, "tree 0: node 3, but there are 3 nodes" },
    { "node said twice", said_twice, "tree 0: node 1 is there twice" },
    { "feature of a split", split_feature,
      "tree 0: node 0 asks for feature 3, but there are 3" },
    { "feature of a category split", category_feature,
      "tree 0: node 0 asks for feature 4294967295, but there are 3" },
    { "feature of a linear leaf", linear_feature,
      "tree 0: node 0 asks for feature 7, but there are 3" },
    { "constant of a linear leaf", linear_constant,
      "tree 0: leaf 9 has a coefficient that is not finite" },
    { "coefficient of a linear leaf", linear_coefficient,
      "tree 0: leaf 9 has a coefficient that is not finite" },
    { "NaN threshold", nan_threshold, "tree 0: the threshold of node 2 is not a number" },
    { "NaN leaf", leaf_nan, "tree 1: the value of leaf 4 is not finite" },
    { "infinite leaf", leaf_infinite, "tree 1: the value of leaf 4 is not finite" },
    { "infinite second value", second_value_infinite,
      "tree 0: the value of leaf 6 is not finite" },
    { "no nodes", no_nodes, "tree 0: 0 nodes, 1 to 16777216 are possible" },
    { "too many nodes", too_many_nodes,
      "tree 0: 16777217 nodes, 1 to 16777216 are possible" },
    { "too many nodes for the file", more_nodes_than_bytes,
      "tree 0: 1001 nodes do not fit into a file of 1000 bytes" },
    { "leaf width", leaf_width, "tree 0: leaves of 3 values, but there are 2 outputs" },
    { "leaves of nothing", leaf_width_none,
      "tree 0: leaves of 0 values, but there are 2 outputs" },
    { "tree output", tree_output, "tree 0: it adds to output 2, but there are 2" },
    { "output of a leaf vector", vector_output,
      "tree 0: it adds to output 1, but there are 2" },
};

static void test_tree_refusals(void)
{
    for (size_t i = 0; i < COUNT(tree_refusals); i++) {
        struct made m;
        const char *which = tree_refusals[i].which;
        begin(&m, 1000);
        builder_columns(m.b, 3);
        trees(m.b);
        tree_refusals[i].say(m.b);
        stump(m.b);                     /* a good tree does not make it good */
        CHECK(which, builder_ensemble_end(m.b) == NULL);
        CHECK(which, builder_finish(m.b) == NULL && !builder_ok(m.b));
        CHECK(which, m.err.kind == ERR_MODEL);
        CHECK(which, strcmp(m.err.what, tree_refusals[i].want) == 0);
        end(&m);
    }
}

/* ---- refusals of all else: two columns; slots 0 and 1 are filled ---- */

static void no_outputs(struct builder *b)
{
    builder_ensemble(b, &(struct ensemble_shape){ .n_outputs = 0 });
}

static void too_many_outputs(struct builder *b)
{
    builder_ensemble(b, &(struct ensemble_shape){ .n_outputs = 65537 });
}

static void too_many_columns(struct builder *b)
{
    builder_columns(b, (1 << 20) + 1);
}

static void too_many_slots(struct builder *b)
{
    builder_slots(b, UINT32_MAX);
}

static void step_of(struct builder *b, struct slots in, struct slots out)
{
    builder_step(b, &(struct step){ .kind = STR("exp"), .in = in, .out = out });
}

static void step_in_nowhere(struct builder *b)
{
    step_of(b, (struct slots){ 1, 2 }, (struct slots){ 0, 1 });
}

static void step_in_overflows(struct builder *b)
{
    step_of(b, (struct slots){ UINT32_MAX, 2 }, (struct slots){ 0, 1 });
}

static void step_out_nowhere(struct builder *b)
{
    step_of(b, (struct slots){ 0, 1 }, (struct slots){ 2, 1 });
}

static void step_reads_unfilled(struct builder *b)
{
    struct slots s = builder_slots(b, 2);
    step_of(b, (struct slots){ 0, 1 }, (struct slots){ s.first, 1 });
    step_of(b, (struct slots){ 0, 4 }, (struct slots){ 0, 4 });
}

static void step_reads_what_comes_later(struct builder *b)
{
    struct slots s = builder_slots(b, 1);
    step_of(b, s, (struct slots){ 0, 1 });
    step_of(b, (struct slots){ 0, 1 }, s);
}

static void output_unfilled(struct builder *b)
{
    struct slots s = builder_slots(b, 1);
    builder_output(b, &(struct output){ .slot = 0 });
    builder_output(b, &(struct output){ .slot = s.first });
}

static void output_nowhere(struct builder *b)
{
    builder_output(b, &(struct output){ .slot = 2 });
}

static void loader_says(struct builder *b)
{
    builder_fail(b, "row %d of the file", 7);
    builder_usage(b, "and an option");
}

static const struct {
    const char *which;
    void (*say)(struct builder *b);
    const char *want;
} other_refusals[] = {
    { "no outputs", no_outputs, "0 outputs, 1 to 65536 are possible" },
    { "too many outputs", too_many_outputs, "65537 outputs, 1 to 65536 are possible" },
    { "too many columns", too_many_columns, "1048577 features, 1048576 is the limit" },
    { "too many slots", too_many_slots,
      "4294967297 columns and results, 16777216 is the limit" },
    { "a step reads a slot that is not", step_in_nowhere,
      "step 0 uses slots that there are not" },
    { "its slots' numbers overflow", step_in_overflows,
      "step 0 uses slots that there are not" },
    { "a step fills a slot that is not", step_out_nowhere,
      "step 0 uses slots that there are not" },
    { "a step reads what is not filled", step_reads_unfilled,
      "step 1 reads what nothing has filled" },
    { "a step reads what comes later", step_reads_what_comes_later,
      "step 0 reads what nothing has filled" },
    { "an output that is not filled", output_unfilled, "output 1 is never filled" },
    { "an output that is not", output_nowhere, "output 0 is never filled" },
    { "what the loader says", loader_says, "row 7 of the file" },
};

static void test_other_refusals(void)
{
    for (size_t i = 0; i < COUNT(other_refusals); i++) {
        struct made m;
        const char *which = other_refusals[i].which;
        begin(&m, 1000);
        builder_columns(m.b, 2);
        other_refusals[i].say(m.b);
        builder_output(m.b, &(struct output){ .slot = 1 });
        CHECK(which, builder_finish(m.b) == NULL && m.err.kind == ERR_MODEL);
        CHECK(which, strcmp(m.err.what, other_refusals[i].want) == 0);
        end(&m);
    }
}

static void test_memory_refusals(void)
{
    struct made m = { .arena = { .limit = 8192 } };
    m.b = builder_new(&m.arena, 17, &m.err);
    builder_columns(m.b, 100000);
    CHECK("a small file asks for much", builder_finish(m.b) == NULL);
    CHECK("is the file's fault", m.err.kind == ERR_MODEL);
    CHECK("and says so", strcmp(m.err.what,
          "it asks for more memory than a file of 17 bytes may") == 0);
    end(&m);

    begin(&m, 1000);
    builder_usage(m.b, "an option that does not fit");
    builder_fail(m.b, "a later thing");
    CHECK("an option's error", builder_finish(m.b) == NULL && m.err.kind == ERR_USAGE);
    CHECK("is the first", strcmp(m.err.what, "an option that does not fit") == 0);
    end(&m);
}

static void test_unreached(uint32_t claimed, bool want)
{
    struct made m;
    begin(&m, 1000);
    builder_columns(m.b, 3);
    trees(m.b);
    builder_tree(m.b, &(struct tree_shape){ .width = 1, .n_nodes = 9,
                                            .n_unreached = claimed });
    split(m.b, 6, 8, 2);
    split(m.b, 0, 7, 6);
    leaf(m.b, 7);
    leaf(m.b, 8);
    leaf(m.b, 2);
    split(m.b, 3, 4, 5);        /* hangs nowhere, and so may hang anywhere */
    const struct ensemble *e = builder_ensemble_end(m.b);
    CHECK("nodes that hang nowhere", (e != NULL) == want);
    CHECK("are not kept", !e || (e->n_nodes == 5 && e->tree[0].n_leaves == 3));
    end(&m);
}

int main(void)
{
    test_tree_refusals();
    test_other_refusals();
    test_memory_refusals();
    test_unreached(4, true);
    test_unreached(ANY_UNREACHED, true);
    test_unreached(3, false);
    test_unreached(0, false);
    return check_report();
}
