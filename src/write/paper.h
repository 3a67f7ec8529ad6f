/* SPDX-License-Identifier: ISC */
/*
 * A paper on a page: title, authors, abstract, links, votes, and why it is there.
 */
#ifndef PAPERROUTE_WRITE_PAPER_H
#define PAPERROUTE_WRITE_PAPER_H

#include "model/feed.h"
#include "model/site.h"
#include "write/xml.h"

struct paper_place {
	const struct site *site; /* knows the topics' titles */
	const char *slug;        /* of the page's feed */
	const char *root;        /* as in struct frame */
	int64_t newest;          /* the day of the newest paper; CLOCK_NONE: nothing is new */
	bool brief;              /* without abstract */
};

/* The day that a paper counts for, since 1970: listed, else first seen. */
int64_t paper_day(const struct entry *entry);

void paper_put(struct xml *xml, const struct paper_place *place, const struct feed_entry *entry);

/* Title, topics and the mark of a new one, as an item of a list. */
void paper_put_item(
	struct xml *xml, const struct paper_place *place, const struct feed_entry *entry);

#endif
