/* test_prepared.c - a whole model made ready: sums from base scores or base margins,
 * leaves, stages, the user's threshold, and what is refused. */
#include "eval/prepared.h"

#include "base/cpu.h"
#include "base/mem.h"
#include "test/check.h"
#include "test/small_model.h"

#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { STRIDE = 8, MOST_SLOTS = 24, ROWS = 3 };

/* Features of the rows: 4, 5 (not below 5) and missing, in every column. */
static void fill(struct block *b, uint32_t n_columns, uint32_t n_slots)
{
    static const double rows[ROWS] = { 4, 5, (double)NAN };
    for (uint32_t s = 0; s < n_slots; s++)
        for (size_t r = 0; r < STRIDE; r++)
            b->x[s * STRIDE + r] = s < n_columns && r < ROWS ? rows[r] : (double)NAN;
}

static void run_all(const struct prepared *p, struct block *b)
{
    char scratch[4096];
    CHECK("scratch that fits here", prepared_scratch(p) <= sizeof scratch);
    for (enum stage s = 0; s < N_STAGES; s++)
        prepared_run(p, s, b, scratch);
}

static bool prepare(const struct small_model *plan, const struct prepare_options *o,
                    struct arena *a, const struct model **m, const struct prepared **p)
{
    struct err e = { 0 };
    *m = small_model(plan, a, &e);
    *p = *m ? prepared_new(*m, o, a, &e) : NULL;
    CHECK("a model made ready", *p && !err_is_set(&e));
    return *p != NULL;
}

static const struct small_model two_sums = { .n_columns = 2, .n_outputs = 2 };

/* Every kernel, by its name. */
static void test_kernels(void)
{
    const struct cpu cpu = cpu_detect();
    for (size_t i = 0; kernel_at(i); i++) {
        const struct prepare_options o = { .cpu = &cpu, .kernel = kernel_at(i)->name };
        double x[MOST_SLOTS * STRIDE];
        struct block b = { x, STRIDE, ROWS };
        struct arena a = { 0 };
        const struct model *m;
        const struct prepared *p;
        if (prepare(&two_sums, &o, &a, &m, &p)) {
            fill(&b, 2, MOST_SLOTS);
            run_all(p, &b);
            CHECK(o.kernel, prepared_kernel(p, 0) == kernel_at(i));
            CHECK(o.kernel, prepared_kernel(p, 1) == NULL);
            CHECK(o.kernel, x[2 * STRIDE] == 1.5 && x[3 * STRIDE] == 2.5);
            CHECK(o.kernel, x[2 * STRIDE + 1] == -2.25 && x[3 * STRIDE + 1] == -2.25);
            CHECK(o.kernel, x[2 * STRIDE + 2] == -2.25 && x[3 * STRIDE + 2] == -2.25);
            CHECK(o.kernel, prepared_slots(p) == 4 && prepared_block_rows(p) >= 64);
        }
        arena_release(&a);
    }
}

static void test_leaves(void)
{
    const struct cpu cpu = cpu_detect();
    const struct prepare_options o = { .cpu = &cpu };
    double x[MOST_SLOTS * STRIDE];
    struct block b = { x, STRIDE, ROWS };
    uint32_t id[2 * 5] = { 0 };
    struct arena a = { 0 };
    const struct model *m;
    const struct prepared *p;
    if (prepare(&two_sums, &o, &a, &m, &p)) {
        fill(&b, 2, MOST_SLOTS);
        run_all(p, &b);
        prepared_leaves(p, &b, id, 5);
        CHECK("trees", prepared_n_trees(p) == 2);
        CHECK("the first tree's leaves", id[0] == 1 && id[1] == 2 && id[2] == 2);
        CHECK("the second's", id[5] == 1 && id[6] == 2 && id[7] == 2);
        CHECK("nothing behind the rows", id[3] == 0 && id[4] == 0 && id[8] == 0);
    }
    arena_release(&a);
}

static void test_base_margin(bool float32)
{
    const struct cpu cpu = cpu_detect();
    const struct prepare_options o = { .cpu = &cpu, .base_margin = true };
    const struct small_model plan = { .n_columns = 2, .n_outputs = 2, .float32 = float32,
                                      .takes_base_margin = true };
    double x[MOST_SLOTS * STRIDE];
    struct block b = { x, STRIDE, ROWS };
    struct arena a = { 0 };
    const struct model *m;
    const struct prepared *p;
    if (prepare(&plan, &o, &a, &m, &p)) {
        CHECK("room for margins", prepared_slots(p) == m->n_slots + 2);
        fill(&b, 2, MOST_SLOTS);
        x[m->n_slots * STRIDE] = 0.1;
        x[(m->n_slots + 1) * STRIDE] = 100;
        run_all(p, &b);
        CHECK("a sum starts at the row's margin", x[2 * STRIDE]
              == (float32 ? (double)(0.1f + 1.5f) : 0.1 + 1.5));
        CHECK("each at its own", x[3 * STRIDE] == 102.5);
        CHECK("margins stay", x[m->n_slots * STRIDE] == 0.1);
    }
    arena_release(&a);
}

/* Class 1 at margin 1.5 (0.8176), class 0 at -2.25 (0.0953). */
static void test_threshold(double threshold, bool given, double high, double low)
{
    const struct cpu cpu = cpu_detect();
    const struct prepare_options o = { .cpu = &cpu, .has_threshold = given,
                                       .threshold = threshold };
    double x[MOST_SLOTS * STRIDE];
    struct block b = { x, STRIDE, ROWS };
    struct arena a = { 0 };
    const struct model *m;
    const struct prepared *p;
    if (prepare(&(struct small_model){ .n_columns = 1, .n_outputs = 1,
                .head = SMALL_BINARY }, &o, &a, &m, &p)) {
        fill(&b, 1, MOST_SLOTS);
        run_all(p, &b);
        uint32_t class = m->output[0].slot, prob = m->output[0].prob_first;
        CHECK("class of the higher", x[class * STRIDE] == high);
        CHECK("class of the lower", x[class * STRIDE + 1] == low);
        CHECK("its probability", fabs(x[(prob + 1) * STRIDE] - 0.817574) < 1e-6);
        CHECK("and the other", x[prob * STRIDE] == 1 - x[(prob + 1) * STRIDE]);
    }
    arena_release(&a);
}

/* Steps run in their stage and no other: before the trees, the trees and what is between
 * them, after them. */
static void test_stages(void)
{
    static const double zero = 0, one = 1, least = 10;
    const struct cpu cpu = cpu_detect();
    double x[MOST_SLOTS * STRIDE];
    struct block b = { x, STRIDE, ROWS };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct builder *bld = builder_new(&a, 1000, &e);
    builder_columns(bld, 1);
    struct slots sum = builder_slots(bld, 1), link = builder_slots(bld, 1);
    builder_step(bld, &(struct step){ .kind = STR("zero_tiny"), .in = { 0, 1 },
                                      .out = { 0, 1 }, .real = &least, .n_real = 1 });
    builder_ensemble(bld, &(struct ensemble_shape){ .n_features = 1, .n_outputs = 1,
                                                    .base = &zero });
    builder_tree(bld, &(struct tree_shape){ .width = 1, .n_nodes = 1 });
    builder_leaf(bld, 0, &(struct leaf_said){ .value = &one });
    builder_step(bld, &(struct step){ .kind = STR("ensemble"), .in = { 0, 1 }, .out = sum,
                                      .ensemble = builder_ensemble_end(bld) });
    builder_step(bld, &(struct step){ .kind = STR("positive"), .in = sum, .out = link });
    const struct model *m = builder_finish(bld);
    builder_release(bld);
    const struct prepare_options o = { .cpu = &cpu };
    const struct prepared *p = m ? prepared_new(m, &o, &a, &e) : NULL;
    CHECK("three steps", p != NULL);
    if (p) {
        fill(&b, 1, MOST_SLOTS);
        prepared_run(p, STAGE_PREPROCESS, &b, NULL);
        CHECK("before the trees", x[0] == 0 && isnan(x[STRIDE]) && isnan(x[2 * STRIDE]));
        prepared_run(p, STAGE_PREDICT, &b, NULL);
        CHECK("the trees", x[STRIDE] == 1 && isnan(x[2 * STRIDE]));
        prepared_run(p, STAGE_POSTPROCESS, &b, NULL);
        CHECK("after them", x[2 * STRIDE] == 1);
    }
    arena_release(&a);
}

/* ---- refusals ---- */

static void refuse(const char *which, const char *kind, struct slots out,
                   const char *kernel, enum err_kind want, const char *what)
{
    const struct cpu cpu = cpu_detect();
    struct arena a = { 0 };
    struct err e = { 0 };
    struct builder *b = builder_new(&a, 1000, &e);
    builder_columns(b, 2);
    builder_slots(b, 2);
    builder_step(b, &(struct step){ .kind = str_of(kind), .in = { 0, 2 }, .out = out });
    const struct model *m = builder_finish(b);
    builder_release(b);
    CHECK(which, m != NULL);
    CHECK(which, m && !prepared_new(m, &(struct prepare_options){ .cpu = &cpu,
                                    .kernel = kernel }, &a, &e));
    CHECK(which, e.kind == want && strcmp(e.what, what) == 0);
    arena_release(&a);
}

static void test_refusals(void)
{
    const struct slots one = { 2, 1 }, two = { 2, 2 };
    refuse("a step of no kind", "magic", two, NULL, ERR_MODEL,
           "the model has a step \"magic\" that cannot be run");
    refuse("a step of another shape", "exp", one, NULL, ERR_MODEL,
           "the model has a step \"exp\" that cannot be run");
    refuse("a kernel that is not", "exp", two, "fast", ERR_USAGE,
           "there is no kernel \"fast\"");
}

static void test_no_room(void)
{
    const struct cpu cpu = cpu_detect();
    struct arena a = { 0 }, small = { .limit = 64 };
    struct err e = { 0 };
    const struct model *m = small_model(&two_sums, &a, &e);
    CHECK("no room", m && !prepared_new(m, &(struct prepare_options){ .cpu = &cpu },
                                        &small, &e));
    CHECK("is said", e.kind == ERR_MEMORY);
    arena_release(&a);
    arena_release(&small);
}

int main(void)
{
    test_kernels();
    test_leaves();
    test_base_margin(false);
    test_base_margin(true);
    test_threshold(0.5, false, 1, 0);
    test_threshold(0.9, true, 0, 0);
    test_threshold(0.01, true, 1, 1);
    test_stages();
    test_refusals();
    test_no_room();
    return check_report();
}
