/* step_link.c - from raw scores to what the library's predict() gives.
 *
 * Every float32 one rounds each operation to binary32, as XGBoost does on the CPU; the
 * double ones are LightGBM's.  Sources: xgboost src/common/math.h and src/objective,
 * LightGBM src/objective and include/LightGBM/utils/common.h. */
#include "eval/step.h"

#include "base/maths.h"

#include <math.h>

static bool same_width(const struct step *s)
{
    return s->in.n == s->out.n && s->in.n > 0;
}

static bool same_width_float32(const struct step *s)
{
    return same_width(s) && s->float32;
}

static bool same_width_one_constant(const struct step *s)
{
    return same_width(s) && s->n_real == 1;
}

static bool sigmoid_fits(const struct step *s)
{
    return same_width(s) && s->n_real == (s->float32 ? 0 : 1);
}

/* One function over every slot and row; `constant` is real[0], where there is one. */
static inline void each(const struct step *s, struct block *b,
                        double (*link)(double x, double constant))
{
    double constant = s->n_real ? s->real[0] : 0;
    for (uint32_t k = 0; k < s->in.n; k++) {
        const double *x = block_slot(b, s->in.first + k);
        double *y = block_slot(b, s->out.first + k);
        for (size_t r = 0; r < b->rows; r++)
            y[r] = link(x[r], constant);
    }
}

static double average(double x, double n)
{
    return x / n;
}

static double sigmoid(double x, double slope)
{
    return 1.0 / (1.0 + maths_exp(-slope * x));
}

/* From XGBoost 1.6 on: the exponent is capped, so the result is never quite 0.  The
 * addition of 1e-16 does nothing in binary32 but is part of the formula.
 * Source: xgboost src/common/math.h, Sigmoid. */
static double sigmoid_float32(double x, double unused)
{
    (void)unused;
    float z = -(float)x;
    if (z > 88.7f)          /* a NaN stays one */
        z = 88.7f;
    float denominator = maths_expf(z) + 1.0f + 1e-16f;
    return (double)(1.0f / denominator);
}

static double exp_double(double x, double unused)
{
    (void)unused;
    return maths_exp(x);
}

static double exp_float32(double x, double unused)
{
    (void)unused;
    return (double)maths_expf((float)x);
}

static double log1p_exp(double x, double unused)
{
    (void)unused;
    return maths_log1p(maths_exp(x));
}

static double signed_square(double x, double unused)
{
    (void)unused;
    double sign = (double)((x > 0) - (x < 0));
    return sign * x * x;
}

static uint32_t zero_or_one(const struct step *s)
{
    (void)s;
    return 2;
}

static double positive(double x, double unused)
{
    (void)unused;
    return x > 0 ? 1.0 : 0.0;
}

#define EACH(name, link)                                                            \
    static void run_##name(const struct step *s, const void *work, struct block *b, \
                           void *scratch)                                           \
    {                                                                               \
        (void)work, (void)scratch;                                                  \
        each(s, b, link);                                                           \
    }

EACH(average, average)
EACH(sigmoid, s->float32 ? sigmoid_float32 : sigmoid)
EACH(exp, s->float32 ? exp_float32 : exp_double)
EACH(log1p_exp, log1p_exp)
EACH(signed_square, signed_square)
EACH(positive, positive)

/* Source: LightGBM include/LightGBM/utils/common.h, Softmax. */
static void softmax_row(const struct step *s, struct block *b, size_t r)
{
    double most = block_slot(b, s->in.first)[r], sum = 0;
    for (uint32_t k = 1; k < s->in.n; k++)
        most = fmax(block_slot(b, s->in.first + k)[r], most);
    for (uint32_t k = 0; k < s->in.n; k++) {
        double e = maths_exp(block_slot(b, s->in.first + k)[r] - most);
        block_slot(b, s->out.first + k)[r] = e;
        sum += e;
    }
    for (uint32_t k = 0; k < s->in.n; k++)
        block_slot(b, s->out.first + k)[r] /= sum;
}

/* The sum runs in double, all else in binary32.  Source: xgboost src/common/math.h. */
static void softmax_row_float32(const struct step *s, struct block *b, size_t r)
{
    float most = (float)block_slot(b, s->in.first)[r];
    double sum = 0;
    for (uint32_t k = 1; k < s->in.n; k++)
        most = fmaxf((float)block_slot(b, s->in.first + k)[r], most);
    for (uint32_t k = 0; k < s->in.n; k++) {
        float e = maths_expf((float)block_slot(b, s->in.first + k)[r] - most);
        block_slot(b, s->out.first + k)[r] = (double)e;
        sum += (double)e;
    }
    for (uint32_t k = 0; k < s->in.n; k++) {
        double *p = &block_slot(b, s->out.first + k)[r];
        *p = (double)((float)*p / (float)sum);
    }
}

static void run_softmax(const struct step *s, const void *work, struct block *b,
                        void *scratch)
{
    (void)work, (void)scratch;
    for (size_t r = 0; r < b->rows; r++)
        if (s->float32)
            softmax_row_float32(s, b, r);
        else
            softmax_row(s, b, r);
}

/* Each row's values in ascending order: quantiles never cross.
 * Source: xgboost 3.4 src/objective/quantile_obj.cu, PredTransform. */
static void sort_row(const struct step *s, struct block *b, size_t r)
{
    for (uint32_t k = 0; k < s->in.n; k++) {
        double v = block_slot(b, s->in.first + k)[r];
        uint32_t at = k;
        for (; at > 0 && block_slot(b, s->out.first + at - 1)[r] > v; at--)
            block_slot(b, s->out.first + at)[r] = block_slot(b, s->out.first + at - 1)[r];
        block_slot(b, s->out.first + at)[r] = v;
    }
}

static void run_sort(const struct step *s, const void *work, struct block *b,
                     void *scratch)
{
    (void)work, (void)scratch;
    for (size_t r = 0; r < b->rows; r++)
        sort_row(s, b, r);
}

static float softplus(float x)
{
    return x > 0 ? x + maths_log1pf(maths_expf(-x)) : maths_log1pf(maths_expf(x));
}

/* The first is as it is, each further one lies above the one before.
 * Source: xgboost 3.3 src/objective, expectile. */
static void run_expectile(const struct step *s, const void *work, struct block *b,
                          void *scratch)
{
    (void)work, (void)scratch;
    float least = (float)s->real[0];
    for (uint32_t k = 0; k < s->in.n; k++) {
        const double *x = block_slot(b, s->in.first + k);
        double *y = block_slot(b, s->out.first + k);
        const double *before = k ? block_slot(b, s->out.first + k - 1) : NULL;
        for (size_t r = 0; r < b->rows; r++) {
            float above = before ? least + softplus((float)x[r]) : 0;
            y[r] = before ? (double)((float)before[r] + above) : x[r];
        }
    }
}

const struct step_kind step_average = {
    .name = "average", .fits = same_width_one_constant, .run = run_average,
};
const struct step_kind step_sigmoid = {
    .name = "sigmoid", .fits = sigmoid_fits, .run = run_sigmoid,
};
const struct step_kind step_softmax = {
    .name = "softmax", .fits = same_width, .run = run_softmax,
};
const struct step_kind step_exp = {
    .name = "exp", .fits = same_width, .run = run_exp,
};
const struct step_kind step_log1p_exp = {
    .name = "log1p_exp", .fits = same_width, .run = run_log1p_exp,
};
const struct step_kind step_signed_square = {
    .name = "signed_square", .fits = same_width, .run = run_signed_square,
};
const struct step_kind step_sort = {
    .name = "sort", .fits = same_width_float32, .run = run_sort,
};
const struct step_kind step_expectile = {
    .name = "expectile", .fits = same_width_one_constant, .run = run_expectile,
};
const struct step_kind step_positive = {
    .name = "positive", .fits = same_width, .n_classes = zero_or_one, .run = run_positive,
};
