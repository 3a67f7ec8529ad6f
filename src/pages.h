/* SPDX-License-Identifier: ISC */
/*
 * The pages of a site whose formats have html: which are due, and what they are made of.
 *
 * A feed's page is a document like its others. Pages of months are made when the store marks them as
 * dirty, one after the other and after the commit, as archives are: there may be more of them than fit
 * into memory. The first page, those about topics and the files that pages use are so small that every
 * run makes them, to see whether they are due.
 *
 * pages_begin before the first feed is rendered, pages_add_feed for every feed that is, pages_add_site
 * after the last; pages_publish_months after the commit and before documents_publish.
 */
#ifndef PAPERROUTE_PAGES_H
#define PAPERROUTE_PAGES_H

#include "base/err.h"
#include "documents.h"
#include "heads.h"
#include "model/site.h"

struct pages {
	struct documents *documents;
	const struct site *site;
	const struct heads *heads;
	bool wanted;    /* html is among the formats */
	int64_t newest; /* day of the newest paper, since 1970; CLOCK_NONE: there is none */
};

int pages_begin(struct pages *pages, struct documents *documents, const struct site *site,
	const struct heads *heads, struct err *err);

/* Adds the page of a feed that was filled. */
int pages_add_feed(const struct pages *pages, const struct feed *feed, struct err *err);

/* Looks whether the newest month's page of the feed is there: one that is gone makes us look at all. */
int pages_check_months(const struct pages *pages, const char *slug, struct err *err);

int pages_add_site(const struct pages *pages, struct err *err);

/* Publishes the pages of dirty months, or with a dry publisher only finds those that differ; tells the
 * name of each that changed. */
int pages_publish_months(struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err);

/* Tells the name of each page that the next pages_publish_months removes, and of its twin, whether they are
 * there or not. */
int pages_leaving(struct store *store, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err);

#endif
