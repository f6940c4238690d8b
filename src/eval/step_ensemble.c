/* step_ensemble.c - trees, through the kernel that fits them best. */
#include "eval/step_ensemble.h"

#include "base/mem.h"

static bool fits(const struct step *s)
{
    return s->ensemble && s->in.n == s->ensemble->n_features
        && s->out.n == s->ensemble->n_outputs;
}

static const void *prepare(const struct step *s, const struct prepare_options *o,
                           uint32_t start, struct arena *a, struct err *e)
{
    struct ensemble_work *w = NEW(a, struct ensemble_work, 1);
    if (!w) {
        err_set(e, ERR_MEMORY, "no room for a kernel");
        return NULL;
    }
    w->kernel = kernel_find(o->kernel, s->ensemble, o->cpu);
    if (!w->kernel)     /* e.g. a model without features */
        w->kernel = kernel_find(NULL, s->ensemble, o->cpu);
    w->start = start;
    if (o->only_look)
        return w;
    w->prepared = w->kernel->prepare(s->ensemble, a, e);
    return w->prepared ? w : NULL;
}

/* The sums start at the base scores, or at what the rows bring themselves. */
static void start_sums(const struct step *s, uint32_t start, struct block *b)
{
    for (uint32_t k = 0; k < s->out.n; k++) {
        double *sum = block_slot(b, s->out.first + k);
        const double *own = start == NO_SLOT ? NULL : block_slot(b, start + k);
        for (size_t r = 0; r < b->rows; r++)
            sum[r] = !own ? s->ensemble->base[k]
                   : s->ensemble->float32 ? (double)(float)own[r] : own[r];
    }
}

static struct block view(const struct block *b, struct slots s)
{
    return (struct block){ block_slot(b, s.first), b->stride, b->rows };
}

static void run(const struct step *s, const void *work, struct block *b, void *scratch)
{
    const struct ensemble_work *w = work;
    struct block in = view(b, s->in), out = view(b, s->out);
    start_sums(s, w->start, b);
    w->kernel->run(w->prepared, &in, &out, scratch);
}

const struct step_kind step_ensemble = {
    .name = "ensemble", .fits = fits, .prepare = prepare, .run = run,
};
