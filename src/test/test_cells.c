/* test_cells.c - words that mean missing, categories, and cells that become a row. */
#include "text/cells.h"

#include "base/mem.h"
#include "test/check.h"

#include <math.h>
#include <stdlib.h>

static const struct {
    const char *which, *list, *word;
    bool want;
} words[] = {
    { "a word", "NA,none", "NA", true },
    { "the last word", "NA,none", "none", true },
    { "the whole word", "NA,none", "N", false },
    { "only the word", "NA,none", "NAN", false },
    { "letters count", "NA,none", "na", false },
    { "the empty cell is not in it", "NA,none", "", false },
    { "an empty list is the empty cell", "", "", true },
    { "and nothing else", "", "NA", false },
    { "an empty first piece", ",NA", "", true },
    { "an empty piece between", "NA,,none", "", true },
    { "an empty last piece", "NA,", "", true },
    { "an empty quoted piece", "\"\",NA", "", true },
    { "behind an empty piece", ",NA", "NA", true },
    { "blanks are kept", "NA, none", "none", false },
    { "blanks are words too", "NA, none", " none", true },
    { "a quoted comma", "NA,\"a,b\",c", "a,b", true },
    { "behind a quoted comma", "NA,\"a,b\",c", "c", true },
    { "nothing is half a quoted word", "NA,\"a,b\",c", "a", false },
    { "a doubled quote", "\"a\"\"b\"", "a\"b", true },
    { "a quote that is not first", "a\"b,c", "a\"b", true },
    { "an open quote takes the rest", "\"a,b", "a,b", true },
    { "and no empty piece", "\"a,", "", false },
    { "a number is a word", "-999,0", "-999", true },
    { "and no value", "-999,0", "0.0", false },
};

static void test_words(struct arena *a)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct word_set *w = word_set_new(a, str_of(words[i].list));
        CHECK(words[i].which, word_set_has(w, str_of(words[i].word)) == words[i].want);
        CHECK(words[i].which,
              word_set_has_number(w, str_of(words[i].word)) == words[i].want);
    }
}

static void test_long_words(struct arena *a)
{
    char text[200];
    memset(text, 'x', sizeof text);
    text[70] = ',';
    const struct word_set *w = word_set_new(a, (struct str){ text, 133 });

    CHECK("a word of 70", word_set_has(w, (struct str){ text, 70 }));
    CHECK("a word of 62", word_set_has(w, (struct str){ text + 71, 62 }));
    CHECK("none of 63", !word_set_has(w, (struct str){ text, 63 }));
    CHECK("none of 69", !word_set_has(w, (struct str){ text, 69 }));
    CHECK("none of 61", !word_set_has(w, (struct str){ text, 61 }));
}

static void test_pandas(struct arena *a)
{
    static const char *const yes[] = {
        "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND",
        "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
    };
    static const char *const no[] = {
        "none", "na", "Null", "NAN", "N", "-", "#", "1.#INF", "-1", "missing", "?", "\\N",
    };
    const struct word_set *w = word_set_pandas(a);

    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++)
        CHECK(yes[i], word_set_has(w, str_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof no[0]; i++)
        CHECK(no[i], !word_set_has(w, str_of(no[i])));
    CHECK("\\N is one in numeric columns", word_set_has_number(w, STR("\\N")));
    CHECK("blanks around it", word_set_has_number(w, STR(" \\N ")));
    CHECK("\\N is none of a list of the user",
          !word_set_has_number(word_set_new(a, STR("NA")), STR("\\N")));
}

static void test_blank_words(struct arena *a)
{
    const struct word_set *pandas = word_set_pandas(a);
    const struct word_set *blank = word_set_new(a, STR(" "));

    CHECK("numbers are trimmed", word_set_has_number(pandas, STR(" NA\t")));
    CHECK("blanks are an empty number", word_set_has_number(pandas, STR(" \t")));
    CHECK("categories are not trimmed", !word_set_has(pandas, STR(" NA")));
    CHECK("blanks are no empty category", !word_set_has(pandas, STR(" ")));
    CHECK("a blank may be a word", word_set_has_number(blank, STR(" ")));
    CHECK("but of one blank", !word_set_has_number(blank, STR("  ")));
}

#define T(literal) { VALUE_TEXT, { literal, sizeof(literal) - 1 }, 0 }
#define N(value)   { VALUE_NUMBER, { NULL, 0 }, value }
#define B(value)   { VALUE_BOOL, { NULL, 0 }, value }

static const struct value texts[] = { T("b"), T("a"), T(" a"), T("b"), T(""), T("1") };
static const struct value numbers[] = { N(1), N(-0.0), N(0.1), N(1), N(NAN), N(1e300) };
static const struct value bools[] = { B(0), B(1) };
static const struct value mixed[] = { N(2), T("2"), B(1), T("True"), T("3"), N(3) };

static const struct {
    const char *which;
    const struct value *category;
    uint32_t n;
    struct str cell;
    int64_t want;
} finds[] = {
    { "a text", texts, 6, STR("a"), 1 },
    { "of equal texts the first", texts, 6, STR("b"), 0 },
    { "a text keeps its blanks", texts, 6, STR(" a"), 2 },
    { "and has no others", texts, 6, STR("a "), -1 },
    { "the empty text", texts, 6, STR(""), 4 },
    { "digits as text", texts, 6, STR("1"), 5 },
    { "but not as a value", texts, 6, STR("1.0"), -1 },
    { "a text with a NUL", texts, 6, STR("a\0"), -1 },
    { "a number", numbers, 6, STR("1"), 0 },
    { "a number by its value", numbers, 6, STR("+1.0e0"), 0 },
    { "a number between blanks", numbers, 6, STR(" 1\t"), 0 },
    { "zero is minus zero", numbers, 6, STR("0"), 1 },
    { "minus zero", numbers, 6, STR("-0.0"), 1 },
    { "a number to its last bit", numbers, 6, STR("0.1"), 2 },
    { "and no other", numbers, 6, STR("0.10000000000000002"), -1 },
    { "a large number", numbers, 6, STR("1e300"), 5 },
    { "too large a number", numbers, 6, STR("1e999"), -1 },
    { "nan is nothing", numbers, 6, STR("nan"), -1 },
    { "no number", numbers, 6, STR("x"), -1 },
    { "true is no number", numbers, 6, STR("true"), -1 },
    { "the empty cell is no number", numbers, 6, STR(""), -1 },
    { "True", bools, 2, STR("True"), 1 },
    { "TRUE", bools, 2, STR("TRUE"), 1 },
    { "true", bools, 2, STR("true"), 1 },
    { "False", bools, 2, STR("False"), 0 },
    { "FALSE", bools, 2, STR("FALSE"), 0 },
    { "false", bools, 2, STR("false"), 0 },
    { "tRUE", bools, 2, STR("tRUE"), -1 },
    { "1 is no boolean", bools, 2, STR("1"), -1 },
    { "text or number: the first", mixed, 6, STR("2"), 0 },
    { "number or text: the first", mixed, 6, STR("3"), 4 },
    { "only the number", mixed, 6, STR("3.0"), 5 },
    { "boolean or text: the first", mixed, 6, STR("True"), 2 },
    { "only the boolean", mixed, 6, STR("true"), 2 },
    { "a boolean that is not there", mixed, 6, STR("false"), -1 },
    { "no categories", texts, 0, STR("a"), -1 },
};

static void test_finds(struct arena *a)
{
    for (size_t i = 0; i < sizeof finds / sizeof finds[0]; i++) {
        const struct cell_dict *d = cell_dict_new(a, finds[i].category, finds[i].n);
        CHECK(finds[i].which, cell_dict_find(d, finds[i].cell) == finds[i].want);
    }
}

enum { MANY = 20000 };

/* The i-th text, and what reads as the i-th number. */
static struct str name_of(char *room, uint32_t i, bool number)
{
    return (struct str){ room, (size_t)snprintf(room, 16, number ? "%u.5" : "c%u", i) };
}

/* Half of them texts, half numbers; what they came from is gone when they are sought. */
static void test_many(struct arena *a)
{
    struct value *value = NEW(a, struct value, MANY);
    char *room = NEW(a, char, MANY * 16), name[16];
    size_t found = 0, strange = 0;

    for (uint32_t i = 0; i < MANY; i++) {
        value[i] = (struct value){ .kind = VALUE_NUMBER, .number = i + 0.5 };
        if (i % 2)
            value[i] = (struct value){ .text = name_of(room + 16 * i, i, false) };
    }
    const struct cell_dict *d = cell_dict_new(a, value, MANY);
    memset(value, 0, MANY * sizeof *value);
    memset(room, 0, MANY * 16);
    for (uint32_t i = 0; i < MANY; i++) {
        found += cell_dict_find(d, name_of(name, i, i % 2 == 0)) == i;
        strange += cell_dict_find(d, name_of(name, i, i % 2 == 1)) == -1;
    }
    CHECK("each of many is found", found == MANY);
    CHECK("and nothing else", strange == MANY);
}

enum { SLOTS = 8, STRIDE = 3, ROW = 1 };
#define NONE UINT32_MAX

static const struct cell_target targets[] = {
    { .column = 0, .slot = 2, .kind = CELL_NUMBER },
    { .column = 1, .slot = 0, .kind = CELL_CATEGORY },
    { .column = 2, .slot = 5, .kind = CELL_CATEGORY, .unseen_is_error = true },
    { .column = 4, .slot = 1, .kind = CELL_MARGIN },
};
enum { N_TARGETS = sizeof targets / sizeof targets[0] };

/* A plan of five columns; the fourth is not used. */
struct fixture {
    struct cell_target target[N_TARGETS];
    struct cell_plan plan;
    double x[SLOTS * STRIDE];
    uint64_t missing[N_TARGETS], unseen[N_TARGETS];
};

static void set_up(struct fixture *f, struct arena *a)
{
    static const struct value ab[] = { T("a"), T("b") };
    static const uint32_t absent[] = { 3, 7 };
    const struct cell_dict *d = cell_dict_new(a, ab, 2);

    *f = (struct fixture){ .plan = {
        .target = f->target, .n_targets = N_TARGETS, .n_columns = 5,
        .absent = absent, .n_absent = 2, .na = word_set_pandas(a),
    } };
    memcpy(f->target, targets, sizeof targets);
    f->target[1].dict = f->target[2].dict = d;
    for (size_t i = 0; i < SLOTS * STRIDE; i++)
        f->x[i] = -7;
}

/* Five cells apart by '|'. */
static enum reason convert(struct fixture *f, const char *text, uint32_t n,
                           uint32_t *column)
{
    struct str rest = str_of(text);
    struct cell cell[8];

    for (size_t i = 0; i < 8; i++)
        cell[i].text = cell[i].raw = str_next(&rest, '|');
    return cells_convert(&f->plan, cell, n, f->x, STRIDE, ROW,
                         &(struct cell_counts){ f->missing, f->unseen }, column);
}

static const struct {
    const char *which, *cells;
    double want[N_TARGETS];
    enum reason reason;
    uint32_t column;
} rows[] = {
    { "a row", "1.5|b|a|x|-2", { 1.5, 1, 0, -2 }, REASON_NONE, NONE },
    { "blanks around numbers", " 1.5|b|a|x|\t-2 ", { 1.5, 1, 0, -2 }, REASON_NONE, NONE },
    { "infinities", "-inf|a|b|x|Infinity", { -INFINITY, 0, 1, INFINITY },
      REASON_NONE, NONE },
    { "booleans", "True|a|b|x|false", { 1, 0, 1, 0 }, REASON_NONE, NONE },
    { "the other booleans", "FALSE|a|b|x|TRUE", { 0, 0, 1, 1 }, REASON_NONE, NONE },
    { "too small for a double", "-1e-999|a|b|x|1", { -0.0, 0, 1, 1 }, REASON_NONE, NONE },
    { "a missing number", "|a|b|x|1", { NAN, 0, 1, 1 }, REASON_NONE, NONE },
    { "a blank number", " \t|a|b|x|1", { NAN, 0, 1, 1 }, REASON_NONE, NONE },
    { "\\N", "\\N|a|b|x|1", { NAN, 0, 1, 1 }, REASON_NONE, NONE },
    { "nan is in the list", "nan|a|b|x|1", { NAN, 0, 1, 1 }, REASON_NONE, NONE },
    { "a missing category", "1|NA|b|x|1", { 1, NAN, 1, 1 }, REASON_NONE, NONE },
    { "missing where unseen is an error", "1|a||x|1", { 1, 0, NAN, 1 },
      REASON_NONE, NONE },
    { "an unseen category", "1|c|b|x|1", { 1, NAN, 1, 1 }, REASON_NONE, NONE },
    { "a category with a blank", "1|a |b|x|1", { 1, NAN, 1, 1 }, REASON_NONE, NONE },
    { "\\N is no missing category", "1|a|\\N|x|1", { 0 }, REASON_UNKNOWN, 2 },
    { "an unknown category", "1|a|c|x|1", { 0 }, REASON_UNKNOWN, 2 },
    { "a blank category", "1|a| |x|1", { 0 }, REASON_UNKNOWN, 2 },
    { "a missing margin", "1|a|b|x|NA", { 0 }, REASON_NO_VALUE, 4 },
    { "a bad margin", "1|a|b|x|y", { 0 }, REASON_NOT_A_NUMBER, 4 },
    { "no number", "12.5xyz|a|b|x|1", { 0 }, REASON_NOT_A_NUMBER, 0 },
    { "a blank in a number", "1 5|a|b|x|1", { 0 }, REASON_NOT_A_NUMBER, 0 },
    { "hex", "0x10|a|b|x|1", { 0 }, REASON_NOT_A_NUMBER, 0 },
    { "NAN is not in the list", "NAN|a|b|x|1", { 0 }, REASON_NOT_A_NUMBER, 0 },
    { "too large", "1e309|a|b|x|1", { 0 }, REASON_OUT_OF_RANGE, 0 },
    { "too large below zero", "-1e309|a|b|x|1", { 0 }, REASON_OUT_OF_RANGE, 0 },
    { "the first bad cell counts", "1|a|c|x|y", { 0 }, REASON_UNKNOWN, 2 },
};

/* To the bit, with one NaN as good as another. */
static bool is(double got, double want)
{
    return isnan(want) ? isnan(got) : got == want && signbit(got) == signbit(want);
}

static void test_rows(struct arena *a)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        uint32_t column = 99;
        set_up(&f, a);
        CHECK(rows[i].which, convert(&f, rows[i].cells, 5, &column) == rows[i].reason);
        CHECK(rows[i].which, column == rows[i].column);
        for (uint32_t t = 0; t < N_TARGETS && !rows[i].reason; t++)
            CHECK(rows[i].which,
                  is(f.x[targets[t].slot * STRIDE + ROW], rows[i].want[t]));
    }
}

static void test_places(struct arena *a)
{
    struct fixture f;
    uint32_t column;
    size_t untouched = 0;

    set_up(&f, a);
    CHECK("a row", convert(&f, "1|a|b|x|2", 5, &column) == REASON_NONE);
    CHECK("an absent slot is missing", isnan(f.x[3 * STRIDE + ROW]));
    CHECK("the other one too", isnan(f.x[7 * STRIDE + ROW]));
    for (size_t i = 0; i < SLOTS * STRIDE; i++)
        untouched += f.x[i] == -7;
    CHECK("nothing else is written", untouched == SLOTS * STRIDE - N_TARGETS - 2);

    CHECK("a field too few", convert(&f, "1|a|b|x", 4, &column) == REASON_RAGGED);
    CHECK("is of no column", column == UINT32_MAX);
    CHECK("a field too many", convert(&f, "1|a|b|x|2|3", 6, &column) == REASON_RAGGED);
    CHECK("ragged before all else", convert(&f, "y|a|b", 3, &column) == REASON_RAGGED);
}

static void test_counts(struct arena *a)
{
    struct fixture f;
    uint32_t column;

    set_up(&f, a);
    convert(&f, "1|a|b|x|1", 5, &column);
    convert(&f, "NA|c||x|1", 5, &column);
    convert(&f, " \\N|NA|a|x|1", 5, &column);
    convert(&f, "NA|c|a|x|NA", 5, &column);
    CHECK("missing numbers", f.missing[0] == 2 && f.unseen[0] == 0);
    CHECK("missing and unseen categories", f.missing[1] == 1 && f.unseen[1] == 1);
    CHECK("missing where unseen is an error", f.missing[2] == 1 && f.unseen[2] == 0);
    CHECK("a rejected row counts nowhere", f.missing[3] == 0 && f.unseen[3] == 0);

    struct cell cell[5] = {
        { .text = STR("NA") }, { .text = STR("c") }, { .text = STR("a") },
        { .text = STR("") }, { .text = STR("1") },
    };
    CHECK("counts may be left out",
          cells_convert(&f.plan, cell, 5, f.x, STRIDE, 0, NULL, &column) == REASON_NONE);
}

/* A number of so many characters, behind a blank: 1.1000... */
static enum reason convert_long(const struct cell_plan *p, uint32_t len, double *x)
{
    char text[5000];
    struct cell cell = { .text = { text, len + 1 } };
    uint32_t column;

    memset(text, '0', sizeof text);
    memcpy(text, " 1.1", 4);
    return cells_convert(p, &cell, 1, x, 1, 0, NULL, &column);
}

static void test_long_numbers(struct arena *a)
{
    static const struct cell_target number = { .kind = CELL_NUMBER };
    struct cell_plan p = { &number, 1, 1, NULL, 0, word_set_pandas(a) };
    double x = 0;

    CHECK("limit - 1", convert_long(&p, 4095, &x) == REASON_NONE && x == 1.1);
    CHECK("limit", convert_long(&p, 4096, &x) == REASON_NONE && x == 1.1);
    CHECK("limit + 1", convert_long(&p, 4097, &x) == REASON_TOO_LONG);
}

int main(void)
{
    struct arena a;

    arena_init(&a, 0);
    test_words(&a);
    test_long_words(&a);
    test_pandas(&a);
    test_blank_words(&a);
    test_finds(&a);
    test_many(&a);
    test_rows(&a);
    test_places(&a);
    test_counts(&a);
    test_long_numbers(&a);
    CHECK("memory was there", !arena_failed(&a));
    arena_release(&a);
    return check_report();
}
