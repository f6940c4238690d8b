/* walk.h - one step down a tree, as the model says it. */
#pragma once

#include "model/ensemble.h"

#include <math.h>

static inline bool walk_is_member(const struct ensemble *e, const struct node *n,
                                  double v)
{
    const struct category_set *set = &e->set[n->set];
    if (set->n_words == 0 || !(v > e->category_above && v < 32.0 * set->n_words))
        return false;       /* without words even a -0.5 that is code 0 is no member */
    uint32_t code = (uint32_t)(int64_t)v;       /* cut towards zero */
    return e->set_word[set->first + code / 32] >> code % 32 & 1;
}

/* Does a row with value v in the node's feature go left? */
static inline bool walk_goes_left(const struct ensemble *e, const struct node *n,
                                  double v)
{
    if (isnan(v) || (n->flags & NODE_ZERO_MISSING && v == 0))
        return n->flags & NODE_NAN_LEFT;
    if (n->flags & NODE_CATEGORY)
        return walk_is_member(e, n, v) == ((n->flags & NODE_MEMBERS_LEFT) != 0);
    return v < n->split;
}
