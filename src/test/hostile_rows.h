/* hostile_rows.h - rows of values that nobody should send, through every kernel.
 *
 * All kernels have to agree to the last bit; leaves have to be those that a walk by hand
 * comes to, within as many steps as the tree is deep. */
#pragma once

#include "base/cpu.h"
#include "base/mem.h"
#include "eval/prepared.h"
#include "model/model.h"
#include "test/random.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HOSTILE_ROWS = 16, HOSTILE_STRIDE = 24 };

static const double hostile_values[] = {
    NAN, INFINITY, -INFINITY, 0.0, -0.0, DBL_TRUE_MIN, -DBL_TRUE_MIN, 1e300, -1e300,
    DBL_MAX, -1, -0.5, -1e-300, 0.5, 1, 2, 3.7, 31, 32, 33, 1e-35, 1.0000000180025095e-35,
    16777216, 2147483647, 2147483648.0, -2147483649.0, 4294967295.0, 4294967296.0,
    9007199254740991.0, 9.3e18, -9.3e18, 3.4e38, 3.5e38, 1e-45,
};

static inline double hostile_value(struct random *r)
{
    const uint32_t n = sizeof hostile_values / sizeof hostile_values[0];
    const uint32_t i = random_below(r, n + 8);
    return i < n ? hostile_values[i] : 10 * random_unit(r);
}

/* All slots, even those that a step fills, and the rows behind the last. */
static inline void hostile_fill(struct block *b, uint32_t n_slots, uint64_t seed)
{
    struct random r = { seed };
    for (size_t i = 0; i < (size_t)n_slots * b->stride; i++)
        b->x[i] = hostile_value(&r);
}

/* The side of one node, in the words of ensemble.h. */
static inline bool hostile_left(const struct ensemble *e, const struct node *n, double v)
{
    const bool missing = v != v || ((n->flags & NODE_ZERO_MISSING) && v == 0);
    if (missing)
        return n->flags & NODE_NAN_LEFT;
    if (!(n->flags & NODE_CATEGORY))
        return v < n->split;
    const struct category_set *set = &e->set[n->set];
    bool member = false;
    if (v > e->category_above && v < 4294967296.0) {
        const uint64_t code = v < 0 ? 0 : (uint64_t)v;
        member = code / 32 < set->n_words
              && (e->set_word[set->first + code / 32] & UINT32_C(1) << code % 32);
    }
    return member ? n->flags & NODE_MEMBERS_LEFT : !(n->flags & NODE_MEMBERS_LEFT);
}

/* The leaf that row r comes to, NULL when it takes more steps than the tree is deep. */
static inline const struct leaf *hostile_walk(const struct ensemble *e,
                                              const struct tree *t,
                                              const struct block *in, size_t r)
{
    uint32_t at = t->root, fuel = t->depth;
    while (e->node[at].feature != NODE_LEAF && fuel--) {
        const struct node *n = &e->node[at];
        at = n->left + !hostile_left(e, n, block_slot(in, n->feature)[r]);
    }
    return e->node[at].feature == NODE_LEAF ? &e->leaf[e->node[at].left] : NULL;
}

static inline const char *hostile_leaves(const struct model *m, const struct prepared *p,
                                         const struct block *b)
{
    const size_t n = (size_t)prepared_n_trees(p) * HOSTILE_ROWS;
    uint32_t *id = malloc(n * sizeof *id), *want = id;
    const char *wrong = id || !n ? NULL : "no memory";
    if (!wrong)
        prepared_leaves(p, b, id, HOSTILE_ROWS);
    for (uint32_t s = 0; s < m->n_steps && !wrong; s++) {
        const struct ensemble *e = m->step[s].ensemble;
        struct block in = { block_slot(b, m->step[s].in.first), b->stride, b->rows };
        for (uint32_t t = 0; e && t < e->n_trees && !wrong; t++)
            for (size_t r = 0; r < HOSTILE_ROWS && !wrong; r++) {
                const struct leaf *leaf = hostile_walk(e, &e->tree[t], &in, r);
                wrong = !leaf ? "a row takes more steps than its tree is deep"
                      : leaf->id != *want++ ? "a row comes to another leaf" : NULL;
            }
    }
    free(id);
    return wrong;
}

/* A class is one that there is, whatever came in. */
static inline const char *hostile_classes(const struct model *m, const struct block *b)
{
    for (uint32_t i = 0; i < m->n_outputs; i++) {
        const struct output *o = &m->output[i];
        for (size_t r = 0; o->type == OUTPUT_CLASS && r < b->rows; r++) {
            const double k = block_slot(b, o->slot)[r];
            if (!(k >= 0 && k < o->classes->n && k == floor(k)))
                return "a row is of a class that there is not";
        }
    }
    return NULL;
}

static inline const char *hostile_run(const struct model *m, const struct prepared *p,
                                      struct block *b)
{
    void *scratch = malloc(prepared_scratch(p) + 1);
    const char *wrong = scratch ? NULL : "no memory";
    for (enum stage s = 0; s < N_STAGES && !wrong; s++) {
        prepared_run(p, s, b, scratch);
        if (s == STAGE_PREDICT)
            wrong = hostile_leaves(m, p, b);
    }
    free(scratch);
    return wrong ? wrong : hostile_classes(m, b);
}

/* Where two blocks of the same rows differ; any NaN is like any other. */
static inline bool hostile_same(const struct block *a, const struct block *b,
                                size_t n_slots)
{
    for (size_t s = 0; s < n_slots; s++)
        for (size_t r = 0; r < a->rows; r++) {
            const double x = a->x[s * a->stride + r], y = b->x[s * b->stride + r];
            if (memcmp(&x, &y, sizeof x) != 0 && !(x != x && y != y))
                return false;
        }
    return true;
}

/* By one kernel, into a block of just the size it needs, which is the caller's. */
static inline const char *hostile_kernel(const struct model *m, const struct kernel *k,
                                         struct block *b, uint64_t seed)
{
    struct arena arena;
    struct err e = { 0 };
    struct cpu cpu = cpu_detect();
    struct prepare_options o = { .kernel = k->name, .cpu = &cpu,
                                 .base_margin = m->takes_base_margin && seed % 2 };
    arena_init(&arena, 0);
    const struct prepared *p = prepared_new(m, &o, &arena, &e);
    const uint32_t n_slots = p ? prepared_slots(p) : 0;
    const char *wrong = p ? NULL : "an accepted model cannot be made ready";
    b->x = p ? malloc((size_t)n_slots * HOSTILE_STRIDE * sizeof *b->x) : NULL;
    if (!wrong && !b->x)
        wrong = "no memory";
    if (!wrong) {
        hostile_fill(b, n_slots, seed);
        wrong = hostile_run(m, p, b);
    }
    arena_release(&arena);
    return wrong;
}

/* Scores hostile rows with every kernel: NULL, or what went wrong. */
static inline const char *hostile_score(const struct model *m, uint64_t seed)
{
    struct block first = { NULL, HOSTILE_STRIDE, HOSTILE_ROWS };
    const char *wrong = NULL;
    for (size_t k = 0; kernel_at(k) && !wrong; k++) {
        struct block other = first;
        wrong = hostile_kernel(m, kernel_at(k), k ? &other : &first, seed);
        if (!wrong && k && !hostile_same(&first, &other, m->n_slots))
            wrong = "two kernels differ";
        if (k)
            free(other.x);
    }
    free(first.x);
    return wrong;
}
