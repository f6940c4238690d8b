/* test_inspect.c - what is found in an input, all at once, in bounded memory. */
#include "flow/inspect.h"

#include "base/buf.h"
#include "flow/tally.h"
#include "test/check.h"
#include "test/scratch.h"
#include "test/small_model.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const xyz[] = { "x", "y", "z" };
static const struct value colours[] = {
    { .kind = VALUE_TEXT, .text = { "blue", 4 } },
    { .kind = VALUE_TEXT, .text = { "gr\xC3\xBCn", 5 } },
};
static const struct column colour = { .name = { "x", 1 }, .type = COLUMN_CATEGORY,
                                      .value = colours, .n_values = 2 };
static const struct column strict = { .name = { "x", 1 }, .type = COLUMN_CATEGORY,
                                      .value = colours, .n_values = 2,
                                      .unseen_is_error = true };

enum model_kind { NUMBERS, COLOURS, STRICT, NAMELESS, MARGIN, N_MODELS };

static const struct small_model models[N_MODELS] = {
    [NUMBERS]  = { .name = xyz, .n_columns = 3, .n_outputs = 1 },
    [COLOURS]  = { .name = xyz, .n_columns = 3, .n_outputs = 1, .column = &colour },
    [STRICT]   = { .name = xyz, .n_columns = 3, .n_outputs = 1, .column = &strict },
    [NAMELESS] = { .n_columns = 3, .n_outputs = 1 },
    [MARGIN]   = { .name = xyz, .n_columns = 3, .n_outputs = 1,
                   .takes_base_margin = true },
};

static struct scratch scratch;

static bool inspect_text(enum model_kind kind, struct schema_wish w, struct str text,
                         uint64_t limit, struct inspection *found, struct arena *a,
                         struct err *e)
{
    char path[SCRATCH_ROOM];
    const struct inspect_plan plan = {
        .input = { .path = scratch_path(&scratch, "in.csv", path), .codec = &codec_csv,
                   .dialect = { ',', '"' }, .limit = limit },
        .columns = w, .model = small_model(&models[kind], a, e),
    };
    CHECK("the test's own file", scratch_write(path, text) && plan.model);
    return inspect(&plan, found, a, e);
}

/* One finding as text: "!" for a fault, kind, column, count, line. */
static void describe(const struct inspection *found, struct buf *b)
{
    buf_addf(b, "%llu/%llu", (unsigned long long)found->checked,
             (unsigned long long)found->rows);
    for (uint32_t i = 0; i < found->n_findings; i++) {
        const struct finding *f = &found->finding[i];
        buf_addf(b, " %s%s(%.*s %u %llu %llu)", f->is_fault ? "!" : "", f->kind,
                 (int)f->column.len, f->column.at, f->number,
                 (unsigned long long)f->count, (unsigned long long)f->line);
    }
    buf_add_char(b, 0);
}

#define HEADER .has_header = true, .delimiter = ','

static const struct {
    const char *which;
    enum model_kind model;
    struct schema_wish wish;
    const char *text, *want;
    uint64_t limit;
} cases[] = {
    { "nothing", NUMBERS, { HEADER }, "x,y,z\n1,2,3\n", "1/1", 0 },
    { "no rows", NUMBERS, { HEADER }, "x,y,z\n", "0/0", 0 },
    { "all in one", NUMBERS, { HEADER }, "x,Z,x\n1,2,3\na,,1e999\n1,2\nb,2,3\n",
      "3/4 !double_column(x 1 0 1) !missing_column(y 0 0 1) !missing_column(z 0 0 1)"
      " !not_a_number(x 1 2 3) !ragged( 0 1 4)", 0 },
    { "behind blank lines", NUMBERS, { HEADER }, "\n\nx,y\n\n1,b\n",
      "1/1 !missing_column(z 0 0 3) !not_a_number(y 2 1 5)", 0 },
    { "two reasons in one column", NUMBERS, { HEADER },
      "x,y,z\na,2,3\n1e999,2,3\n1e999,2,3\n",
      "3/3 !out_of_range(x 1 2 3) !not_a_number(x 1 1 2)", 0 },
    { "a line inside of a record", NUMBERS, { HEADER }, "x,q,y,z\n1,\"\n\n\",2,c\n",
      "1/1 !not_a_number(z 4 1 4)", 0 },
    { "limit", NUMBERS, { HEADER }, "x,y,z\n1,2,3\na,2,3\nb,2,3\n",
      "2/2 !not_a_number(x 1 1 3)", 2 },
    { "missing is no fault", NUMBERS, { HEADER }, "x,y,z\n,NA,3\n,\\N,4\n",
      "2/2 missing(x 1 2 2) missing(y 2 2 2)", 0 },
    { "no column, no fault", NUMBERS, { HEADER, .missing_column_is_na = true },
      "x,y\n1,2\n", "1/1 note( 0 0 0)", 0 },
    { "unseen is no fault", COLOURS, { HEADER }, "x,y,z\nred,1,2\nred,1,2\nblue,1,2\n",
      "3/3 unseen_category(x 1 2 2)", 0 },
    { "but where the library refuses", STRICT, { HEADER }, "x,y,z\nred,1,2\nblue,1,2\n",
      "2/2 !unseen_category(x 1 1 2)", 0 },
    { "or the user", COLOURS, { HEADER, .unseen = UNSEEN_ERROR }, "x,y,z\nred,1,2\n",
      "1/1 !unseen_category(x 1 1 2)", 0 },
    { "who may also accept", STRICT, { HEADER, .unseen = UNSEEN_NA }, "x,y,z\nred,1,2\n",
      "1/1 unseen_category(x 1 1 2)", 0 },
    { "a margin", MARGIN, { HEADER, .base_margin = "m" }, "x,y,z,m\n1,2,3,\n",
      "1/1 !no_value(m 4 1 2)", 0 },
    { "lists", MARGIN, { HEADER, .id = "a,x", .keep = "b", .ignore = "c",
      .base_margin = "d", .rename = "e=f" }, "x,y,z\n1,2,3\n",
      "1/1 !unknown_column(e 0 0 1) !unknown_column(c 0 0 1) !unknown_column(a 0 0 1)"
      " !unknown_column(b 0 0 1) !unknown_column( 0 0 1)", 0 },
    { "another delimiter", NUMBERS, { HEADER, .rename = "q=x" }, "q;y;z\n1;2;c\n",
      "1/1 !delimiter( 0 0 1) !not_a_number(z 3 1 2)", 0 },
    { "another delimiter, and faults behind it", NUMBERS, { HEADER, .id = "id" },
      "x\ty\n1\t2\n", "1/1 !delimiter( 0 0 1) !unknown_column(id 0 0 1)"
      " !missing_column(z 0 0 1)", 0 },
    { "a row for a header", NUMBERS, { HEADER, .id = "id" }, "1,2,3\n1,b,3\n",
      "2/2 !no_header( 0 0 1) !not_a_number(y 2 1 2)", 0 },
    { "a row with another delimiter", NUMBERS, { HEADER }, "1;2;3\n1;b;3\n",
      "2/2 !delimiter( 0 0 1) !no_header( 0 0 1) !not_a_number(y 2 1 2)", 0 },
    { "a row that does not fit either", NUMBERS, { HEADER }, "1,2\n1,b\n\"x\"y\n",
      "0/2 !no_header( 0 0 1) !quote( 0 1 3)", 0 },
    { "too many columns", NAMELESS, { HEADER }, "a,b,c,d\n1,2,3,4\n",
      "0/1 !column_count( 0 0 1)", 0 },
    { "none of all", NUMBERS, { HEADER }, "aaaa,bbbb\n1,2\n",
      "1/1 !missing_column( 0 0 1)", 0 },
    { "without a header", NUMBERS, { .columns = "x,y,z" }, "1,2\n1,2,c\n",
      "1/2 !ragged( 0 1 1) !not_a_number(z 3 1 2)", 0 },
    { "a bad first record", NUMBERS, { .columns = "x,y,z" }, "\"a\"b\n1,2,3\n",
      "1/2 !quote( 0 1 1)", 0 },
    { "an empty file", NUMBERS, { HEADER }, "", "0/0 !input( 0 0 0)", 0 },
    { "an empty file that is fine", NUMBERS, { .columns = "x,y,z" }, "", "0/0", 0 },
    { "a bad header", NUMBERS, { HEADER }, "x,\"y\"q,z\n1,2,3\n", "0/0 !quote( 0 0 1)",
      0 },
};

static void test_cases(void)
{
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena a = { 0 };
        struct err e = { 0 };
        struct inspection found;
        struct buf got = { 0 };
        bool ok = inspect_text(cases[i].model, cases[i].wish, str_of(cases[i].text),
                               cases[i].limit, &found, &a, &e);
        CHECK(cases[i].which, ok && !err_is_set(&e));
        describe(&found, &got);
        CHECK(cases[i].which, strcmp(got.at, cases[i].want) == 0);
        if (strcmp(got.at, cases[i].want) != 0)
            printf("  got  %s\n  want %s\n", got.at, cases[i].want);
        buf_release(&got);
        arena_release(&a);
    }
}

/* ---- what cannot be looked at ---- */

static void test_errors(void)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    struct inspection found;
    const struct schema_wish nothing = { .delimiter = ',' };
    const struct schema_wish bad = { HEADER, .rename = "x" };
    CHECK("no names", !inspect_text(NUMBERS, nothing, STR("1,2,3\n"), 0, &found, &a, &e)
                      && e.kind == ERR_USAGE);
    e = (struct err){ 0 };
    CHECK("no list", !inspect_text(NUMBERS, bad, STR("x,y,z\n"), 0, &found, &a, &e)
                     && e.kind == ERR_USAGE);
    e = (struct err){ 0 };
    const struct inspect_plan plan = { .input = { .path = "/nowhere/at/all",
        .codec = &codec_csv }, .columns = bad, .model = small_model(&models[0], &a, &e) };
    CHECK("no file", !inspect(&plan, &found, &a, &e) && e.kind == ERR_NOINPUT);
    arena_release(&a);
}

/* ---- much of it ---- */

/* Over several chunks every count is right, and so is the line of the first. */
static void test_many_rows(void)
{
    enum { ROWS = 100000, FIRST = 70000 };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct inspection found = { 0 };
    struct buf text = { 0 }, got = { 0 };
    buf_add_str(&text, STR("x,y,z\n"));
    for (int i = 0; i < ROWS; i++)
        buf_add_str(&text, i < FIRST ? STR("1,2,3\n")
                           : i % 2 ? STR("1,b,3\n") : STR("1,,3,4\n"));
    CHECK("many", inspect_text(NUMBERS, (struct schema_wish){ HEADER }, buf_str(&text), 0,
                               &found, &a, &e));
    describe(&found, &got);
    CHECK("counted", strcmp(got.at, "85000/100000 !ragged( 0 15000 70002)"
                                    " !not_a_number(y 2 15000 70003)") == 0);
    buf_release(&text);
    buf_release(&got);
    arena_release(&a);
}

/* Names beyond the limit are not told apart; those that are, are counted rightly. */
static void test_many_names(void)
{
    enum { NAMES = 30000 };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct inspection found = { 0 };
    struct buf text = { 0 };
    buf_add_str(&text, STR("x,y,z\nrare,1,2\n"));
    for (int i = 0; i < NAMES; i++)
        buf_addf(&text, "name %d,1,2\n%s", i, i % 3 ? "" : "often,1,2\n");
    for (int i = 0; i < 5; i++)
        buf_add_str(&text, STR("name 7,1,2\n"));
    CHECK("names", inspect_text(COLOURS, (struct schema_wish){ HEADER }, buf_str(&text),
                                0, &found, &a, &e) && found.n_findings == 1);
    const struct finding *f = found.n_findings ? &found.finding[0] : NULL;
    CHECK("all counted", f && f->count == NAMES + NAMES / 3 + 6);
    CHECK("so many told apart", f && f->n_distinct == TALLY_NAMES_OF_ONE);
    CHECK("so many shown", f && f->n_unseen == TALLY_SHOWN);
    CHECK("the most frequent", f && f->n_unseen > 2 && f->unseen[0].count == NAMES / 3
          && str_eq(f->unseen[0].shown, STR("often")));
    CHECK("the next", f && f->n_unseen > 2 && f->unseen[1].count == 6
          && str_eq(f->unseen[1].shown, STR("name 7")));
    CHECK("then the first", f && f->n_unseen > 2
          && str_eq(f->unseen[2].shown, STR("rare")));
    CHECK("and it is said", f && strstr(f->text.at, " and at least 9988 more"));
    buf_release(&text);
    arena_release(&a);
}

/* Long names with one beginning are told apart, and shown short. */
static void test_long_names(void)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    struct inspection found = { 0 };
    struct buf text = { 0 };
    buf_add_str(&text, STR("x,y,z\n"));
    for (int i = 0; i < 4; i++)
        buf_addf(&text, "%0200d%d,1,2\n", 0, i % 2);
    CHECK("long", inspect_text(COLOURS, (struct schema_wish){ HEADER }, buf_str(&text), 0,
                               &found, &a, &e) && found.n_findings == 1);
    const struct finding *f = found.n_findings ? &found.finding[0] : NULL;
    CHECK("two", f && f->n_distinct == 2 && f->unseen[0].count == 2);
    CHECK("short", f && f->cell.len == 43);
    buf_release(&text);
    arena_release(&a);
}

/* What is known but for its encoding or its blanks, and UTF-16: the remedy tells. */
static void test_encodings(void)
{
    static const struct {
        const char *which;
        struct str text;
        const char *remedy;
    } texts[] = {
        { "latin-1", { "x,y,z\ngr\xFCn,1,2\n", 15 }, "iconv" },
        { "blanks", { "x,y,z\n blue,1,2\n", 16 }, "blanks" },
        { "both", { "x,y,z\n blue,1,2\ngr\xFCn,1,2\n", 25 }, "" },
        { "neither", { "x,y,z\ngr\xFCm,1,2\n", 15 }, "" },
        { "UTF-16", { "\xFF\xFEx\0,\0y\0\n\0", 10 }, "iconv" },
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct arena a = { 0 };
        struct err e = { 0 };
        struct inspection found = { 0 };
        CHECK(texts[i].which, inspect_text(COLOURS, (struct schema_wish){ HEADER },
              texts[i].text, 0, &found, &a, &e) && found.n_findings == 1);
        struct str remedy = found.n_findings ? found.finding[0].remedy : STR("none");
        bool has = remedy.len && strstr(remedy.at, texts[i].remedy);
        CHECK(texts[i].which, *texts[i].remedy ? has : remedy.len == 0);
        arena_release(&a);
    }
}

/* No room: an error, and no crash. */
static void test_no_room(void)
{
    const struct str text = STR("x,x,q\nred,a,\nred,b,c,d\n\"\"1,2,3\n");
    for (size_t limit = 4096; limit < (4 << 20); limit = limit * 5 / 4) {
        struct arena a = { 0 }, whole = { 0 };
        struct err e = { 0 };
        struct inspection found = { 0 };
        char path[SCRATCH_ROOM];
        const struct inspect_plan plan = {
            .input = { .path = scratch_path(&scratch, "in.csv", path),
                       .codec = &codec_csv, .dialect = { ',', '"' } },
            .columns = { HEADER, .id = "none" },
            .model = small_model(&models[COLOURS], &whole, &e),
        };
        scratch_write(path, text);
        arena_init(&a, limit);
        bool ok = inspect(&plan, &found, &a, &e);
        CHECK("no room", ok ? found.n_faults > 3 : e.kind == ERR_MEMORY);
        arena_release(&a);
        arena_release(&whole);
    }
}

int main(void)
{
    if (!scratch_make(&scratch))
        return 1;
    test_cases();
    test_errors();
    test_many_rows();
    test_many_names();
    test_long_names();
    test_encodings();
    test_no_room();
    scratch_remove(&scratch);
    return check_report();
}
