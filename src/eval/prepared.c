#include "eval/prepared.h"

#include "base/mem.h"
#include "eval/step_ensemble.h"

struct work {
    const struct step *step;
    const struct step_kind *kind;
    const void *work;           /* what the kind prepared; NULL when it needs nothing */
    enum stage stage;
};

struct prepared {
    const struct model *model;
    const struct work *work;    /* [model->n_steps] */
    uint32_t n_slots;
    uint32_t n_trees;
    size_t block_rows, scratch;
};

static bool is_scoring(const struct step *s)
{
    return str_eq(s->kind, STR("ensemble")) || str_eq(s->kind, STR("linear"));
}

static const struct ensemble_work *ensemble_of(const struct work *w)
{
    return w->step->ensemble ? w->work : NULL;
}

/* What stands before the first trees is preprocessing, what follows the last is
 * postprocessing. */
static void set_stages(struct work *work, uint32_t n)
{
    uint32_t first = n, last = 0;
    for (uint32_t i = 0; i < n; i++)
        if (is_scoring(work[i].step)) {
            first = first < i ? first : i;
            last = i;
        }
    for (uint32_t i = 0; i < n; i++)
        work[i].stage = i < first ? STAGE_PREPROCESS
                      : i <= last ? STAGE_PREDICT : STAGE_POSTPROCESS;
}

static bool ready(struct work *w, const struct model *m, const struct prepare_options *o,
                  struct arena *a, struct err *e)
{
    w->kind = step_kind_find(w->step->kind);
    if (!w->kind || !w->kind->fits(w->step))
        return err_set(e, ERR_MODEL, "the model has a step \"%.*s\" that cannot be run",
                       (int)w->step->kind.len, w->step->kind.at);
    bool starts_here = o->base_margin && w->step->out.first == m->margin.first
                    && w->step->out.n == m->margin.n;
    if (w->kind->prepare) {
        w->work = w->kind->prepare(w->step, o, starts_here ? m->n_slots : NO_SLOT, a, e);
        return w->work != NULL;
    }
    return true;
}

static void measure(struct prepared *p, const struct work *w)
{
    const struct ensemble_work *trees = ensemble_of(w);
    if (!trees || !trees->prepared)
        return;
    size_t rows = trees->kernel->block_rows(trees->prepared);
    size_t scratch = trees->kernel->scratch(trees->prepared);
    p->block_rows = rows > p->block_rows ? rows : p->block_rows;
    p->scratch = scratch > p->scratch ? scratch : p->scratch;
    p->n_trees += w->step->ensemble->n_trees;
}

static bool kernel_exists(const char *name, struct err *e)
{
    for (size_t i = 0; name && kernel_at(i); i++)
        if (str_eq(str_of(name), str_of(kernel_at(i)->name)))
            return true;
    return !name || err_set(e, ERR_USAGE, "there is no kernel \"%s\"", name);
}

/* What an output takes for a class has to be one, whatever the row. */
static bool check_class(const struct work *work, const struct model *m,
                        const struct output *o, struct err *e)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < m->n_steps; i++) {
        const struct slots out = m->step[i].out;
        if (o->slot >= out.first && o->slot - out.first < out.n)
            n = work[i].kind->n_classes ? work[i].kind->n_classes(work[i].step) : 0;
    }
    return (n && o->classes && n <= o->classes->n)
        || err_set(e, ERR_MODEL,
                   "the model has an output that is no class, and should be");
}

const struct prepared *prepared_new(const struct model *m,
                                    const struct prepare_options *o,
                                    struct arena *a, struct err *e)
{
    struct prepared *p = NEW(a, struct prepared, 1);
    struct work *work = p ? NEW(a, struct work, m->n_steps) : NULL;
    if (!work) {
        err_set(e, ERR_MEMORY, "no room for %u steps", m->n_steps);
        return NULL;
    }
    if (!kernel_exists(o->kernel, e))
        return NULL;
    *p = (struct prepared){
        .model = m, .work = work, .block_rows = 64,
        .n_slots = m->n_slots + (o->base_margin ? m->margin.n : 0),
    };
    for (uint32_t i = 0; i < m->n_steps; i++) {
        work[i].step = &m->step[i];
        if (!ready(&work[i], m, o, a, e))
            return NULL;
        measure(p, &work[i]);
    }
    for (uint32_t i = 0; i < m->n_outputs; i++)
        if (m->output[i].type == OUTPUT_CLASS && !check_class(work, m, &m->output[i], e))
            return NULL;
    set_stages(work, m->n_steps);
    return p;
}

size_t prepared_block_rows(const struct prepared *p)
{
    return p->block_rows;
}

size_t prepared_scratch(const struct prepared *p)
{
    return p->scratch;
}

uint32_t prepared_slots(const struct prepared *p)
{
    return p->n_slots;
}

uint32_t prepared_n_trees(const struct prepared *p)
{
    return p->n_trees;
}

void prepared_run(const struct prepared *p, enum stage stage, struct block *b,
                  void *scratch)
{
    for (uint32_t i = 0; i < p->model->n_steps; i++)
        if (p->work[i].stage == stage)
            p->work[i].kind->run(p->work[i].step, p->work[i].work, b, scratch);
}

void prepared_leaves(const struct prepared *p, const struct block *b, uint32_t *id,
                     size_t stride)
{
    for (uint32_t i = 0; i < p->model->n_steps; i++) {
        const struct step *s = p->work[i].step;
        const struct ensemble *e = s->ensemble;
        if (!e)
            continue;
        struct block in = { block_slot(b, s->in.first), b->stride, b->rows };
        for (uint32_t t = 0; t < e->n_trees; t++, id += stride)
            for (size_t r = 0; r < b->rows; r++)
                id[r] = kernel_reference_leaf(e, t, &in, r)->id;
    }
}

const struct kernel *prepared_kernel(const struct prepared *p, uint32_t i)
{
    for (uint32_t s = 0; s < p->model->n_steps; s++) {
        const struct ensemble_work *trees = ensemble_of(&p->work[s]);
        if (trees && i-- == 0)
            return trees->kernel;
    }
    return NULL;
}
