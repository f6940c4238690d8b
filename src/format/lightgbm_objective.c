/* lightgbm_objective.c - what a LightGBM model's objective makes of the sums.
 *
 * The header has `objective=NAME ARGUMENTS`, as the objective's ToString() wrote it.
 * Source: src/objective/, ToString and ConvertOutput of each; objective_function.cpp. */
#include "format/lightgbm.h"

#include "text/num.h"

#include <math.h>

enum argument { NO_ARGUMENT, MAY_SQRT, NEEDS_SIGMOID };

/* One a row: name; what it is for people; step, NULL for none; outcome; argument.
 * cross_entropy is sigmoid with 1. */
static const struct objective {
    const char *name, *kind, *step;
    enum outcome outcome;
    enum argument argument;
} objectives[] = {
    { "regression",    "regression", NULL, OUTCOME_NUMBERS, MAY_SQRT },
    { "regression_l1", "regression", NULL, OUTCOME_NUMBERS, MAY_SQRT },
    { "fair",          "regression", NULL, OUTCOME_NUMBERS, MAY_SQRT },
    { "quantile",      "regression", NULL, OUTCOME_NUMBERS, MAY_SQRT },
    { "mape",          "regression", NULL, OUTCOME_NUMBERS, MAY_SQRT },
    { "huber",         "regression", NULL, OUTCOME_NUMBERS, NO_ARGUMENT },
    { "poisson",       "regression", "exp", OUTCOME_NUMBERS, NO_ARGUMENT },
    { "gamma",         "regression", "exp", OUTCOME_NUMBERS, NO_ARGUMENT },
    { "tweedie",       "regression", "exp", OUTCOME_NUMBERS, NO_ARGUMENT },
    { "cross_entropy", "regression", "sigmoid", OUTCOME_NUMBERS, NO_ARGUMENT },
    { "cross_entropy_lambda", "regression", "log1p_exp", OUTCOME_NUMBERS, NO_ARGUMENT },
    { "binary",        "binary classifier", "sigmoid", OUTCOME_BINARY, NEEDS_SIGMOID },
    { "multiclass",    "multi-class classifier", "softmax", OUTCOME_CLASSES,
      NO_ARGUMENT },
    { "multiclassova", "multi-class classifier", "sigmoid", OUTCOME_CLASSES,
      NEEDS_SIGMOID },
    { "lambdarank",    "ranking", NULL, OUTCOME_NUMBERS, NO_ARGUMENT },
    { "rank_xendcg",   "ranking", NULL, OUTCOME_NUMBERS, NO_ARGUMENT },
};

static const char CUSTOM[] = "custom";

/* Names that stand for others, if they are the whole value.
 * Source: include/LightGBM/config.h, ParseObjectiveAlias. */
static const struct { const char *alias, *name; } aliases[] = {
    { "regression_l2", "regression" }, { "mean_squared_error", "regression" },
    { "mse", "regression" }, { "l2", "regression" }, { "l2_root", "regression" },
    { "root_mean_squared_error", "regression" }, { "rmse", "regression" },
    { "mean_absolute_error", "regression_l1" }, { "l1", "regression_l1" },
    { "mae", "regression_l1" }, { "mean_absolute_percentage_error", "mape" },
    { "softmax", "multiclass" }, { "multiclass_ova", "multiclassova" },
    { "ova", "multiclassova" }, { "ovr", "multiclassova" },
    { "xentropy", "cross_entropy" }, { "xentlambda", "cross_entropy_lambda" },
    { "xendcg", "rank_xendcg" }, { "xe_ndcg", "rank_xendcg" },
    { "xe_ndcg_mart", "rank_xendcg" }, { "xendcg_mart", "rank_xendcg" },
    { "none", CUSTOM }, { "null", CUSTOM }, { "na", CUSTOM },
};

static struct str resolve(struct str value)
{
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++)
        if (str_eq(value, str_of(aliases[i].alias)))
            return str_of(aliases[i].name);
    return value;
}

static const struct objective *find(struct str name)
{
    for (size_t i = 0; i < sizeof objectives / sizeof objectives[0]; i++)
        if (str_eq(name, str_of(objectives[i].name)))
            return &objectives[i];
    return NULL;
}

/* Is there an argument NAME, or NAME:VALUE?  The last one counts. */
static bool argument(struct str arguments, struct str name, struct str *value)
{
    bool found = false;
    while (arguments.len) {
        struct str word = str_next(&arguments, ' ');
        if (str_eq(str_next(&word, ':'), name)) {
            *value = word;
            found = true;
        }
    }
    return found;
}

/* 10^n, its products in the library's order.
 * Source: include/LightGBM/utils/common.h, Common::Pow. */
static double power_of_ten(unsigned n)
{
    double factor[32], base = 10.0, power = 1.0;
    int k = 0;
    while (n) {
        if (n % 2 == 0) {
            base = base * base;
            n /= 2;
        } else if (n % 3 == 0) {
            base = base * base * base;
            n /= 3;
        } else {
            factor[k++] = base;
            n--;
        }
    }
    while (k)
        power = factor[--k] * power;
    return power;
}

static double digits(struct str *text, double value, unsigned *n)
{
    while (text->len && text->at[0] >= '0' && text->at[0] <= '9') {
        value = value * 10.0 + (text->at[0] - '0');
        *text = str_from(*text, 1);
        ++*n;
    }
    return value;
}

static double scale(unsigned exponent)
{
    double by = 1.0;
    for (; exponent >= 50; exponent -= 50)
        by *= 1e50;
    for (; exponent >= 8; exponent -= 8)
        by *= 1e8;
    for (; exponent; exponent--)
        by *= 10.0;
    return by;
}

/* The library reads arguments with a parser that does not round correctly: one in twenty
 * numbers of six digits is the neighbour of the right one, and probabilities with it.
 * `text` is a number without a sign.  Source: utils/common.h, Common::Atof. */
static double read_as_library(struct str text)
{
    unsigned n = 0, n_behind = 0;
    double value = digits(&text, 0.0, &n);
    if (text.len && text.at[0] == '.') {
        text = str_from(text, 1);
        double behind = digits(&text, 0.0, &n_behind);
        value += behind / power_of_ten(n_behind);
    }
    if (!text.len)
        return value;
    text = str_from(text, 1);
    const bool divide = text.at[0] == '-';
    if (divide || text.at[0] == '+')
        text = str_from(text, 1);
    double exponent = digits(&text, 0.0, &n);
    double by = scale(exponent > 308 ? 308 : (unsigned)exponent);
    return divide ? value / by : value * by;
}

static bool read_sigmoid(struct str text, double *sigmoid)
{
    double exact;
    if (num_read_double(text, &exact) != NUM_OK || !isfinite(exact) || !(exact > 0))
        return false;
    if (text.at[0] == '+')
        text = str_from(text, 1);
    *sigmoid = read_as_library(text);
    return isfinite(*sigmoid) && *sigmoid > 0;
}

static void check_outputs(struct lightgbm *m, const struct objective *o,
                          struct str arguments)
{
    struct scan *at = &m->header[OBJECTIVE];
    struct str text = { 0 };
    int64_t n;
    if (o->outcome != OUTCOME_CLASSES) {
        if (m->n_outputs != 1)
            scan_fail(at, "the objective `%s` has one score a row, num_class=%u", o->name,
                      m->n_outputs);
    } else if (!argument(arguments, STR("num_class"), &text)) {
        scan_fail(at, "the objective `%s` has no `num_class:`", o->name);
    } else if (!num_read_int(text, &n) || n != m->n_outputs) {
        scan_fail(at, "the `num_class:` of the objective is not num_class=%u",
                  m->n_outputs);
    } else if (n < 2) {
        scan_fail(at, "the objective `%s` needs 2 classes or more", o->name);
    }
}

static void read_arguments(struct lightgbm *m, const struct objective *o,
                           struct str arguments, struct link *link)
{
    struct scan *at = &m->header[OBJECTIVE];
    struct str text = { 0 };
    if (o->argument == MAY_SQRT && argument(arguments, STR("sqrt"), &text))
        link->step = "signed_square";
    if (o->argument == NEEDS_SIGMOID) {
        if (!argument(arguments, STR("sigmoid"), &text))
            scan_fail(at, "the objective `%s` has no `sigmoid:`", o->name);
        else if (!read_sigmoid(text, &link->real))
            scan_fail(at, "the `sigmoid:` of the objective is not a number above 0");
    }
    check_outputs(m, o, arguments);
}

struct link lightgbm_link(struct lightgbm *m)
{
    struct link link = { .kind = "raw scores", .real = 1, .outcome = OUTCOME_NUMBERS };
    struct str arguments = resolve(str_trim(m->header[OBJECTIVE].line));
    if (!arguments.len)
        return link;
    struct str name = str_next(&arguments, ' ');
    if (str_eq(name, str_of(CUSTOM)))
        return link;
    const struct objective *o = find(name);
    if (!o) {
        char shown[100];
        str_show(shown, sizeof shown, name, 40);
        scan_fail(&m->header[OBJECTIVE], "unknown objective `%s`", shown);
        return link;
    }
    link.kind = o->kind;
    link.step = o->step;
    link.outcome = o->outcome;
    read_arguments(m, o, arguments, &link);
    link.n_real = link.step && str_eq(str_of(link.step), STR("sigmoid"));
    return link;
}
