/* SPDX-License-Identifier: ISC */
/*
 * The site's own command, [site] after, is told of the files that changed: of those of this run, or of
 * all that there are, and of those that went, when an earlier run was killed or its command failed before
 * that was told of its own. That it is owed to be told is in the store by the same commit as what changed.
 *
 * handover_init; handover_owe before the store is committed; handover_gather when the files are in
 * place; handover_do when the site is let go; handover_release. Of a site without command all do nothing.
 *
 * While a command is at work state/after is locked: what its run owes is no business of others then, such
 * as runs that the command itself starts. A store that is made anew meanwhile knows nothing of that debt,
 * and no other one there is taken for it; what an earlier store owed it takes for owed.
 */
#ifndef PAPERROUTE_HANDOVER_H
#define PAPERROUTE_HANDOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "documents.h"
#include "model/site.h"

struct handover {
	const struct site *site;
	bool owes;        /* this run does */
	int64_t debt;     /* which one, if it does */
	bool all;         /* earlier ones owe too, and none of their commands is at work */
	bool whole;       /* what this one changed is in place, all of it */
	int lock;         /* on state/after; -1: another command is at work */
	struct buf names; /* if all: of all files, one a line */
};

void handover_init(struct handover *handover, const struct site *site);
void handover_release(struct handover *handover);

/* documents are what this run is going to change; prune: it also removes what the site has no more. */
int handover_owe(
	struct handover *handover, const struct documents *documents, bool prune, struct err *err);

/* changed are the names of files that were written or deleted, one a line. */
int handover_gather(struct handover *handover, const struct documents *documents,
	const struct buf *changed, struct err *err);

/* Runs the command when there is something to tell, also of a run that failed half way. Then it takes the
 * site's turn (turn.h), which may have to be waited for, to remember that it was told: the caller must
 * have let the site go. */
int handover_do(struct handover *handover, const struct buf *changed, struct err *err);

#endif
