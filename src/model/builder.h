/* builder.h - the only way to make a model.
 *
 * Loaders say what the file says, in the order the file says it; the builder checks,
 * normalises and packs.  Sticky like a scan: a bad call is remembered, later ones do
 * nothing, and builder_finish() gives NULL.  Texts and arrays are copied unless it says
 * otherwise.  One thread. */
#pragma once

#include "base/err.h"
#include "model/model.h"

struct arena;
struct builder;

enum split_rule { SPLIT_LT, SPLIT_LE };     /* left when x < at, or x <= at */

/* The builder, and later the model, live in `a`.  No format takes less than a byte for a
 * node, so more than `file_bytes` nodes are refused before they are allocated. */
struct builder *builder_new(struct arena *a, size_t file_bytes, struct err *e);
void builder_release(struct builder *b);    /* its scratch; NULL is fine */
bool builder_ok(const struct builder *b);

/* From now on nothing is copied: all texts and arrays live as long as the model. */
void builder_borrow(struct builder *b);

/* Fails with ERR_MODEL; always false. */
__attribute__((format(printf, 2, 3)))
bool builder_fail(struct builder *b, const char *fmt, ...);

/* Fails with ERR_USAGE, for options that do not fit the file; always false. */
__attribute__((format(printf, 2, 3)))
bool builder_usage(struct builder *b, const char *fmt, ...);

/* ---- what the file says of itself: only texts, no meaning ---- */

struct about {
    struct str trainer, booster, objective, kind;
    uint32_t rounds, rounds_used;
    const uint32_t *round_end;          /* [rounds_used] or NULL */
    bool converted_is_float32, takes_base_margin;
    bool has_names, names_made_up, names_blank_is_underscore;

    /* Of a file that keeps what it was converted from; else they come from the file. */
    struct str source_format, name;
    const char *hash;                   /* 64 hex digits and a NUL, or NULL */
};

void builder_about(struct builder *b, const struct about *about);

/* A line the user should read once: "2 trees of an unfinished round are left out". */
__attribute__((format(printf, 2, 3)))
void builder_note(struct builder *b, const char *fmt, ...);

/* ---- columns and slots ---- */

/* F columns of type COLUMN_NUMBER without names, in slots 0..F-1.  First of all calls. */
void builder_columns(struct builder *b, uint32_t n);
void builder_column(struct builder *b, uint32_t i, const struct column *c);

/* n new slots behind those there are. */
struct slots builder_slots(struct builder *b, uint32_t n);

/* ---- trees ---- */

struct ensemble_shape {
    uint32_t n_features;        /* F */
    uint32_t n_outputs;         /* K */
    bool float32;               /* see struct ensemble */
    double category_above;      /* likewise */
    const double *base;         /* [K] */
};

struct tree_shape {
    uint32_t output, width;     /* see struct tree */
    uint32_t n_nodes;           /* node numbers are 0..n_nodes-1; 0 is the root */
    uint32_t n_unreached;       /* nodes that hang nowhere, as pruning leaves them */
};

#define ANY_UNREACHED UINT32_MAX

struct split {
    uint32_t feature;
    double at;                  /* +-inf is fine, NaN is refused */
    enum split_rule rule;
    bool nan_left;
    bool zero_missing;          /* 0.0 goes where NaN goes */
    uint32_t left, right;       /* the file's own node numbers, in any order */
};

struct category_split {
    uint32_t feature;
    const uint32_t *word;       /* [n_words] the set, 32 codes a word */
    uint32_t n_words;
    bool members_left;          /* members go left, all else right; or the other way */
    bool nan_left;
    uint32_t left, right;
};

struct leaf_said {
    uint32_t id;                /* what the library calls it */
    const double *value;        /* [width] finite */
    bool is_linear;
    double at;                  /* is_linear: see struct linear_leaf */
    const struct linear_term *term;
    uint32_t n_terms;
};

void builder_ensemble(struct builder *b, const struct ensemble_shape *shape);
void builder_tree(struct builder *b, const struct tree_shape *shape);
void builder_split(struct builder *b, uint32_t node, const struct split *s);
void builder_category(struct builder *b, uint32_t node, const struct category_split *s);
void builder_leaf(struct builder *b, uint32_t node, const struct leaf_said *l);

/* The ensemble is said; NULL when anything so far was wrong. */
const struct ensemble *builder_ensemble_end(struct builder *b);

/* Instead of all these calls: an ensemble as they would have packed it, of which the
 * first n_used trees count.  Its arrays are checked in one pass, not copied, and live as
 * long as the model.  Nothing may be left over in them: leaves, values, sets, words,
 * linear leaves and terms stand in the order in which the nodes name them, each named
 * once.  NULL when anything was wrong. */
const struct ensemble *builder_packed(struct builder *b, const struct ensemble *packed,
                                      uint32_t n_used);

/* ---- steps and outputs, in order ---- */

void builder_step(struct builder *b, const struct step *s);
void builder_output(struct builder *b, const struct output *o);

/* Raw scores and library outputs, for --raw, base margins and the golden tests. */
void builder_margin(struct builder *b, struct slots margin);
void builder_converted(struct builder *b, struct slots converted);

/* n texts as class names; NULL names: "0", "1"... */
const struct classes *builder_classes(struct builder *b, const struct str *name,
                                      uint32_t n);

/* NULL when anything said so far was wrong, with the reason in the builder's err:
 * ERR_MODEL "tree 17: node 4 is reached twice", or ERR_MEMORY. */
struct model *builder_finish(struct builder *b);
