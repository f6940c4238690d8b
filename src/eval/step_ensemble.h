/* step_ensemble.h - what prepared.c wants to know of an ensemble made ready. */
#pragma once

#include "eval/kernel.h"

struct ensemble_work {
    const struct kernel *kernel;
    const void *prepared;
    uint32_t start;         /* slot of the first base margin, or NO_SLOT */
};
