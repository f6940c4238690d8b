/* fuzz_lightgbm.c - models of LightGBM. */
#include "test/fuzz_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    fuzz_model(bytes, n, "lightgbm-text");
    return 0;
}
