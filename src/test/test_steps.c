/* test_steps.c - every kind of step: values worked out by hand or by the rule that its
 * file cites, missing values, and blocks of any size. */
#include "eval/step.h"

#include "base/mem.h"
#include "test/check.h"
#include "test/random.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define INF ((double)INFINITY)
#define NONE ((double)NAN)

enum { MOST = 8, ROWS = 600 };

struct step_case {
    const char *which, *kind;
    bool float32;
    uint32_t n_in, n_out;       /* n_out = 0: in place */
    uint32_t n_real;
    double real[MOST], in[MOST], want[MOST];
};

/* As binary32 has it. */
#define F(x) ((double)(float)(x))

static const struct step_case cases[] = {
    { "to binary32", "round_float32", 0, 8, 0, 0, { 0 },
      { 0.1, 1e300, -1e300, NONE, 1e-50, -1e-50, 16777217, -0.0 },
      { F(0.1), INF, -INF, NONE, 0.0, -0.0, 16777216, -0.0 } },
    { "tiny is zero", "zero_tiny", 0, 8, 0, 1, { 1e-35 },
      { 1e-35, -1e-35, 1.1e-35, -1.1e-35, NONE, -0.0, INF, DBL_TRUE_MIN },
      { 0.0, 0.0, 1.1e-35, -1.1e-35, NONE, 0.0, INF, 0.0 } },
    { "divided", "average", 0, 5, 0, 1, { 3 }, { 1, -6, NONE, INF, 0 },
      { 1.0 / 3, -2, NONE, INF, 0 } },
    { "sigmoid", "sigmoid", 0, 4, 4, 1, { 1 }, { 0, INF, -INF, NONE },
      { 0.5, 1, 0, NONE } },
    { "sigmoid far out", "sigmoid", 0, 2, 2, 1, { 1 }, { 800, -800 }, { 1, 0 } },
    { "sigmoid with a slope of 0", "sigmoid", 0, 1, 0, 1, { 0 }, { 7 }, { 0.5 } },
    { "sigmoid of floats", "sigmoid", 1, 4, 4, 0, { 0 }, { 0, INF, 100, NONE },
      { 0.5, 1, 1, NONE } },
    { "two alike", "softmax", 0, 2, 2, 0, { 0 }, { 1000, 1000 }, { 0.5, 0.5 } },
    { "far apart", "softmax", 0, 3, 3, 0, { 0 }, { -1000, 0, -1000 }, { 0, 1, 0 } },
    { "one alone", "softmax", 0, 1, 1, 0, { 0 }, { -3 }, { 1 } },
    { "one missing is all missing", "softmax", 0, 3, 0, 0, { 0 }, { 1, NONE, 2 },
      { NONE, NONE, NONE } },
    { "the first missing", "softmax", 0, 2, 2, 0, { 0 }, { NONE, 2 }, { NONE, NONE } },
    { "four alike, floats", "softmax", 1, 4, 0, 0, { 0 }, { -7, -7, -7, -7 },
      { 0.25, 0.25, 0.25, 0.25 } },
    { "one missing, floats", "softmax", 1, 2, 2, 0, { 0 }, { 1, NONE }, { NONE, NONE } },
    { "exp", "exp", 0, 5, 5, 0, { 0 }, { 0, INF, -INF, NONE, 1000 },
      { 1, INF, 0, NONE, INF } },
    { "exp of floats", "exp", 1, 5, 0, 0, { 0 }, { 0, 89, -200, NONE, -INF },
      { 1, INF, 0, NONE, 0 } },
    { "log1p of exp", "log1p_exp", 0, 4, 4, 0, { 0 }, { -1000, 1000, NONE, -INF },
      { 0, INF, NONE, 0 } },
    { "square with its sign", "signed_square", 0, 8, 8, 0, { 0 },
      { 3, -3, 0.5, 0.0, -0.0, INF, -INF, NONE },
      { 9, -9, 0.25, 0, 0, INF, -INF, NONE } },
    { "in order", "sort", 1, 5, 5, 0, { 0 }, { 3, -1, 2, 2, -INF },
      { -INF, -1, 2, 2, 3 } },
    { "in order, in place", "sort", 1, 4, 0, 0, { 0 }, { 4, 3, 2, 1 }, { 1, 2, 3, 4 } },
    { "zeros are equal", "sort", 1, 2, 0, 0, { 0 }, { 0.0, -0.0 }, { 0.0, -0.0 } },
    { "NaN is above nothing", "sort", 1, 2, 2, 0, { 0 }, { NONE, 1 }, { NONE, 1 } },
    { "one alone", "sort", 1, 1, 1, 0, { 0 }, { 5 }, { 5 } },
    { "the first stays, far steps are theirs", "expectile", 1, 3, 3, 1, { 0.5 },
      { -7, 100, 200 }, { -7, 93.5, 294 } },
    { "far below adds the least", "expectile", 1, 3, 0, 1, { 0.25 }, { 1, -200, -INF },
      { 1, 1.25, 1.5 } },
    { "behind a missing one", "expectile", 1, 3, 3, 1, { 0.5 }, { 1, NONE, 100 },
      { 1, NONE, NONE } },
    { "above zero", "positive", 0, 7, 7, 0, { 0 },
      { -1, 0, -0.0, 1e-300, INF, -INF, NONE }, { 0, 0, 0, 1, 1, 0, 0 } },
    { "both classes", "both_classes", 0, 1, 2, 0, { 0 }, { 0.25 }, { 0.75, 0.25 } },
    { "in double", "both_classes", 0, 1, 2, 0, { 0 }, { 0.1 }, { 0.9, 0.1 } },
    { "in float", "both_classes", 1, 1, 2, 0, { 0 }, { F(0.1) },
      { (double)(1.0f - 0.1f), F(0.1) } },
    { "of a missing one", "both_classes", 0, 1, 2, 0, { 0 }, { NONE }, { NONE, NONE } },
    { "above a half", "above", 0, 6, 6, 1, { 0.5 },
      { 0.5, 0.5 + 0x1p-53, 0.5 - 0x1p-54, NONE, 1, -1 }, { 0, 1, 0, 0, 1, 0 } },
    { "the largest", "argmax", 0, 3, 1, 0, { 0 }, { 1, 3, 2 }, { 1 } },
    { "the last", "argmax", 0, 3, 1, 0, { 0 }, { -3, -2, -1 }, { 2 } },
    { "the first of equals", "argmax", 0, 4, 1, 0, { 0 }, { 2, 3, 3, 1 }, { 1 } },
    { "all equal", "argmax", 0, 3, 1, 0, { 0 }, { -INF, -INF, -INF }, { 0 } },
    { "zeros are equal", "argmax", 0, 2, 1, 0, { 0 }, { -0.0, 0.0 }, { 0 } },
    { "the first missing", "argmax", 0, 4, 1, 0, { 0 }, { 9, NONE, 10, NONE }, { 1 } },
    { "missing at once", "argmax", 0, 3, 1, 0, { 0 }, { NONE, 1, NONE }, { 0 } },
    { "one alone", "argmax", 0, 1, 1, 0, { 0 }, { -5 }, { 0 } },
    { "two features, two outputs", "linear", 1, 2, 2, 7, { 1, 10, 2, 20, 0.5, 0.25, 4 },
      { 3, 5 }, { 17.5, 134.25 } },
    { "a missing feature", "linear", 1, 2, 2, 7, { 1, 10, 2, 20, 0.5, 0.25, 4 },
      { NONE, 5 }, { 14.5, 104.25 } },
    { "all missing", "linear", 1, 2, 2, 7, { 1, 10, 2, 20, 0.5, 0.25, 4 },
      { NONE, NONE }, { 4.5, 4.25 } },
    { "each sum is rounded", "linear", 1, 2, 1, 4, { 1, 1, 0, 16777216 },
      { 1, 1 }, { 16777216 } },
};

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

static struct step step_of(const struct step_case *c)
{
    struct step s = { .kind = str_of(c->kind), .float32 = c->float32, .real = c->real,
        .n_real = c->n_real, .in = { 0, c->n_in }, .out = { c->n_in, c->n_out } };
    if (c->n_out == 0)
        s.out = s.in;
    return s;
}

static const struct prepare_options plain = { 0 };

/* Runs a step on a block, made ready for it alone. */
static bool run_step(const struct step *s, struct block *b)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    const struct step_kind *kind = step_kind_find(s->kind);
    if (!kind || !kind->fits(s))
        return false;
    const void *work = kind->prepare ? kind->prepare(s, &plain, NO_SLOT, &a, &e) : NULL;
    kind->run(s, work, b, NULL);
    arena_release(&a);
    return !err_is_set(&e);
}

static void check_case(const struct step_case *c)
{
    double x[2 * MOST * 8];
    struct block b = { x, 8, 5 };
    struct step s = step_of(c);
    for (uint32_t i = 0; i < 2 * MOST; i++)
        for (size_t r = 0; r < 8; r++)
            x[i * 8 + r] = i < c->n_in && r < 5 ? c->in[i] : -99;
    CHECK(c->which, run_step(&s, &b));
    for (uint32_t k = 0; k < s.out.n; k++)
        for (size_t r = 0; r < 5; r++)
            CHECK(c->which, same_number(block_slot(&b, s.out.first + k)[r], c->want[k]));
    for (uint32_t k = 0; k < s.in.n && c->n_out; k++)
        CHECK("what is read stays", same_number(block_slot(&b, k)[2], c->in[k]));
    CHECK("what is behind the rows stays", x[5] == -99 && x[6] == -99 && x[7] == -99);
}

static bool has_case(const char *kind)
{
    for (size_t i = 0; i < COUNT(cases); i++)
        if (strcmp(cases[i].kind, kind) == 0)
            return true;
    return strcmp(kind, "ensemble") == 0;       /* test_prepared.c */
}

static void test_table(void)
{
    for (size_t i = 0; step_kind_at(i); i++) {
        CHECK(step_kind_at(i)->name, has_case(step_kind_at(i)->name));
        CHECK(step_kind_at(i)->name, step_kind_find(str_of(step_kind_at(i)->name))
                                     == step_kind_at(i));
    }
    CHECK("no other name", step_kind_find(STR("argma")) == NULL);
    for (size_t i = 0; i < COUNT(cases); i++)
        check_case(&cases[i]);
}

/* ---- blocks of any size ---- */

static double some_number(struct random *r)
{
    switch (random_below(r, 8)) {
    case 0:  return NONE;
    case 1:  return random_one_in(r, 2) ? INF : -INF;
    case 2:  return random_unit(r) * 1e3;
    default: return random_unit(r);
    }
}

/* All rows of `from` through the step, `rows` at a time. */
static void run_blocks(const struct step *s, const double *from, size_t n_slots,
                       size_t rows, double *to)
{
    double *x = malloc(n_slots * (ROWS + 8) * sizeof *x);
    for (size_t first = 0; first < ROWS; first += rows) {
        size_t n = ROWS - first < rows ? ROWS - first : rows;
        struct block b = { x, (rows + 7) / 8 * 8, n };
        for (size_t i = 0; i < n_slots; i++)
            for (size_t r = 0; r < n; r++)
                x[i * b.stride + r] = from[i * ROWS + first + r];
        run_step(s, &b);
        for (size_t i = 0; i < n_slots; i++)
            for (size_t r = 0; r < n; r++)
                to[i * ROWS + first + r] = x[i * b.stride + r];
    }
    free(x);
}

static void test_blocks(const struct step_case *c)
{
    static const size_t sizes[] = { 1, 7, 512 };
    const size_t n_slots = c->n_in + c->n_out, n = n_slots * ROWS;
    double *from = malloc(n * sizeof *from), *whole = malloc(n * sizeof *whole),
           *pieces = malloc(n * sizeof *pieces);
    struct random r = { n };
    struct step s = step_of(c);
    for (size_t i = 0; i < n; i++)
        from[i] = some_number(&r);
    run_blocks(&s, from, n_slots, ROWS, whole);
    for (size_t i = 0; i < COUNT(sizes); i++) {
        bool same = true;
        run_blocks(&s, from, n_slots, sizes[i], pieces);
        for (size_t k = 0; k < n; k++)
            same = same && same_number(whole[k], pieces[k]);
        CHECK(c->which, same);
    }
    free(from);
    free(whole);
    free(pieces);
}

/* ---- rules that hold for all numbers ---- */

/* One row of n numbers through a step of n slots, in place. */
static void run_row(const char *kind, bool float32, double real, double *row, uint32_t n)
{
    struct block b = { row, 1, 1 };
    struct step s = { .kind = str_of(kind), .in = { 0, n }, .out = { 0, n },
        .float32 = float32, .real = &real,
        .n_real = strcmp(kind, "expectile") == 0
               || (strcmp(kind, "sigmoid") == 0 && !float32) };
    CHECK(kind, run_step(&s, &b));
}

static float sigmoid_rule(double x)
{
    float z = -(float)x < 88.7f ? -(float)x : 88.7f;
    return 1.0f / (expf(z) + 1.0f);
}

static void test_one_number(double x)
{
    double y = x;
    run_row("sigmoid", false, 2, &y, 1);
    CHECK("sigmoid, slope 2", y == 1 / (1 + exp(-2 * x)));
    y = x;
    run_row("sigmoid", true, 0, &y, 1);
    CHECK("sigmoid of floats", y == (double)sigmoid_rule(x) && y > 0);
    y = x;
    run_row("exp", false, 0, &y, 1);
    CHECK("exp", y == exp(x));
    y = x;
    run_row("exp", true, 0, &y, 1);
    CHECK("exp of floats", y == (double)expf((float)x));
    y = x;
    run_row("log1p_exp", false, 0, &y, 1);
    CHECK("log1p of exp", y == log1p(exp(x)));
}

static void test_numbers(void)
{
    static const double far[] = { -1e30, -1000, -104, -88.8, -88.7, 88.7, 88.8, 1e30 };
    struct random r = { 3 };
    for (size_t i = 0; i < COUNT(far); i++)
        test_one_number(far[i]);
    for (int i = 0; i < 2000; i++)
        test_one_number(random_unit(&r) * (i % 2 ? 4 : 120));
}

static void test_softmax_sums(bool float32)
{
    struct random r = { 4 };
    for (int i = 0; i < 1000; i++) {
        uint32_t n = 1 + random_below(&r, MOST);
        double row[MOST], kept[MOST], sum = 0, most = 0;
        for (uint32_t k = 0; k < n; k++)
            kept[k] = row[k] = F(random_unit(&r) * (i % 2 ? 3 : 90));
        run_row("softmax", float32, 0, row, n);
        for (uint32_t k = 0; k < n; k++) {
            sum += row[k];
            most = fmax(most, row[k]);
            bool rises = k && kept[k] > kept[k - 1];
            CHECK("as the margins are ordered", k == 0
                  || (rises ? row[k] >= row[k - 1] : row[k] <= row[k - 1]));
        }
        CHECK("they sum to one", fabs(sum - 1) < (float32 ? 1e-6 : 1e-14));
        CHECK("the largest is not below its share", most * (n + 1) > 1);
    }
}

static void test_order(void)
{
    struct random r = { 6 };
    for (int i = 0; i < 1000; i++) {
        uint32_t n = 1 + random_below(&r, MOST);
        double sorted[MOST], above[MOST], sum = 0;
        for (uint32_t k = 0; k < n; k++) {
            sorted[k] = above[k] = F(random_unit(&r) * 5);
            sum += sorted[k];
        }
        double first = above[0];
        run_row("sort", true, 0, sorted, n);
        run_row("expectile", true, 0.001, above, n);
        CHECK("the first expectile stays", above[0] == first);
        for (uint32_t k = 0; k < n; k++)
            sum -= sorted[k];
        CHECK("sorted ones are the same numbers", fabs(sum) < 1e-12);
        for (uint32_t k = 1; k < n; k++) {
            CHECK("sorted", sorted[k - 1] <= sorted[k]);
            CHECK("expectiles rise", above[k - 1] < above[k]);
        }
    }
}

/* ---- what a kind does not take ---- */

static const struct {
    const char *which, *kind;
    bool float32;
    uint32_t n_in, n_out, n_real;
} misfits[] = {
    { "elsewhere", "round_float32", 0, 2, 2, 0 }, { "no limit", "zero_tiny", 0, 2, 0, 0 },
    { "two limits", "zero_tiny", 0, 2, 0, 2 }, { "no trees", "ensemble", 0, 1, 1, 0 },
    { "in double", "linear", 0, 1, 1, 3 }, { "few weights", "linear", 1, 1, 1, 2 },
    { "no divisor", "average", 0, 1, 1, 0 }, { "no slope", "sigmoid", 0, 1, 1, 0 },
    { "a slope", "sigmoid", 1, 1, 1, 1 }, { "widths", "sigmoid", 0, 2, 1, 1 },
    { "widths", "softmax", 0, 2, 1, 0 }, { "nothing", "softmax", 0, 0, 0, 0 },
    { "widths", "exp", 0, 1, 2, 0 }, { "widths", "log1p_exp", 0, 1, 2, 0 },
    { "widths", "signed_square", 0, 1, 2, 0 }, { "in double", "sort", 0, 2, 2, 0 },
    { "no least", "expectile", 1, 2, 2, 0 }, { "widths", "positive", 0, 2, 1, 0 },
    { "of two", "both_classes", 0, 2, 2, 0 }, { "to one", "both_classes", 0, 1, 1, 0 },
    { "no threshold", "above", 0, 1, 1, 0 }, { "widths", "above", 0, 2, 1, 1 },
    { "two winners", "argmax", 0, 2, 2, 0 }, { "of nothing", "argmax", 0, 0, 1, 0 },
};

static void test_misfits(void)
{
    for (size_t i = 0; i < COUNT(misfits); i++) {
        struct step_case c = { .kind = misfits[i].kind, .float32 = misfits[i].float32,
            .n_in = misfits[i].n_in, .n_out = misfits[i].n_out,
            .n_real = misfits[i].n_real };
        struct step s = step_of(&c);
        CHECK(misfits[i].which, !step_kind_find(s.kind)->fits(&s));
    }
    for (size_t i = 0; step_kind_at(i); i++) {
        size_t n = 0;
        for (size_t k = 0; k < COUNT(misfits); k++)
            n += strcmp(misfits[k].kind, step_kind_at(i)->name) == 0;
        CHECK(step_kind_at(i)->name, n > 0);
    }
}

int main(void)
{
    test_table();
    for (size_t i = 0; i < COUNT(cases); i++)
        test_blocks(&cases[i]);
    test_numbers();
    test_softmax_sums(false);
    test_softmax_sums(true);
    test_order();
    test_misfits();
    return check_report();
}
