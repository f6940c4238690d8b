#include "model/heads.h"

#include <stdio.h>

static const struct classes *classes_of(struct builder *b, const struct head *h,
                                        uint32_t n)
{
    if (h->n_class_names && h->n_class_names != n)
        builder_usage(b, "the model has %u classes, --classes names %u", n,
                      h->n_class_names);
    return builder_classes(b, h->n_class_names ? h->class_name : NULL, n);
}

static void no_classes(struct builder *b, const struct head *h)
{
    if (h->n_class_names)
        builder_usage(b, "--classes is for classifiers, and this model is none");
}

/* The name of output k: empty when there is only one. */
static struct str target(const struct head *h, uint32_t k, char digits[16])
{
    if (h->margin.n == 1)
        return STR("");
    if (h->target)
        return h->target[k];
    snprintf(digits, 16, "%u", k);
    return str_of(digits);
}

static void one_output(struct builder *b, const struct head *h, struct output o,
                       uint32_t k)
{
    char digits[16];
    o.target = target(h, k, digits);
    builder_output(b, &o);
}

static enum output_type number_type(const struct head *h)
{
    return h->float32 ? OUTPUT_FLOAT32 : OUTPUT_FLOAT64;
}

static void raw_outputs(struct builder *b, const struct head *h,
                        const struct classes *classes)
{
    for (uint32_t k = 0; h->show_raw && k < h->margin.n; k++) {
        struct output o = { .role = OUTPUT_RAW, .type = number_type(h),
            .slot = h->margin.first + k, .class_index = classes ? k : NO_CLASS,
            .classes = classes, .prob_first = NO_CLASS };
        if (classes)
            builder_output(b, &o);
        else
            one_output(b, h, o, k);
    }
}

static void say_slots(struct builder *b, const struct head *h)
{
    builder_margin(b, h->margin);
    builder_converted(b, h->converted);
}

void head_numbers(struct builder *b, const struct head *h)
{
    no_classes(b, h);
    say_slots(b, h);
    for (uint32_t k = 0; k < h->converted.n; k++)
        one_output(b, h, (struct output){ .role = OUTPUT_PREDICTION,
            .type = number_type(h), .slot = h->converted.first + k,
            .class_index = NO_CLASS, .prob_first = NO_CLASS }, k);
    raw_outputs(b, h, NULL);
}

void head_binary(struct builder *b, const struct head *h)
{
    static const double half = 0.5;
    uint32_t n = h->converted.n;
    const struct classes *classes = classes_of(b, h, 2);
    struct slots decision = builder_slots(b, n);
    struct slots prob = builder_slots(b, 2 * n);    /* class 0 and 1, target by target */

    say_slots(b, h);
    for (uint32_t k = 0; k < n; k++) {
        struct slots p = { h->converted.first + k, 1 };
        builder_step(b, &(struct step){ .kind = STR("both_classes"), .in = p,
            .out = { prob.first + 2 * k, 2 }, .float32 = h->float32 });
    }
    builder_step(b, &(struct step){ .kind = STR("above"), .in = h->converted,
        .out = decision, .real = &half, .n_real = 1 });
    for (uint32_t k = 0; k < n; k++)
        one_output(b, h, (struct output){ .role = OUTPUT_PREDICTION, .type = OUTPUT_CLASS,
            .slot = decision.first + k, .class_index = NO_CLASS, .classes = classes,
            .prob_first = prob.first + 2 * k }, k);
    for (uint32_t i = 0; i < 2 * n; i++)
        one_output(b, h, (struct output){ .role = OUTPUT_PROB, .type = number_type(h),
            .slot = prob.first + i, .class_index = i % 2, .classes = classes,
            .prob_first = NO_CLASS }, i / 2);
    raw_outputs(b, h, NULL);
}

void head_multiclass(struct builder *b, const struct head *h, struct slots decide)
{
    const struct classes *classes = classes_of(b, h, h->converted.n);
    struct slots decision = builder_slots(b, 1);

    say_slots(b, h);
    builder_step(b, &(struct step){ .kind = STR("argmax"), .in = decide,
                                    .out = decision });
    builder_output(b, &(struct output){ .role = OUTPUT_PREDICTION, .type = OUTPUT_CLASS,
        .slot = decision.first, .class_index = NO_CLASS, .classes = classes,
        .prob_first = h->converted.first });
    for (uint32_t k = 0; k < h->converted.n; k++)
        builder_output(b, &(struct output){ .role = OUTPUT_PROB, .type = number_type(h),
            .slot = h->converted.first + k, .class_index = k, .classes = classes,
            .prob_first = NO_CLASS });
    raw_outputs(b, h, classes);
}

void head_class_only(struct builder *b, const struct head *h, uint32_t n_classes)
{
    const struct classes *classes = classes_of(b, h, n_classes);

    say_slots(b, h);
    for (uint32_t k = 0; k < h->converted.n; k++)
        one_output(b, h, (struct output){ .role = OUTPUT_PREDICTION, .type = OUTPUT_CLASS,
            .slot = h->converted.first + k, .class_index = NO_CLASS, .classes = classes,
            .prob_first = NO_CLASS }, k);
    raw_outputs(b, h, NULL);
}
