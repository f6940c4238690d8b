#include "base/mem.h"
#include "model/builder_parts.h"

#include <math.h>

void builder_release_trees(struct builder *b)
{
    struct ensemble_draft *e = &b->e;
    struct list *const lists[] = { &e->node, &e->trees, &e->leaf, &e->value, &e->set,
        &e->set_word, &e->linear, &e->term, &e->draft, &e->queue };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        mem_free(lists[i]->at);
        *lists[i] = (struct list){ .size = lists[i]->size };
    }
}

void builder_ensemble(struct builder *b, const struct ensemble_shape *shape)
{
    struct ensemble_draft *e = &b->e;
    if (!builder_ok(b))
        return;
    if (shape->n_outputs < 1 || shape->n_outputs > MAX_OUTPUTS) {
        builder_fail(b, "%u outputs, 1 to %d are possible", shape->n_outputs,
                     MAX_OUTPUTS);
        return;
    }
    *e = (struct ensemble_draft){
        .open = true, .shape = *shape,
        .node = { .size = sizeof(struct node) }, .trees = { .size = sizeof(struct tree) },
        .leaf = { .size = sizeof(struct leaf) }, .value = { .size = sizeof(double) },
        .set = { .size = sizeof(struct category_set) },
        .set_word = { .size = sizeof(uint32_t) },
        .linear = { .size = sizeof(struct linear_leaf) },
        .term = { .size = sizeof(struct linear_term) },
        .draft = { .size = sizeof(struct draft) }, .queue = { .size = sizeof(uint32_t) },
    };
    e->base = NEW(b->arena, double, shape->n_outputs);
    if (!e->base)
        err_set(b->err, ERR_MEMORY, "no room for %u outputs", shape->n_outputs);
    else
        memcpy(e->base, shape->base, shape->n_outputs * sizeof *e->base);
}

static size_t tree_number(const struct builder *b)
{
    return b->e.trees.n;        /* of the tree being said: it is added at its end */
}

/* Takes a child into the order of packing. */
static bool reach(struct builder *b, uint32_t parent, uint32_t child)
{
    struct draft *d = b->e.draft.at;
    if (child >= b->e.draft.n)
        return builder_fail(b, "tree %zu: node %u has a child %u, but there are %zu"
                            " nodes", tree_number(b), parent, child, b->e.draft.n);
    if (d[child].reached)
        return builder_fail(b, "tree %zu: node %u is reached twice", tree_number(b),
                            child);
    if (d[child].kind == DRAFT_UNSAID)
        return builder_fail(b, "tree %zu: node %u is missing", tree_number(b), child);
    d[child].reached = true;
    uint32_t *queued = list_add(b, &b->e.queue, 1);
    if (!queued)
        return false;
    *queued = child;
    return true;
}

/* The drafts in the order of levels, so that siblings stand side by side; its depth. */
static bool walk(struct builder *b, uint32_t *depth)
{
    struct list *queue = &b->e.queue;
    const struct draft *draft = b->e.draft.at;

    *depth = 0;
    queue->n = 0;
    if (!reach(b, 0, 0))
        return false;
    for (size_t i = 0, level_end = 1; i < queue->n; i++) {
        if (i == level_end) {
            ++*depth;
            level_end = queue->n;
        }
        uint32_t id = ((const uint32_t *)queue->at)[i];
        const struct draft *d = &draft[id];
        if (d->kind != DRAFT_LEAF
            && (!reach(b, id, d->node.left) || !reach(b, id, d->right)))
            return false;
    }
    return true;
}

static bool count_unreached(struct builder *b)
{
    size_t unreached = b->e.draft.n - b->e.queue.n;
    uint32_t want = b->e.tree.n_unreached;
    if (want == ANY_UNREACHED || unreached == want)
        return true;
    return builder_fail(b, "tree %zu: %zu nodes hang nowhere, and %u should",
                        tree_number(b), unreached, want);
}

static void pack(struct builder *b, uint32_t depth)
{
    struct ensemble_draft *e = &b->e;
    const uint32_t *order = e->queue.at;
    const struct draft *draft = e->draft.at;
    size_t n = e->queue.n;

    if (e->node.n + n > MAX_NODES) {
        builder_fail(b, "more than %llu nodes", (unsigned long long)MAX_NODES);
        return;
    }
    struct tree tree = { .root = (uint32_t)e->node.n, .n_nodes = (uint32_t)n,
        .output = e->tree.output, .width = e->tree.width, .depth = depth };
    struct node *to = list_add(b, &e->node, n);
    uint32_t next = tree.root + 1;
    for (size_t i = 0; to && i < n; i++) {
        to[i] = draft[order[i]].node;
        if (to[i].feature == NODE_LEAF) {
            tree.n_leaves++;
        } else {
            to[i].left = next;
            next += 2;
        }
    }
    struct tree *added = to ? list_add(b, &e->trees, 1) : NULL;
    if (added)
        *added = tree;
}

static void end_tree(struct builder *b)
{
    uint32_t depth;
    if (!b->e.in_tree || !builder_ok(b))
        return;
    b->e.in_tree = false;
    if (walk(b, &depth) && count_unreached(b))
        pack(b, depth);
}

void builder_tree(struct builder *b, const struct tree_shape *s)
{
    struct ensemble_draft *e = &b->e;
    end_tree(b);
    if (!builder_ok(b))
        return;
    size_t t = tree_number(b);
    if (t >= MAX_TREES)
        builder_fail(b, "more than %d trees", MAX_TREES);
    else if (s->n_nodes < 1 || s->n_nodes > MAX_TREE_NODES)
        builder_fail(b, "tree %zu: %u nodes, 1 to %d are possible", t, s->n_nodes,
                     MAX_TREE_NODES);
    else if (s->n_nodes > b->file_bytes)
        builder_fail(b, "tree %zu: %u nodes do not fit into a file of %zu bytes", t,
                     s->n_nodes, b->file_bytes);
    else if (s->width != 1 && s->width != e->shape.n_outputs)
        builder_fail(b, "tree %zu: leaves of %u values, but there are %u outputs", t,
                     s->width, e->shape.n_outputs);
    else if (s->width > e->shape.n_outputs || s->output > e->shape.n_outputs - s->width)
        builder_fail(b, "tree %zu: it adds to output %u, but there are %u", t, s->output,
                     e->shape.n_outputs);
    if (!builder_ok(b))
        return;
    e->tree = *s;
    e->draft.n = 0;
    e->in_tree = list_add(b, &e->draft, s->n_nodes) != NULL;
}

/* The draft of a node that may be said now, or NULL. */
static struct draft *draft_of(struct builder *b, uint32_t node)
{
    if (!builder_ok(b) || !b->e.in_tree)
        return NULL;
    struct draft *d = b->e.draft.at;
    if (node >= b->e.draft.n) {
        builder_fail(b, "tree %zu: node %u, but there are %zu nodes", tree_number(b),
                     node, b->e.draft.n);
        return NULL;
    }
    if (d[node].kind != DRAFT_UNSAID) {
        builder_fail(b, "tree %zu: node %u is there twice", tree_number(b), node);
        return NULL;
    }
    return &d[node];
}

static bool feature_fits(struct builder *b, uint32_t node, uint32_t feature)
{
    if (feature < b->e.shape.n_features)
        return true;
    return builder_fail(b, "tree %zu: node %u asks for feature %u, but there are %u",
                        tree_number(b), node, feature, b->e.shape.n_features);
}

/* x <= at is x < the next number after at; x <= +inf is always true, which is a split
 * that nothing is below with its children swapped. */
static void set_split(struct draft *d, const struct split *s)
{
    bool always = s->rule == SPLIT_LE && s->at == (double)INFINITY;
    bool nan_left = s->nan_left != always;
    double split = always ? (double)NAN
                 : s->rule == SPLIT_LE ? nextafter(s->at, (double)INFINITY) : s->at;
    bool zero_left = 0.0 < split;
    d->kind = DRAFT_NUMBER;
    d->node = (struct node){
        .split = split, .feature = s->feature, .left = always ? s->right : s->left,
        .flags = (nan_left ? NODE_NAN_LEFT : 0u)
               | (s->zero_missing && nan_left != zero_left ? NODE_ZERO_MISSING : 0u),
    };
    d->right = always ? s->left : s->right;
}

void builder_split(struct builder *b, uint32_t node, const struct split *s)
{
    struct draft *d = draft_of(b, node);
    if (!d || !feature_fits(b, node, s->feature))
        return;
    if (isnan(s->at)) {
        builder_fail(b, "tree %zu: the threshold of node %u is not a number",
                     tree_number(b), node);
        return;
    }
    set_split(d, s);
}

void builder_category(struct builder *b, uint32_t node, const struct category_split *s)
{
    struct draft *d = draft_of(b, node);
    if (!d || !feature_fits(b, node, s->feature))
        return;
    uint32_t n = s->n_words;
    while (n && s->word[n - 1] == 0)
        n--;
    struct category_set *set = list_add(b, &b->e.set, 1);
    uint32_t *word = set ? list_add(b, &b->e.set_word, n) : NULL;
    if (!word)
        return;
    if (n)
        memcpy(word, s->word, n * sizeof *word);
    *set = (struct category_set){ (uint32_t)(b->e.set_word.n - n), n };
    d->kind = DRAFT_CATEGORY;
    d->node = (struct node){
        .feature = s->feature, .left = s->left, .set = (uint32_t)b->e.set.n - 1,
        .flags = NODE_CATEGORY | (s->members_left ? NODE_MEMBERS_LEFT : 0u)
               | (s->nan_left ? NODE_NAN_LEFT : 0u),
    };
    d->right = s->right;
}

/* The index of the leaf's linear function. */
static uint32_t add_linear(struct builder *b, uint32_t node, const struct leaf_said *l)
{
    bool finite = isfinite(l->at);
    for (uint32_t i = 0; i < l->n_terms && builder_ok(b); i++) {
        finite = finite && isfinite(l->term[i].coef);
        feature_fits(b, node, l->term[i].feature);
    }
    if (!finite)
        builder_fail(b, "tree %zu: leaf %u has a coefficient that is not finite",
                     tree_number(b), l->id);
    struct linear_leaf *linear = builder_ok(b) ? list_add(b, &b->e.linear, 1) : NULL;
    struct linear_term *term = linear ? list_add(b, &b->e.term, l->n_terms) : NULL;
    if (!term)
        return NO_LINEAR;
    if (l->n_terms)
        memcpy(term, l->term, l->n_terms * sizeof *term);
    uint32_t first = (uint32_t)(b->e.term.n - l->n_terms);
    *linear = (struct linear_leaf){ l->at, first, l->n_terms };
    return (uint32_t)b->e.linear.n - 1;
}

void builder_leaf(struct builder *b, uint32_t node, const struct leaf_said *l)
{
    struct draft *d = draft_of(b, node);
    if (!d)
        return;
    uint32_t width = b->e.tree.width;
    for (uint32_t k = 0; k < width; k++)
        if (!isfinite(l->value[k])) {
            builder_fail(b, "tree %zu: the value of leaf %u is not finite",
                         tree_number(b), l->id);
            return;
        }
    uint32_t linear = l->is_linear ? add_linear(b, node, l) : NO_LINEAR;
    struct leaf *leaf = builder_ok(b) ? list_add(b, &b->e.leaf, 1) : NULL;
    double *value = leaf ? list_add(b, &b->e.value, width) : NULL;
    if (!value)
        return;
    if (b->e.value.n > UINT32_MAX) {
        builder_fail(b, "more than %u leaf values", UINT32_MAX);
        return;
    }
    memcpy(value, l->value, width * sizeof *value);
    *leaf = (struct leaf){ l->id, (uint32_t)(b->e.value.n - width), linear };
    d->kind = DRAFT_LEAF;
    d->node = (struct node){ .feature = NODE_LEAF, .left = (uint32_t)b->e.leaf.n - 1 };
}

const struct ensemble *builder_ensemble_end(struct builder *b)
{
    struct ensemble_draft *e = &b->e;
    end_tree(b);
    struct ensemble *kept = NULL;
    if (builder_ok(b) && e->open)
        kept = NEW(b->arena, struct ensemble, 1);
    if (!kept) {
        err_set(b->err, ERR_MEMORY, "no room for the trees");
        return NULL;
    }
    *kept = (struct ensemble){
        .n_features = e->shape.n_features, .n_outputs = e->shape.n_outputs,
        .n_trees = (uint32_t)e->trees.n, .n_nodes = (uint32_t)e->node.n,
        .n_leaves = (uint32_t)e->leaf.n, .n_values = (uint32_t)e->value.n,
        .n_sets = (uint32_t)e->set.n, .n_set_words = (uint32_t)e->set_word.n,
        .n_linear = (uint32_t)e->linear.n, .n_terms = (uint32_t)e->term.n,
        .float32 = e->shape.float32, .category_above = e->shape.category_above,
        .node = list_keep(b, &e->node), .tree = list_keep(b, &e->trees),
        .leaf = list_keep(b, &e->leaf), .value = list_keep(b, &e->value),
        .set = list_keep(b, &e->set), .set_word = list_keep(b, &e->set_word),
        .linear = list_keep(b, &e->linear), .term = list_keep(b, &e->term),
        .base = e->base,
    };
    e->open = false;
    builder_release_trees(b);
    return builder_ok(b) ? kept : NULL;
}
