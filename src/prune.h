/* SPDX-License-Identifier: ISC */
/*
 * Files that we wrote and that the site has no more: of topics that were removed, of formats that were
 * dropped, and packed twins after precompress was switched off. Nothing that the store does not know
 * as ours is touched.
 */
#ifndef PAPERROUTE_PRUNE_H
#define PAPERROUTE_PRUNE_H

#include "base/err.h"
#include "documents.h"
#include "model/site.h"

/* Removes twins that a host would serve in place of newer files; they are never wanted. Tells the name of
 * each. */
int prune_twins(const struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err);

/* Removes all that is stale, and what the store keeps of it; tells the name of each file. With a dry
 * publisher it only tells. The ids of papers stay. */
int prune_all(const struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err);

/* Tells the name of each file that this run is going to remove, if it is there: what prune_twins does,
 * prune_all when all is set, and pages of months that have no papers any more; of some twice. Only looks
 * into the store. */
int prune_due(const struct documents *documents, const struct site *site, bool all,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err);

#endif
