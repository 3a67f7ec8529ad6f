/* SPDX-License-Identifier: ISC */
/*
 * One feed as who follows it to its end has it: the live document, then its archives, the newest first.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_WALK_H
#define PAPERROUTE_TESTS_PIPELINE_WALK_H

#include <stddef.h>

#include "pipeline/document.h"

struct walk {
	struct document *documents;
	size_t count, cap;
};

/* From the live document of that kind ("atom", "json") of the site in folder. Aborts the test unless
 * archives are numbered down to 1 without gaps, and none is left that nothing leads to. Releases what
 * out was before. */
void walk_follow(struct walk *out, const char *folder, const char *feed, const char *kind);
void walk_release(struct walk *walk);

/* What who keeps the latest of equal ids has of this one; NULL when it is not there. */
const struct item *walk_latest(const struct walk *walk, const char *id);

#endif
