/* SPDX-License-Identifier: ISC */
/*
 * SHA-256 (FIPS 180-4). Keys of papers that have nothing but a title hang on it, so it has to be the
 * same for ever and on every machine; none of our libraries has a hash to offer.
 */
#ifndef PAPERROUTE_BASE_SHA256_H
#define PAPERROUTE_BASE_SHA256_H

#include <stddef.h>

#define SHA256_HEX_SIZE 65 /* 64 lower-case hexadecimal digits and a NUL */

void sha256_hex(char out[SHA256_HEX_SIZE], const void *bytes, size_t len);

#endif
