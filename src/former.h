/* SPDX-License-Identifier: ISC */
/*
 * A document in Atom that the site published before, as entries again: for recover.c.
 *
 * It is read in a box (reader.h), as who may write to the output need not be who runs the program. What
 * comes back is text; here it is seen whether it is as we write it, and of an entry that is not so
 * nothing is taken. Everything lives in the arena.
 */
#ifndef PAPERROUTE_FORMER_H
#define PAPERROUTE_FORMER_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/entry.h"
#include "model/record.h"
#include "reader.h"

struct former {
	int64_t updated;     /* the feed */
	const char *foreign; /* its id, when that is another site's; else NULL */
	/* In the document's order. key is the minted one, or "moved/SLUG" of the entry that says where a
	 * feed went. published is what the document says; listed is CLOCK_NONE, first_seen as updated: a
	 * paper that was never corrected was seen then. source is NULL. Addresses that we would not publish
	 * are left out. */
	struct entry *entries;
	size_t count;
	size_t cap;
	size_t refused; /* entries that are not as we write them, or of another site */
};

/* prefix is that of the site's ids, "tag:AUTHORITY,DATE:". name is what messages call the document.
 * ERR_FORMAT when it is none of ours or broke its reader, ERR_LIMIT when that needed too much, ERR_SYSTEM
 * when none could be had, which says nothing of the document. */
int former_read(struct former *out, struct arena *arena, struct reader *reader, const char *bytes,
	size_t len, const char *prefix, const char *name, struct err *err);

/* Takes the next record of the document: the feed's, or an entry. Returns -1 for a feed that does not say
 * when it was updated. former_begin before the first. */
void former_begin(struct former *out);
int former_take(
	struct former *out, struct arena *arena, const struct record *record, const char *prefix);

#endif
