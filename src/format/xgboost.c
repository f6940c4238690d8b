/* xgboost.c - XGBoost models saved as JSON or UBJSON, by XGBoost 1.0 to 3.4 and later.
 *
 * Here: what such a file looks like from outside, files of XGBoost that cannot be read
 * and what to do with them, the walk through the file, the order of what is said.
 * Source: xgboost src/learner.cc (LoadModel), src/gbm/gbtree.cc, gbtree_model.cc,
 * gblinear.cc, gblinear_model.cc, src/c_api/c_api.cc, doc/model.schema. */
#include "format/xgboost.h"

#include "base/mem.h"
#include "text/num.h"

#include <math.h>

enum { MAX_FEATURES = 1 << 20, MAX_OUTPUTS = 1 << 16 };

/* ---- files of XGBoost by their first bytes ---- */

static bool contains(struct str text, struct str part)
{
    for (; text.len >= part.len; text = str_from(text, 1))
        if (str_starts(text, part))
            return true;
    return false;
}

/* What XGBoost writes begins at once; hands and editors put a byte order mark and blanks
 * before it. */
static struct str without_blanks(struct str file)
{
    if (str_starts(file, STR("\xEF\xBB\xBF")))
        file = str_from(file, 3);
    while (file.len && memchr(" \t\r\n", file.at[0], 4))
        file = str_from(file, 1);
    return file;
}

static bool is_json(struct str head)
{
    head = without_blanks(head);
    if (!str_starts(head, STR("{")))
        return false;
    const struct str inside = without_blanks(str_from(head, 1));
    return str_starts(inside, STR("\"Config\"")) || str_starts(inside, STR("\"Model\""))
        || (str_starts(inside, STR("\"")) && contains(head, STR("\"learner\"")));
}

/* An object whose first keys are in it soon: a key is a length and its bytes. */
static bool is_ubjson(struct str head)
{
    if (head.len < 2 || head.at[0] != '{' || !memchr("LiUIl", head.at[1], 5))
        return false;
    const struct str soon = str_first(head, 128);
    return contains(soon, STR("learner")) || contains(soon, STR("Config"))
        || contains(soon, STR("Model"));
}

/* Releases up to 2.0 wrote 136 bytes of parameters, often without any mark before them;
 * then the objective's name with its length as 64 bits, little-endian.
 * Source: xgboost v2.1.4 src/learner.cc, LearnerIO::Load. */
static bool is_binary(struct str head)
{
    enum { HEADER = 136, LONGEST = 40 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789:";
    if (str_starts(head, STR("binf")))
        return true;
    if (head.len < HEADER + 8)
        return false;
    const unsigned char length = (unsigned char)head.at[HEADER];
    const struct str name = str_first(str_from(head, HEADER + 8), length);
    if (length < 6 || length > LONGEST || name.len < length
        || memcmp(head.at + HEADER + 1, "\0\0\0\0\0\0", 7) != 0)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!memchr(letters, name.at[i], sizeof letters - 1))
            return false;
    return memchr(name.at, ':', name.len) != NULL;
}

static bool is_base64(struct str head)
{
    return str_starts(head, STR("bs64"));
}

static bool is_config(struct str head)
{
    return str_starts(head, STR("CONFIG-offset:"));
}

static bool is_dump(struct str head)
{
    head = str_first(without_blanks(head), 256);
    return str_starts(head, STR("booster[0]")) || str_starts(head, STR("0:["))
        || (str_starts(head, STR("[")) && contains(head, STR("\"nodeid\"")));
}

#define SAVE "Booster.save_model(\"model.json\")"

/* Other things that XGBoost writes, none of which can be read. */
static const struct refusal {
    bool (*is)(struct str head);
    const char *what, *remedy;
} refusals[] = {
    { is_binary, "this is a binary model of an old XGBoost, which rowmill does not read",
      "load it with XGBoost 1.6 to 2.1 and write it again: " SAVE },
    { is_base64, "this is a base64 model of an old XGBoost, which rowmill does not read",
      "load it with the release that wrote it and write it again: " SAVE },
    { is_config, "this is a copy of a Booster's memory (pickle, serialize), not a model",
      "load it with XGBoost 1.0 to 2.1 and write the model: " SAVE },
    { is_dump, "this is a text dump of trees, which is not exact, not a model",
      "write the model itself: " SAVE },
};

enum { N_REFUSALS = sizeof refusals / sizeof *refusals };

static const struct refusal *find_refusal(struct str head)
{
    for (size_t i = 0; i < N_REFUSALS; i++)
        if (refusals[i].is(head))
            return &refusals[i];
    return NULL;
}

static bool sniff(struct str head)
{
    return is_json(head) || is_ubjson(head) || find_refusal(head);
}

static bool refuse(struct str file, struct err *e)
{
    const struct str head = str_first(file, 4096);
    const struct refusal *r = find_refusal(head);
    if (is_json(head) || is_ubjson(head) || !r)
        return false;
    err_set(e, ERR_MODEL, "%s", r->what);
    err_remedy(e, "%s", r->remedy);
    return true;
}

/* ---- the walk through the file ---- */

static void read_attributes(struct xgboost *x, struct json *j)
{
    static const char *const keys[] = { "best_iteration", "best_ntree_limit", NULL };
    uint64_t seen = 0;
    json_object(j);
    for (int key; (key = json_which(j, keys, &seen)) >= 0; )
        *(key == 0 ? &x->best_iteration : &x->best_ntree_limit) = json_string(j);
}

static void read_model(struct xgboost *x, struct json *j)
{
    enum { BOOSTED_ROUNDS, GBTREE_MODEL_PARAM, CATS, ITERATION_INDPTR, TREE_INFO, TREES,
           WEIGHT_DROP, WEIGHTS };
    static const char *const keys[] = {
        "boosted_rounds", "gbtree_model_param", "cats", "iteration_indptr", "tree_info",
        "trees", "weight_drop", "weights", NULL,
    };
    static const char *const params[] = { "num_parallel_tree", "num_trees", NULL };
    struct mark *const marks[] = {
        [CATS] = &x->cats, [ITERATION_INDPTR] = &x->iteration_indptr,
        [TREE_INFO] = &x->tree_info, [TREES] = &x->trees, [WEIGHT_DROP] = &x->weight_drop,
        [WEIGHTS] = &x->weights,
    };
    uint64_t seen = 0;
    json_object(j);
    for (int key; (key = json_which(j, keys, &seen)) >= 0; ) {
        if (key == BOOSTED_ROUNDS)
            x->boosted_rounds = json_int(j);
        else if (key == GBTREE_MODEL_PARAM)
            xgboost_params(j, params, x->model);
        else
            xgboost_mark(j, marks[key], keys[key]);
    }
}

/* DART up to 3.2 has a gbtree inside. */
static void read_inner(struct xgboost *x, struct json *j)
{
    static const char *const keys[] = { "model", NULL };
    uint64_t seen = 0;
    json_object(j);
    while (json_which(j, keys, &seen) >= 0)
        read_model(x, j);
}

/* weight_drop stands beside the gbtree up to 3.2, beside the model in 3.3, and in the
 * model since 3.4. */
static void read_booster(struct xgboost *x, struct json *j)
{
    enum { GBTREE, MODEL, NAME, WEIGHT_DROP };
    static const char *const keys[] = { "gbtree", "model", "name", "weight_drop", NULL };
    uint64_t seen = 0;
    json_object(j);
    for (int key; (key = json_which(j, keys, &seen)) >= 0; ) {
        if (key == GBTREE)
            read_inner(x, j);
        else if (key == MODEL)
            read_model(x, j);
        else if (key == NAME)
            x->booster = json_string(j);
        else
            xgboost_mark(j, &x->weight_drop, keys[key]);
    }
}

static void read_objective(struct xgboost *x, struct json *j)
{
    static const char *const keys[] = { "name", NULL };
    xgboost_params(j, keys, &x->objective);
}

static void read_learner(struct xgboost *x, struct json *j)
{
    enum { ATTRIBUTES, FEATURE_NAMES, FEATURE_TYPES, GRADIENT_BOOSTER,
           LEARNER_MODEL_PARAM, OBJECTIVE };
    static const char *const keys[] = {
        "attributes", "feature_names", "feature_types", "gradient_booster",
        "learner_model_param", "objective", NULL,
    };
    static const char *const params[] = {
        "base_score", "boost_from_average", "num_class", "num_feature", "num_target",
        NULL,
    };
    uint64_t seen = 0;
    json_object(j);
    for (int key; (key = json_which(j, keys, &seen)) >= 0; ) {
        switch (key) {
        case ATTRIBUTES:
            read_attributes(x, j);
            break;
        case FEATURE_NAMES:
            xgboost_mark(j, &x->feature_names, keys[key]);
            break;
        case FEATURE_TYPES:
            xgboost_mark(j, &x->feature_types, keys[key]);
            break;
        case GRADIENT_BOOSTER:
            read_booster(x, j);
            break;
        case LEARNER_MODEL_PARAM:
            xgboost_params(j, params, x->learner);
            break;
        default:
            read_objective(x, j);
        }
    }
}

/* What pickle and serialize write since 1.6: the model with the state of a training. */
static void refuse_memory(struct xgboost *x)
{
    builder_fail(x->b, "this is a copy of a Booster's memory (pickle, serialize), not a"
                 " model");
    err_remedy(x->err, "load it with XGBoost and write the model: " SAVE);
}

/* Bytes behind the root are ignored, as XGBoost does. */
static bool survey(struct xgboost *x)
{
    enum { LEARNER, VERSION, CONFIG, MODEL };
    static const char *const keys[] = { "learner", "version", "Config", "Model", NULL };
    const struct str inside = without_blanks(x->file);
    const bool text = !is_ubjson(x->file);
    struct json j;
    uint64_t seen = 0;

    json_init(&j, x->file, text ? JSON_XGBOOST : JSON_UBJSON, x->arena, x->err);
    j.at = x->file.len - inside.len;
    json_object(&j);
    for (int key; (key = json_which(&j, keys, &seen)) >= 0; ) {
        if (key == LEARNER)
            read_learner(x, &j);
        else if (key == VERSION)
            json_ints(&j, x->version, 3);
        else
            refuse_memory(x);
    }
    if (xgboost_ok(x) && !(seen & 1 << LEARNER))
        builder_fail(x->b, "there is no \"learner\"");
    return xgboost_ok(x);
}

/* ---- what it says, in the builder's order ---- */

static bool need(struct xgboost *x, bool there, const char *what)
{
    return there || !xgboost_ok(x) || builder_fail(x->b, "there is no \"%s\"", what);
}

static void check_booster(struct xgboost *x)
{
    const bool linear = xgboost_is_linear(x);
    const bool is_known = linear || str_eq(x->booster, STR("gbtree"))
                       || str_eq(x->booster, STR("dart"));
    if (!x->booster.at) {
        builder_fail(x->b, "the file does not name a booster");
    } else if (!is_known) {
        char shown[64];
        str_show(shown, sizeof shown, x->booster, 40);
        builder_fail(x->b, "the booster \"%s\" is not known", shown);
    } else if (linear) {
        need(x, x->weights.there, "weights");
    } else if (need(x, x->trees.there, "trees")) {
        need(x, x->tree_info.there, "tree_info");
    }
}

/* num_target came with 1.6; before, and without classes, a row has one margin. */
static bool read_shape(struct xgboost *x)
{
    const struct str *p = x->learner;
    uint32_t n_target = 1;
    x->n_features = (uint32_t)xgboost_whole(x, "num_feature", p[NUM_FEATURE], 0,
                                            MAX_FEATURES);
    x->n_class = (uint32_t)xgboost_whole(x, "num_class", p[NUM_CLASS], 0, MAX_OUTPUTS);
    if (p[NUM_TARGET].at)
        n_target = (uint32_t)xgboost_whole(x, "num_target", p[NUM_TARGET], 0,
                                           MAX_OUTPUTS);
    if (x->n_class > 1 && n_target > 1)
        builder_fail(x->b, "num_class is %u and num_target is %u, but only one may be"
                     " above 1", x->n_class, n_target);
    x->n_out = x->n_class > n_target ? x->n_class : n_target;
    if (x->n_out == 0)
        x->n_out = 1;
    if (xgboost_ok(x))
        check_booster(x);
    return xgboost_ok(x);
}

/* "XGBoost 3.2.0", as long as the numbers are those of a release. */
static struct str trainer(const struct xgboost *x, char text[64])
{
    struct str s = { text, 7 };
    memcpy(text, "XGBoost", 7);
    if (x->version[0] == 0)
        return s;
    for (size_t i = 0; i < 3; i++) {
        if (x->version[i] < 0 || x->version[i] > 9999)
            return (struct str){ text, 7 };
        text[s.len++] = i ? '.' : ' ';
        s.len += num_write_int(text + s.len, x->version[i]);
    }
    return s;
}

static void say_about(struct xgboost *x, const struct objective *o, bool has_names)
{
    char text[64];
    builder_about(x->b, &(struct about){
        .trainer = trainer(x, text), .booster = x->drop.n ? STR("dart") : x->booster,
        .objective = x->objective, .kind = str_of(xgboost_kind(x, o)),
        .rounds = x->n_rounds, .rounds_used = x->rounds_used,
        .round_end = x->round_end,
        .converted_is_float32 = true, .takes_base_margin = true,
        .has_names = true, .names_made_up = !has_names });
}

/* Weights of feature f are weights[f * OUT ..], the biases stand behind the last ones.
 * The first base score is that of all outputs.  Source: xgboost src/gbm/gblinear.cc. */
static void say_linear(struct xgboost *x, const struct floats *weights, double *real,
                       struct slots margin)
{
    for (size_t i = 0; i < weights->n; i++)
        real[i] = weights->at[i];
    real[weights->n] = x->base[0];
    builder_step(x->b, &(struct step){
        .kind = STR("linear"), .in = { 0, x->n_features }, .out = margin, .float32 = true,
        .real = real, .n_real = (uint32_t)weights->n + 1 });
}

/* A model of no rounds has no weights; they are zeros then. */
static void fill_weights(struct xgboost *x, struct floats *weights, size_t n)
{
    enum { MOST = 1 << 22 };    /* that a file without weights may ask for */
    if (weights->n || n > MOST || !xgboost_floats_room(x, weights, n))
        return;
    memset(weights->at, 0, n * sizeof *weights->at);
    weights->n = n;
}

static bool check_weights(struct xgboost *x, struct floats *weights)
{
    const size_t wanted = ((size_t)x->n_features + 1) * x->n_out;
    fill_weights(x, weights, wanted);
    if (weights->n != wanted || wanted >= UINT32_MAX)
        return builder_fail(x->b, "weights has length %zu, not (%u + 1) * %u", weights->n,
                            x->n_features, x->n_out);
    for (size_t i = 0; i < weights->n; i++)
        if (!isfinite(weights->at[i]))
            return builder_fail(x->b, "weight %zu is not finite", i);
    return true;
}

static void load_linear(struct xgboost *x, struct slots margin)
{
    struct floats weights = { 0 };
    xgboost_floats(x, &x->weights.at, &weights);
    if (xgboost_ok(x) && check_weights(x, &weights)) {
        double *real = mem_grow(NULL, weights.n + 1, sizeof *real);
        if (real)
            say_linear(x, &weights, real, margin);
        else
            err_set(x->err, ERR_MEMORY, "no room for %zu weights", weights.n);
        mem_free(real);
    }
    mem_free(weights.at);
}

static void load_ensemble(struct xgboost *x, struct slots margin)
{
    const struct ensemble *e = xgboost_trees(x);
    if (e)
        builder_step(x->b, &(struct step){
            .kind = STR("ensemble"), .in = { 0, x->n_features }, .out = margin,
            .float32 = true, .ensemble = e });
}

/* Values of the table are rounded to float before anything else.
 * Source: xgboost src/data/adapter.h. */
static void say_steps(struct xgboost *x, const struct objective *o)
{
    const struct slots features = { 0, x->n_features };
    builder_step(x->b, &(struct step){
        .kind = STR("round_float32"), .in = features, .out = features });
    const struct slots margin = builder_slots(x->b, x->n_out);
    if (xgboost_is_linear(x))
        load_linear(x, margin);
    else
        load_ensemble(x, margin);
    if (xgboost_ok(x))
        xgboost_head(x, o, margin);
}

static void say(struct xgboost *x)
{
    const struct objective *o = read_shape(x) ? xgboost_objective(x) : NULL;
    bool has_names = false;
    if (o)
        xgboost_rounds(x);
    if (o && xgboost_ok(x))
        xgboost_base(x, o);
    if (o && xgboost_ok(x))
        xgboost_columns(x, &has_names);
    if (!o || !xgboost_ok(x))
        return;
    say_about(x, o, has_names);
    say_steps(x, o);
}

static void load(struct str file, const struct load_options *o, struct arena *a,
                 struct builder *b, struct err *e)
{
    if (refuse(file, e))
        return;
    if (o->n_categories) {
        builder_usage(b, "--categories is for LightGBM models, and this is an XGBoost"
                      " one");
        return;
    }
    struct xgboost x = {
        .file = file, .options = o, .arena = a, .b = b, .err = e, .boosted_rounds = -1,
    };
    if (survey(&x))
        say(&x);
    mem_free(x.info.at);
    mem_free(x.drop.at);
}

const struct format format_xgboost = {
    .name = "xgboost", .title = "XGBoost model: JSON or UBJSON, of 1.0 to 3.4",
    .sniff = sniff, .load = load,
};
