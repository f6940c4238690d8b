/* xgboost_objective.c - what the objective says: from base_score to margins before the
 * trees, from margins to outputs behind them.
 * Source: xgboost src/objective/ (regression_loss.h, regression_obj.cu,
 * multiclass_obj.cu, hinge.cu, quantile_obj.cu, lambdarank_obj.cc), src/common/math.h,
 * src/common/param_array.cc, src/learner.cc. */
#include "format/xgboost.h"

#include "base/maths.h"
#include "base/mem.h"
#include "model/heads.h"
#include "text/num.h"

#include <float.h>

enum shape { NUMBERS, BINARY, PROBABILITIES, CLASS, ZERO_OR_ONE };

struct objective {
    const char *name;
    const char *kind;           /* of one output... */
    const char *kind_of_many;   /* ...and of several */

    /* base_score [n] becomes margins; false, without a word, where it is outside of what
     * the objective can have. */
    bool (*to_margin)(const struct xgboost *x, float *b, uint32_t n);

    const char *link;           /* kind of the step; NULL: margins are the outputs */
    enum shape shape;
};

static bool same(const struct xgboost *x, float *b, uint32_t n)
{
    (void)x, (void)b, (void)n;
    return true;
}

/* Up to 3.1 strictly between 0 and 1; since 3.2 both ends are fine, and drawn in. */
static bool logit(const struct xgboost *x, float *b, uint32_t n)
{
    const bool new = xgboost_since(x, 3, 2);
    const float least = 1e-6f, most = 1.0f - least;
    for (uint32_t k = 0; k < n; k++) {
        if (!(new ? b[k] >= 0.0f && b[k] <= 1.0f : b[k] > 0.0f && b[k] < 1.0f))
            return false;
        if (new)
            b[k] = b[k] < least ? least : b[k] > most ? most : b[k];
        const float inverse = 1.0f / b[k];
        b[k] = -maths_logf(inverse - 1.0f);
    }
    return true;
}

/* Up to 1.2 the base_score of raw scores was a probability. */
static bool logit_once(const struct xgboost *x, float *b, uint32_t n)
{
    return xgboost_since(x, 1, 3) ? same(x, b, n) : logit(x, b, n);
}

/* A base_score of 0 gives -inf, as in the library. */
static bool logarithm(const struct xgboost *x, float *b, uint32_t n)
{
    (void)x;
    for (uint32_t k = 0; k < n; k++) {
        if (!(b[k] >= 0.0f))
            return false;
        b[k] = maths_logf(b[k]);
    }
    return true;
}

/* gamma: XGBoost checks it from 3.1, and a logarithm of zero is never meant. */
static bool logarithm_above_0(const struct xgboost *x, float *b, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++)
        if (!(b[k] > 0.0f))
            return false;
    return logarithm(x, b, n);
}

/* Margins are the first value and, for the others, the inverse softplus of the steps
 * between them, so that they cannot cross. */
static bool steps(const struct xgboost *x, float *b, uint32_t n)
{
    (void)x;
    const float eps = 1e-6f;
    for (uint32_t k = n; k-- > 1; ) {
        const float step = b[k] - b[k - 1];
        const float above = step - eps;
        const float at = above > eps ? above : eps;
        b[k] = at + maths_logf(-maths_expm1f(-at));
    }
    return true;
}

#define REGRESSION "regression", "multi-target regression"
#define RANKING "ranking", "ranking"
#define SURVIVAL "survival", "survival"

static const struct objective objectives[] = {
    { "reg:squarederror",       REGRESSION, same, NULL, NUMBERS },
    { "reg:linear",             REGRESSION, same, NULL, NUMBERS },
    { "reg:squaredlogerror",    REGRESSION, same, NULL, NUMBERS },
    { "reg:pseudohubererror",   REGRESSION, same, NULL, NUMBERS },
    { "reg:absoluteerror",      REGRESSION, same, NULL, NUMBERS },
    { "reg:logistic",           REGRESSION, logit, "sigmoid", NUMBERS },
    { "reg:gamma",              REGRESSION, logarithm_above_0, "exp", NUMBERS },
    { "reg:tweedie",            REGRESSION, logarithm, "exp", NUMBERS },
    { "count:poisson",          REGRESSION, logarithm, "exp", NUMBERS },
    { "reg:quantileerror",      "quantile regression", "quantile regression",
                                same, "sort", NUMBERS },
    { "reg:expectileerror",     "expectile regression", "expectile regression",
                                steps, "expectile", NUMBERS },
    { "binary:logistic",        "binary classifier", "multi-label classifier",
                                logit, "sigmoid", BINARY },
    { "binary:logitraw",        "raw scores", "raw scores", logit_once, NULL, NUMBERS },
    { "binary:hinge",           "binary classifier", "multi-label classifier",
                                same, "positive", ZERO_OR_ONE },
    { "multi:softprob",         NULL, "multi-class classifier", same, "softmax",
                                PROBABILITIES },
    { "multi:softmax",          NULL, "multi-class classifier", same, "softmax", CLASS },
    { "rank:pairwise",          RANKING, same, NULL, NUMBERS },
    { "rank:ndcg",              RANKING, same, NULL, NUMBERS },
    { "rank:map",               RANKING, same, NULL, NUMBERS },
    { "survival:cox",           SURVIVAL, logarithm, "exp", NUMBERS },
    { "survival:aft",           SURVIVAL, logarithm, "exp", NUMBERS },
};

enum { N_OBJECTIVES = sizeof objectives / sizeof *objectives };

/* Only the objectives for several classes cannot have one output. */
static bool is_multi(const struct objective *o)
{
    return !o->kind;
}

const struct objective *xgboost_objective(struct xgboost *x)
{
    for (size_t i = 0; i < N_OBJECTIVES; i++) {
        const struct objective *o = &objectives[i];
        if (!str_eq(x->objective, str_of(o->name)))
            continue;
        if (is_multi(o) && x->n_class < 2)
            builder_fail(x->b, "the objective is %s, but num_class is %u", o->name,
                         x->n_class);
        return xgboost_ok(x) ? o : NULL;
    }
    char shown[64];
    str_show(shown, sizeof shown, x->objective, 40);
    if (!x->objective.at)
        builder_fail(x->b, "the file does not name an objective");
    else
        builder_fail(x->b, "the objective \"%s\" is not known", shown);
    return NULL;
}

/* Without its brackets; NULL when only one of them is there.  XGBoost writes [..] since
 * 3.1, also around one number, and reads (..) too. */
static struct str unwrap(struct str text)
{
    static const struct { struct str open, close; } wraps[] = {
        { { "[", 1 }, { "]", 1 } }, { { "(", 1 }, { ")", 1 } },
    };
    text = str_trim(text);
    for (size_t i = 0; i < 2; i++)
        if (text.len >= 2 && str_starts(text, wraps[i].open)
            && str_ends(text, wraps[i].close))
            return str_trim((struct str){ text.at + 1, text.len - 2 });
    return text;
}

/* The numbers of base_score, at most `max` of them; 0 when it is not a list of numbers.
 * Like XGBoost it may end with a comma. */
static uint32_t read_base(struct str text, float *b, uint32_t max)
{
    struct str rest = unwrap(text);
    uint32_t n = 0;
    while (rest.len) {
        float value;
        if (num_read_float(str_trim(str_next(&rest, ',')), &value) != NUM_OK
            || !isfinite(value))
            return 0;
        if (n < max)
            b[n] = value;
        n++;
    }
    return n;
}

/* A model of no rounds, when the user gave no base_score, has a place holder there, which
 * is the margin as it stands.  Source: xgboost v3.2.0 src/learner.cc:371 and :427. */
static bool is_placeholder(const struct xgboost *x)
{
    const bool no_rounds = xgboost_is_linear(x) ? x->boosted_rounds == 0
                                                : x->n_trees == 0;
    return no_rounds && xgboost_since(x, 3, 1)
        && str_eq(x->learner[BOOST_FROM_AVERAGE], STR("1"));
}

void xgboost_base(struct xgboost *x, const struct objective *o)
{
    x->base = NEW(x->arena, float, x->n_out);
    if (!x->base) {
        err_set(x->err, ERR_MEMORY, "no room for %u outputs", x->n_out);
        return;
    }
    char shown[64];
    const struct str text = x->learner[BASE_SCORE];
    const uint32_t n = read_base(text, x->base, x->n_out);
    str_show(shown, sizeof shown, text, 40);
    if (!text.at)
        builder_fail(x->b, "there is no \"base_score\"");
    else if (n == 0)
        builder_fail(x->b, "base_score is \"%s\", not a number or a list of numbers",
                     shown);
    else if (n != 1 && n != x->n_out)
        builder_fail(x->b, "base_score has %u numbers, but the number of outputs is"
                     " %u", n, x->n_out);
    for (uint32_t k = 1; n == 1 && k < x->n_out; k++)
        x->base[k] = x->base[0];
    if (xgboost_ok(x) && !is_placeholder(x) && !o->to_margin(x, x->base, x->n_out))
        builder_fail(x->b, "base_score is \"%s\", which %s cannot have", shown, o->name);
}

const char *xgboost_kind(const struct xgboost *x, const struct objective *o)
{
    if (x->n_class > 1 && !is_multi(o))
        return "raw scores";    /* of an objective in Python that has no name here */
    return x->n_out > 1 ? o->kind_of_many : o->kind;
}

/* Quantiles are put in order since 3.4. */
static const char *link_of(const struct xgboost *x, const struct objective *o)
{
    const bool sort = o->link && strcmp(o->link, "sort") == 0;
    return sort && (x->n_out == 1 || !xgboost_since(x, 3, 4)) ? NULL : o->link;
}

static struct slots add_link(struct xgboost *x, const char *link, struct slots margin)
{
    static const double eps = 1e-6f;
    if (!link)
        return margin;
    const bool has_eps = strcmp(link, "expectile") == 0;
    const struct slots out = builder_slots(x->b, margin.n);
    builder_step(x->b, &(struct step){
        .kind = str_of(link), .in = margin, .out = out, .float32 = true,
        .real = has_eps ? &eps : NULL, .n_real = has_eps });
    return out;
}

/* predict() of multi:softmax gives the index of the class. */
static void add_class(struct xgboost *x, struct slots margin)
{
    const struct slots index = builder_slots(x->b, 1);
    builder_step(x->b, &(struct step){
        .kind = STR("argmax"), .in = margin, .out = index });
    builder_converted(x->b, index);
}

void xgboost_head(struct xgboost *x, const struct objective *o, struct slots margin)
{
    const struct head h = {
        .margin = margin, .converted = add_link(x, link_of(x, o), margin),
        .float32 = true, .show_raw = true,
        .class_name = x->options->classes, .n_class_names = x->options->n_classes,
    };
    switch (o->shape) {
    case NUMBERS:
        head_numbers(x->b, &h);
        break;
    case BINARY:
        head_binary(x->b, &h);
        break;
    case PROBABILITIES:
        head_multiclass(x->b, &h, h.converted);
        break;
    case CLASS:
        head_multiclass(x->b, &h, margin);
        add_class(x, margin);
        break;
    case ZERO_OR_ONE:
        head_class_only(x->b, &h, 2);
        break;
    }
}
