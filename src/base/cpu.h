/* cpu.h - what this CPU has that a kernel may ask for. */
#pragma once

#include <stdbool.h>

struct cpu {
    bool sse41, avx2, fma, bmi2, avx512;    /* avx512: F, BW, VL and VBMI */
};

struct cpu cpu_detect(void);
