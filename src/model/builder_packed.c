/* builder_packed.c - trees that come as they are packed in memory, checked in one pass.
 *
 * Nothing is left over and nothing is used twice: pairs of children, leaves, values,
 * sets, words, linear leaves and terms are numbered in the order in which the nodes name
 * them.  So a check is a comparison with a counter, every node is reached exactly once,
 * and the first trees end where the counters stand behind them. */
#include "base/mem.h"
#include "model/builder_parts.h"

#include <math.h>

/* What the trees so far have used of each array. */
struct counters {
    uint64_t tree, node, leaf, value, set, word, linear, term;
};

struct packed {
    struct builder *b;
    const struct ensemble *e;
    struct counters at;
};

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* ---- nodes: each check gives what is wrong, or NULL ---- */

static const char *wrong_set(struct packed *p, const struct node *n)
{
    if (n->set != p->at.set || n->set >= p->e->n_sets)
        return "has another set than the next";
    const struct category_set *set = &p->e->set[n->set];
    if (set->first != p->at.word || set->n_words > p->e->n_set_words - p->at.word)
        return "has a set whose words are not the next";
    if (set->n_words && p->e->set_word[set->first + set->n_words - 1] == 0)
        return "has a set whose last word is empty";
    p->at.set++;
    p->at.word += set->n_words;
    return NULL;
}

/* An inner node that asks for a category, or to which 0 is missing. */
static const char *wrong_special(struct packed *p, const struct node *n)
{
    static const char flags[] = "has flags that do not fit together";
    const uint32_t category = NODE_CATEGORY | NODE_MEMBERS_LEFT | NODE_NAN_LEFT;
    const uint32_t zero = NODE_ZERO_MISSING | NODE_NAN_LEFT;
    if (n->flags & NODE_CATEGORY)
        return n->flags & ~category || bits_of(n->split) ? flags : wrong_set(p, n);
    const bool nan_left = n->flags & NODE_NAN_LEFT, zero_left = 0.0 < n->split;
    return n->flags & ~zero || n->set || nan_left == zero_left ? flags : NULL;
}

static const char *wrong_inner(struct packed *p, const struct node *n, uint64_t next)
{
    if (n->feature >= p->e->n_features)
        return "asks for a feature that there is not";
    if (n->left != next)
        return "has other children than the next";
    if (n->flags & ~(uint32_t)NODE_NAN_LEFT)
        return wrong_special(p, n);
    return n->set ? "has a set, and is no category" : NULL;
}

static const char *wrong_leaf(const struct node *n, uint64_t leaf)
{
    if (n->left != leaf)
        return "has another leaf than the next";
    return n->flags | n->set || bits_of(n->split) ? "is a leaf, and more" : NULL;
}

static bool fail_tree(const struct packed *p, const char *wrong)
{
    return builder_fail(p->b, "tree %llu: it %s", (unsigned long long)p->at.tree, wrong);
}

/* ---- a tree ---- */

/* Level after level, as in the builder's walk(). */
static bool check_nodes(struct packed *p, const struct tree *t)
{
    const struct node *node = p->e->node;
    const uint64_t root = p->at.node, end = root + t->n_nodes;
    uint64_t next = root + 1, level_end = next, leaf = p->at.leaf;
    uint32_t depth = 0;
    for (uint64_t i = root; i < end; i++) {
        const bool is_leaf = node[i].feature == NODE_LEAF;
        const char *wrong = i >= next ? "hangs nowhere"
                          : is_leaf ? wrong_leaf(&node[i], leaf)
                          : wrong_inner(p, &node[i], next);
        if (wrong)
            return builder_fail(p->b, "tree %llu: node %llu %s",
                                (unsigned long long)p->at.tree,
                                (unsigned long long)(i - root), wrong);
        if (i == level_end) {
            depth++;
            level_end = next;
        }
        next += is_leaf ? 0 : 2;
        leaf += is_leaf;
    }
    if (next != end)
        return fail_tree(p, "has children behind its last node");
    if (leaf - p->at.leaf != t->n_leaves || depth != t->depth)
        return fail_tree(p, "has another number of leaves, or another depth");
    return true;
}

static bool check_linear(struct packed *p)
{
    const struct ensemble *e = p->e;
    if (p->at.linear >= e->n_linear)
        return fail_tree(p, "has a linear leaf behind the last one");
    const struct linear_leaf *l = &e->linear[p->at.linear++];
    if (l->first != p->at.term || l->n > e->n_terms - p->at.term)
        return fail_tree(p, "has a linear leaf whose terms are not the next");
    bool finite = isfinite(l->at), fits = true;
    for (uint32_t i = 0; i < l->n; i++) {
        finite = finite && isfinite(e->term[l->first + i].coef);
        fits = fits && e->term[l->first + i].feature < e->n_features;
    }
    p->at.term += l->n;
    if (!fits)
        return fail_tree(p, "has a linear leaf of a feature that there is not");
    return finite || fail_tree(p, "has a coefficient that is not finite");
}

static bool check_leaves(struct packed *p, const struct tree *t)
{
    const struct ensemble *e = p->e;
    if (t->n_leaves > e->n_leaves - p->at.leaf)
        return fail_tree(p, "has leaves behind the last one");
    for (uint32_t i = 0; i < t->n_leaves; i++, p->at.leaf++, p->at.value += t->width) {
        const struct leaf *leaf = &e->leaf[p->at.leaf];
        if (leaf->value != p->at.value)
            return fail_tree(p, "has a leaf whose values are not the next");
        if (leaf->linear == NO_LINEAR)
            continue;
        if (leaf->linear != p->at.linear)
            return fail_tree(p, "has another linear leaf than the next");
        if (!check_linear(p))
            return false;
    }
    return true;
}

static bool check_tree(struct packed *p, const struct tree *t)
{
    const uint32_t K = p->e->n_outputs;
    if (t->root != p->at.node)
        return fail_tree(p, "does not begin behind the one before it");
    if (t->n_nodes < 1 || t->n_nodes > MAX_TREE_NODES
        || t->n_nodes > p->e->n_nodes - p->at.node)
        return fail_tree(p, "has no nodes, or more than there are");
    if ((t->width != 1 && t->width != K) || t->width > K || t->output > K - t->width)
        return fail_tree(p, "adds to an output that there is not");
    if (!check_nodes(p, t) || !check_leaves(p, t))
        return false;
    p->at.node += t->n_nodes;
    p->at.tree++;
    return true;
}

/* ---- the whole ---- */

/* Infinities and NaNs have all bits of the exponent. */
static bool all_finite(const double *x, uint64_t n)
{
    const uint64_t exponent = UINT64_C(0x7ff) << 52;
    bool odd = false;
    for (uint64_t i = 0; i < n; i++)
        odd |= (bits_of(x[i]) & exponent) == exponent;
    return !odd;
}

static bool check_shape(struct builder *b, const struct ensemble *e, uint32_t n_used)
{
    if (e->n_outputs < 1 || e->n_outputs > MAX_OUTPUTS)
        return builder_fail(b, "%u outputs, 1 to %d are possible", e->n_outputs,
                            MAX_OUTPUTS);
    if (e->n_trees > MAX_TREES || n_used > e->n_trees)
        return builder_fail(b, "%u trees, %u are to be used and %d are the limit",
                            e->n_trees, n_used, MAX_TREES);
    if (e->n_nodes > MAX_NODES)
        return builder_fail(b, "more than %llu nodes", (unsigned long long)MAX_NODES);
    if (!(e->category_above >= -1 && e->category_above < 0))
        return builder_fail(b, "codes cannot begin where its trees say");
    if (!all_finite(e->base, e->n_outputs))
        return builder_fail(b, "a base score is not finite");
    return true;
}

/* Nothing may be left over. */
static bool check_counts(const struct packed *p)
{
    const struct ensemble *e = p->e;
    if (p->at.node != e->n_nodes || p->at.leaf != e->n_leaves
        || p->at.value != e->n_values || p->at.set != e->n_sets
        || p->at.word != e->n_set_words || p->at.linear != e->n_linear
        || p->at.term != e->n_terms)
        return builder_fail(p->b, "there are nodes, leaves or parts of them that belong"
                            " to no tree");
    return all_finite(e->value, e->n_values)
        || builder_fail(p->b, "the value of a leaf is not finite");
}

const struct ensemble *builder_packed(struct builder *b, const struct ensemble *packed,
                                      uint32_t n_used)
{
    struct packed p = { .b = b, .e = packed };
    struct counters used = { 0 };
    if (!builder_ok(b) || !check_shape(b, packed, n_used))
        return NULL;
    while (p.at.tree < packed->n_trees) {
        if (!check_tree(&p, &packed->tree[p.at.tree]))
            return NULL;
        if (p.at.tree == n_used)
            used = p.at;
    }
    struct ensemble *e = check_counts(&p) ? NEW(b->arena, struct ensemble, 1) : NULL;
    if (!e) {
        err_set(b->err, ERR_MEMORY, "no room for the trees");
        return NULL;
    }
    *e = *packed;
    e->n_trees = n_used;
    e->n_nodes = (uint32_t)used.node;
    e->n_leaves = (uint32_t)used.leaf;
    e->n_values = (uint32_t)used.value;
    e->n_sets = (uint32_t)used.set;
    e->n_set_words = (uint32_t)used.word;
    e->n_linear = (uint32_t)used.linear;
    e->n_terms = (uint32_t)used.term;
    return e;
}
