/* small_model.h - a little model, made through the builder: one tree an output, and the
 * head that is asked for. */
#pragma once

#include "base/mem.h"
#include "model/builder.h"
#include "model/heads.h"

#include <stdio.h>

enum small_head { SMALL_NUMBERS, SMALL_BINARY, SMALL_MULTICLASS, SMALL_CLASS_ONLY };

struct small_model {
    const char *const *name;        /* [n_columns], or NULL: the model has no names */
    uint32_t n_columns, n_outputs;
    enum small_head head;
    bool names_made_up, blank_is_underscore, takes_base_margin, float32;
    const struct str *class_name;   /* NULL: 0, 1... */
    const struct str *target;
    uint32_t n_class_names;
    const struct column *column;    /* instead of the first, where it is not NULL */
};

/* Output k is k + 1.5 where its feature, k modulo F, is below 5, else -2.25. */
static inline void small_trees(struct builder *b, const struct small_model *s,
                               struct slots margin)
{
    static const double zeros[16], high[] = { -2.25 };
    builder_ensemble(b, &(struct ensemble_shape){ .n_features = s->n_columns,
        .n_outputs = s->n_outputs, .float32 = s->float32, .category_above = -1,
        .base = zeros });
    for (uint32_t k = 0; k < s->n_outputs; k++) {
        double low = k + 1.5;
        builder_tree(b, &(struct tree_shape){ .output = k, .width = 1, .n_nodes = 3 });
        builder_split(b, 0, &(struct split){ .feature = k % s->n_columns, .at = 5,
                                             .left = 1, .right = 2 });
        builder_leaf(b, 1, &(struct leaf_said){ .id = 1, .value = &low });
        builder_leaf(b, 2, &(struct leaf_said){ .id = 2, .value = high });
    }
    const struct ensemble *e = builder_ensemble_end(b);
    builder_step(b, &(struct step){ .kind = STR("ensemble"), .in = { 0, s->n_columns },
                                    .out = margin, .ensemble = e });
}

static inline void small_head(struct builder *b, const struct small_model *s,
                              struct slots margin)
{
    struct slots converted = margin;
    if (s->head == SMALL_BINARY || s->head == SMALL_MULTICLASS) {
        static const double one = 1;
        bool binary = s->head == SMALL_BINARY;
        converted = builder_slots(b, margin.n);
        builder_step(b, &(struct step){
            .kind = binary ? STR("sigmoid") : STR("softmax"), .in = margin,
            .out = converted, .float32 = s->float32, .real = &one,
            .n_real = binary && !s->float32 });
    }
    const struct head h = { .margin = margin, .converted = converted,
        .float32 = s->float32, .show_raw = true, .class_name = s->class_name,
        .n_class_names = s->n_class_names, .target = s->target };
    if (s->head == SMALL_NUMBERS)
        head_numbers(b, &h);
    else if (s->head == SMALL_BINARY)
        head_binary(b, &h);
    else if (s->head == SMALL_MULTICLASS)
        head_multiclass(b, &h, converted);
    else
        head_class_only(b, &h, 3);
}

/* NULL, and the reason in `e`.  It lives in `a`. */
static inline struct model *small_model(const struct small_model *s, struct arena *a,
                                        struct err *e)
{
    struct builder *b = builder_new(a, 1 << 16, e);
    builder_columns(b, s->n_columns);
    builder_about(b, &(struct about){ .has_names = s->name != NULL,
        .names_made_up = s->names_made_up, .takes_base_margin = s->takes_base_margin,
        .converted_is_float32 = s->float32,
        .names_blank_is_underscore = s->blank_is_underscore });
    for (uint32_t i = 0; s->name && i < s->n_columns; i++)
        builder_column(b, i, &(struct column){ .name = str_of(s->name[i]) });
    if (s->column)
        builder_column(b, 0, s->column);
    struct slots margin = builder_slots(b, s->n_outputs);
    small_trees(b, s, margin);
    small_head(b, s, margin);
    struct model *m = builder_finish(b);
    builder_release(b);
    if (m) {
        m->name = STR("small");
        m->format = STR("lightgbm");
        snprintf(m->hash, sizeof m->hash, "0123456789abcdef");
    }
    return m;
}
