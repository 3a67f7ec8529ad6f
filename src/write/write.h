/* SPDX-License-Identifier: ISC */
/*
 * Feeds to documents, one file per format. Pure functions of the feed: no clock, no files.
 */
#ifndef PAPERROUTE_WRITE_WRITE_H
#define PAPERROUTE_WRITE_WRITE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/document.h"
#include "model/feed.h"

/* Appends the feed as a document of that kind, any but DOCUMENT_HTML
 * (write/page.h) and DOCUMENT_OPML, to out. Fails with ERR_LIMIT
 * when out is full. */
int write_feed(struct buf *out, enum document_kind kind, const struct feed *feed, struct err *err);

/* Atom 1.0 (RFC 4287), with archives as RFC 5005, section 4. */
int write_atom(struct buf *out, const struct feed *feed, struct err *err);

/* RSS 2.0, as the RSS Advisory Board's profile advises. An archive is its live document's. */
int write_rss(struct buf *out, const struct feed *feed, struct err *err);

/* JSON Feed 1.1; archives are the pages that next_url leads to. */
int write_json(struct buf *out, const struct feed *feed, struct err *err);

/* OPML 2.0: a subscription list of feeds, of which only the heads are looked at. */
int write_opml(struct buf *out, const struct feed *feeds, size_t count, struct err *err);

#endif
