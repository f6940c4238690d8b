/* test_rejects.c - a bad record becomes a row that says the same, and can be read. */
#include "flow/rejects.h"

#include "base/mem.h"
#include "test/check.h"
#include "test/random.h"

#include <stdlib.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MANY = 20000, MOST_FIELDS = 6 };

static const struct dialect commas = { ',', '"' };

static struct rejects make(const struct str *name, uint32_t n, struct dialect d,
                           struct arena *a)
{
    struct rejects r = { 0 };
    struct err e = { 0 };
    CHECK("room", rejects_init(&r, name, n, &codec_csv, d, a, &e));
    return r;
}

static bool says(const struct buf *got, const char *want)
{
    bool same = str_eq(buf_str(got), str_of(want));
    if (!same)
        printf("got  %.*swant %s", (int)got->len, got->at, want);
    return same;
}

/* ---- names ---- */

static void test_names(void)
{
    CHECK("ours", rejects_name(STR("_line")) && rejects_name(STR("_column"))
                  && rejects_name(STR("_reason")));
    CHECK("not ours", !rejects_name(STR("")) && !rejects_name(STR("line"))
                      && !rejects_name(STR("_Line")) && !rejects_name(STR("_line ")));
    for (uint32_t i = 0; i < REJECT_COLUMNS; i++)
        CHECK("each is ours", rejects_name(rejects_column(i)));
}

static void test_tail(void)
{
    static const struct { const char *field[4]; uint32_t n; bool is; } cases[] = {
        { { "1", "7", "x", "not_a_number" }, 4, true },
        { { "1", "7", "", "ragged" }, 4, true },
        { { "1", "7", "x", "NOT_A_NUMBER" }, 4, false },
        { { "1", "7", "x", "" }, 4, false },
        { { "1", "0", "x", "ragged" }, 4, false },
        { { "1", "", "x", "ragged" }, 4, false },
        { { "1", "7.0", "x", "ragged" }, 4, false },
        { { "7", "x", "ragged", "" }, 3, false },
        { { "", "", "", "" }, 0, false },
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct str field[4];
        for (size_t f = 0; f < 4; f++)
            field[f] = str_of(cases[i].field[f]);
        CHECK("the end of a reject", rejects_tail(field, cases[i].n) == cases[i].is);
    }
    for (enum reason why = REASON_NONE + 1; why < N_REASONS; why++) {
        struct str field[] = { STR("1"), STR("12"), STR(""), str_of(reason_json(why)) };
        CHECK("of every reason", rejects_tail(field, 4));
    }
}

/* ---- one record ---- */

/* The reject of a record, which is split first, if it can be. */
static void add(const struct rejects *r, const char *record, struct buf *out)
{
    struct splitter *s = codec_csv.splitter_new(r->dialect);
    struct reject bad = { .record = str_of(record), .line = 7, .column = STR("x"),
                          .reason = REASON_NOT_A_NUMBER };
    uint32_t at;
    if (codec_csv.split(s, bad.record, &bad.cell, &bad.n_cells, &at) != REASON_NONE) {
        bad.cell = NULL;
        bad.column = STR("");
        bad.reason = REASON_QUOTE;
    }
    buf_clear(out);
    rejects_add(r, &bad, out);
    codec_csv.splitter_free(s);
}

static void test_records(struct dialect d, const char *const (*cases)[2], size_t n)
{
    static const struct str names[] = { { "x", 1 }, { "y", 1 }, { "z", 1 } };
    struct arena a = { 0 };
    struct buf out = { 0 };
    struct rejects r = make(names, 3, d, &a);
    for (size_t i = 0; i < n; i++) {
        add(&r, cases[i][0], &out);
        CHECK(cases[i][0], says(&out, cases[i][1]));
    }
    buf_release(&out);
    arena_release(&a);
}

static const char *const with_commas[][2] = {
    { "a,1,2", "a,1,2,7,x,not_a_number\n" },
    { "\"a,b\",\"1\",\"\"", "\"a,b\",\"1\",\"\",7,x,not_a_number\n" },
    { "\"a\n\r\nb\",' ', 2", "\"a\n\r\nb\",' ', 2,7,x,not_a_number\n" },
    { "a", "a,,,7,x,not_a_number\n" },
    { "\"\",", "\"\",,,7,x,not_a_number\n" },
    { "a,1,2,", "a,1,\"2,\",7,x,not_a_number\n" },
    { "a,1,\"2\",\"b,\"\"c\"", "a,1,\"2,b,\"\"c\",7,x,not_a_number\n" },
    { ",,,,", ",,\",,\",7,x,not_a_number\n" },
    { "a,\"1\"x,2", "\"a,\"\"1\"\"x,2\",,,7,,quote\n" },
    { "a\"b", "\"a\"\"b\",,,7,,quote\n" },
    { "a,1\r2,", "\"a,1\r2,\",,,7,,quote\n" },
};

static const char *const with_bars[][2] = {
    { "a|1|2", "a|1|2|7|x|not_a_number\n" },
    { "'a|b'|\"1|", "'a|b'|\"1||7|x|not_a_number\n" },
    { "a|1|2|it''s", "'a|1|2|it''''s'|||7||quote\n" },
    { "a|1|'it''s'|,", "a|1|'it''s|,'|7|x|not_a_number\n" },
};

static const char *const without_quotes[][2] = {
    { "\"a,1,2\"", "\"a,1,2\",7,x,not_a_number\n" },
    { "a,1,2,3", "a,1,2,3,7,x,not_a_number\n" },
};

/* ---- columns of our names ---- */

static void test_ours(void)
{
    static const struct str names[] = { { "_line", 5 }, { "x", 1 }, { "_column", 7 },
        { "a,b", 3 }, { "_reason", 7 }, { "_line", 5 } };
    static const char *const cases[][2] = {
        { "3,1,y,2,ragged,4", "1,2,7,x,not_a_number\n" },
        { "3", ",,7,x,not_a_number\n" },
        { "3,1", "1,,7,x,not_a_number\n" },
        { "3,1,y,2,ragged,4,5", "1,\"2,ragged,4,5\",7,x,not_a_number\n" },
        { "3,1,\"y\"z,2,ragged,4", "\"3,1,\"\"y\"\"z,2,ragged,4\",,7,,quote\n" },
    };
    struct arena a = { 0 };
    struct buf out = { 0 };
    struct rejects r = make(names, COUNT(names), commas, &a);
    rejects_header(&r, &out);
    CHECK("not doubled", says(&out, "x,\"a,b\",_line,_column,_reason\n"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        add(&r, cases[i][0], &out);
        CHECK(cases[i][0], says(&out, cases[i][1]));
    }
    r = make(names, 1, commas, &a);
    buf_clear(&out);
    rejects_header(&r, &out);
    CHECK("nothing but ours", says(&out, "_line,_column,_reason\n"));
    add(&r, "1,2,3", &out);
    CHECK("nothing but ours", says(&out, "7,x,not_a_number\n"));
    buf_release(&out);
    arena_release(&a);
}

/* ---- any record ---- */

static void make_text(struct random *rnd, struct dialect d, struct buf *out)
{
    char quote = d.quote ? d.quote : '"';
    const char bytes[] = { d.delimiter, d.delimiter, quote, quote, 'a', '1', ' ', '\r',
                           '\n' };
    uint32_t n = 1 + random_below(rnd, 14);
    buf_clear(out);
    for (uint32_t i = 0; i < n; i++)
        buf_add_char(out, bytes[random_below(rnd, sizeof bytes)]);
}

/* Of what a record was, in the fields of its reject. */
static bool is_told(const struct reject *bad, const struct cell *got, uint32_t n,
                    struct dialect d)
{
    struct buf joined = { 0 };
    bool same = bad->cell || str_eq(got[0].text, bad->record);
    for (uint32_t i = 0; bad->cell && i < bad->n_cells; i++) {
        if (i + 1 < n)
            same = same && str_eq(got[i].raw, bad->cell[i].raw);
        if (i >= n)
            buf_add_char(&joined, d.delimiter);
        if (i + 1 >= n)
            buf_add_str(&joined, bad->cell[i].text);
    }
    if (bad->cell && bad->n_cells >= n)
        same = same && str_eq(got[n - 1].text, buf_str(&joined));
    for (uint32_t i = bad->cell ? bad->n_cells : 1; i < n; i++)
        same = same && got[i].raw.len == 0;
    buf_release(&joined);
    return same;
}

/* Its first record, as the scorer takes it. */
static struct reject first_reject(struct str text, struct splitter *s, struct dialect d)
{
    struct reject bad = { .line = 12345, .column = STR("a\"b,"),
                          .reason = REASON_RAGGED };
    struct record found;
    struct frame f = { .record = &found, .max = 1 };
    uint32_t at;
    codec_csv.frame(text, true, d, &f);
    if (f.n == 0)
        return bad;
    bad.record = (struct str){ text.at + found.at, found.len };
    if (found.fault != REASON_NONE
        || codec_csv.split(s, bad.record, &bad.cell, &bad.n_cells, &at) != REASON_NONE)
        bad.cell = NULL;
    return bad;
}

static void check_any(const struct rejects *r, struct str text, struct splitter *s,
                      struct splitter *again)
{
    struct reject bad = first_reject(text, s, r->dialect);
    struct buf out = { 0 };
    struct record found[2];
    struct frame f = { .record = found, .max = 2 };
    const struct cell *got = NULL;
    uint32_t n = 0, at;
    if (!bad.record.len)        /* nothing but blank lines */
        return;
    rejects_add(r, &bad, &out);
    codec_csv.frame(buf_str(&out), true, r->dialect, &f);
    bool ok = f.n == 1 && found[0].fault == REASON_NONE && found[0].len + 1 == out.len
           && codec_csv.split(again, str_first(buf_str(&out), found[0].len), &got, &n,
                              &at) == REASON_NONE;
    CHECK("one record, of as many fields and three", ok && n == r->n + REJECT_COLUMNS);
    if (ok && n == r->n + REJECT_COLUMNS) {
        CHECK("where, and why", str_eq(got[n - 3].text, STR("12345"))
              && str_eq(got[n - 2].text, bad.column)
              && str_eq(got[n - 1].text, STR("ragged")));
        CHECK("all that there was", is_told(&bad, got, r->n, r->dialect));
    }
    buf_release(&out);
}

static void test_any(struct dialect d)
{
    static const struct str names[MOST_FIELDS] = { { "a", 1 }, { "b", 1 }, { "c", 1 },
        { "d", 1 }, { "e", 1 }, { "f", 1 } };
    struct arena a = { 0 };
    struct random rnd = { 17 };
    struct buf text = { 0 };
    struct splitter *s = codec_csv.splitter_new(d), *again = codec_csv.splitter_new(d);
    for (uint32_t i = 0; i < MANY; i++) {
        struct rejects r = make(names, 1 + i % MOST_FIELDS, d, &a);
        make_text(&rnd, d, &text);
        check_any(&r, buf_str(&text), s, again);
    }
    codec_csv.splitter_free(s);
    codec_csv.splitter_free(again);
    buf_release(&text);
    arena_release(&a);
}

static void test_no_room(void)
{
    static const struct str names[] = { { "x", 1 } };
    struct arena a = { .limit = 1 };
    struct rejects r;
    struct err e = { 0 };
    struct str *many = calloc(5000, sizeof *many);
    CHECK("no room", !rejects_init(&r, many ? many : names, many ? 5000 : 1, &codec_csv,
                                   commas, &a, &e) && e.kind == ERR_MEMORY);
    free(many);
    arena_release(&a);
}

int main(void)
{
    test_names();
    test_tail();
    test_records(commas, with_commas, COUNT(with_commas));
    test_records((struct dialect){ '|', '\'' }, with_bars, COUNT(with_bars));
    test_records((struct dialect){ ',', 0 }, without_quotes, COUNT(without_quotes));
    test_ours();
    test_any(commas);
    test_any((struct dialect){ '\t', '\'' });
    test_no_room();
    return check_report();
}
