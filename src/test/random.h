/* random.h - numbers that look random and are the same in every run. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct random {
    uint64_t state;         /* the seed at first */
};

/* Steele, Lea and Flood's SplitMix64. */
static inline uint64_t random_next(struct random *r)
{
    uint64_t z = r->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* 0 .. n-1 */
static inline uint32_t random_below(struct random *r, uint32_t n)
{
    return (uint32_t)(random_next(r) >> 32) % n;
}

/* Once in n times. */
static inline bool random_one_in(struct random *r, uint32_t n)
{
    return random_below(r, n) == 0;
}

/* From -1 to 1. */
static inline double random_unit(struct random *r)
{
    return (double)(random_next(r) >> 11) * 0x1p-52 - 1;
}
