/* kernel_reference.c - the definition of a right answer, kept obvious. */
#include "eval/kernel.h"
#include "eval/walk.h"

#include <math.h>

const struct leaf *kernel_reference_leaf(const struct ensemble *e, uint32_t t,
                                         const struct block *in, size_t r)
{
    const struct node *n = &e->node[e->tree[t].root];
    while (n->feature != NODE_LEAF)
        n = &e->node[n->left + !walk_goes_left(e, n, block_slot(in, n->feature)[r])];
    return &e->leaf[n->left];
}

/* Source: LightGBM include/LightGBM/tree.h, Tree::Predict. */
static double linear_value(const struct ensemble *e, const struct leaf *leaf,
                           const struct block *in, size_t r)
{
    const struct linear_leaf *linear = &e->linear[leaf->linear];
    const struct linear_term *term = &e->term[linear->first];
    double sum = linear->at;
    for (uint32_t i = 0; i < linear->n; i++) {
        double v = block_slot(in, term[i].feature)[r];
        if (isnan(v))
            return e->value[leaf->value];
        sum += term[i].coef * v;
    }
    return sum;
}

static void add_leaf(const struct ensemble *e, const struct tree *t,
                     const struct leaf *leaf, const struct block *in, size_t r,
                     struct block *out)
{
    for (uint32_t j = 0; j < t->width; j++) {
        double *sum = &block_slot(out, t->output + j)[r];
        double value = leaf->linear == NO_LINEAR ? e->value[leaf->value + j]
                                                 : linear_value(e, leaf, in, r);
        *sum = e->float32 ? (double)((float)*sum + (float)value) : *sum + value;
    }
}

static void run(const void *prepared, const struct block *in, struct block *out,
                void *scratch)
{
    const struct ensemble *e = prepared;
    (void)scratch;
    for (size_t r = 0; r < in->rows; r++)
        for (uint32_t t = 0; t < e->n_trees; t++)
            add_leaf(e, &e->tree[t], kernel_reference_leaf(e, t, in, r), in, r, out);
}

static bool fits(const struct ensemble *e, const struct cpu *cpu)
{
    (void)e, (void)cpu;
    return true;
}

static const void *prepare(const struct ensemble *e, struct arena *a, struct err *err)
{
    (void)a, (void)err;
    return e;       /* walks the trees as they are */
}

static size_t block_rows(const void *prepared)
{
    (void)prepared;
    return 64;
}

static size_t scratch(const void *prepared)
{
    (void)prepared;
    return 0;
}

const struct kernel kernel_reference = {
    .name = "reference", .why = "row by row, as the model says it; takes every model",
    .fits = fits, .prepare = prepare, .block_rows = block_rows, .scratch = scratch,
    .run = run,
};
