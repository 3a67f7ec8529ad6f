/* SPDX-License-Identifier: ISC */
/*
 * Attributes that XML does not allow: without quotes or with one, with those that word processors write,
 * without a space before the next.
 */
#ifndef PAPERROUTE_READ_ATTRIBUTE_H
#define PAPERROUTE_READ_ATTRIBUTE_H

#include "read/patch.h"

/* Mends those that stand from at to end, between a tag's name and its end; what cannot be mended is left
 * out. */
void attribute_mend(struct patch *patch, const char *at, const char *end);

#endif
