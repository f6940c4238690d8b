/* model_text.h - models from texts in a test, and a row through them. */
#pragma once

#include "base/buf.h"
#include "base/cpu.h"
#include "base/mem.h"
#include "eval/prepared.h"
#include "format/format.h"

#include <math.h>
#include <stdlib.h>

struct loaded {
    struct arena arena;
    struct err err;
    const struct model *model;      /* NULL: see err */
};

static inline void load_bytes(struct loaded *l, struct str file,
                              const struct load_options *o)
{
    static const struct load_options best = { .trees = TREES_BEST };
    *l = (struct loaded){ 0 };
    arena_init(&l->arena, 0);
    l->model = format_load_model(file, "test.json", "xgboost", o ? o : &best, &l->arena,
                                 &l->err);
}

/* `text` with ' as ". */
static inline void quoted(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
    for (size_t i = 0; i < b->len; i++)
        if (b->at[i] == '\'')
            b->at[i] = '"';
}

static inline void load_text(struct loaded *l, const char *text,
                             const struct load_options *o)
{
    struct buf b = { 0 };
    quoted(&b, text);
    load_bytes(l, buf_str(&b), o);
    buf_release(&b);
}

static inline void unload(struct loaded *l)
{
    arena_release(&l->arena);
}

enum { MOST = 8 };

/* What the model makes of a row of its columns. */
struct result {
    double margin[MOST], out[MOST];
};

static inline struct result score(struct loaded *l, const double *row)
{
    const struct model *m = l->model;
    const struct cpu cpu = { 0 };
    const struct prepare_options o = { .cpu = &cpu };
    const struct prepared *p = m ? prepared_new(m, &o, &l->arena, &l->err) : NULL;
    struct result r = { .margin = { NAN }, .out = { NAN } };
    if (!p)
        return r;
    struct block b = { calloc(prepared_slots(p) * 8 + 1, sizeof(double)), 8, 1 };
    void *scratch = calloc(prepared_scratch(p) + 1, 1);
    for (uint32_t i = 0; i < m->n_columns; i++)
        block_slot(&b, i)[0] = row[i];
    for (enum stage s = 0; s < N_STAGES; s++)
        prepared_run(p, s, &b, scratch);
    for (uint32_t k = 0; k < m->margin.n && k < MOST; k++)
        r.margin[k] = block_slot(&b, m->margin.first + k)[0];
    for (uint32_t k = 0; k < m->converted.n && k < MOST; k++)
        r.out[k] = block_slot(&b, m->converted.first + k)[0];
    free(b.x);
    free(scratch);
    return r;
}

static inline bool same(double a, double b)
{
    return (a == b && !signbit(a) == !signbit(b)) || (isnan(a) && isnan(b));
}

/* `text` with the first @ replaced by `part`. */
static inline const char *with(struct buf *b, const char *text, const char *part)
{
    const char *at = strchr(text, '@');
    buf_clear(b);
    buf_add(b, text, (size_t)(at - text));
    buf_add(b, part, strlen(part));
    buf_add(b, at + 1, strlen(at + 1) + 1);
    return b->at;
}
