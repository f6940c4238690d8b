/* step.h - rows on their way through the steps of a model. */
#pragma once

#include "base/err.h"
#include "model/model.h"

#include <stddef.h>
#include <stdint.h>

struct arena;
struct cpu;

/* Some rows on their way: slot s of row r is x[s * stride + r].  NaN is missing. */
struct block {
    double *x;          /* [S][stride] */
    size_t stride;      /* >= rows, a multiple of 8, no power of two */
    size_t rows;
};

static inline double *block_slot(const struct block *b, uint32_t slot)
{
    return b->x + (size_t)slot * b->stride;
}

/* What is settled when a model is made ready, beside the model. */
struct prepare_options {
    const char *kernel;         /* the name of one, or NULL: the fastest that fits */
    const struct cpu *cpu;
    bool only_look;             /* kernels are chosen, and not made ready to run */
    bool base_margin;           /* slots S .. S+K-1 hold where each row's sums start */
    bool has_threshold;         /* binary: class 1 when its probability is above... */
    double threshold;
};

struct step_work;       /* a step made ready: opaque but to its kind */

struct step_kind {
    const char *name;

    /* Are the step's slots and constants what the kind wants? */
    bool (*fits)(const struct step *s);

    /* Results are whole numbers below this, so that they may number classes; NULL:
     * any. */
    uint32_t (*n_classes)(const struct step *s);

    /* What is computed once, in `a`; may be NULL for kinds that need nothing.
     * `start` is the first of the K slots with base margins, or NO_SLOT. */
    const void *(*prepare)(const struct step *s, const struct prepare_options *o,
                           uint32_t start, struct arena *a, struct err *e);

    /* Does it to all rows of the block.  No allocation, no threads, no failure. */
    void (*run)(const struct step *s, const void *work, struct block *b, void *scratch);
};

#define NO_SLOT UINT32_MAX

/* The kind of that name, or NULL. */
const struct step_kind *step_kind_find(struct str name);
const struct step_kind *step_kind_at(size_t i);     /* row i of the table, or NULL */
