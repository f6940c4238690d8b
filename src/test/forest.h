/* forest.h - random forests: said to the builder, and walked as they were said.
 *
 * The walk is naive on purpose: it recurses over the nodes in the words of the builder's
 * header, and knows nothing of the packed form. */
#pragma once

#include "model/builder.h"
#include "test/random.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum said_kind { SAID_NUMBER, SAID_CATEGORY, SAID_LEAF };

enum { SET_WORDS = 3, MOST_WIDTH = 4, MOST_TERMS = 3 };

struct said_node {
    enum said_kind kind;
    struct split split;                 /* SAID_NUMBER */
    struct category_split category;     /* SAID_CATEGORY */
    uint32_t word[SET_WORDS];
    struct leaf_said leaf;              /* SAID_LEAF */
    double value[MOST_WIDTH];
    struct linear_term term[MOST_TERMS];
};

struct said_tree {
    struct tree_shape shape;
    struct said_node *node;             /* [shape.n_nodes] */
};

struct forest {
    struct ensemble_shape shape;
    double base[MOST_WIDTH];
    struct said_tree *tree;             /* [n_trees] */
    uint32_t n_trees;
};

/* What random forests are made of. */
struct forest_plan {
    uint32_t n_features, n_outputs, n_trees, depth;
    bool float32, skewed, vectors, linear, categories, zero_missing;
};

static const double odd_numbers[] = {
    0.0, -0.0, 1, -1, 0.5, -0.5, 2, 31, 32, 95, 96, 1e-300, -1e-300, DBL_TRUE_MIN,
    -DBL_TRUE_MIN, DBL_MIN, DBL_MAX, -DBL_MAX, FLT_MAX, 4294967296.0, 9.3e18, 1e300,
};

enum { N_ODD_NUMBERS = sizeof odd_numbers / sizeof odd_numbers[0] };

/* ---- making one ---- */

static inline double forest_threshold(struct random *r)
{
    if (random_one_in(r, 12))
        return random_one_in(r, 2) ? (double)INFINITY : -(double)INFINITY;
    if (random_one_in(r, 3))
        return odd_numbers[random_below(r, N_ODD_NUMBERS)];
    return random_one_in(r, 2) ? random_unit(r) * 8 : (double)(int)random_below(r, 9) - 4;
}

static inline void forest_make_leaf(struct random *r, const struct forest_plan *p,
                                    struct said_node *n, uint32_t id)
{
    n->kind = SAID_LEAF;
    n->leaf = (struct leaf_said){ .id = id, .value = n->value };
    for (uint32_t k = 0; k < MOST_WIDTH; k++)
        n->value[k] = random_unit(r) * (random_one_in(r, 20) ? 1e30 : 1);
    if (!p->linear || random_one_in(r, 4))
        return;
    n->leaf.is_linear = true;
    n->leaf.at = random_unit(r);
    n->leaf.term = n->term;
    n->leaf.n_terms = random_below(r, MOST_TERMS + 1);
    for (uint32_t i = 0; i < n->leaf.n_terms; i++)
        n->term[i] = (struct linear_term){ random_unit(r),
                                           random_below(r, p->n_features) };
}

static inline void forest_make_split(struct random *r, const struct forest_plan *p,
                                     struct said_node *n, uint32_t left, uint32_t right)
{
    uint32_t feature = random_below(r, p->n_features);
    if (p->categories && random_one_in(r, 3)) {
        n->kind = SAID_CATEGORY;
        n->category = (struct category_split){ .feature = feature, .word = n->word,
            .n_words = random_below(r, SET_WORDS + 1),
            .members_left = random_one_in(r, 2), .nan_left = random_one_in(r, 2),
            .left = left, .right = right };
        for (uint32_t i = 0; i < SET_WORDS; i++)
            n->word[i] = random_one_in(r, 3) ? 0 : (uint32_t)random_next(r);
        return;
    }
    n->kind = SAID_NUMBER;
    n->split = (struct split){ .feature = feature, .at = forest_threshold(r),
        .rule = random_one_in(r, 2) ? SPLIT_LT : SPLIT_LE,
        .nan_left = random_one_in(r, 2),
        .zero_missing = p->zero_missing && random_one_in(r, 2), .left = left,
        .right = right };
}

/* Nodes 0 .. n are used; the children of each get the next two of `number`. */
static inline void forest_make_nodes(struct random *r, const struct forest_plan *p,
                                     struct said_tree *t, const uint32_t *number)
{
    uint32_t *depth = calloc(t->shape.n_nodes, sizeof *depth);
    uint32_t made = 1, splits = t->shape.n_nodes / 2;
    for (uint32_t i = 0; i < t->shape.n_nodes; i++) {
        struct said_node *n = &t->node[number[i]];
        bool deep = depth[i] == p->depth || (p->skewed && i + 2 < made);
        bool must = i + 1 == made;      /* the last that can grow */
        if (made / 2 < splits && !deep && (must || !random_one_in(r, 8))) {
            depth[made] = depth[made + 1] = depth[i] + 1;
            forest_make_split(r, p, n, number[made], number[made + 1]);
            made += 2;
        } else {
            forest_make_leaf(r, p, n, i);
        }
        if (i + 1 == made)      /* nothing grows any more: the rest hangs nowhere */
            break;
    }
    t->shape.n_unreached = t->shape.n_nodes - made;
    free(depth);
}

static inline void forest_make_tree(struct random *r, const struct forest_plan *p,
                                    struct said_tree *t)
{
    uint32_t most = p->skewed ? 2 * p->depth + 1
                  : (2u << (p->depth < 6 ? p->depth : 6)) - 1 + 2 * random_below(r, 20);
    uint32_t *number = malloc(most * sizeof *number);
    for (uint32_t i = 0; i < most; i++)
        number[i] = i;
    for (uint32_t i = most - 1; i > 1; i--) {   /* any order, but the root is 0 */
        uint32_t j = 1 + random_below(r, i), kept = number[i];
        number[i] = number[j];
        number[j] = kept;
    }
    bool vector = p->vectors && random_one_in(r, 2);
    t->shape = (struct tree_shape){ .n_nodes = most, .width = vector ? p->n_outputs : 1,
        .output = vector ? 0 : random_below(r, p->n_outputs) };
    struct forest_plan plan = *p;
    plan.linear = p->linear && !vector;
    t->node = calloc(most, sizeof *t->node);
    for (uint32_t i = 0; i < most; i++)
        forest_make_leaf(r, &plan, &t->node[i], i);
    forest_make_nodes(r, &plan, t, number);
    free(number);
}

static inline void forest_make(struct forest *f, const struct forest_plan *p,
                               struct random *r)
{
    *f = (struct forest){ .n_trees = p->n_trees,
        .shape = { .n_features = p->n_features, .n_outputs = p->n_outputs,
                   .float32 = p->float32,
                   .category_above = random_one_in(r, 2) ? -1.0 : -DBL_TRUE_MIN } };
    for (uint32_t k = 0; k < MOST_WIDTH; k++)
        f->base[k] = p->float32 ? (double)(float)random_unit(r) : random_unit(r);
    f->tree = calloc(p->n_trees ? p->n_trees : 1, sizeof *f->tree);
    for (uint32_t t = 0; t < p->n_trees; t++)
        forest_make_tree(r, p, &f->tree[t]);
}

static inline void forest_release(struct forest *f)
{
    for (uint32_t t = 0; t < f->n_trees; t++)
        free(f->tree[t].node);
    free(f->tree);
}

/* ---- saying it ---- */

static inline const struct ensemble *forest_say(const struct forest *f, struct builder *b)
{
    struct ensemble_shape shape = f->shape;
    shape.base = f->base;
    builder_ensemble(b, &shape);
    for (uint32_t t = 0; t < f->n_trees; t++) {
        const struct said_tree *tree = &f->tree[t];
        builder_tree(b, &tree->shape);
        for (uint32_t i = 0; i < tree->shape.n_nodes; i++) {
            const struct said_node *n = &tree->node[i];
            if (n->kind == SAID_NUMBER)
                builder_split(b, i, &n->split);
            else if (n->kind == SAID_CATEGORY)
                builder_category(b, i, &n->category);
            else
                builder_leaf(b, i, &n->leaf);
        }
    }
    return builder_ensemble_end(b);
}

/* ---- walking it ---- */

static inline bool said_member(const struct forest *f, const struct category_split *c,
                               double v)
{
    if (v <= f->shape.category_above || v >= 32.0 * c->n_words)
        return false;
    uint32_t code = (uint32_t)trunc(v);         /* 0 for -0.5, which no word may hold */
    return code / 32 < c->n_words && (c->word[code / 32] & (uint32_t)1 << code % 32) != 0;
}

static inline bool said_left(const struct forest *f, const struct said_node *n,
                             const double *row)
{
    if (n->kind == SAID_CATEGORY) {
        double v = row[n->category.feature];
        if (isnan(v))
            return n->category.nan_left;
        return said_member(f, &n->category, v) ? n->category.members_left
                                               : !n->category.members_left;
    }
    double v = row[n->split.feature];
    if (isnan(v) || (n->split.zero_missing && v == 0))
        return n->split.nan_left;
    return n->split.rule == SPLIT_LE ? v <= n->split.at : v < n->split.at;
}

static inline const struct said_node *said_leaf(const struct forest *f,
                                                const struct said_tree *t, uint32_t node,
                                                const double *row)
{
    const struct said_node *n = &t->node[node];
    if (n->kind == SAID_LEAF)
        return n;
    bool left = said_left(f, n, row);
    uint32_t next = n->kind == SAID_CATEGORY
        ? (left ? n->category.left : n->category.right)
        : (left ? n->split.left : n->split.right);
    return said_leaf(f, t, next, row);
}

static inline double said_value(const struct said_node *n, uint32_t k, const double *row)
{
    double sum = n->leaf.at;
    if (!n->leaf.is_linear)
        return n->value[k];
    for (uint32_t i = 0; i < n->leaf.n_terms; i++) {
        double v = row[n->term[i].feature];
        if (isnan(v))
            return n->value[0];
        double product = n->term[i].coef * v;
        sum = sum + product;
    }
    return sum;
}

/* row [F]; sum [K]: where sums start, and what they come to. */
static inline void forest_score(const struct forest *f, const double *row, double *sum)
{
    for (uint32_t t = 0; t < f->n_trees; t++) {
        const struct said_tree *tree = &f->tree[t];
        const struct said_node *n = said_leaf(f, tree, 0, row);
        for (uint32_t k = 0; k < tree->shape.width; k++) {
            double *to = &sum[tree->shape.output + k];
            double value = said_value(n, k, row);
            if (f->shape.float32) {
                volatile float rounded = (float)*to + (float)value;
                *to = (double)rounded;
            } else {
                *to = *to + value;
            }
        }
    }
}
