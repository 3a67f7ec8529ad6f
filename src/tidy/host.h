/* SPDX-License-Identifier: ISC */
/*
 * Hosts of papers that have one paper at several addresses. Frozen: keys of papers hang on it.
 */
#ifndef PAPERROUTE_TIDY_HOST_H
#define PAPERROUTE_TIDY_HOST_H

#include "base/arena.h"

/* The one address of a paper's that clean (tidy/link.h) is one of:
 *
 *   https://openreview.net/forum?id=ID	 of forum and pdf, whatever else was asked for
 *   https://aclanthology.org/ID	 of its pages and PDFs, and those of aclweb.org/anthology
 *
 * NULL for all other addresses. */
const char *host_address(struct arena *arena, const char *clean);

#endif
