#include "eval/step.h"

/* One row a kind; a model's step finds its own by name. */
#define STEPS(X)        \
    X(round_float32)    \
    X(zero_tiny)        \
    X(ensemble)         \
    X(linear)           \
    X(average)          \
    X(sigmoid)          \
    X(softmax)          \
    X(exp)              \
    X(log1p_exp)        \
    X(signed_square)    \
    X(sort)             \
    X(expectile)        \
    X(positive)         \
    X(both_classes)     \
    X(above)            \
    X(argmax)

#define X(name) extern const struct step_kind step_##name;
STEPS(X)
#undef X

static const struct step_kind *const kinds[] = {
#define X(name) &step_##name,
    STEPS(X)
#undef X
};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

const struct step_kind *step_kind_at(size_t i)
{
    return i < N_KINDS ? kinds[i] : NULL;
}

const struct step_kind *step_kind_find(struct str name)
{
    for (size_t i = 0; i < N_KINDS; i++)
        if (str_eq(name, str_of(kinds[i]->name)))
            return kinds[i];
    return NULL;
}
