/* test_kernel.c - every kernel adds up what the model says, to the last bit.
 *
 * Random forests on rows chosen to be awkward: each kernel of the table, in blocks of
 * many sizes, against a walk over the nodes as they were said (forest.h). */
#include "eval/kernel.h"

#include "base/cpu.h"
#include "base/mem.h"
#include "test/check.h"
#include "test/forest.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { FORESTS = 2500, FEW_ROWS = 25, MANY_ROWS = 1031, MOST_FEATURES = 40 };

static const size_t block_rows[] = { 1, 3, 7, 8, 9, 64, 512 };

/* One forest, its rows, and what they come to. */
struct trial {
    const struct forest *forest;
    const struct ensemble *e;
    size_t rows;
    double *row;            /* [rows][F] */
    double *start, *want;   /* [rows][K] */
    const char *which;
};

/* ---- rows ---- */

static double threshold_of(const struct forest *f, struct random *r)
{
    const struct said_tree *t = &f->tree[random_below(r, f->n_trees)];
    const struct said_node *n = &t->node[random_below(r, t->shape.n_nodes)];
    return n->kind == SAID_NUMBER ? n->split.at : random_unit(r);
}

static double awkward_number(const struct forest *f, struct random *r)
{
    double at = threshold_of(f, r);
    switch (random_below(r, 9)) {
    case 0:  return at;
    case 1:  return nextafter(at, (double)INFINITY);
    case 2:  return nextafter(at, -(double)INFINITY);
    case 3:  return random_one_in(r, 2) ? (double)NAN : -(double)NAN;
    case 4:  return random_one_in(r, 2) ? (double)INFINITY : -(double)INFINITY;
    case 5:  return odd_numbers[random_below(r, N_ODD_NUMBERS)];
    case 6:  return (double)random_below(r, 110) - 6;
    case 7:  return ((double)random_below(r, 220) - 12) / 2;
    default: return random_unit(r) * 8;
    }
}

static void make_rows(struct trial *t, struct random *r)
{
    const struct ensemble_shape *s = &t->forest->shape;
    size_t F = s->n_features, K = s->n_outputs;
    bool own_starts = random_one_in(r, 4);
    t->row = calloc(t->rows * F + 1, sizeof *t->row);
    t->start = calloc(t->rows * K, sizeof *t->start);
    t->want = calloc(t->rows * K, sizeof *t->want);
    for (size_t i = 0; i < t->rows * F; i++)
        t->row[i] = t->forest->n_trees ? awkward_number(t->forest, r) : 0;
    for (size_t i = 0; i < t->rows * K; i++) {
        t->start[i] = !own_starts ? t->forest->base[i % K]
                    : random_one_in(r, 3) ? odd_numbers[random_below(r, N_ODD_NUMBERS)]
                                          : random_unit(r);
        if (s->float32)
            t->start[i] = (double)(float)t->start[i];
    }
    memcpy(t->want, t->start, t->rows * K * sizeof *t->want);
    for (size_t i = 0; i < t->rows; i++)
        forest_score(t->forest, t->row + i * F, t->want + i * K);
}

/* ---- kernels ---- */

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

/* Blocks end in padding, which a kernel may read but not change: here in the rows of
 * `out` behind the last it is CANARY. */
#define CANARY 12345.5

static size_t stride_of(size_t rows)
{
    size_t stride = (rows + 7) / 8 * 8;
    return stride % 64 == 0 ? stride + 8 : stride;
}

/* Rows first .. first + n in a block of their own; false when a sum differs. */
static bool run_block(const struct trial *t, const struct kernel *k, const void *prepared,
                      size_t first, size_t n)
{
    size_t F = t->e->n_features, K = t->e->n_outputs, stride = stride_of(n);
    double *x = malloc((F * stride + 1) * sizeof *x), *y = malloc(K * stride * sizeof *y);
    void *scratch = malloc(k->scratch(prepared) + 1);
    struct block in = { x, stride, n }, out = { y, stride, n };
    bool same = true;

    for (size_t i = 0; i < F * stride; i++)
        x[i] = i % 3 ? (double)NAN : 1e300;
    for (size_t i = 0; i < K * stride; i++)
        y[i] = CANARY;
    for (size_t r = 0; r < n; r++) {
        for (size_t f = 0; f < F; f++)
            x[f * stride + r] = t->row[(first + r) * F + f];
        for (size_t j = 0; j < K; j++)
            y[j * stride + r] = t->start[(first + r) * K + j];
    }
    k->run(prepared, &in, &out, scratch);
    for (size_t j = 0; j < K; j++)
        for (size_t r = 0; r < stride; r++)
            same = same && same_number(y[j * stride + r], r < n
                                       ? t->want[(first + r) * K + j] : CANARY);
    free(x);
    free(y);
    free(scratch);
    return same;
}

static bool run_all(const struct trial *t, const struct kernel *k, const void *prepared,
                    size_t block)
{
    for (size_t first = 0; first < t->rows; first += block) {
        size_t left = t->rows - first;
        if (!run_block(t, k, prepared, first, left < block ? left : block))
            return false;
    }
    return true;
}

static void check_kernel(const struct trial *t, const struct kernel *k)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    char which[240];
    const void *prepared = k->prepare(t->e, &a, &e);
    CHECK(t->which, prepared != NULL);
    for (size_t i = 0; prepared && i < COUNT(block_rows); i++) {
        snprintf(which, sizeof which, "%s by %s, blocks of %zu", t->which, k->name,
                 block_rows[i]);
        CHECK(which, run_all(t, k, prepared, block_rows[i]));
    }
    CHECK(t->which, !prepared || k->block_rows(prepared) > 0);
    arena_release(&a);
}

static void check_leaves(const struct trial *t)
{
    size_t F = t->e->n_features;
    bool same = true;
    for (size_t r = 0; r < t->rows && r < FEW_ROWS; r++) {
        struct block in = { t->row + r * F, 1, 1 };
        for (uint32_t i = 0; i < t->e->n_trees; i++)
            same = same && kernel_reference_leaf(t->e, i, &in, 0)->id
                        == said_leaf(t->forest, &t->forest->tree[i], 0,
                                     t->row + r * F)->leaf.id;
    }
    CHECK(t->which, same);
}

/* ---- forests ---- */

static void try_forest(const struct forest_plan *p, size_t rows, const char *which,
                       struct random *r)
{
    const struct cpu cpus[] = { { 0 }, cpu_detect() };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct forest f;
    forest_make(&f, p, r);
    struct builder *b = builder_new(&a, 1 << 20, &e);
    struct trial t = {
        .forest = &f, .e = forest_say(&f, b), .rows = rows, .which = which,
    };

    CHECK(which, t.e != NULL);
    if (t.e) {
        make_rows(&t, r);
        check_leaves(&t);
        for (size_t i = 0; kernel_at(i); i++)
            if (kernel_at(i)->fits(t.e, &cpus[0]) || kernel_at(i)->fits(t.e, &cpus[1]))
                check_kernel(&t, kernel_at(i));
        free(t.row);
        free(t.start);
        free(t.want);
    }
    builder_release(b);
    arena_release(&a);
    forest_release(&f);
}

static struct forest_plan plan_of(struct random *r)
{
    uint32_t kind = random_below(r, 8);     /* plain ones are where kernels are clever */
    bool plain = random_one_in(r, 2);
    return (struct forest_plan){
        .n_features = 1 + random_below(r, MOST_FEATURES), .depth = random_below(r, 13),
        .n_outputs = random_one_in(r, 3) ? 1 + random_below(r, MOST_WIDTH) : 1,
        .n_trees = 1 + random_below(r, 12), .float32 = random_one_in(r, 2),
        .skewed = random_one_in(r, 2), .vectors = !plain && kind & 1,
        .categories = !plain && kind & 2, .zero_missing = !plain && kind & 4,
        .linear = !plain && random_one_in(r, 2),
    };
}

static void test_random_forests(void)
{
    struct random r = { 2024 };
    char which[160];
    for (uint32_t i = 0; i < FORESTS; i++) {
        struct forest_plan p = plan_of(&r);
        snprintf(which, sizeof which,
                 "forest %u (F %u, K %u, T %u, depth %u, %s%s%s%s%s%s)",
                 i, p.n_features, p.n_outputs, p.n_trees, p.depth,
                 p.float32 ? "float " : "double ", p.skewed ? "skewed " : "balanced ",
                 p.vectors ? "vectors " : "", p.categories ? "categories " : "",
                 p.zero_missing ? "zero " : "", p.linear ? "linear " : "");
        try_forest(&p, i % 100 == 0 ? MANY_ROWS : FEW_ROWS, which, &r);
    }
}

static void test_small_ones(void)
{
    struct random r = { 5 };
    try_forest(&(struct forest_plan){ .n_features = 2, .n_outputs = 3 }, FEW_ROWS,
               "no trees", &r);
    try_forest(&(struct forest_plan){ .n_outputs = 2, .n_trees = 5 }, FEW_ROWS,
               "no features", &r);
    try_forest(&(struct forest_plan){ .n_features = 1, .n_outputs = 1, .n_trees = 1 },
               FEW_ROWS, "a leaf alone", &r);
    try_forest(&(struct forest_plan){ .n_features = 1, .n_outputs = 1, .n_trees = 3,
               .depth = 3000, .skewed = true }, FEW_ROWS, "3000 levels", &r);
}

/* ---- the table ---- */

static void test_table(void)
{
    static const double base = 0;
    const struct cpu cpu = { 0 };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct builder *b = builder_new(&a, 100, &e);
    builder_ensemble(b, &(struct ensemble_shape){ .n_features = 1, .n_outputs = 1,
                                                  .base = &base });
    const struct ensemble *trees = builder_ensemble_end(b);
    for (size_t i = 0; kernel_at(i); i++) {
        const struct kernel *k = kernel_at(i), *found = kernel_find(k->name, trees, &cpu);
        CHECK(k->name, found == (k->fits(trees, &cpu) ? k : NULL));
        CHECK(k->name, k->why && k->why[0]);
    }
    CHECK("the reference runs all", kernel_find("reference", trees, &cpu)
                                    == &kernel_reference);
    CHECK("one is found", kernel_find(NULL, trees, &cpu) != NULL);
    CHECK("none of another name", kernel_find("referenc", trees, &cpu) == NULL);
    builder_release(b);
    arena_release(&a);
}

static void test_no_room(void)
{
    struct random r = { 9 };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct forest f;
    forest_make(&f, &(struct forest_plan){ .n_features = 3, .n_outputs = 1, .n_trees = 50,
                                           .depth = 6 }, &r);
    struct builder *b = builder_new(&a, 1 << 20, &e);
    const struct ensemble *trees = forest_say(&f, b);
    for (size_t i = 0; trees && kernel_at(i); i++) {
        struct arena small = { .limit = 1 };
        struct err why = { 0 };
        const void *prepared = kernel_at(i)->prepare(trees, &small, &why);
        CHECK("without room", prepared ? !err_is_set(&why) : why.kind == ERR_MEMORY);
        arena_release(&small);
    }
    builder_release(b);
    arena_release(&a);
    forest_release(&f);
}

int main(void)
{
    test_table();
    test_small_ones();
    test_random_forests();
    test_no_room();
    return check_report();
}
