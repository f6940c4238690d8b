/* native.h - the layout of rowmill's own model files, as man/rowmill-model.5 has it.
 *
 * A header with a table of sections, and the sections, each an array of one kind of
 * record.  The records of trees are those of ensemble.h, so that a file is used as it
 * stands.  There is one way to write a model: sections follow one another in the order
 * below, at multiples of 64, zeros between them; within a section records stand in the
 * order in which others name them, and nothing is named twice. */
#pragma once

#include "base/buf.h"
#include "base/err.h"
#include "model/model.h"

#include <stddef.h>
#include <stdint.h>

#define NATIVE_NAME "rowmill"
#define NATIVE_MAGIC STR("rowmill\n")

#define NATIVE_MAX_BYTES ((uint64_t)4 << 30)

enum { NATIVE_VERSION = 1, NATIVE_ALIGN = 64, NATIVE_CHECKED_FROM = 16 };

/* Bytes of the text section. */
struct native_text {
    uint32_t first, n;
};

/* Items of another section. */
struct native_range {
    uint32_t first, n;
};

enum native_model_flag {
    NATIVE_TAKES_BASE_MARGIN = 1, NATIVE_CONVERTED_IS_FLOAT32 = 2, NATIVE_HAS_NAMES = 4,
    NATIVE_NAMES_MADE_UP = 8, NATIVE_BLANK_IS_UNDERSCORE = 16,
};

struct native_model {
    uint32_t flags, n_slots, rounds, rounds_used;
    struct slots margin, converted;
    struct native_text name, source_format, trainer, booster, objective, kind;
    uint8_t hash[32];
};

struct native_column {
    struct native_text name;
    uint32_t type;              /* enum column_type */
    uint32_t unseen_is_error;   /* 0 or 1 */
    struct native_range category;
};

struct native_category {
    struct native_text text;
    uint32_t kind;              /* enum value_kind */
    uint32_t zero;
    double number;
};

struct native_step {
    struct native_text kind;
    struct slots in, out;
    uint32_t float32;           /* 0 or 1 */
    uint32_t has_trees;         /* 1: the next ensemble is its own */
    struct native_range real, index;
};

struct native_classes {
    struct native_range name;
};

#define NATIVE_NONE UINT32_MAX

struct native_output {
    uint32_t role, type, slot, class_index, classes, prob_first;
    struct native_text target;
};

struct native_ensemble {
    uint32_t n_features, n_outputs, n_trees, n_nodes, n_leaves, n_values, n_sets,
             n_set_words, n_linear, n_terms;
    uint32_t float32;           /* 0 or 1 */
    uint32_t zero;
    double category_above;
};

/* The sections: X(name, type of an item). */
#define NATIVE_SECTIONS(X)                  \
    X(MODEL,    struct native_model)        \
    X(COLUMN,   struct native_column)       \
    X(CATEGORY, struct native_category)     \
    X(STEP,     struct native_step)         \
    X(REAL,     double)                     \
    X(INDEX,    uint32_t)                   \
    X(CLASSES,  struct native_classes)      \
    X(CLASS,    struct native_text)         \
    X(OUTPUT,   struct native_output)       \
    X(NOTE,     struct native_text)         \
    X(TEXT,     char)                       \
    X(ROUND,    uint32_t)                   \
    X(ENSEMBLE, struct native_ensemble)     \
    X(BASE,     double)                     \
    X(TREE,     struct tree)                \
    X(NODE,     struct node)                \
    X(LEAF,     struct leaf)                \
    X(VALUE,    double)                     \
    X(SET,      struct category_set)        \
    X(SET_WORD, uint32_t)                   \
    X(LINEAR,   struct linear_leaf)         \
    X(TERM,     struct linear_term)

enum native_kind {
#define X(name, type) NATIVE_##name,
    NATIVE_SECTIONS(X)
#undef X
    N_NATIVE_SECTIONS
};

struct native_section {
    uint32_t kind;              /* enum native_kind */
    uint32_t item_bytes;
    uint64_t at;                /* from the start of the file */
    uint64_t n;                 /* items */
};

struct native_header {
    char magic[8];
    uint32_t version;
    uint32_t checksum;          /* CRC-32 (that of zlib) from byte 16 to the end */
    uint64_t size;              /* of the file */
    uint32_t n_sections;
    uint32_t zero;
    struct native_section section[N_NATIVE_SECTIONS];
};

/* The layouts of memory and file are one. */
#define NATIVE_IS(type, bytes, last, at)                                                 \
    _Static_assert(sizeof(type) == bytes && offsetof(type, last) == at, #type)
NATIVE_IS(struct slots, 8, n, 4);
NATIVE_IS(struct tree, 24, depth, 20);
NATIVE_IS(struct node, 24, flags, 20);
NATIVE_IS(struct leaf, 12, linear, 8);
NATIVE_IS(struct category_set, 8, n_words, 4);
NATIVE_IS(struct linear_leaf, 16, n, 12);
NATIVE_IS(struct linear_term, 16, feature, 8);
NATIVE_IS(struct native_model, 112, hash, 80);
NATIVE_IS(struct native_column, 24, category, 16);
NATIVE_IS(struct native_category, 24, number, 16);
NATIVE_IS(struct native_step, 48, index, 40);
NATIVE_IS(struct native_output, 32, target, 24);
NATIVE_IS(struct native_ensemble, 56, category_above, 48);
NATIVE_IS(struct native_section, 24, n, 16);
NATIVE_IS(struct native_header, 32 + 24 * N_NATIVE_SECTIONS, section, 32);

static inline uint64_t native_aligned(uint64_t at)
{
    return (at + NATIVE_ALIGN - 1) / NATIVE_ALIGN * NATIVE_ALIGN;
}

/* Bytes of an item, by section. */
extern const uint32_t native_item_bytes[N_NATIVE_SECTIONS];

/* Numbers are little-endian; false with ERR_MODEL where the machine's are not. */
bool native_is_possible(struct err *e);

/* Is this a name of the kind that stands in model_version? */
bool native_is_name(struct str s);

/* The file of a model: the same model gives the same bytes.  ERR_MODEL: it is too large,
 * or has something in it that the format cannot say; ERR_MEMORY. */
bool native_write(const struct model *m, struct buf *out, struct err *e);

/* Would this file be accepted, checksum and all? */
bool native_check(struct str file, struct err *e);
