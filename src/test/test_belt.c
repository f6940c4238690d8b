/* test_belt.c - however many workers, and rows in a batch: the same bytes, the same
 * counts and the same first error, which may be the reject that is one too many. */
#include "flow/belt.h"

#include "base/cpu.h"
#include "base/mem.h"
#include "eval/prepared.h"
#include "flow/rejects.h"
#include "test/check.h"
#include "test/small_model.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { ROWS = 600, MOST_WORKERS = 8, FULL_AT = 300 };

static const struct dialect commas = { ',', '"' };

/* ---- what runs: a model of two columns, its scorer, all that it borrows ---- */

struct setting {
    struct arena arena;
    struct err err;
    struct schema schema;
    struct layout layout;
    struct rejects rejects;
    struct cpu cpu;
    struct scorer scorer;
};

static bool set_up(struct setting *g)
{
    static const char *const names[] = { "x", "y" };
    static const struct str header[] = { { "x", 1 }, { "y", 1 } };
    *g = (struct setting){ .cpu = cpu_detect() };
    struct arena *a = &g->arena;
    const struct model *m = small_model(&(struct small_model){ .name = names,
        .n_columns = 2, .n_outputs = 1 }, a, &g->err);
    const struct prepared *p = !m ? NULL
        : prepared_new(m, &(struct prepare_options){ .cpu = &g->cpu }, a, &g->err);
    if (!p || !schema_init(&g->schema, &(struct schema_wish){ .has_header = true,
                           .delimiter = ',' }, m, header, 2, a, &g->err)
        || !layout_init(&g->layout, &(struct layout_wish){ .no_model_version = true,
                        .codec = &codec_csv, .dialect = commas }, m, &g->schema, 1, a,
                        &g->err)
        || !rejects_init(&g->rejects, g->schema.header, 2, &codec_csv, commas, a,
                         &g->err))
        return false;
    g->scorer = (struct scorer){ .model = m, .prepared = p, .codec = &codec_csv,
        .schema = &g->schema, .layout = &g->layout, .dialect = commas,
        .input_name = "in.csv", .rejects = &g->rejects };
    return true;
}

/* ---- input ---- */

/* A row that is put in the place of row `at`, and what is said of it. */
struct spoilt {
    const char *which, *text;
    enum reason reason;
    uint32_t column;
    const char *fields, *why;   /* as a reject, before and behind its line */
};

static const struct spoilt good = { "good rows", NULL, REASON_NONE, 0, NULL, NULL };

static const struct spoilt spoils[] = {
    { "no number", "1,zwei", REASON_NOT_A_NUMBER, 2, "1,zwei", "y,not_a_number" },
    { "too large a number", "1e999,2", REASON_OUT_OF_RANGE, 1, "1e999,2",
      "x,out_of_range" },
    { "a field too many", "1,2,3", REASON_RAGGED, 0, "1,\"2,3\"", ",ragged" },
    { "a field too few", "1", REASON_RAGGED, 0, "1,", ",ragged" },
    { "a quote where none may be", "1,\"2\"x", REASON_QUOTE, 0, "\"1,\"\"2\"\"x\",",
      ",quote" },
    { "a lone CR", "1,2\r3", REASON_LONE_CR, 0, "\"1,2\r3\",", ",lone_cr" },
};

static void add_row(struct buf *text, struct buf *want, size_t row)
{
    int x = (int)(row * 7 % 13) - 2;
    if (row % 11 == 0)
        buf_addf(text, "NA,%zu\n", row);
    else
        buf_addf(text, row % 5 ? "%d,\n" : "\"%d\",\"\"\n", x);
    buf_addf(want, "%zu,%s\n", row, row % 11 != 0 && x < 5 ? "1.5" : "-2.25");
}

/* The text; and the output, up to the row at `first` (of two bad ones). */
static void make_text(const struct spoilt *bad, size_t first, struct buf *text,
                      struct buf *want)
{
    struct buf rest = { 0 };
    for (size_t row = 0; row < ROWS; row++) {
        bool is_bad = bad->text && (row == first || row == first + 100);
        if (is_bad)
            buf_addf(text, "%s\n", row == first ? bad->text : "1,later");
        else
            add_row(text, bad->text && row > first ? &rest : want, row);
    }
    buf_release(&rest);
}

/* ---- doors ---- */

/* Chunks of at most `batch` rows; a last one that has an error, if asked. */
struct door {
    struct str text;
    size_t batch;
    bool error_at_end;
    uint64_t line, record;
    size_t fail_at;         /* the row that cannot be written; 0: all can */
    struct buf out, rejects;
    struct stats total;
    uint64_t missing;       /* cells of column x */
    uint64_t rows, rejected;
};

static bool fill(void *self, struct chunk *c)
{
    struct door *d = self;
    struct frame f = { .record = c->record,
        .max = d->batch < CHUNK_RECORDS ? d->batch : CHUNK_RECORDS };
    codec_csv.frame(d->text, true, commas, &f);
    c->first_line = d->line;
    c->first_record = d->record;
    c->rows = f.n;
    c->stats.rows = f.n;
    buf_add(&c->raw, d->text.at, f.used);
    d->text = str_from(d->text, f.used);
    d->line += f.lf + f.crlf;       /* no row here has a line end inside */
    d->record += f.n;
    if (f.n)
        return true;
    if (!d->error_at_end)
        return false;
    d->error_at_end = false;
    err_set(&c->err, ERR_IO, "the input broke");
    return true;
}

static bool drain(void *self, struct chunk *c, struct err *e)
{
    struct door *d = self;
    if (d->fail_at && c->first_record <= d->fail_at
        && d->fail_at < c->first_record + c->rows)
        return err_set(e, ERR_IO, "the disk is full");
    buf_add_str(&d->out, buf_str(&c->out));
    buf_add_str(&d->rejects, buf_str(&c->rejects));
    stats_add(&d->total, &c->stats);
    return true;
}

static struct door run(const struct scorer *s, uint64_t max_rejects, struct door d,
                       int workers, struct err *e)
{
    struct arena a = { 0 };
    const struct stats_shape shape = { .n_targets = s->schema->plan.n_targets,
                                       .n_columns = s->schema->names.n };
    d.line = 2;
    stats_init(&d.total, shape, &a, e);
    struct belt_plan plan = { .scorer = s, .in = { fill, &d }, .out = { drain, &d },
                              .workers = workers, .max_rejects = max_rejects };
    *e = (struct err){ 0 };
    bool ok = belt_run(&plan, &a, e);
    CHECK("it says whether it went well", ok == !err_is_set(e));
    CHECK("rows are counted", d.fail_at || err_is_set(e) || d.total.rows == ROWS);
    d.rows = d.total.rows;
    d.rejected = d.total.rejected;
    d.missing = d.total.missing ? d.total.missing[0] : 0;
    arena_release(&a);
    return d;
}

static const size_t batches[] = { 1, 3, 64, 1000, 100000 };

/* ---- properties ---- */

static size_t count_lines(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++)
        n += s.at[i] == '\n';
    return n;
}

static bool same_err(const struct err *a, const struct err *b)
{
    return a->kind == b->kind && a->reason == b->reason && a->line == b->line
        && a->column == b->column && strcmp(a->file, b->file) == 0
        && strcmp(a->name, b->name) == 0 && strcmp(a->cell, b->cell) == 0
        && strcmp(a->what, b->what) == 0 && strcmp(a->remedy, b->remedy) == 0;
}

static void check_bad_row(const struct spoilt *bad, size_t first, const struct err *e)
{
    CHECK(bad->which, e->kind == ERR_INPUT && e->reason == bad->reason);
    CHECK(bad->which, e->line == first + 2 && strcmp(e->file, "in.csv") == 0);
    CHECK(bad->which, e->column == bad->column);
    CHECK(bad->which, !bad->column || strcmp(e->name, bad->column == 1 ? "x" : "y") == 0);
}

static void check_all(const struct setting *g, const struct spoilt *bad, size_t first,
                      bool error_at_end)
{
    struct buf text = { 0 }, want = { 0 };
    struct err expected = { 0 };
    make_text(bad, first, &text, &want);
    if (error_at_end && !bad->text)
        err_set(&expected, ERR_IO, "the input broke");
    for (size_t i = 0; i < COUNT(batches); i++)
        for (int workers = 1; workers <= MOST_WORKERS; workers++) {
            struct err e;
            struct door d = run(&g->scorer, 0, (struct door){ .text = buf_str(&text),
                .batch = batches[i], .error_at_end = error_at_end }, workers, &e);
            CHECK(bad->which, str_eq(buf_str(&d.out), buf_str(&want)));
            if (bad->text && !err_is_set(&expected)) {
                check_bad_row(bad, first, &e);
                expected = e;
            }
            CHECK(bad->which, same_err(&e, &expected));
            CHECK("missing cells are counted", bad->text
                  || d.missing == (ROWS + 10) / 11);
            buf_release(&d.out);
        }
    buf_release(&text);
    buf_release(&want);
}

/* What was drained before the failure is whole chunks: it depends on the batch alone. */
static void check_full_disk(const struct setting *g, const struct spoilt *bad)
{
    struct buf text = { 0 }, want = { 0 };
    make_text(bad, 450, &text, &want);
    for (size_t i = 0; i < COUNT(batches); i++)
        for (int workers = 1; workers <= MOST_WORKERS; workers++) {
            struct err e;
            struct door d = run(&g->scorer, 0, (struct door){ .text = buf_str(&text),
                .batch = batches[i], .fail_at = FULL_AT }, workers, &e);
            size_t rows = count_lines(buf_str(&d.out));
            CHECK("a full disk", e.kind == ERR_IO
                  && strcmp(e.what, "the disk is full") == 0);
            CHECK("what precedes it", rows == FULL_AT / batches[i] * batches[i]
                  && memcmp(d.out.at ? d.out.at : "", want.at, d.out.len) == 0);
            buf_release(&d.out);
        }
    buf_release(&text);
    buf_release(&want);
}

/* ---- bad rows that do not end the run ---- */

enum { SPOILT_EVERY = 37, SPOILT_FIRST = 5,
       N_SPOILT = (ROWS - SPOILT_FIRST + SPOILT_EVERY - 1) / SPOILT_EVERY };

static bool is_spoilt(size_t row)
{
    return row % SPOILT_EVERY == SPOILT_FIRST;
}

static const struct spoilt *spoilt_at(size_t row)
{
    return &spoils[row / SPOILT_EVERY % COUNT(spoils)];
}

/* What is read, and what is written until the limit is passed. */
struct spoilt_run {
    uint64_t max_rejects;
    struct buf text, want, rejects;
};

static void make_spoilt_run(bool blank, struct spoilt_run *x)
{
    struct buf rest = { 0 };
    uint64_t rejected = 0;
    for (size_t row = 0; row < ROWS; row++) {
        const struct spoilt *bad = spoilt_at(row);
        if (!is_spoilt(row)) {
            add_row(&x->text, rejected > x->max_rejects ? &rest : &x->want, row);
            continue;
        }
        buf_addf(&x->text, "%s\n", bad->text);
        if (rejected++ >= x->max_rejects)
            continue;
        buf_addf(&x->rejects, "%s,%zu,%s\n", bad->fields, row + 2, bad->why);
        if (blank)
            buf_addf(&x->want, "%zu,\n", row);
    }
    buf_release(&rest);
}

static void check_spoilt_run(const struct scorer *s, const struct spoilt_run *x,
                             size_t batch, int workers)
{
    const size_t last = x->max_rejects * SPOILT_EVERY + SPOILT_FIRST;
    bool all = x->max_rejects >= N_SPOILT;
    struct err e;
    struct door d = run(s, x->max_rejects, (struct door){ .text = buf_str(&x->text),
                        .batch = batch }, workers, &e);
    CHECK("good rows of many", str_eq(buf_str(&d.out), buf_str(&x->want)));
    CHECK("bad rows are told of", str_eq(buf_str(&d.rejects), buf_str(&x->rejects)));
    CHECK("and counted", d.rejected == (all ? N_SPOILT : x->max_rejects));
    CHECK("as all are", d.rows == (all ? ROWS : last + 1));
    CHECK("an error, or none", err_is_set(&e) == !all);
    if (!all)
        check_bad_row(spoilt_at(last), last, &e);
    buf_release(&d.out);
    buf_release(&d.rejects);
}

static void check_spoilt(const struct setting *g, enum bad_row on_bad_row,
                         uint64_t max_rejects)
{
    struct scorer s = g->scorer;
    struct spoilt_run x = { .max_rejects = max_rejects };
    s.on_bad_row = on_bad_row;
    make_spoilt_run(on_bad_row == BAD_ROW_BLANK, &x);
    for (size_t i = 0; i < COUNT(batches); i++)
        for (int workers = 1; workers <= MOST_WORKERS; workers++)
            check_spoilt_run(&s, &x, batches[i], workers);
    s.rejects = NULL;
    buf_clear(&x.rejects);
    check_spoilt_run(&s, &x, 3, 2);
    buf_release(&x.text);
    buf_release(&x.want);
    buf_release(&x.rejects);
}

/* ---- no room ---- */

static void test_no_room(const struct setting *g)
{
    struct arena a = { .limit = 20000 };
    struct err e = { 0 };
    struct door d = { .text = STR("1,2\n"), .batch = 1 };
    CHECK("no room for chunks", !belt_run(&(struct belt_plan){ .scorer = &g->scorer,
          .in = { fill, &d }, .out = { drain, &d }, .workers = 3 }, &a, &e));
    CHECK("is said", e.kind == ERR_MEMORY);
    CHECK("and nothing is read", d.record == 0 && d.out.len == 0);
    arena_release(&a);
}

int main(void)
{
    struct setting g;
    bool ready = set_up(&g);
    CHECK("all is set up", ready);
    if (ready) {
        check_all(&g, &good, 0, false);
        check_all(&g, &good, 0, true);
        for (size_t i = 0; i < COUNT(spoils); i++)
            check_all(&g, &spoils[i], i ? 377 : 0, i % 2);
        check_full_disk(&g, &good);
        check_full_disk(&g, &spoils[0]);
        static const uint64_t limits[] = { 0, 1, 7, N_SPOILT - 1, N_SPOILT,
                                          UINT64_MAX };
        for (size_t i = 0; i < COUNT(limits); i++) {
            check_spoilt(&g, BAD_ROW_SKIP, limits[i]);
            check_spoilt(&g, BAD_ROW_BLANK, limits[i]);
        }
        test_no_room(&g);
    }
    arena_release(&g.arena);
    return check_report();
}
