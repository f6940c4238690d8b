/* test_lightgbm.c - what golden models of the library do not show: odd headers, options,
 * what is said of a model, and where it goes wrong. */
#include "test/check.h"

#include "base/cpu.h"
#include "base/mem.h"
#include "eval/prepared.h"
#include "format/format.h"
#include "model/model.h"
#include "text/scan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_ROOM = 8192 };

#define HEADER                                                                      \
    "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n"      \
    "max_feature_idx=2\nobjective=regression\nfeature_names=age fare deck\n"        \
    "feature_infos=[0:80] [0:512.5] 0:1:2\n\n"
#define TREE                                                                        \
    "Tree=0\nnum_leaves=4\nnum_cat=1\nsplit_feature=0 2 1\nthreshold=30.5 0 7.75\n" \
    "decision_type=2 1 2\nleft_child=1 -1 -3\nright_child=2 -2 -4\n"                \
    "leaf_value=1 2 4 8\ncat_boundaries=0 1\ncat_threshold=5\nis_linear=0\n\n\n"
#define TAIL                                                                        \
    "end of trees\n\nfeature_importances:\n\nparameters:\n"                         \
    "[categorical_feature: 2]\n\nend of parameters\n\npandas_categorical:null\n"

static const char PLAIN[] = HEADER TREE TAIL;

/* A model, or why it is none. */
struct loaded {
    const struct model *model;
    struct arena arena;
    struct err err;
    char text[TEXT_ROOM];
};

static void load(struct loaded *l, const char *text, const struct load_options *o)
{
    static const struct load_options none = { 0 };
    *l = (struct loaded){ 0 };
    arena_init(&l->arena, 0);
    size_t n = strlen(text);
    memcpy(l->text, text, n);
    l->model = format_load_model((struct str){ l->text, n }, "m.txt", "lightgbm-text",
                                 o ? o : &none, &l->arena, &l->err);
}

static void release(struct loaded *l)
{
    arena_release(&l->arena);
}

/* PLAIN with `from` replaced. */
static const char *with(char out[TEXT_ROOM], const char *text, const char *from,
                        const char *to)
{
    const char *at = strstr(text, from);
    CHECK(from, at != NULL);
    if (at)
        snprintf(out, TEXT_ROOM, "%.*s%s%s", (int)(at - text), text, to,
                 at + strlen(from));
    return out;
}

/* The first converted value of a row. */
static double score(struct loaded *l, const double *row)
{
    const struct cpu cpu = cpu_detect();
    const struct prepare_options o = { .kernel = "reference", .cpu = &cpu };
    const struct prepared *p = l->model ? prepared_new(l->model, &o, &l->arena, &l->err)
                                        : NULL;
    if (!p)
        return -1;
    struct block b = { calloc(8 * prepared_slots(p), sizeof(double)), 8, 1 };
    void *scratch = calloc(prepared_scratch(p) + 1, 1);
    for (uint32_t i = 0; i < l->model->n_columns; i++)
        block_slot(&b, i)[0] = row[i];
    for (enum stage s = 0; s < N_STAGES; s++)
        prepared_run(p, s, &b, scratch);
    double got = block_slot(&b, l->model->converted.first)[0];
    free(b.x);
    free(scratch);
    return got;
}

/* ------- rows ------- */

/* age <= 30.5 ? deck in {0, 2} ? 1 : 2 : fare <= 7.75 ? 4 : 8.  Of a number node, d is
 * its decision_type. */
static void test_rows(void)
{
    static const struct {
        const char *which, *types;
        double age, fare, deck, want;
    } cases[] = {
        { "on the threshold is left",      "2 1 2", 30.5, 0, 2, 1 },
        { "above it is right",             "2 1 2", 30.500000000000004, 7.75, 0, 4 },
        { "no member goes right",          "2 1 2", 1, 0, 1, 2 },
        { "-0.5 is code 0",                "2 1 2", 1, 0, -0.5, 1 },
        { "-1 is no code",                 "2 1 2", 1, 0, -1, 2 },
        { "a missing category is right",   "2 3 2", 1, 0, NAN, 2 },
        { "no missing values: NaN is 0",   "0 1 0", NAN, NAN, 0, 1 },
        { "type 3 is as 0",                "12 1 12", NAN, NAN, 0, 1 },
        { "NaN is missing, default left",  "10 1 8", NAN, NAN, 0, 1 },
        { "NaN is missing, default right", "8 1 10", NAN, NAN, 0, 4 },
        { "0 is missing, default right",   "4 1 4", 0, 0, 0, 8 },
        { "1e-35f is 0, and missing",      "4 1 4", 1.0000000180025095e-35, 0, 0, 8 },
        { "the next one is not",           "4 1 4", 1.0000000180025097e-35, 0, 0, 1 },
        { "NaN is missing where 0 is",     "6 1 4", NAN, 0, 1, 2 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct loaded l;
        char text[TEXT_ROOM], types[64];
        snprintf(types, sizeof types, "decision_type=%s", cases[i].types);
        load(&l, with(text, PLAIN, "decision_type=2 1 2", types), NULL);
        const double row[] = { cases[i].age, cases[i].fare, cases[i].deck };
        CHECK(cases[i].which, score(&l, row) == cases[i].want);
        release(&l);
    }
}

/* Each changes PLAIN in one place, and gives the value for age 1, fare 0, deck 0. */
static void test_odd_files(void)
{
    static const struct { const char *which, *from, *to; double want; } cases[] = {
        { "as it is", "", "", 1 },
        { "a byte order mark", "tree\n", "\xef\xbb\xbftree\n", 1 },
        { "an empty objective is none", "=regression", "=", 1 },
        { "no objective", "objective=regression\n", "", 1 },
        { "a threshold beyond all doubles", "30.5 0", "1e400 0", 1 },
        { "a threshold of -Infinity", "30.5 0", "-Infinity 0", 4 },
        { "several blanks", "=30.5 0 7.75", "=  30.5   0 7.75  ", 1 },
        { "a plus", "=30.5", "=+30.5", 1 },
        { "a denormal leaf", "=1 2 4 8", "=4.9406564584124654e-324 2 4 8", 0x1p-1074 },
        { "no trees", TREE, "", 0 },
        { "a constant tree", TREE, "Tree=0\nnum_leaves=1\nnum_cat=0\nleaf_value=3\n\n",
          3 },
        { "a forest of constants", "feature_infos", "average_output\nfeature_infos", 1 },
        { "a linear leaf without features", "is_linear=0\n", "is_linear=1\n"
          "leaf_const=7 0 0 0\nnum_features=0 1 0 0\nleaf_features= 0 \nleaf_coeff= 1 \n",
          7 },
        { "the square keeps its sign", "=regression", "=regression_l1 sqrt", 1 },
        { "huber knows no sqrt", "=regression", "=huber sqrt", 1 },
        { "exp", "=regression", "=poisson", 2.7182818284590451 },
        { "an alias", "=regression", "=mean_absolute_error", 1 },
        { "no version", "version=v4\n", "", 1 },
        { "the sigmoid's number", "=regression", "=binary sigmoid:+1e0",
          0.7310585786300049 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct loaded l;
        char text[TEXT_ROOM];
        load(&l, with(text, PLAIN, cases[i].from, cases[i].to), NULL);
        CHECK(l.err.what, l.model != NULL);
        CHECK(cases[i].which, score(&l, (const double[]){ 1, 0, 0 }) == cases[i].want);
        release(&l);
    }
}

static void test_forest_without_trees(void)
{
    struct loaded l;
    char no_trees[TEXT_ROOM], text[TEXT_ROOM];
    with(no_trees, PLAIN, TREE, "");
    with(text, no_trees, "feature_infos", "average_output\nfeature_infos");
    load(&l, text, NULL);
    CHECK("the mean of no trees is not a number",
          isnan(score(&l, (const double[]){ 1, 0, 0 })));
    release(&l);
}

/* ------- what is said of a model ------- */

static void test_about(void)
{
    struct loaded l;
    char text[TEXT_ROOM];
    load(&l, PLAIN, NULL);
    const struct model *m = l.model;
    CHECK("it loads", m != NULL);
    if (m) {
        CHECK("trainer", str_eq(m->trainer, STR("LightGBM text v4")));
        CHECK("booster", str_eq(m->booster, STR("gbdt")));
        CHECK("objective", str_eq(m->objective, STR("regression")));
        CHECK("kind", str_eq(m->kind, STR("regression")));
        CHECK("rounds", m->rounds == 1 && m->rounds_used == 1 && m->n_notes == 0);
        CHECK("names", m->has_names && !m->names_made_up && m->names_blank_is_underscore);
        CHECK("name", str_eq(m->column[1].name, STR("fare")));
        CHECK("no base margin", !m->takes_base_margin && !m->converted_is_float32);
        CHECK("a number", m->column[0].type == COLUMN_NUMBER);
        CHECK("a code", m->column[2].type == COLUMN_CODE);
    }
    release(&l);

    load(&l, with(text, PLAIN, "age fare deck", "Column_0 Column_1 Column_2"), NULL);
    CHECK("made up names", l.model && l.model->names_made_up);
    release(&l);

    load(&l, with(text, PLAIN, "age fare deck", "Column_1 Column_0 Column_2"), NULL);
    CHECK("in another order they are names", l.model && !l.model->names_made_up);
    release(&l);

    load(&l, with(text, PLAIN, "\n\nTree=0", "\ntree_sizes=1 2 3\n\nTree=0"), NULL);
    CHECK("tree_sizes that are wrong are told", l.model && l.model->n_notes == 1);
    release(&l);
}

static void test_classes(void)
{
    static const struct str two[] = { { "no", 2 }, { "yes", 3 } };
    const struct load_options o = { .classes = two, .n_classes = 2 };
    struct loaded l;
    char text[TEXT_ROOM], three[TEXT_ROOM];
    with(text, PLAIN, "=regression", "=binary sigmoid:1");
    load(&l, text, &o);
    CHECK("names of classes", l.model && l.model->output[0].type == OUTPUT_CLASS
          && str_eq(l.model->output[0].classes->name[1], STR("yes")));
    release(&l);

    with(text, PLAIN, "=regression", "=multiclass num_class:3");
    with(three, text, "num_class=1\nnum_tree_per_iteration=1",
         "num_class=3\nnum_tree_per_iteration=3");
    load(&l, three, &o);
    CHECK("two names for three classes", l.err.kind == ERR_USAGE
          && strcmp(l.err.what, "the model has 3 classes, --classes names 2") == 0);
    release(&l);

    load(&l, three, NULL);
    CHECK("an unfinished round is told", l.model && l.model->n_notes == 1
          && l.model->rounds == 0
          && str_eq(l.model->note[0], STR("1 tree of an unfinished round is left out")));
    release(&l);
}

/* ------- categories ------- */

#define LISTS "pandas_categorical:[[\"A\", null, \"C\", 4, true], [\"x\", \"y\"]]"

static void test_lists(void)
{
    struct loaded l;
    char text[TEXT_ROOM];
    with(text, PLAIN, "pandas_categorical:null",
         "pandas_categorical:[[\"\\u0041\", null, \"C\", 4, true]]");
    load(&l, text, NULL);
    const struct column *c = l.model ? &l.model->column[2] : NULL;
    CHECK("the list is of the column that the parameter names",
          c && c->type == COLUMN_CATEGORY && c->n_values == 5 && !c->unseen_is_error);
    if (c) {
        CHECK("a text", c->value[0].kind == VALUE_TEXT
              && str_eq(c->value[0].text, STR("A")));
        CHECK("null is equal to nothing", isnan(c->value[1].number));
        CHECK("a number", c->value[3].kind == VALUE_NUMBER && c->value[3].number == 4);
        CHECK("a boolean", c->value[4].kind == VALUE_BOOL && c->value[4].number == 1);
    }
    release(&l);
}

static void test_categories_option(void)
{
    static const struct {
        const char *which, *lists;
        struct str name[2];
        uint32_t n;
        enum err_kind want;
        const char *what;
    } cases[] = {
        { "two lists, one known column", LISTS, { { 0 } }, 0, ERR_MODEL,
          "the file has lists of categories (2) and does not say of which columns" },
        { "they are said", LISTS, { { "deck", 4 }, { "#2", 2 } }, 2, ERR_NONE, "" },
        { "one of two", LISTS, { { "deck", 4 } }, 1, ERR_USAGE,
          "the model has 2 lists of categories, --categories names 1" },
        { "an unknown name", LISTS, { { "deck", 4 }, { "dock", 4 } }, 2, ERR_USAGE,
          "--categories: the model has no feature `dock`" },
        { "a number beyond the last", LISTS, { { "deck", 4 }, { "#4", 2 } }, 2, ERR_USAGE,
          "--categories: the model has no feature `#4`" },
        { "a name twice", LISTS, { { "deck", 4 }, { "#3", 2 } }, 2, ERR_USAGE,
          "--categories names `#3` twice" },
        { "as the file says", "pandas_categorical:[[1, 2, 3]]", { { "deck", 4 } }, 1,
          ERR_NONE, "" },
        { "not what the file says", "pandas_categorical:[[1, 2, 3]]", { { "age", 3 } }, 1,
          ERR_USAGE, "--categories: list 1 of the model is not that of `age`" },
        { "no lists", "pandas_categorical:[]", { { "deck", 4 } }, 1, ERR_USAGE,
          "the model has 0 lists of categories, --categories names 1" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct loaded l;
        char text[TEXT_ROOM];
        const struct load_options o = { .categories = cases[i].name,
                                        .n_categories = cases[i].n };
        load(&l, with(text, PLAIN, "pandas_categorical:null", cases[i].lists), &o);
        CHECK(cases[i].which, l.err.kind == cases[i].want);
        CHECK(cases[i].which, strcmp(l.err.what, cases[i].what) == 0);
        CHECK(cases[i].which, (l.model != NULL) == (l.err.kind == ERR_NONE));
        if (cases[i].want == ERR_MODEL)
            CHECK(cases[i].which, strstr(l.err.remedy, "--categories A,B") != NULL);
        release(&l);
    }
}

/* ------- places, rounds, recognition ------- */

static void test_places(void)
{
    struct loaded l;
    char crlf[TEXT_ROOM], text[TEXT_ROOM];
    size_t n = 0;
    with(text, PLAIN, "threshold=30.5", "threshold=3O.5");
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            crlf[n++] = '\r';
        crlf[n++] = *p;
    }
    crlf[n] = 0;
    load(&l, crlf, NULL);
    CHECK("the line is that of an editor", l.err.line == 15);
    CHECK("the file is the user's", strcmp(l.err.file, "m.txt") == 0);
    CHECK("the word", strcmp(l.err.what, "`threshold`: `3O.5` is not a number") == 0);
    release(&l);
}

static void test_rounds(void)
{
    struct loaded l;
    char text[TEXT_ROOM];
    const struct load_options none = { .trees = TREES_COUNT, .n_rounds = 0 };
    const struct load_options one = { .trees = TREES_COUNT, .n_rounds = 1 };
    load(&l, with(text, PLAIN, "end of trees", TREE "end of trees"), &one);
    CHECK("one round of two", l.model && l.model->rounds == 2 && l.model->rounds_used == 1
          && score(&l, (const double[]){ 1, 0, 0 }) == 1);
    release(&l);
    load(&l, with(text, PLAIN, "end of trees", TREE "end of trees"), NULL);
    CHECK("both", score(&l, (const double[]){ 1, 0, 0 }) == 2);
    release(&l);
    load(&l, PLAIN, &none);
    CHECK("none", score(&l, (const double[]){ 1, 0, 0 }) == 0);
    release(&l);
}

static void test_sniff(void)
{
    static const struct { const char *which, *head; bool mine; } cases[] = {
        { "a model", "tree\nversion=v3\n", true },
        { "with CR LF", "tree\r\nversion=v3\r\n", true },
        { "with a byte order mark", "\xef\xbb\xbftree\nversion=v3\n", true },
        { "without a version", "tree\nnum_class=1\n", true },
        { "a table with a column tree", "tree\n1\n2\n", false },
        { "trees", "trees\nversion=v3\n", false },
        { "a dump", "{\"name\":\"tree\",\"version\":\"v4\"", false },
        { "nothing", "", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct format *f = format_find(NULL, str_of(cases[i].head));
        bool mine = f && strcmp(f->name, "lightgbm-text") == 0;
        CHECK(cases[i].which, mine == cases[i].mine);
    }
}

/* ------- scan.h ------- */

static void test_scan(void)
{
    static const char *const keys[] = { "a", "b", NULL };
    struct err e = { 0 };
    struct scan s;
    scan_init(&s, STR("b= 1  -2 nan\r\n\nc=x\nb"), &e);
    CHECK("a line", scan_line(&s) && s.number == 1);
    CHECK("a key", scan_key(&s, keys) == 1 && scan_words(&s) == 3);
    struct scan mark = s;
    CHECK("words", scan_int(&s, 0, 1) == 1 && scan_real(&s) == -2
          && isnan(scan_real(&s)));
    scan_end(&s);
    CHECK("an empty line", scan_line(&s) && s.line.len == 0 && s.number == 2);
    CHECK("another key", scan_line(&s) && scan_key(&s, keys) == -1);
    CHECK("a key alone", scan_line(&s) && scan_key(&s, keys) == 1 && s.line.len == 0);
    CHECK("the end", !scan_line(&s) && scan_ok(&s));
    CHECK("a mark reads again", scan_only_int(&mark, 0, 9) == 1 && !scan_ok(&mark));
    CHECK("a failure is that of the mark", e.line == 1 && e.kind == ERR_MODEL
          && strcmp(e.what, "`b` has too many values") == 0);
    CHECK("and stays for all", !scan_ok(&s) && scan_word(&s).len == 0
          && scan_int(&mark, 0, 9) == 0 && !scan_line(&mark));
}

int main(void)
{
    test_rows();
    test_odd_files();
    test_forest_without_trees();
    test_about();
    test_classes();
    test_lists();
    test_categories_option();
    test_places();
    test_rounds();
    test_sniff();
    test_scan();
    return check_report();
}
