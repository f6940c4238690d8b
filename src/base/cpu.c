#include "base/cpu.h"

struct cpu cpu_detect(void)
{
    struct cpu c = { 0 };
#if defined(__x86_64__)
    __builtin_cpu_init();
    c.sse41 = __builtin_cpu_supports("sse4.1") != 0;
    c.avx2 = __builtin_cpu_supports("avx2") != 0;
    c.fma = __builtin_cpu_supports("fma") != 0;
    c.bmi2 = __builtin_cpu_supports("bmi2") != 0;
    c.avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
            && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi");
#endif
    return c;
}
