/* test_reference.c - how far numbers are apart, and what a file with answers is found to
 * have wrong. */
#include "flow/reference.h"

#include "base/cpu.h"
#include "eval/prepared.h"
#include "flow/belt.h"
#include "flow/reader.h"
#include "test/check.h"
#include "test/random.h"
#include "test/scratch.h"
#include "test/small_model.h"

#include <float.h>
#include <math.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- distances ---- */

static void test_doubles(void)
{
    static const struct { const char *which; double a, b; uint64_t want; } cases[] = {
        { "the same", 0.1, 0.1, 0 },
        { "the next", 1, 1 + DBL_EPSILON, 1 },
        { "the next of the other side", -1, -1 - DBL_EPSILON, 1 },
        { "both zeros", 0.0, -0.0, 0 },
        { "around zero", -0x1p-1074, 0x1p-1074, 2 },
        { "from zero", -0.0, 0x1p-1074, 1 },
        { "over a power of two", 1 - DBL_EPSILON / 2, 1 + DBL_EPSILON, 2 },
        { "the largest and infinity", DBL_MAX, (double)INFINITY, 1 },
        { "both infinities", -(double)INFINITY, (double)INFINITY,
          2 * UINT64_C(0x7ff0000000000000) },
        { "twice NaN", (double)NAN, -(double)NAN, 0 },
        { "NaN and a number", (double)NAN, 0, ULPS_NO_NUMBER },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK(cases[i].which, ulps_between_doubles(cases[i].a, cases[i].b)
                              == cases[i].want);
        CHECK(cases[i].which, ulps_between_doubles(cases[i].b, cases[i].a)
                              == cases[i].want);
    }
}

static void test_floats(void)
{
    static const struct { const char *which; float a, b; uint64_t want; } cases[] = {
        { "the same", 0.1f, 0.1f, 0 },
        { "the next", 1, 1 + FLT_EPSILON, 1 },
        { "both zeros", 0.0f, -0.0f, 0 },
        { "around zero", -0x1p-149f, 0x1p-149f, 2 },
        { "both infinities", -INFINITY, INFINITY, 2 * UINT64_C(0x7f800000) },
        { "twice NaN", NAN, -NAN, 0 },
        { "a number and NaN", 1, NAN, ULPS_NO_NUMBER },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        CHECK(cases[i].which, ulps_between_floats(cases[i].a, cases[i].b)
                              == cases[i].want);
        CHECK(cases[i].which, ulps_between_floats(cases[i].b, cases[i].a)
                              == cases[i].want);
    }
}

/* So many steps of nextafter are so many ulps. */
static void test_steps(void)
{
    struct random rng = { 17 };
    bool same = true;
    for (int i = 0; i < 2000; i++) {
        double x = ldexp(random_unit(&rng), (int)random_below(&rng, 40) - 1080), y = x;
        float u = (float)ldexp(random_unit(&rng), (int)random_below(&rng, 20) - 150);
        float w = u;
        uint32_t n = random_below(&rng, 50);
        for (uint32_t k = 0; k < n; k++) {
            y = nextafter(y, (double)INFINITY);
            w = nextafterf(w, INFINITY);
        }
        same = same && ulps_between_doubles(x, y) == n && ulps_between_floats(u, w) == n;
    }
    CHECK("steps are ulps", same);
}

/* ---- files ---- */

struct rig {
    struct arena arena;
    struct err err;
    struct cpu cpu;
    struct schema schema;
    struct layout layout;
    struct scorer scorer;
    struct reference reference;
};

static const struct dialect commas = { ',', '"' };

static bool drain(void *self, struct chunk *c, struct err *e)
{
    (void)self;
    (void)c;
    (void)e;
    return true;
}

/* As `verify` does it: names, schema, reference, rows. */
static bool compare(struct rig *g, const struct model *m, struct reader *reader,
                    struct tolerance t)
{
    struct arena *a = &g->arena;
    const struct schema nothing = { 0 };
    const struct str *field, *expected;
    uint32_t n, n_expected;
    const struct prepared *p = prepared_new(m, &(struct prepare_options){
        .cpu = &g->cpu }, a, &g->err);
    if (!p || !layout_init(&g->layout, &(struct layout_wish){ .raw = true, .leaf = true,
                           .codec = &codec_csv, .dialect = commas }, m, &nothing,
                           prepared_n_trees(p), a, &g->err)
        || !(expected = reference_names(&g->layout, m, &n_expected, a, &g->err))
        || !reader_first(reader, true, &field, &n, &g->err)
        || !schema_init(&g->schema, &(struct schema_wish){ .has_header = true,
                        .delimiter = ',', .expected = expected,
                        .n_expected = n_expected }, m, field, n, a, &g->err))
        return false;
    g->scorer = (struct scorer){ .model = m, .prepared = p, .codec = &codec_csv,
        .schema = &g->schema, .dialect = commas, .input_name = "ref.csv" };
    return reference_init(&g->reference, &g->scorer, &g->layout, t, a, &g->err)
        && belt_run(&(struct belt_plan){ .scorer = &g->scorer,
                    .in = reader_source(reader), .out = { drain, NULL }, .workers = 1 },
                    a, &g->err);
}

static bool compare_text(struct rig *g, const struct scratch *s, bool float32,
                         const char *text, struct tolerance t)
{
    char path[SCRATCH_ROOM];
    *g = (struct rig){ .cpu = cpu_detect() };
    scratch_write(scratch_path(s, "ref.csv", path), str_of(text));
    const struct model *m = small_model(&(struct small_model){ .n_columns = 1,
        .n_outputs = 1, .head = SMALL_BINARY, .float32 = float32 }, &g->arena, &g->err);
    struct reader *reader = reader_open(&(struct reader_plan){ .path = path,
        .codec = &codec_csv, .dialect = commas, .batch_rows = UINT64_MAX }, &g->arena,
        &g->err);
    bool ok = m && reader && compare(g, m, reader, t);
    reader_close(reader);
    return ok;
}

static void release(struct rig *g)
{
    reference_release(&g->reference);
    arena_release(&g->arena);
}

/* The model: its margin is 1.5 where x is below 5, else -2.25; leaf 1 or 2. */
static const struct {
    const char *which, *text;
    struct tolerance tolerance;
    bool float32;
    uint64_t rows, values, differ, failed, failed_rows, ulps, line;
} cases[] = {
    { "all is well", "x,raw,prediction,leaf_0\n1,1.5,1,1\n7,-2.25,0,2\n", { 0, -1 },
      false, 2, 6, 0, 0, 0, 0, 0 },
    { "an ulp", "x,raw\n1,1.5\n7,-2.2500000000000004\n", { 0, -1 }, false,
      2, 2, 1, 1, 1, 1, 3 },
    { "an ulp that is allowed", "x,raw\n1,1.5\n7,-2.2500000000000004\n", { 1, -1 }, false,
      2, 2, 1, 0, 0, 1, 3 },
    { "no ulp of float32", "x,raw\n1,1.5\n7,-2.2500000000000004\n", { 0, -1 }, true,
      2, 2, 0, 0, 0, 0, 0 },
    { "an ulp of float32", "x,raw\n1,1.5000001\n", { 0, -1 }, true, 1, 1, 1, 1, 1, 1, 2 },
    { "a distance that is allowed", "x,raw\n1,1.25\n1,1.75\n", { 0, 0.25 }, false,
      2, 2, 2, 0, 0, UINT64_C(1) << 50, 2 },
    { "and one that is not", "x,raw\n1,1.25\n1,1.76\n", { 0, 0.25 }, false,
      2, 2, 2, 1, 1, 1170935903116329, 3 },
    { "the first of equal ones", "x,raw\n1,1.5\n1,1.25\n1,1.75\n", { 0, -1 }, false,
      3, 3, 2, 2, 2, UINT64_C(1) << 50, 3 },
    { "a class and a leaf have no ulps", "x,prediction,leaf_0\n1,0,2\n", { 99, 99 },
      false, 1, 2, 2, 2, 1, 0, 0 },
    { "quotes, and missing words", "x,prediction,raw\n1,\"1\",\"1.5\"\n1,1,NA\n",
      { 0, -1 }, false, 2, 4, 1, 1, 1, ULPS_NO_NUMBER, 3 },
    { "blanks around a number", "x,raw\n1, 1.5 \n", { 0, -1 }, false,
      1, 1, 0, 0, 0, 0, 0 },
    { "model_version is no feature", "x,raw,model_version\n1,1.5,a@1\n", { 0, -1 }, false,
      1, 1, 0, 0, 0, 0, 0 },
};

static void test_files(const struct scratch *s)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct rig g;
        bool ok = compare_text(&g, s, cases[i].float32, cases[i].text,
                               cases[i].tolerance);
        const struct reference *r = &g.reference;
        CHECK(cases[i].which, ok);
        CHECK(cases[i].which, r->rows == cases[i].rows && r->values == cases[i].values);
        CHECK(cases[i].which, r->differ == cases[i].differ
                              && r->failed == cases[i].failed
                              && r->failed_rows == cases[i].failed_rows);
        CHECK(cases[i].which, r->largest.ulps == cases[i].ulps
                              && r->largest.line == cases[i].line);
        release(&g);
    }
}

static const struct {
    const char *which, *text;
    enum err_kind kind;
    uint64_t line;
} refusals[] = {
    { "nothing expected", "x\n1\n", ERR_INPUT, 0 },
    { "a version alone", "x,model_version\n1,a\n", ERR_INPUT, 0 },
    { "twice expected", "x,raw,raw\n1,1,1\n", ERR_INPUT, 0 },
    { "no number expected", "x,raw\n1,1.5\n1,yes\n1,no\n", ERR_INPUT, 3 },
    { "before a bad row", "x,raw\n1,yes\nno,1.5\n", ERR_INPUT, 2 },
    { "behind a bad row", "x,raw\nno,1.5\n1,yes\n", ERR_INPUT, 2 },
    { "too large for a float32", "x,raw\n1,1e39\n", ERR_INPUT, 2 },
};

static void test_refusals(const struct scratch *s)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct rig g;
        CHECK(refusals[i].which, !compare_text(&g, s, true, refusals[i].text,
                                               (struct tolerance){ 0, -1 }));
        CHECK(refusals[i].which, g.err.kind == refusals[i].kind
                                 && g.err.line == refusals[i].line);
        release(&g);
    }
}

/* Rows over many blocks and chunks: each difference is found in its line. */
static void test_many_rows(const struct scratch *s)
{
    enum { ROWS = 60000, EVERY = 7919 };
    struct rig g;
    struct buf text = { 0 };
    buf_addf(&text, "x,padding,prediction,raw\n");
    for (int i = 0; i < ROWS; i++)
        buf_addf(&text, "%d,\"%d\n\",%d,%s\n", i % 10, i, i % 10 < 5,
                 i % EVERY == EVERY - 1 ? "7" : i % 10 < 5 ? "1.5" : "-2.25");
    char path[SCRATCH_ROOM];
    static const char *const names[] = { "x" };
    g = (struct rig){ .cpu = cpu_detect() };
    scratch_write(scratch_path(s, "ref.csv", path), buf_str(&text));
    const struct model *m = small_model(&(struct small_model){ .name = names,
        .n_columns = 1, .n_outputs = 1, .head = SMALL_BINARY }, &g.arena, &g.err);
    struct reader *reader = reader_open(&(struct reader_plan){ .path = path,
        .codec = &codec_csv, .dialect = commas, .batch_rows = UINT64_MAX }, &g.arena,
        &g.err);
    CHECK("many rows", m && reader
                       && compare(&g, m, reader, (struct tolerance){ 0, -1 }));
    const struct reference *r = &g.reference;
    CHECK("all of them", r->rows == ROWS && r->failed == ROWS / EVERY
                         && r->failed_rows == ROWS / EVERY);
    for (uint64_t i = 0; i < REFERENCE_ROWS; i++)
        CHECK("its line", r->row[i].first.line == 2 + 2 * ((i + 1) * EVERY - 1));
    reader_close(reader);
    buf_release(&text);
    release(&g);
}

int main(void)
{
    struct scratch s;
    CHECK("a folder", scratch_make(&s));
    test_doubles();
    test_floats();
    test_steps();
    test_files(&s);
    test_refusals(&s);
    test_many_rows(&s);
    scratch_remove(&s);
    return check_report();
}
