/* test_layout.c - which columns are written, in which order, under which names. */
#include "flow/layout.h"

#include "test/check.h"
#include "test/small_model.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct str yes_no[] = { { "no", 2 }, { "yes", 3 } };
static const struct str odd[] = { { "a,b", 3 }, { "say \"x\"", 7 }, { "-1.0", 4 } };
static const struct str targets[] = { { "low", 3 }, { "high", 4 } };
static const struct str same[] = { { "a", 1 }, { "a", 1 }, { "b", 1 } };

/* Models of one column. */
enum model_kind { NUMBER, NUMBERS, TARGETS, BINARY, YES_NO, BINARIES, THREE, ODD, SAME,
                  CLASS_ONLY, FLOAT, N_MODELS };

static const struct small_model models[N_MODELS] = {
    [NUMBER]     = { .n_columns = 1, .n_outputs = 1 },
    [NUMBERS]    = { .n_columns = 1, .n_outputs = 3 },
    [TARGETS]    = { .n_columns = 1, .n_outputs = 2, .target = targets },
    [BINARY]     = { .n_columns = 1, .n_outputs = 1, .head = SMALL_BINARY },
    [YES_NO]     = { .n_columns = 1, .n_outputs = 1, .head = SMALL_BINARY,
                     .class_name = yes_no, .n_class_names = 2 },
    [BINARIES]   = { .n_columns = 1, .n_outputs = 2, .head = SMALL_BINARY },
    [THREE]      = { .n_columns = 1, .n_outputs = 3, .head = SMALL_MULTICLASS },
    [ODD]        = { .n_columns = 1, .n_outputs = 3, .head = SMALL_MULTICLASS,
                     .class_name = odd, .n_class_names = 3 },
    [SAME]       = { .n_columns = 1, .n_outputs = 3, .head = SMALL_MULTICLASS,
                     .class_name = same, .n_class_names = 3 },
    [CLASS_ONLY] = { .n_columns = 1, .n_outputs = 1, .head = SMALL_CLASS_ONLY },
    [FLOAT]      = { .n_columns = 1, .n_outputs = 1, .head = SMALL_BINARY,
                     .float32 = true },
};

struct laid_out {
    struct arena arena;
    struct err err;
    const struct model *model;
    struct schema schema;
    struct layout layout;
    bool ok;
};

static void lay_out(struct laid_out *l, enum model_kind kind, struct layout_wish w,
                    const char *header, const char *keep)
{
    uint32_t n;
    *l = (struct laid_out){ 0 };
    struct arena *a = &l->arena;
    if (!w.dialect.delimiter)
        w.dialect = (struct dialect){ ',', '"' };
    w.codec = &codec_csv;
    l->model = small_model(&models[kind], a, &l->err);
    const struct str *field = list_split(header, "header", &n, a, &l->err);
    bool ready = l->model && field && schema_init(&l->schema, &(struct schema_wish){
        .has_header = true, .keep = keep, .ignore = keep, .delimiter = ',' }, l->model,
        field, n, a, &l->err);
    CHECK("model and schema of the test", ready);
    l->ok = ready && layout_init(&l->layout, &w, l->model, &l->schema,
                                 models[kind].n_outputs, a, &l->err);
}

/* ---- headers ---- */

static const struct {
    const char *which;
    enum model_kind model;
    struct layout_wish wish;
    const char *header, *keep;      /* keep: those are no features */
    const char *want;
} headers[] = {
    { "a number", NUMBER, { 0 }, "x", NULL, "sample_id,prediction,model_version" },
    { "with its margin", NUMBER, { .raw = true }, "x", NULL,
      "sample_id,prediction,raw,model_version" },
    { "several numbers", NUMBERS, { .raw = true }, "x", NULL,
      "sample_id,prediction_0,prediction_1,prediction_2,raw_0,raw_1,raw_2,"
      "model_version" },
    { "with names", TARGETS, { .raw = true }, "x", NULL,
      "sample_id,prediction_low,prediction_high,raw_low,raw_high,model_version" },
    { "two classes", BINARY, { 0 }, "x", NULL,
      "sample_id,prediction,prob_0,prob_1,model_version" },
    { "with names of classes", YES_NO, { .raw = true }, "x", NULL,
      "sample_id,prediction,prob_no,prob_yes,raw,model_version" },
    { "with all there is", YES_NO, { .raw = true, .leaf = true, .confidence = true }, "x",
      NULL, "sample_id,prediction,confidence,prob_no,prob_yes,raw,leaf_0,model_version" },
    { "two yes or no", BINARIES, { .confidence = true, .raw = true }, "x", NULL,
      "sample_id,prediction_0,prediction_1,confidence_0,confidence_1,prob_0_0,prob_0_1,"
      "prob_1_0,prob_1_1,raw_0,raw_1,model_version" },
    { "three classes", THREE, { .raw = true, .confidence = true, .leaf = true }, "x",
      NULL, "sample_id,prediction,confidence,prob_0,prob_1,prob_2,raw_0,raw_1,raw_2,"
      "leaf_0,leaf_1,leaf_2,model_version" },
    { "without probabilities", THREE, { .no_prob = true }, "x", NULL,
      "sample_id,prediction,model_version" },
    { "confidence without them", THREE, { .no_prob = true, .confidence = true }, "x",
      NULL, "sample_id,prediction,confidence,model_version" },
    { "a class and no probability", CLASS_ONLY, { 0 }, "x", NULL,
      "sample_id,prediction,model_version" },
    { "no version", NUMBER, { .no_model_version = true }, "x", NULL,
      "sample_id,prediction" },
    { "names in quotes", ODD, { .no_model_version = true }, "x", NULL,
      "sample_id,prediction,\"prob_a,b\",\"prob_say \"\"x\"\"\",prob_-1.0" },
    { "quotes go by the delimiter", ODD,
      { .no_model_version = true, .dialect = { ';', '"' } }, "x", NULL,
      "sample_id;prediction;prob_a,b;\"prob_say \"\"x\"\"\";prob_-1.0" },
    { "no quotes, where there are none", ODD,
      { .no_model_version = true, .dialect = { '\t', 0 } }, "x", NULL,
      "sample_id\tprediction\tprob_a,b\tprob_say \"x\"\tprob_-1.0" },
    { "what is kept stands first, and for the sample's number", NUMBER, { 0 },
      "b,x,a,\"c,d\"", "a,\"c,d\",b", "b,a,\"c,d\",prediction,model_version" },
    { "a prefix is for ours", BINARY, { .prefix = "m1_", .raw = true }, "id,x", "id",
      "id,m1_prediction,m1_prob_0,m1_prob_1,m1_raw,m1_model_version" },
    { "for the sample's number too", NUMBER,
      { .prefix = "my,", .no_model_version = true }, "x", NULL,
      "\"my,sample_id\",\"my,prediction\"" },
    { "with a prefix nothing clashes", NUMBER, { .prefix = "p_" }, "prediction,x",
      "prediction", "prediction,p_prediction,p_model_version" },
    { "names that we do not write", NUMBER, { 0 }, "prob_0,raw,sample_id,x",
      "prob_0,raw,sample_id", "prob_0,raw,sample_id,prediction,model_version" },
    { "two kept ones may be alike", NUMBER, { 0 }, "a,a,x", "#1,#2",
      "a,a,prediction,model_version" },
};

static void test_headers(void)
{
    for (size_t i = 0; i < COUNT(headers); i++) {
        struct laid_out l;
        struct buf got = { 0 };
        lay_out(&l, headers[i].model, headers[i].wish, headers[i].header,
                headers[i].keep);
        CHECK(headers[i].which, l.ok && !err_is_set(&l.err));
        if (l.ok)
            layout_header(&l.layout, &got);
        size_t n = strlen(headers[i].want);
        CHECK(headers[i].which, got.len == n + 1 && got.at[n] == '\n'
                                && memcmp(got.at, headers[i].want, n) == 0);
        buf_release(&got);
        arena_release(&l.arena);
    }
}

/* ---- what the columns are made of ---- */

static void test_columns_of_classes(void)
{
    struct laid_out l;
    lay_out(&l, ODD, (struct layout_wish){ .confidence = true, .raw = true,
            .leaf = true }, "x,id", "id");
    CHECK("laid out", l.ok);
    if (l.ok) {
        const struct layout_column *c = l.layout.column;
        const struct output *o = l.model->output;
        CHECK("copy", c[0].kind == LAYOUT_COPY && c[0].index == 0);
        CHECK("class", c[1].kind == LAYOUT_CLASS && c[1].index == o[0].slot);
        CHECK("a label in quotes", str_eq(c[1].label[0], STR("\"a,b\"")));
        CHECK("its quotes doubled", str_eq(c[1].label[1], STR("\"say \"\"x\"\"\"")));
        CHECK("a label without", str_eq(c[1].label[2], STR("-1.0")));
        CHECK("confidence", c[2].kind == LAYOUT_CONFIDENCE64 && c[2].index == o[0].slot
                            && c[2].prob == o[0].prob_first);
        CHECK("probability", c[3].kind == LAYOUT_FLOAT64 && c[3].index == o[1].slot);
        CHECK("margin", c[6].kind == LAYOUT_FLOAT64
                        && c[6].index == l.model->margin.first);
        CHECK("leaf", c[10].kind == LAYOUT_LEAF && c[10].index == 1 && l.layout.n == 13);
        CHECK("leaves", l.layout.n_leaves == 3);
        CHECK("version", c[12].kind == LAYOUT_VERSION
                         && str_eq(c[12].label[0], STR("small@0123456789ab")));
    }
    arena_release(&l.arena);
}

static void test_columns_of_floats(void)
{
    struct laid_out l;
    lay_out(&l, FLOAT, (struct layout_wish){ .confidence = true, .raw = true }, "x",
            NULL);
    CHECK("laid out", l.ok);
    if (l.ok) {
        CHECK("sample", l.layout.column[0].kind == LAYOUT_SAMPLE_ID);
        CHECK("confidence", l.layout.column[2].kind == LAYOUT_CONFIDENCE32);
        CHECK("probability", l.layout.column[3].kind == LAYOUT_FLOAT32);
        CHECK("margin", l.layout.column[5].kind == LAYOUT_FLOAT32);
        CHECK("no leaves", l.layout.n_leaves == 0);
    }
    arena_release(&l.arena);
}

/* ---- what is counted ---- */

static void test_scores(void)
{
    struct laid_out l;
    lay_out(&l, NUMBERS, (struct layout_wish){ 0 }, "x", NULL);
    CHECK("of numbers the first", l.ok && l.layout.score_slot == l.model->output[0].slot
          && !l.layout.score_is_prob && !l.layout.classes
          && l.layout.class_slot == NO_CLASS);
    arena_release(&l.arena);
    lay_out(&l, BINARY, (struct layout_wish){ .no_prob = true }, "x", NULL);
    CHECK("of two classes the second's", l.ok && l.layout.score_is_prob
          && !l.layout.score_is_class
          && l.layout.score_slot == l.model->output[0].prob_first + 1);
    CHECK("classes", l.ok && l.layout.classes->n == 2
                     && l.layout.class_slot == l.model->output[0].slot);
    arena_release(&l.arena);
    lay_out(&l, THREE, (struct layout_wish){ 0 }, "x", NULL);
    CHECK("of three the predicted one's", l.ok && l.layout.score_is_prob
          && l.layout.score_is_class
          && l.layout.score_prob == l.model->output[0].prob_first);
    arena_release(&l.arena);
    lay_out(&l, CLASS_ONLY, (struct layout_wish){ 0 }, "x", NULL);
    CHECK("a class alone", l.ok && !l.layout.score_is_prob && l.layout.classes->n == 3
          && l.layout.class_slot == l.layout.score_slot);
    arena_release(&l.arena);
}

/* A classifier of one class has no second probability. */
static void test_one_class(void)
{
    static const struct small_model one = { .n_columns = 1, .n_outputs = 1,
                                            .head = SMALL_MULTICLASS };
    struct arena a = { 0 };
    struct err e = { 0 };
    struct schema s;
    struct layout l;
    const struct str x = STR("x");
    const struct model *m = small_model(&one, &a, &e);
    bool ok = m && schema_init(&s, &(struct schema_wish){ .has_header = true,
        .delimiter = ',' }, m, &x, 1, &a, &e)
        && layout_init(&l, &(struct layout_wish){ .codec = &codec_csv,
                       .dialect = { ',', '"' } }, m, &s, 1, &a, &e);
    CHECK("one class", ok);
    if (ok) {
        uint32_t last = l.score_is_class ? l.score_prob + 0 : l.score_slot;
        CHECK("its score is its own", last == m->output[0].prob_first);
    }
    arena_release(&a);
}

/* ---- refusals ---- */

static const struct {
    const char *which;
    enum model_kind model;
    struct layout_wish wish;
    const char *header, *keep;
    enum err_kind kind;
    const char *what;
} refusals[] = {
    { "a name of ours is kept", NUMBER, { 0 }, "prediction,x", "prediction", ERR_INPUT,
      "the output would have two columns \"prediction\"" },
    { "that of the version", NUMBER, { 0 }, "x,model_version", "model_version", ERR_INPUT,
      "the output would have two columns \"model_version\"" },
    { "that of a class", YES_NO, { 0 }, "x,prob_yes", "prob_yes", ERR_INPUT,
      "the output would have two columns \"prob_yes\"" },
    { "one with the prefix", NUMBER, { .prefix = "p_" }, "x,p_prediction", "p_prediction",
      ERR_INPUT, "the output would have two columns \"p_prediction\"" },
    { "two classes of one name", SAME, { 0 }, "x", NULL, ERR_INPUT,
      "the output would have two columns \"prob_a\"" },
    { "confidence of a number", NUMBER, { .confidence = true }, "x", NULL, ERR_USAGE,
      "--confidence is for models with probabilities" },
    { "confidence of a class alone", CLASS_ONLY, { .confidence = true }, "x", NULL,
      ERR_USAGE, "--confidence is for models with probabilities" },
};

static void test_refusals(void)
{
    for (size_t i = 0; i < COUNT(refusals); i++) {
        struct laid_out l;
        lay_out(&l, refusals[i].model, refusals[i].wish, refusals[i].header,
                refusals[i].keep);
        CHECK(refusals[i].which, !l.ok && l.err.kind == refusals[i].kind);
        CHECK(refusals[i].which, strstr(l.err.what, refusals[i].what) != NULL);
        arena_release(&l.arena);
    }
}

int main(void)
{
    test_headers();
    test_columns_of_classes();
    test_columns_of_floats();
    test_scores();
    test_one_class();
    test_refusals();
    return check_report();
}
