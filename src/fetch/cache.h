/* SPDX-License-Identifier: ISC */
/*
 * The last good body of every source that has a URL: a file NAME.body of state/cache, replaced whole.
 * With it a run needs no network, and settings can be changed without asking the server again.
 */
#ifndef PAPERROUTE_FETCH_CACHE_H
#define PAPERROUTE_FETCH_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

bool cache_has(const char *folder, const char *name);

/* The caller frees *bytes, which is NUL-terminated; NULL after failure: ERR_MISSING when nothing was
 * kept, ERR_SYSTEM, ERR_LIMIT. */
int cache_read(char **bytes, size_t *len, const char *folder, const char *name, size_t limit,
	struct err *err);

/* Clears away what a killed run left there. */
void cache_tidy(const char *folder);

/* Makes the folder when it is missing. */
int cache_write(
	const char *folder, const char *name, const void *bytes, size_t len, struct err *err);

#endif
