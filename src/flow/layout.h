/* layout.h - the columns that are written, in their order, and the header line. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "flow/schema.h"
#include "model/model.h"
#include "text/codec.h"

struct arena;

/* What the user says of the output. */
struct layout_wish {
    bool raw, leaf, no_prob, confidence, no_model_version;
    const char *prefix;         /* before our own names; NULL: none */
    const struct codec *codec;
    struct dialect dialect;
};

enum layout_kind {
    LAYOUT_COPY,                /* `index`: of schema.copied */
    LAYOUT_SAMPLE_ID,
    LAYOUT_FLOAT64, LAYOUT_FLOAT32,     /* `index`: slot */
    LAYOUT_CLASS,               /* `index`: slot; `label`: [classes] as they are
                                 * written */
    LAYOUT_CONFIDENCE64, LAYOUT_CONFIDENCE32,   /* `index`: slot of the class, `prob` */
    LAYOUT_LEAF,                /* `index`: tree */
    LAYOUT_VERSION,             /* `label`: [1] */
};

struct layout_column {
    enum layout_kind kind;
    uint32_t index;
    uint32_t prob;              /* confidence: slot of class 0's probability */
    const struct str *label;    /* quoted already where they must be */
    struct str name;
};

struct layout {
    const struct layout_column *column;     /* [n] */
    uint32_t n;
    uint32_t n_leaves;          /* trees, when leaves are shown; else 0 */
    const struct codec *codec;
    struct dialect dialect;
    /* For the statistics: the slot that is counted, and how. */
    uint32_t score_slot, score_prob;
    bool score_is_class;        /* score = x[score_prob + class], else x[score_slot] */
    bool score_is_prob;
    const struct classes *classes;          /* of the first prediction; NULL: none */
    uint32_t class_slot;
};

/* ERR_INPUT when a name of ours is in the input's copied columns too, ERR_USAGE when an
 * option does not fit the model. */
bool layout_init(struct layout *l, const struct layout_wish *w, const struct model *m,
                 const struct schema *s, uint32_t n_trees, struct arena *a,
                 struct err *e);

/* The header line, with its line end. */
void layout_header(const struct layout *l, struct buf *out);
