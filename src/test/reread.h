/* reread.h - a second reading of what the builder promises of a model.
 *
 * Every index is in range, every node of a tree is reached once from its root, no way
 * down is longer than the tree's depth, all values of leaves are finite.  Written
 * from ensemble.h and model.h alone.  Each function gives NULL, or what is wrong. */
#pragma once

#include "model/model.h"

#include <math.h>
#include <stdlib.h>

/* first .. first + n within 0 .. all? */
static inline bool reread_fits(uint64_t first, uint64_t n, uint64_t all)
{
    return first <= all && n <= all - first;
}

static inline const char *reread_linear(const struct ensemble *e, uint32_t linear)
{
    if (linear >= e->n_linear)
        return "a linear leaf is beyond the last";
    const struct linear_leaf *l = &e->linear[linear];
    if (!reread_fits(l->first, l->n, e->n_terms))
        return "the terms of a leaf are beyond the last";
    for (uint32_t i = 0; i < l->n; i++)
        if (e->term[l->first + i].feature >= e->n_features
            || !isfinite(e->term[l->first + i].coef))
            return "a term of a leaf is no term";
    return isfinite(l->at) ? NULL : "a constant of a leaf is not finite";
}

static inline const char *reread_leaf(const struct ensemble *e, const struct tree *t,
                                      const struct node *n)
{
    if (n->left >= e->n_leaves)
        return "a leaf is beyond the last";
    const struct leaf *leaf = &e->leaf[n->left];
    if (!reread_fits(leaf->value, t->width, e->n_values))
        return "the values of a leaf are beyond the last";
    for (uint32_t k = 0; k < t->width; k++)
        if (!isfinite(e->value[leaf->value + k]))
            return "a value of a leaf is not finite";
    return leaf->linear == NO_LINEAR ? NULL : reread_linear(e, leaf->linear);
}

static inline const char *reread_inner(const struct ensemble *e, const struct tree *t,
                                       const struct node *n)
{
    if (n->feature >= e->n_features)
        return "a feature is beyond the last";
    if (n->left <= t->root || !reread_fits(n->left - t->root, 2, t->n_nodes))
        return "a child is outside of its tree";
    if (!(n->flags & NODE_CATEGORY))
        return NULL;
    if (n->set >= e->n_sets)
        return "a set is beyond the last";
    const struct category_set *set = &e->set[n->set];
    return reread_fits(set->first, set->n_words, e->n_set_words) ? NULL
         : "the words of a set are beyond the last";
}

/* How far from the root each node of one tree is. */
struct reread_walk {
    uint32_t *level;        /* [n_nodes] and 1; 0: not reached yet */
    uint32_t *waiting;      /* [n_nodes] reached, and not looked at */
    uint32_t n_waiting, n_reached, n_leaves, deepest;
    bool *leaf_is_taken;    /* [e->n_leaves] by this tree, or one before */
};

static inline bool reread_reach(struct reread_walk *w, uint32_t node, uint32_t level)
{
    if (w->level[node])
        return false;
    w->level[node] = level + 1;
    w->waiting[w->n_waiting++] = node;
    w->n_reached++;
    w->deepest = level > w->deepest ? level : w->deepest;
    return true;
}

/* From the root down, in any order; every node is taken once, so that it ends. */
static inline const char *reread_down(const struct ensemble *e, const struct tree *t,
                                      struct reread_walk *w)
{
    reread_reach(w, 0, 0);
    while (w->n_waiting) {
        const uint32_t at = w->waiting[--w->n_waiting], level = w->level[at] - 1;
        const struct node *n = &e->node[t->root + at];
        const bool is_leaf = n->feature == NODE_LEAF;
        const char *wrong = is_leaf ? reread_leaf(e, t, n) : reread_inner(e, t, n);
        if (wrong)
            return wrong;
        if (is_leaf && w->leaf_is_taken[n->left])
            return "a leaf is reached twice";
        if (is_leaf) {
            w->leaf_is_taken[n->left] = true;
            w->n_leaves++;
            continue;
        }
        const uint32_t left = n->left - t->root;
        if (!reread_reach(w, left, level + 1) || !reread_reach(w, left + 1, level + 1))
            return "a node is reached twice";
    }
    if (w->n_reached != t->n_nodes)
        return "a node is never reached";
    if (w->n_leaves != t->n_leaves || w->n_leaves != w->n_reached / 2 + 1)
        return "a tree has another number of leaves";
    return w->deepest == t->depth && t->depth < t->n_nodes ? NULL
         : "a tree has another depth";
}

static inline const char *reread_tree(const struct ensemble *e, const struct tree *t,
                                      bool *leaf_is_taken)
{
    if (!reread_fits(t->root, t->n_nodes, e->n_nodes) || !t->n_nodes)
        return "a tree is beyond the last node";
    if ((t->width != 1 && t->width != e->n_outputs)
        || !reread_fits(t->output, t->width, e->n_outputs))
        return "a tree adds to an output beyond the last";
    struct reread_walk w = { .level = calloc(t->n_nodes, sizeof *w.level),
                             .waiting = calloc(t->n_nodes, sizeof *w.waiting),
                             .leaf_is_taken = leaf_is_taken };
    const char *wrong = w.level && w.waiting ? reread_down(e, t, &w) : "no memory";
    free(w.level);
    free(w.waiting);
    return wrong;
}

static inline const char *reread_ensemble(const struct ensemble *e)
{
    bool *leaf_is_taken = calloc((size_t)e->n_leaves + 1, sizeof *leaf_is_taken);
    const char *wrong = leaf_is_taken ? NULL : "no memory";
    uint64_t nodes = 0, leaves = 0;
    for (uint32_t t = 0; t < e->n_trees && !wrong; t++) {
        wrong = e->tree[t].root == nodes ? reread_tree(e, &e->tree[t], leaf_is_taken)
              : "a tree does not begin where the one before it ends";
        nodes += e->tree[t].n_nodes;
        leaves += e->tree[t].n_leaves;
    }
    free(leaf_is_taken);
    if (!wrong && (nodes != e->n_nodes || leaves > e->n_leaves))
        return "the trees have another number of nodes or leaves";
    for (uint32_t k = 0; k < e->n_outputs && !wrong; k++)
        if (isnan(e->base[k]))      /* -inf is the logarithm of 0 */
            return "a base score is not a number";
    return wrong;
}

static inline bool reread_slots(const struct model *m, struct slots s)
{
    return reread_fits(s.first, s.n, m->n_slots);
}

static inline const char *reread_step(const struct model *m, const struct step *s)
{
    if (!reread_slots(m, s->in) || !reread_slots(m, s->out))
        return "a step uses slots that there are not";
    if (s->ensemble && (s->in.n != s->ensemble->n_features
                        || s->out.n != s->ensemble->n_outputs))
        return "the trees have other slots than their step";
    return s->ensemble ? reread_ensemble(s->ensemble) : NULL;
}

static inline const char *reread_output(const struct model *m, const struct output *o)
{
    if (o->slot >= m->n_slots)
        return "an output is a slot that there is not";
    if (o->class_index != NO_CLASS && (!o->classes || o->class_index >= o->classes->n))
        return "an output is of a class that there is not";
    if (o->type == OUTPUT_CLASS && !o->classes)
        return "a class has no names";
    if (o->prob_first != NO_CLASS
        && (!o->classes || !reread_fits(o->prob_first, o->classes->n, m->n_slots)))
        return "a class has probabilities that there are not";
    return NULL;
}

/* Texts are there to be read: the address checks see those that are not. */
static inline size_t reread_text(struct str s)
{
    size_t sum = 0;
    for (size_t i = 0; i < s.len; i++)
        sum += (unsigned char)s.at[i];
    return sum;
}

static inline size_t reread_texts(const struct model *m)
{
    size_t sum = reread_text(m->trainer) + reread_text(m->booster) + reread_text(m->kind)
               + reread_text(m->objective) + reread_text(m->name)
               + reread_text(m->format);
    for (uint32_t i = 0; i < m->n_columns; i++) {
        sum += reread_text(m->column[i].name);
        for (uint32_t v = 0; v < m->column[i].n_values; v++)
            if (m->column[i].value[v].kind == VALUE_TEXT)
                sum += reread_text(m->column[i].value[v].text);
    }
    for (uint32_t i = 0; i < m->n_notes; i++)
        sum += reread_text(m->note[i]);
    for (uint32_t i = 0; i < m->n_outputs; i++) {
        const struct classes *c = m->output[i].classes;
        sum += reread_text(m->output[i].target);
        for (uint32_t k = 0; c && m->output[i].role == OUTPUT_PREDICTION && k < c->n; k++)
            sum += reread_text(c->name[k]);
    }
    return sum;
}

static inline const char *reread_model(const struct model *m)
{
    const char *wrong = NULL;
    if (m->n_columns > m->n_slots || !reread_slots(m, m->margin)
        || !reread_slots(m, m->converted))
        return "the model has slots that there are not";
    if (m->n_outputs == 0 || m->rounds_used > m->rounds)
        return "the model has no outputs, or uses rounds that there are not";
    for (uint32_t i = 0; i < m->n_steps && !wrong; i++)
        wrong = reread_step(m, &m->step[i]);
    for (uint32_t i = 0; i < m->n_outputs && !wrong; i++)
        wrong = reread_output(m, &m->output[i]);
    return wrong || reread_texts(m) != SIZE_MAX ? wrong : "never";
}
