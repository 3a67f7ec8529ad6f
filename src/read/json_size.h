/* SPDX-License-Identifier: ISC */
/*
 * How much memory a value in JSON takes when it is read: an empty list of two bytes takes 128, and a
 * body of 32 MB would take gigabytes.
 */
#ifndef PAPERROUTE_READ_JSON_SIZE_H
#define PAPERROUTE_READ_JSON_SIZE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes come to more than LIMIT_JSON, and to more than JSON_GROWTH times their number. They
 * need not be sound. */
bool json_is_bomb(const char *bytes, size_t len);

#endif
