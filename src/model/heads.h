/* heads.h - what stands behind the raw scores: the last steps and the outputs, for the
 * few shapes that nearly all models have.  A loader picks one. */
#pragma once

#include "model/builder.h"

/* The slots of scores that a loader has made, and how they are called. */
struct head {
    struct slots margin;            /* [K] raw scores */
    struct slots converted;         /* [K] after the link; = margin when there is none */
    bool float32;                   /* width of what is shown, and of 1 - p */
    bool show_raw;                  /* false: margins that nobody calls margins */
    const struct str *class_name;   /* [n_class_names] from the user or the file */
    uint32_t n_class_names;         /* 0: none given */
    const struct str *target;       /* [K] names of several outputs; NULL: 0, 1... */
};

/* prediction = converted, one a target. */
void head_numbers(struct builder *b, const struct head *h);

/* One probability of class 1 a target; class 1 when it is above 0.5. */
void head_binary(struct builder *b, const struct head *h);

/* K probabilities; the class is the first largest of `decide` (probabilities or
 * margins). */
void head_multiclass(struct builder *b, const struct head *h, struct slots decide);

/* `converted` holds the class's index itself; no probabilities. */
void head_class_only(struct builder *b, const struct head *h, uint32_t n_classes);
