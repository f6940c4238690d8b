/* builder_parts.h - what the builder's files share: builder.c (columns, steps, outputs),
 * builder_tree.c (trees) and builder_packed.c (trees that are packed already). */
#pragma once

#include "model/builder.h"

/* Limits of all formats. */
enum { MAX_TREES = 1000000, MAX_TREE_NODES = 1 << 24, MAX_OUTPUTS = 65536 };
#define MAX_NODES ((uint64_t)INT32_MAX - 1)

/* Items of one size that grow at the end. */
struct list {
    void *at;
    size_t n, room, size;
};

enum draft_kind { DRAFT_UNSAID, DRAFT_NUMBER, DRAFT_CATEGORY, DRAFT_LEAF };

/* A node as it was said, under the file's own number. */
struct draft {
    enum draft_kind kind;
    bool reached;
    struct node node;           /* .left: the file's number of the child, or a leaf's
                                 * index */
    uint32_t right;
};

/* The ensemble being said. */
struct ensemble_draft {
    bool open;
    struct ensemble_shape shape;
    double *base;               /* [K] in the arena */
    bool in_tree;
    struct tree_shape tree;
    struct list node, trees, leaf, value, set, set_word, linear, term;
    struct list draft;          /* of this tree, by the file's number */
    struct list queue;          /* uint32_t: drafts in the order they are packed */
};

struct builder {
    struct arena *arena;
    struct err *err;
    size_t file_bytes;
    bool borrow;
    struct model model;         /* what is known so far */
    struct column *column;      /* [n_columns] in the arena */
    struct list step, output, note;
    struct ensemble_draft e;
};

/* n more items at the end, zeroed; NULL, and ERR_MEMORY, when there is no room. */
void *list_add(struct builder *b, struct list *l, size_t n);

/* The items, moved to the arena; NULL when there is no room. */
const void *list_keep(struct builder *b, const struct list *l);

/* A copy of `s` in the arena. */
struct str builder_copy(struct builder *b, struct str s);

void builder_release_trees(struct builder *b);
