/* fuzz_ubjson.c - UBJSON, read and skipped. */
#include "test/fuzz_values.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    values_try((struct str){ (const char *)bytes, n }, JSON_UBJSON);
    return 0;
}
