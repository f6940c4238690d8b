#include "eval/kernel.h"

#include "base/str.h"

/* Fastest first: kernel_find takes the first that fits. */
#define KERNELS(X)  \
    X(blocked)      \
    X(reference)

#define X(name) extern const struct kernel kernel_##name;
KERNELS(X)
#undef X

static const struct kernel *const kernels[] = {
#define X(name) &kernel_##name,
    KERNELS(X)
#undef X
};

enum { N_KERNELS = sizeof kernels / sizeof kernels[0] };

const struct kernel *kernel_at(size_t i)
{
    return i < N_KERNELS ? kernels[i] : NULL;
}

const struct kernel *kernel_find(const char *name, const struct ensemble *e,
                                 const struct cpu *cpu)
{
    for (size_t i = 0; i < N_KERNELS; i++)
        if ((!name || str_eq(str_of(name), str_of(kernels[i]->name)))
            && kernels[i]->fits(e, cpu))
            return kernels[i];
    return NULL;
}
