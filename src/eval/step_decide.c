/* step_decide.c - from scores to classes. */
#include "eval/step.h"

#include "base/mem.h"

#include <math.h>

static bool one_to_two(const struct step *s)
{
    return s->in.n == 1 && s->out.n == 2;
}

/* The probability of class 1 becomes those of class 0 and class 1. */
static void run_both_classes(const struct step *s, const void *work, struct block *b,
                             void *scratch)
{
    (void)work, (void)scratch;
    const double *p = block_slot(b, s->in.first);
    double *no = block_slot(b, s->out.first), *yes = block_slot(b, s->out.first + 1);
    for (size_t r = 0; r < b->rows; r++) {
        yes[r] = p[r];
        no[r] = s->float32 ? (double)(1.0f - (float)p[r]) : 1.0 - p[r];
    }
}

static uint32_t two(const struct step *s)
{
    (void)s;
    return 2;
}

static bool above_fits(const struct step *s)
{
    return s->in.n == s->out.n && s->n_real == 1;
}

static const void *above_prepare(const struct step *s, const struct prepare_options *o,
                                 uint32_t start, struct arena *a, struct err *e)
{
    double *threshold = NEW(a, double, 1);
    (void)start;
    if (!threshold)
        err_set(e, ERR_MEMORY, "no room for a threshold");
    else
        *threshold = o->has_threshold ? o->threshold : s->real[0];
    return threshold;
}

/* Class 1 when its probability is above real[0], or the user's threshold. */
static void run_above(const struct step *s, const void *work, struct block *b,
                      void *scratch)
{
    double threshold = *(const double *)work;
    (void)scratch;
    for (uint32_t k = 0; k < s->in.n; k++) {
        const double *p = block_slot(b, s->in.first + k);
        double *y = block_slot(b, s->out.first + k);
        for (size_t r = 0; r < b->rows; r++)
            y[r] = p[r] > threshold ? 1.0 : 0.0;
    }
}

static bool many_to_one(const struct step *s)
{
    return s->in.n >= 1 && s->out.n == 1;
}

static uint32_t as_many_as_read(const struct step *s)
{
    return s->in.n;
}

/* The first of the largest; a NaN is larger than any number, as numpy.argmax has it. */
static void run_argmax(const struct step *s, const void *work, struct block *b,
                       void *scratch)
{
    (void)work, (void)scratch;
    double *y = block_slot(b, s->out.first);
    for (size_t r = 0; r < b->rows; r++) {
        double most = block_slot(b, s->in.first)[r];
        uint32_t best = 0;
        for (uint32_t k = 1; k < s->in.n && !isnan(most); k++) {
            double v = block_slot(b, s->in.first + k)[r];
            if (v > most || isnan(v)) {
                most = v;
                best = k;
            }
        }
        y[r] = (double)best;
    }
}

const struct step_kind step_both_classes = {
    .name = "both_classes", .fits = one_to_two, .run = run_both_classes,
};
const struct step_kind step_above = {
    .name = "above", .fits = above_fits, .n_classes = two, .prepare = above_prepare,
    .run = run_above,
};
const struct step_kind step_argmax = {
    .name = "argmax", .fits = many_to_one, .n_classes = as_many_as_read,
    .run = run_argmax,
};
