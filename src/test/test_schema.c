/* test_schema.c - which column of the input feeds which feature of the model. */
#include "flow/schema.h"

#include "base/buf.h"
#include "test/check.h"
#include "test/small_model.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char *const xyz[] = { "x", "y", "z" };
static const char *const twins[] = { "p", "p.1", "y" };
static const char *const blanks[] = { "a_b", "c_d", "y" };
static const char *const made_up[] = { "Column_0", "Column_1", "Column_2" };
static const char *const numbers[] = { "0", "1", "2" };
static const char *const tenure[] = { "tenure_months", "y", "z" };

/* What the model is like: three columns, and one output (two where it says so). */
enum model_kind { NAMED, NAMELESS, TWINS, BLANKS, MADE_UP, NUMBERS, TENURE, MARGIN,
                  MARGINS, NAMELESS_MARGIN, N_MODELS };

static const struct small_model models[N_MODELS] = {
    [NAMED]    = { .name = xyz, .n_columns = 3, .n_outputs = 1 },
    [NAMELESS] = { .n_columns = 3, .n_outputs = 1 },
    [TWINS]    = { .name = twins, .n_columns = 3, .n_outputs = 1 },
    [BLANKS]   = { .name = blanks, .n_columns = 3, .n_outputs = 1,
                   .blank_is_underscore = true },
    [MADE_UP]  = { .name = made_up, .n_columns = 3, .n_outputs = 1,
                   .names_made_up = true },
    [NUMBERS]  = { .name = numbers, .n_columns = 3, .n_outputs = 1 },
    [TENURE]   = { .name = tenure, .n_columns = 3, .n_outputs = 1 },
    [MARGIN]   = { .name = xyz, .n_columns = 3, .n_outputs = 1,
                   .takes_base_margin = true },
    [MARGINS]  = { .name = xyz, .n_columns = 3, .n_outputs = 2,
                   .takes_base_margin = true },
    [NAMELESS_MARGIN] = { .n_columns = 3, .n_outputs = 1, .takes_base_margin = true },
};

static bool schema_of(struct schema *s, enum model_kind kind, struct schema_wish w,
                      const char *header, struct arena *a, struct err *e)
{
    struct err unused = { 0 };
    uint32_t n;
    const struct model *m = small_model(&models[kind], a, &unused);
    const struct str *field = list_split(header, "header", &n, a, &unused);
    w.delimiter = w.delimiter ? w.delimiter : ',';
    CHECK("the test's own model and header", m && field);
    return m && field && schema_init(s, &w, m, field, n, a, e);
}

/* ---- matches: the column that feeds each slot, then those that are copied ---- */

static const struct {
    const char *which;
    enum model_kind model;
    struct schema_wish wish;
    const char *header, *want;
} matches[] = {
    { "by name", NAMED, { .has_header = true }, "x,y,z", "0 1 2 |" },
    { "in any order", NAMED, { .has_header = true }, "z,id,x,y", "2 3 0 |" },
    { "names that are not used may be double", NAMED, { .has_header = true },
      "a,x,a,y,z,,", "1 3 4 |" },
    { "some are copied, in input order", NAMED,
      { .has_header = true, .id = "id", .keep = "z,a" }, "z,id,x,a,y", "2 4 0 | 0 1 3" },
    { "all are copied", NAMED, { .has_header = true, .keep = "all" }, "x,y,z",
      "0 1 2 | 0 1 2" },
    { "none is copied", NAMED, { .has_header = true, .keep = "none" }, "x,y,z",
      "0 1 2 |" },
    { "one is copied once", NAMED, { .has_header = true, .id = "x", .keep = "x,#1" },
      "x,y,z", "0 1 2 | 0" },
    { "what is ignored may feed a feature by name", NAMED,
      { .has_header = true, .ignore = "x" }, "x,y,z", "0 1 2 |" },
    { "by number", NAMED, { .has_header = true, .id = "#4" }, "x,y,z,id", "0 1 2 | 3" },
    { "an empty header cell", NAMED, { .has_header = true, .id = "Unnamed: 0" },
      ",x,y,z", "1 2 3 | 0" },
    { "the second of a name", NAMED, { .has_header = true, .id = "p.1" }, "p,p,x,y,z",
      "2 3 4 | 1" },
    { "a missing column is missing", NAMED,
      { .has_header = true, .missing_column_is_na = true }, "z,x", "1 - 0 |" },
    { "all of them", NAMED, { .has_header = true, .missing_column_is_na = true }, "a,b",
      "- - - |" },
    { "renamed", NAMED, { .has_header = true, .rename = "ex=x" }, "y,ex,z", "1 0 2 |" },
    { "two swapped", NAMED, { .has_header = true, .rename = "x=y,y=x" }, "x,y,z",
      "1 0 2 |" },
    { "all in a circle", NAMED, { .has_header = true, .rename = "x=y,y=z,z=x" }, "x,y,z",
      "2 0 1 |" },
    { "renamed far from the order of names", NAMED,
      { .has_header = true, .rename = "a=z,b=y,c=x" }, "a,b,c", "2 1 0 |" },
    { "renamed by number", NAMED, { .has_header = true, .rename = "#2=q" }, "x,x,y,z",
      "0 2 3 |" },
    { "a comma in what is renamed", NAMED,
      { .has_header = true, .rename = "\"a,b=x\",c=y" }, "\"a,b\",c,z", "0 1 2 |" },
    { "the new name is that of lists too", NAMED,
      { .has_header = true, .rename = "n=id", .id = "id" }, "n,x,y,z", "1 2 3 | 0" },
    { "names of twins", TWINS, { .has_header = true }, "p,p,y", "0 1 2 |" },
    { "and as they are written", TWINS, { .has_header = true }, "p.1,y,p", "2 0 1 |" },
    { "blanks as underscores", BLANKS, { .has_header = true }, "y,a b,c\td", "1 2 0 |" },
    { "what is spelt so goes before", BLANKS, { .has_header = true }, "a b,a_b,c_d,y",
      "1 2 3 |" },
    { "made-up names, all there", MADE_UP, { .has_header = true },
      "Column_2,Column_1,Column_0", "2 1 0 |" },
    { "made-up names, not there", MADE_UP, { .has_header = true }, "c,b,a", "0 1 2 |" },
    { "made-up names, not all there", MADE_UP, { .has_header = true },
      "Column_2,Column_1,a", "0 1 2 |" },
    { "and no header at all", MADE_UP, { .has_header = false }, "1,2,3", "0 1 2 |" },
    { "no names: by position", NAMELESS, { .has_header = true }, "c,b,a", "0 1 2 |" },
    { "without the id", NAMELESS, { .has_header = true, .id = "b" }, "a,b,c,d",
      "0 2 3 | 1" },
    { "without what is kept or ignored", NAMELESS,
      { .has_header = true, .keep = "a", .ignore = "c,#6" }, "a,b,c,d,e,f", "1 3 4 | 0" },
    { "no header, no names", NAMELESS, { .has_header = false }, "1,2,3", "0 1 2 |" },
    { "no header, a column by number", NAMELESS, { .has_header = false, .id = "#1" },
      "7,1,2,3", "1 2 3 | 0" },
    { "names given for it", NAMED, { .has_header = false, .columns = "z,y,x" }, "1,2,3",
      "2 1 0 |" },
    { "and used in lists", NAMED, { .columns = "id,x,y,z", .id = "id" }, "1,2,3,4",
      "1 2 3 | 0" },
    { "names that are numbers", NUMBERS, { .has_header = true }, "2,1,0", "2 1 0 |" },
    { "an id beside numbers", NUMBERS, { .has_header = true, .id = "#1" }, "9,0,1,2",
      "1 2 3 | 0" },
    { "a margin", MARGIN, { .has_header = true, .base_margin = "m" }, "m,x,y,z",
      "1 2 3 | margin 0" },
    { "a margin is no feature", NAMELESS_MARGIN,
      { .has_header = true, .base_margin = "m" }, "a,m,b,c", "0 2 3 | margin 1" },
    { "two margins, in their order", MARGINS,
      { .has_header = true, .base_margin = "n,#1", .id = "#1" }, "m,x,y,z,n",
      "1 2 3 | 0 margin 4 0" },
};

/* The schema in the words of the table. */
static void describe(const struct schema *s, enum model_kind kind, struct buf *out)
{
    const struct cell_plan *p = &s->plan;
    uint32_t n_slots = models[kind].n_columns + models[kind].n_outputs;
    for (uint32_t slot = 0; slot < models[kind].n_columns; slot++) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < p->n_targets; i++)
            if (p->target[i].slot == slot) {
                buf_addf(out, "%u ", p->target[i].column);
                n += p->target[i].kind == CELL_NUMBER && s->target_column[i] == slot;
            }
        for (uint32_t i = 0; i < p->n_absent; i++)
            if (p->absent[i] == slot) {
                buf_addf(out, "- ");
                n++;
            }
        if (n != 1)
            buf_addf(out, "(fed %u times) ", n);
    }
    buf_addf(out, "|");
    for (uint32_t i = 0; i < s->n_copied; i++)
        buf_addf(out, " %u", s->copied[i]);
    for (uint32_t slot = n_slots, n = 0; slot < n_slots + models[kind].n_outputs; slot++)
        for (uint32_t i = 0; i < p->n_targets; i++)
            if (p->target[i].slot == slot && p->target[i].kind == CELL_MARGIN
                && s->target_column[i] == NO_COLUMN)
                buf_addf(out, "%s %u", n++ ? "" : " margin", p->target[i].column);
}

static void check_order(const char *which, const struct cell_plan *p)
{
    for (uint32_t i = 1; i < p->n_targets; i++)
        CHECK(which, p->target[i - 1].column <= p->target[i].column);
}

static void test_matches(void)
{
    for (size_t i = 0; i < COUNT(matches); i++) {
        struct arena a = { 0 };
        struct err e = { 0 };
        struct schema s;
        struct buf got = { 0 };
        const char *which = matches[i].which;
        if (schema_of(&s, matches[i].model, matches[i].wish, matches[i].header, &a, &e)) {
            describe(&s, matches[i].model, &got);
            check_order(which, &s.plan);
            CHECK(which, s.plan.n_columns == s.names.n && s.plan.na);
        }
        CHECK(which, str_eq(buf_str(&got), str_of(matches[i].want)));
        CHECK(which, !err_is_set(&e));
        buf_release(&got);
        arena_release(&a);
    }
}

/* ---- refusals: the kind, words of what is said, words of the remedy ---- */

static const struct {
    const char *which;
    enum model_kind model;
    struct schema_wish wish;
    const char *header;
    enum err_kind kind;
    const char *what, *remedy;
} refusals[] = {
    { "a column is missing", TENURE, { .has_header = true }, "y,z,tenure_month",
      ERR_INPUT, "the model needs column \"tenure_months\", which is not in the header",
      "did you mean \"tenure_month\" (3rd)? --rename tenure_month=tenure_months;"
      " as missing: --missing-column na" },
    { "and none is like it", NAMED, { .has_header = true }, "x,y,quantity", ERR_INPUT,
      "the model needs column \"z\", which is not in the header", "--missing-column na" },
    { "others too", NAMED, { .has_header = true }, "a_long_name,y", ERR_INPUT,
      "the model needs column \"x\", which is not in the header (nor is 1 other)", "" },
    { "other case is no match", NAMED, { .has_header = true }, "X,y,z", ERR_INPUT,
      "the model needs column \"x\"", "did you mean \"X\" (1st)?" },
    { "a feature twice", NAMED, { .has_header = true }, "x,y,z,x", ERR_INPUT,
      "column \"x\", which the model needs, is 2 times in the header", "--rename '#4=" },
    { "two with blanks", BLANKS, { .has_header = true }, "a b,a\tb,c_d,y", ERR_INPUT,
      "column \"a_b\", which the model needs, is 2 times in the header", "" },
    { "blanks are no underscores elsewhere", TENURE, { .has_header = true },
      "tenure months,y,z", ERR_INPUT, "the model needs column \"tenure_months\"",
      "did you mean \"tenure months\" (1st)?" },
    { "a renamed one twice", NAMED, { .has_header = true, .rename = "a=x" }, "a,x,y,z",
      ERR_INPUT, "column \"x\", which the model needs, is 2 times", "" },
    { "a column to copy is missing", NAMED, { .has_header = true, .id = "idd" },
      "id1,x,y,z", ERR_INPUT, "--id: column \"idd\" is not in the header",
      "did you mean \"id1\" (1st)?" },
    { "one to keep", NAMED, { .has_header = true, .keep = "x,abc" }, "x,y,z", ERR_INPUT,
      "--keep: column \"abc\" is not in the header", "" },
    { "one to ignore", NAMELESS, { .has_header = true, .ignore = "#9" }, "x,y,z",
      ERR_INPUT, "--ignore: there is no column #9", "" },
    { "one to rename", NAMED, { .has_header = true, .rename = "abc=x" }, "x,y,z",
      ERR_INPUT, "--rename: column \"abc\" is not in the header", "" },
    { "nothing to rename it to", NAMED, { .has_header = true, .rename = "x=" }, "x,y,z",
      ERR_USAGE, "--rename wants FROM=TO", "" },
    { "no pair", NAMED, { .has_header = true, .rename = "x" }, "x,y,z", ERR_USAGE,
      "--rename wants FROM=TO", "" },
    { "numbers for a header", NAMED, { .has_header = true }, "1,2.5,-3e4", ERR_INPUT,
      "the first line is nothing but numbers", "--no-header --columns NAME,.." },
    { "the same without names", NAMELESS, { .has_header = true }, "1,2,3", ERR_INPUT,
      "the first line is nothing but numbers", "--no-header;" },
    { "numbers that are not all names", NUMBERS, { .has_header = true }, "0,1,3",
      ERR_INPUT, "the first line is nothing but numbers", "--no-header" },
    { "semicolons", NAMED, { .has_header = true }, "x;y;z", ERR_INPUT,
      "the header is one column with a semicolon in it", "-d ';'" },
    { "tabs", NAMED, { .has_header = true }, "x\ty\tz", ERR_INPUT,
      "the header is one column with a tab in it", "-d tab" },
    { "no header, but names are asked for", NAMED, { .has_header = false }, "1,2,3",
      ERR_USAGE, "asks for them by name", "--columns A,B,.." },
    { "another count of names", NAMED, { .columns = "x,y" }, "1,2,3", ERR_INPUT,
      "the record has 3 fields, --columns names 2", "" },
    { "too few for the model", NAMELESS, { .has_header = true }, "a,b", ERR_INPUT,
      "the model has no names for its 3 features, and 2 columns", "" },
    { "too many for the model", NAMELESS, { .has_header = true, .id = "a" }, "a,b,c,d,e",
      ERR_INPUT, "the model has no names for its 3 features, and 4 columns",
      "--ignore" },
    { "margins for a model without", NAMED, { .has_header = true, .base_margin = "m" },
      "m,x,y,z", ERR_USAGE, "--base-margin is for XGBoost models", "" },
    { "too few margins", MARGINS, { .has_header = true, .base_margin = "m" }, "m,x,y,z",
      ERR_USAGE, "--base-margin names 1 column", "" },
    { "a margin that is not", MARGIN, { .has_header = true, .base_margin = "m" }, "x,y,z",
      ERR_INPUT, "--base-margin: column \"m\" is not in the header", "" },
};

static void test_refusals(void)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct arena a = { 0 };
        struct err e = { 0 };
        struct schema s;
        const char *which = refusals[i].which;
        CHECK(which, !schema_of(&s, refusals[i].model, refusals[i].wish,
                                refusals[i].header, &a, &e));
        CHECK(which, e.kind == refusals[i].kind);
        CHECK(which, strstr(e.what, refusals[i].what) != NULL);
        CHECK(which, strstr(e.remedy, refusals[i].remedy) != NULL);
        arena_release(&a);
    }
}

/* A name of 4096 bytes is the longest. */
static void test_long_names(size_t len, bool want)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    struct schema s;
    char *header = NEW(&a, char, len + 8);
    memcpy(header, "x,y,z,", 6);
    memset(header + 6, 'n', len);
    CHECK("a long name", schema_of(&s, NAMED, (struct schema_wish){ .has_header = true },
                                   header, &a, &e) == want);
    CHECK("is an error of the input", want || e.kind == ERR_INPUT);
    CHECK("and says which", want || strstr(e.what, "4th column is longer than 4096"));
    arena_release(&a);
}

/* ---- cells ---- */

static void test_missing_words(void)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    struct schema s;
    CHECK("pandas' words", schema_of(&s, NAMED, (struct schema_wish){
                                     .has_header = true }, "x,y,z", &a, &e)
          && word_set_has(s.plan.na, STR("NA")) && !word_set_has(s.plan.na, STR("?")));
    CHECK("the user's", schema_of(&s, NAMED, (struct schema_wish){ .has_header = true,
                                  .na = "?,-" }, "x,y,z", &a, &e)
          && word_set_has(s.plan.na, STR("?")) && !word_set_has(s.plan.na, STR("NA")));
    arena_release(&a);
}

static void test_categories(bool unseen_is_error)
{
    static const struct value values[] = {
        { VALUE_TEXT, { "red", 3 }, 0 }, { VALUE_TEXT, { "NA", 2 }, 0 },
        { VALUE_TEXT, { "blue", 4 }, 0 },
    };
    const struct column column = { .name = STR("x"), .type = COLUMN_CATEGORY,
        .value = values, .n_values = 3, .unseen_is_error = unseen_is_error };
    const struct str header[] = { { "z", 1 }, { "y", 1 }, { "x", 1 } };
    struct small_model plan = models[NAMED];
    struct arena a = { 0 };
    struct err e = { 0 };
    struct schema s;
    plan.column = &column;
    const struct model *m = small_model(&plan, &a, &e);
    CHECK("a column of categories", m && schema_init(&s, &(struct schema_wish){
          .has_header = true, .delimiter = ',' }, m, header, 3, &a, &e));
    if (m && !err_is_set(&e)) {
        const struct cell_target *t = &s.plan.target[2];
        CHECK("has its dictionary", t->kind == CELL_CATEGORY && t->slot == 0
              && cell_dict_find(t->dict, STR("blue")) == 2);
        CHECK("and its rule", t->unseen_is_error == unseen_is_error);
        CHECK("a category that reads as missing is told of", s.n_notes == 1
              && strstr(s.note[0].at, "the model knows the category \"NA\""));
    }
    arena_release(&a);
}

static void test_no_room(void)
{
    struct arena a = { 0 };
    struct err e = { 0 };
    const struct str header[] = { { "x", 1 }, { "y", 1 }, { "z", 1 } };
    const struct model *m = small_model(&models[NAMED], &a, &e);
    for (size_t limit = 1; limit < 200000; limit += 4000) {
        struct arena small = { .limit = limit };
        struct err why = { 0 };
        struct schema s;
        bool ok = schema_init(&s, &(struct schema_wish){ .has_header = true,
            .delimiter = ',', .keep = "x,y", .rename = "x=x" }, m, header, 3, &small,
            &why);
        CHECK("all or an error", ok ? !err_is_set(&why) : why.kind == ERR_MEMORY);
        arena_release(&small);
    }
    arena_release(&a);
}

int main(void)
{
    test_matches();
    test_refusals();
    test_long_names(4096, true);
    test_long_names(4097, false);
    test_missing_words();
    test_categories(false);
    test_categories(true);
    test_no_room();
    return check_report();
}
