/* ensemble.h - trees that add up, the same whatever tool trained them.
 *
 * Made only through the builder and never changed afterwards, so any number of threads
 * may read it.  What the builder checked, nobody checks again: child, leaf, set and
 * feature numbers are in range, every node is reached exactly once.
 *
 * Normal form.  A row goes left when x[feature] < split; formats that split on <= are
 * turned into this form by the builder.  A missing (NaN) value has its side in the node.
 * A category node has a set of codes: members go to one side, everything else (unknown,
 * negative, too large) to the other.  Weights, shrinkage and averages that the library
 * applies leaf by leaf are in the leaf values already. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum node_flag {
    NODE_NAN_LEFT     = 1,      /* where a missing value goes */
    NODE_ZERO_MISSING = 2,      /* 0.0 (either sign) is missing in this node */
    NODE_CATEGORY     = 4,      /* ask set[node.set], not split */
    NODE_MEMBERS_LEFT = 8,      /* where the members of the set go */
};

#define NODE_LEAF UINT32_MAX

struct node {
    double   split;     /* number node: see normal form; NaN: never left.  Else 0 */
    uint32_t feature;   /* 0..F-1, or NODE_LEAF */
    uint32_t left;      /* inner: index into node[], the right child is left + 1;
                         * leaf: index into leaf[] */
    uint32_t set;       /* category node: index into set[] */
    uint32_t flags;     /* of enum node_flag */
};

struct leaf {
    uint32_t id;        /* what the library calls it (pred_leaf, apply) */
    uint32_t value;     /* index into value[] of its first value; `width` of them */
    uint32_t linear;    /* index into linear[], or NO_LINEAR */
};

#define NO_LINEAR UINT32_MAX

/* A leaf that is a linear function: at + sum of coef * x, in this order, in double.
 * Where one of its features is missing, the leaf's value stands instead. */
struct linear_leaf {
    double at;
    uint32_t first, n;  /* term[first .. first + n) */
};

struct linear_term {
    double coef;
    uint32_t feature;
};

/* Code c is a member when c < 32 * n_words and bit c % 32 of word c / 32 is set. */
struct category_set {
    uint32_t first, n_words;    /* set_word[first .. first + n_words) */
};

struct tree {
    uint32_t root;      /* index into node[] */
    uint32_t n_nodes;   /* node[root .. root + n_nodes): its nodes, level by level */
    uint32_t output;    /* the first of the scores it adds to */
    uint32_t width;     /* how many: 1, or n_outputs for a leaf of many values */
    uint32_t n_leaves;
    uint32_t depth;     /* most splits from root to leaf */
};

struct ensemble {
    uint32_t n_features;    /* F: slots of a row that it reads, from its step's first */
    uint32_t n_outputs;     /* K: sums per row */
    uint32_t n_trees;       /* T */
    uint32_t n_nodes;       /* N: over all trees */
    uint32_t n_leaves, n_values, n_sets, n_set_words, n_linear, n_terms;
    bool float32;           /* each sum is rounded to binary32 after each tree */
    double category_above;  /* codes are values above this, cut to whole numbers: -1 when
                             * -0.5 is code 0, the number just below 0 when it is none */
    const struct node *node;                /* [N] tree after tree */
    const struct tree *tree;                /* [T] in the order they are added */
    const struct leaf *leaf;                /* [n_leaves] */
    const double *value;                    /* [n_values] */
    const struct category_set *set;         /* [n_sets] */
    const uint32_t *set_word;               /* [n_set_words] */
    const struct linear_leaf *linear;       /* [n_linear] */
    const struct linear_term *term;         /* [n_terms] */
    const double *base;                     /* [K] where a sum starts without base
                                             * margin */
};
