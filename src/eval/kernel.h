/* kernel.h - one way to walk the trees. */
#pragma once

#include "eval/step.h"

#include <stdbool.h>
#include <stddef.h>

struct kernel {
    const char *name;
    const char *why;        /* for `show -v`: what it is good at */

    /* Can this kernel run this ensemble on this CPU? */
    bool (*fits)(const struct ensemble *e, const struct cpu *cpu);

    /* The kernel's own layout of `e`, in `a`; read-only from then on.  NULL:
     * ERR_MEMORY. */
    const void *(*prepare)(const struct ensemble *e, struct arena *a, struct err *err);

    /* Rows a block should have: what its planes or its cache want. */
    size_t (*block_rows)(const void *prepared);

    /* Bytes that one worker lends to run() again and again. */
    size_t (*scratch)(const void *prepared);

    /* Adds the trees to `out` [K slots]: on entry it holds where each row's sum starts,
     * on return the sums.  `in` [F slots] and `out` have the same rows.  No allocation,
     * no threads, no failure.  Every sum runs over the trees in order, in the ensemble's
     * own arithmetic, so all kernels agree to the last bit with `reference`
     * (test_kernel.c). */
    void (*run)(const void *prepared, const struct block *in, struct block *out,
                void *scratch);
};

/* The fastest that fits, or the one called `name`; NULL when it does not. */
const struct kernel *kernel_find(const char *name, const struct ensemble *e,
                                 const struct cpu *cpu);
const struct kernel *kernel_at(size_t i);   /* row i of the table, NULL behind the last */

extern const struct kernel kernel_reference;

/* The leaf of tree `t` that row r of `in` comes to; what kernel_reference adds up. */
const struct leaf *kernel_reference_leaf(const struct ensemble *e, uint32_t t,
                                         const struct block *in, size_t r);
