/* fuzz_json.c - JSON, read and skipped.  The first byte says whose. */
#include "test/fuzz_values.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str text = { (const char *)bytes, n };
    const bool is_plain = fuzz_byte(&text) & 1;
    values_try(text, is_plain ? JSON_PLAIN : JSON_XGBOOST);
    return 0;
}
