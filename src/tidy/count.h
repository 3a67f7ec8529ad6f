/* SPDX-License-Identifier: ISC */
/*
 * Counts as pages show them: "23", "1,234", "62.2k".
 */
#ifndef PAPERROUTE_TIDY_COUNT_H
#define PAPERROUTE_TIDY_COUNT_H

#include <stdbool.h>
#include <stdint.h>

/* False, and *out untouched, when text is no count or one of 10^15 or more. */
bool count_read(uint64_t *out, const char *text);

#endif
