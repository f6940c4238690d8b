/* test_format.c - every golden model, by every kernel, at several block sizes, gives the
 * library's bits. */
#include "test/check.h"
#include "test/golden.h"

#include <math.h>

/* Nobody's bits of a NaN count.  One C library has two versions of exp and log1p, with
 * and without fused multiply-add, which differ in the last bit now and then; the golden
 * outputs were made with it.  So without it `ulps` is 1 for what went through a link. */
static bool same(double a, double b, unsigned ulps)
{
    if (memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b)))
        return true;
    return ulps == 1
        && (nextafter(a, (double)INFINITY) == b || nextafter(a, -(double)INFINITY) == b);
}

static unsigned ulps_of(const struct golden *g, const char *name)
{
    bool through_link = str_starts(str_of(name), STR("out_"))
                     && !g->model->converted_is_float32;
    return through_link && !cpu_detect().fma ? 1 : 0;
}

/* Compares slot `slot` with the column `name`_k of what was expected, for a block. */
static unsigned compare(const struct golden *g, const char *name, uint32_t first,
                        const double *got, size_t rows)
{
    uint32_t column = table_find(&g->expected, name);
    unsigned wrong = 0, ulps = ulps_of(g, name);
    for (size_t r = 0; r < rows && column != UINT32_MAX; r++) {
        struct str cell = table_cell(&g->expected, first + 1 + (uint32_t)r, column);
        double want = strtod(cell.at, NULL);
        if (!same(got[r], want, ulps) && wrong++ == 0 && getenv("ROWMILL_VERBOSE"))
            printf("  %s row %u %s: got %a, want %a\n", g->folder, first + (unsigned)r,
                   name, got[r], want);
    }
    return wrong;
}

static unsigned compare_slots(const struct golden *g, const char *name, struct slots s,
                              uint32_t first, const struct block *b)
{
    char column[32];
    unsigned wrong = 0;
    for (uint32_t k = 0; k < s.n; k++) {
        snprintf(column, sizeof column, "%s_%u", name, k);
        wrong += compare(g, column, first, block_slot(b, s.first + k), b->rows);
    }
    return wrong;
}

static unsigned compare_class(const struct golden *g, uint32_t first,
                              const struct block *b)
{
    for (uint32_t i = 0; i < g->model->n_outputs; i++)
        if (g->model->output[i].type == OUTPUT_CLASS)
            return compare(g, "class", first, block_slot(b, g->model->output[i].slot),
                           b->rows);
    return 0;
}

static unsigned compare_leaves(const struct golden *g, const struct prepared *p,
                               uint32_t first, const struct block *b)
{
    uint32_t n = prepared_n_trees(p);
    uint32_t *id = calloc((size_t)n * b->rows + 1, sizeof *id);
    double *got = calloc(b->rows, sizeof *got);
    unsigned wrong = 0;
    char column[32];
    prepared_leaves(p, b, id, b->rows);
    for (uint32_t t = 0; t < n; t++) {
        for (size_t r = 0; r < b->rows; r++)
            got[r] = (double)id[t * b->rows + r];
        snprintf(column, sizeof column, "leaf_%u", t);
        wrong += compare(g, column, first, got, b->rows);
    }
    free(id);
    free(got);
    return wrong;
}

static unsigned run_block(const struct golden *g, const struct prepared *p,
                          uint32_t first, size_t rows)
{
    size_t stride = (rows + 7) / 8 * 8 + 8;
    struct block b = { calloc(prepared_slots(p) * stride, sizeof(double)), stride, rows };
    void *scratch = calloc(prepared_scratch(p) + 1, 1);
    unsigned wrong = golden_fill(g, first, &b) ? 0 : 1;
    for (enum stage s = 0; s < N_STAGES; s++)
        prepared_run(p, s, &b, scratch);
    wrong += compare_slots(g, "raw", g->model->margin, first, &b);
    wrong += compare_slots(g, "out", g->model->converted, first, &b);
    wrong += compare_class(g, first, &b);
    wrong += compare_leaves(g, p, first, &b);
    free(b.x);
    free(scratch);
    return wrong;
}

static void run_kernel(struct golden *g, const struct kernel *k, const char *which)
{
    static const size_t block_rows[] = { 1, 7, 512 };
    struct cpu cpu = cpu_detect();
    struct prepare_options o = { .kernel = k->name, .cpu = &cpu,
                                 .base_margin = g->base_margin };
    const struct prepared *p = prepared_new(g->model, &o, &g->arena, &g->err);
    CHECK(which, p != NULL);
    for (size_t i = 0; p && i < sizeof block_rows / sizeof block_rows[0]; i++) {
        unsigned wrong = 0;
        uint32_t n = g->input.n_rows - 1;
        for (uint32_t first = 0; first < n; first += (uint32_t)block_rows[i]) {
            size_t rows = n - first < block_rows[i] ? n - first : block_rows[i];
            wrong += run_block(g, p, first, rows);
        }
        CHECK(which, wrong == 0);
    }
}

/* Names of columns say how many there should be. */
static uint32_t count_columns(const struct table *t, const char *prefix)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < t->n_columns; c++)
        n += str_starts(table_cell(t, 0, c), str_of(prefix));
    return n;
}

static void visit(const char *folder, const char *file)
{
    struct golden g;
    char which[GOLDEN_PATH + 300];
    bool open = golden_open(&g, folder, file);
    snprintf(which, sizeof which, "%s/%s: %s", folder, file, g.err.what);
    CHECK(which, open);
    if (open) {
        CHECK(which, g.input.n_rows > 1 && g.expected.n_rows == g.input.n_rows);
        CHECK(which, count_columns(&g.expected, "raw_") == g.model->margin.n);
        CHECK(which, count_columns(&g.expected, "out_") == g.model->converted.n);
        for (size_t k = 0; kernel_at(k) && g.expected.n_rows == g.input.n_rows; k++)
            run_kernel(&g, kernel_at(k), which);
    }
    golden_release(&g);
}

int main(void)
{
    if (!cpu_detect().fma)
        printf("no fused multiply-add here: outputs in double may differ by one ulp\n");
    golden_each("testdata/golden/lightgbm", visit);
    golden_each("testdata/golden/xgboost", visit);
    return check_report();
}
