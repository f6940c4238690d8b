#include "base/sha256.h"

#include <nettle/sha2.h>
#include <nettle/version.h>
#include <stdint.h>

#define TEXT(x) #x
#define NUMBER(x) TEXT(x)

void sha256_hex(const void *bytes, size_t len, char hex[SHA256_HEX])
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx ctx;
    uint8_t sum[SHA256_DIGEST_SIZE];

    sha256_init(&ctx);
    sha256_update(&ctx, len, bytes);
    sha256_digest(&ctx, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        hex[2 * i] = digits[sum[i] >> 4];
        hex[2 * i + 1] = digits[sum[i] & 15];
    }
    hex[2 * sizeof sum] = 0;
}

const char *sha256_library(void)
{
    return "nettle " NUMBER(NETTLE_VERSION_MAJOR) "." NUMBER(NETTLE_VERSION_MINOR);
}
