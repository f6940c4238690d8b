/* kernel_blocked.c - trees outer, rows inner: a tree is read once for a block of rows.
 *
 * Trees of nothing but number splits and single values walk on packed nodes whose leaves
 * point at themselves, eight rows abreast: no branch within a level depends on the data.
 * The stride of a block is a multiple of eight, so the rows behind the last may be walked
 * too (they are NaN or old numbers).  Trees with categories or with zero as missing walk
 * the same way on the model's own nodes.  Leaves of many values and linear ones are left
 * to the reference.  Sums run over the trees in order, row by row, whatever the tree. */
#include "eval/kernel.h"

#include "base/mem.h"
#include "eval/walk.h"

#include <math.h>
#include <stdint.h>

enum { ABREAST = 8, BLOCK_ROWS = 512 };

/* The side of a missing value stands in the top bit of the feature. */
#define NAN_LEFT_BIT 0x80000000u

/* A leaf has a NaN split, which sends every row right: to itself. */
struct packed {
    double split;
    uint32_t feature;       /* and NAN_LEFT_BIT */
    uint32_t left;
};

/* How a tree is walked. */
enum way { WAY_PACKED, WAY_ABREAST, WAY_REFERENCE };

struct blocked {
    const struct ensemble *e;
    const struct packed *node;      /* [N] where struct node has them */
    const double *value;            /* [N] of leaves, where a leaf has one */
    const enum way *way;            /* [T] */
};

static enum way way_of(const struct ensemble *e, const struct tree *t)
{
    enum way way = WAY_PACKED;
    if (t->width != 1)
        return WAY_REFERENCE;
    for (uint32_t i = t->root; i < t->root + t->n_nodes; i++) {
        const struct node *n = &e->node[i];
        if (n->feature == NODE_LEAF && e->leaf[n->left].linear != NO_LINEAR)
            return WAY_REFERENCE;
        if (n->flags & (NODE_CATEGORY | NODE_ZERO_MISSING))
            way = WAY_ABREAST;
    }
    return way;
}

static void pack_tree(const struct ensemble *e, const struct tree *t, struct packed *node,
                      double *value)
{
    for (uint32_t i = t->root; i < t->root + t->n_nodes; i++) {
        const struct node *n = &e->node[i];
        if (n->feature == NODE_LEAF) {
            node[i] = (struct packed){ (double)NAN, 0, i - 1 };
            value[i] = e->value[e->leaf[n->left].value];
        } else {
            uint32_t nan_left = n->flags & NODE_NAN_LEFT ? NAN_LEFT_BIT : 0;
            node[i] = (struct packed){ n->split, n->feature | nan_left, n->left };
        }
    }
}

static const void *prepare(const struct ensemble *e, struct arena *a, struct err *err)
{
    struct blocked *p = NEW(a, struct blocked, 1);
    struct packed *node = NEW(a, struct packed, e->n_nodes);
    double *value = NEW(a, double, e->n_nodes);
    enum way *way = NEW(a, enum way, e->n_trees);
    if (!p || !node || !value || !way) {
        err_set(err, ERR_MEMORY, "no room for %u tree nodes", e->n_nodes);
        return NULL;
    }
    for (uint32_t t = 0; t < e->n_trees; t++) {
        way[t] = way_of(e, &e->tree[t]);
        if (way[t] != WAY_REFERENCE)
            pack_tree(e, &e->tree[t], node, value);
    }
    *p = (struct blocked){ e, node, value, way };
    return p;
}

/* One level down.  A leaf's NaN split and missing NAN_LEFT_BIT send all rows right, and
 * its left is the node before it. */
static inline uint32_t step_down(const struct packed *node, uint32_t at, const double *x,
                                 size_t stride, size_t r)
{
    const struct packed *n = &node[at];
    double v = x[(size_t)(n->feature & ~NAN_LEFT_BIT) * stride + r];
    unsigned left = (v < n->split) | ((v != v) & (n->feature >> 31));
    return n->left + 1 - left;
}

static void add_values(const struct blocked *p, const uint32_t *at, size_t n, double *sum)
{
    if (p->e->float32)
        for (size_t i = 0; i < n; i++)
            sum[i] = (double)((float)sum[i] + (float)p->value[at[i]]);
    else
        for (size_t i = 0; i < n; i++)
            sum[i] += p->value[at[i]];
}

/* The same for any node. */
static inline uint32_t step_any(const struct ensemble *e, uint32_t at, const double *x,
                                size_t stride, size_t r)
{
    const struct node *n = &e->node[at];
    if (n->feature == NODE_LEAF)
        return at;
    return n->left + !walk_goes_left(e, n, x[(size_t)n->feature * stride + r]);
}

/* Eight rows to their leaves.  Ends when a level moves none of them. */
static inline void walk_abreast(const struct blocked *p, const struct tree *t,
                                bool packed, const struct block *in, size_t r,
                                uint32_t at[ABREAST])
{
    uint32_t moved = 1;
    for (size_t i = 0; i < ABREAST; i++)
        at[i] = t->root;
    for (uint32_t level = 0; level < t->depth && moved; level++) {
        moved = 0;
        for (size_t i = 0; i < ABREAST; i++) {
            uint32_t next = packed ? step_down(p->node, at[i], in->x, in->stride, r + i)
                                   : step_any(p->e, at[i], in->x, in->stride, r + i);
            moved |= next ^ at[i];
            at[i] = next;
        }
    }
}

static inline void run_tree(const struct blocked *p, const struct tree *t, bool packed,
                            const struct block *in, double *sum)
{
    for (size_t r = 0; r < in->rows; r += ABREAST) {
        uint32_t at[ABREAST];
        walk_abreast(p, t, packed, in, r, at);
        add_values(p, at, in->rows - r < ABREAST ? in->rows - r : ABREAST, sum + r);
    }
}

/* The ensemble of this tree alone, for the reference to run. */
static void run_other(const struct ensemble *e, uint32_t t, const struct block *in,
                      struct block *out, void *scratch)
{
    struct ensemble one = *e;
    one.tree = &e->tree[t];
    one.n_trees = 1;
    kernel_reference.run(&one, in, out, scratch);
}

static void run(const void *prepared, const struct block *in, struct block *out,
                void *scratch)
{
    const struct blocked *p = prepared;
    for (uint32_t t = 0; t < p->e->n_trees; t++) {
        const struct tree *tree = &p->e->tree[t];
        if (p->way[t] == WAY_PACKED)
            run_tree(p, tree, true, in, block_slot(out, tree->output));
        else if (p->way[t] == WAY_ABREAST)
            run_tree(p, tree, false, in, block_slot(out, tree->output));
        else
            run_other(p->e, t, in, out, scratch);
    }
}

/* A feature's number and the missing side share a word; without features there is no slot
 * for a leaf to look at. */
static bool fits(const struct ensemble *e, const struct cpu *cpu)
{
    (void)cpu;
    return e->n_features > 0 && e->n_features < NAN_LEFT_BIT;
}

static size_t block_rows(const void *prepared)
{
    (void)prepared;
    return BLOCK_ROWS;
}

static size_t scratch(const void *prepared)
{
    (void)prepared;
    return 0;
}

const struct kernel kernel_blocked = {
    .name = "blocked", .why = "tree by tree over blocks of rows, eight rows abreast",
    .fits = fits, .prepare = prepare, .block_rows = block_rows, .scratch = scratch,
    .run = run,
};
