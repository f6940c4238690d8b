/* step_linear.c - XGBoost's gblinear.
 *
 * real[f * K + k] is feature f's weight for output k, f = F is the bias, and one more
 * number is the base score.  It is the start of every output, even of those after the
 * first (sic); a row's own margin takes its place.
 * Source: xgboost src/gbm/gblinear.cc, PredictBatchInternal. */
#include "eval/step.h"

#include "base/mem.h"

#include <math.h>

static bool fits(const struct step *s)
{
    return s->float32 && s->n_real == (uint64_t)(s->in.n + 1) * s->out.n + 1;
}

static const void *prepare(const struct step *s, const struct prepare_options *o,
                           uint32_t start, struct arena *a, struct err *e)
{
    uint32_t *slot = NEW(a, uint32_t, 1);
    (void)s, (void)o;
    if (!slot)
        err_set(e, ERR_MEMORY, "no room for a linear model");
    else
        *slot = start;
    return slot;
}

static void run_output(const struct step *s, uint32_t k, const double *own,
                       struct block *b)
{
    uint32_t K = s->out.n, F = s->in.n;
    double *sum = block_slot(b, s->out.first + k);
    float base = (float)s->real[(size_t)(F + 1) * K];
    float bias = (float)s->real[(size_t)F * K + k];

    for (size_t r = 0; r < b->rows; r++)
        sum[r] = (double)(bias + (own ? (float)own[r] : base));
    for (uint32_t f = 0; f < F; f++) {
        const double *x = block_slot(b, s->in.first + f);
        float weight = (float)s->real[(size_t)f * K + k];
        for (size_t r = 0; r < b->rows; r++)
            if (!isnan(x[r])) {
                float product = (float)x[r] * weight;
                sum[r] = (double)((float)sum[r] + product);
            }
    }
}

static void run(const struct step *s, const void *work, struct block *b, void *scratch)
{
    uint32_t start = *(const uint32_t *)work;
    (void)scratch;
    for (uint32_t k = 0; k < s->out.n; k++)
        run_output(s, k, start == NO_SLOT ? NULL : block_slot(b, start + k), b);
}

const struct step_kind step_linear = {
    .name = "linear", .fits = fits, .prepare = prepare, .run = run,
};
