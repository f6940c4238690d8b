/* fuzz_xgboost.c - models of XGBoost. */
#include "test/fuzz_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    fuzz_model(bytes, n, "xgboost");
    return 0;
}
