/* SPDX-License-Identifier: ISC */
/*
 * Pages for people, one file per kind of page: a feed's, a month's of it, what a topic is about, and
 * the site's first page. Pure functions, as the writers of write/write.h; each appends a page to out
 * and fails with ERR_LIMIT when that is full.
 */
#ifndef PAPERROUTE_WRITE_PAGE_H
#define PAPERROUTE_WRITE_PAGE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/feed.h"
#include "model/page.h"
#include "model/site.h"

/* A feed's page or one of its months. */
struct page {
	const struct site *site;
	const struct feed *feed; /* with the entries of the page */
	const struct feed *all;  /* the head of the feed of everything; may be feed itself */
	const struct page_month *months; /* of the feed that have pages, newest first */
	size_t month_count;
	size_t papers;  /* that the feed ever had */
	int64_t newest; /* day of the newest paper in the store, since 1970; CLOCK_NONE: no paper */
};

/* SLUG.html: the papers of the live document, day by day, and where to subscribe. */
int page_write_topic(struct buf *out, const struct page *page, struct err *err);

/* archive/SLUG/2025-03.html: the papers of one month, without what stands on the topic's page. */
int page_write_month(struct buf *out, const struct page *page, const char *month, struct err *err);

/* about/SLUG.html: the topic's rules in words. all is the head of the feed of everything. */
int page_write_about(struct buf *out, const struct site *site, const struct topic *topic,
	const struct feed *feed, const struct feed *all, struct err *err);

/* What the first page says of a feed. */
struct page_line {
	const struct feed *feed; /* its head */
	size_t papers;           /* that it ever had */
	struct page_day *days;   /* of the last PAGE_PLOT_DAYS, in order */
	size_t day_count;
};

/* index.html. lines: all papers first, then the topics; latest has the newest papers. */
int page_write_index(struct buf *out, const struct site *site, const struct page_line *lines,
	size_t count, const struct feed *latest, int64_t newest, struct err *err);

#endif
