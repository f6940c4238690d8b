/* sha256.h - the digest that names a model's bytes. */
#pragma once

#include <stddef.h>

enum { SHA256_HEX = 65 };       /* 64 hex digits and a NUL */

void sha256_hex(const void *bytes, size_t len, char hex[SHA256_HEX]);
const char *sha256_library(void);       /* "nettle 3.8", for --version */
