/* fuzz_native.c - models of rowmill. */
#include "format/native.h"

#include "test/fuzz_model.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    fuzz_model(bytes, n, NATIVE_NAME);
    return 0;
}
