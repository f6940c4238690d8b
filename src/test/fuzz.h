/* fuzz.h - what a fuzz target needs.
 *
 * A target is LLVMFuzzerTestOneInput: libFuzzer calls it with bytes of its own making
 * (`make fuzz`), fuzz_replay.c with those of testdata/fuzz/TARGET (`make test`).  What
 * must be true is said with MUST, and what is not ends the program. */
#pragma once

#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define MUST(what, condition)                                                       \
    do {                                                                            \
        if (!(condition)) {                                                         \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, what, #condition); \
            abort();                                                                \
        }                                                                           \
    } while (0)

/* Takes the first byte off; 0 when there is none. */
static inline uint8_t fuzz_byte(struct str *s)
{
    uint8_t byte = s->len ? (uint8_t)s->at[0] : 0;
    *s = str_from(*s, 1);
    return byte;
}
