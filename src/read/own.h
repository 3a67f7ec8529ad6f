/* SPDX-License-Identifier: ISC */
/*
 * A document in Atom that write/atom.c wrote, read back: what is left of a site whose store is lost.
 *
 * Other feeds are read by feed.h, which takes what it can get; this takes exactly what we write, and of
 * an entry that is not so nothing. Pure, like all of read/; everything lives in the arena.
 */
#ifndef PAPERROUTE_READ_OWN_H
#define PAPERROUTE_READ_OWN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/entry.h"

struct own_feed {
	int64_t updated;
	/* In the document's order. key is the minted one, or "moved/SLUG" of the entry that says where a feed
	 * went. published is what the document says; listed is CLOCK_NONE, first_seen as updated: a paper that
	 * was never corrected was seen then. source is NULL. */
	struct entry *entries;
	size_t count;
	size_t refused; /* entries that are not as we write them, or of another site */
};

/* prefix is that of the site's ids, "tag:AUTHORITY,DATE:". where is what messages call the document.
 * ERR_FORMAT when it is none of ours. */
int own_read(struct own_feed *out, struct arena *arena, const char *bytes, size_t len,
	const char *prefix, const char *where, struct err *err);

#endif
