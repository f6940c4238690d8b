/* step_round.c - what a library does to a value before it looks at it. */
#include "eval/step.h"

#include <math.h>

static bool in_place(const struct step *s)
{
    return s->in.first == s->out.first && s->in.n == s->out.n;
}

static bool in_place_with_limit(const struct step *s)
{
    return in_place(s) && s->n_real == 1;
}

/* To binary32 and back: too large becomes an infinity, as a C cast does it. */
static void run_float32(const struct step *s, const void *work, struct block *b,
                        void *scratch)
{
    (void)work, (void)scratch;
    for (uint32_t i = 0; i < s->in.n; i++) {
        double *x = block_slot(b, s->in.first + i);
        for (size_t r = 0; r < b->rows; r++)
            x[r] = (double)(float)x[r];
    }
}

/* |x| <= real[0] is +0.0; a missing value stays. */
static void run_zero_tiny(const struct step *s, const void *work, struct block *b,
                          void *scratch)
{
    (void)work, (void)scratch;
    for (uint32_t i = 0; i < s->in.n; i++) {
        double *x = block_slot(b, s->in.first + i);
        for (size_t r = 0; r < b->rows; r++)
            x[r] = fabs(x[r]) <= s->real[0] ? 0.0 : x[r];
    }
}

const struct step_kind step_round_float32 = {
    .name = "round_float32", .fits = in_place, .run = run_float32,
};

const struct step_kind step_zero_tiny = {
    .name = "zero_tiny", .fits = in_place_with_limit, .run = run_zero_tiny,
};
