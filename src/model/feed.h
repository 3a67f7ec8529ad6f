/* SPDX-License-Identifier: ISC */
/*
 * The feed: one document's content, whatever its kind. The pipeline fills it from the site and
 * the store; write/ turns it into bytes. It owns nothing.
 */
#ifndef PAPERROUTE_MODEL_FEED_H
#define PAPERROUTE_MODEL_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/document.h"
#include "model/entry.h"
#include "model/route.h"

struct feed_entry {
	int64_t number; /* the store's */
	const struct entry *entry;
	const char *id;             /* the Atom id, minted once (store/) */
	const struct route *routes; /* every topic that it is in; the feed's own first */
	size_t route_count;
};

struct feed {
	const char *id;   /* tag: URI, the same for ever */
	const char *slug; /* "all" for the feed of everything */
	const char *title;
	const char *subtitle; /* NULL when there is none */
	const char *site_title;
	const char *base_url; /* ends in a slash */
	const char *hub;      /* of WebSub; NULL when there is none */
	const char *author;
	const char *rights; /* NULL when there is none */
	const char *language;
	const char **contributors; /* the sources' curators */
	size_t contributor_count;
	int64_t updated;
	struct feed_entry *entries; /* in the document's order */
	size_t entry_count;
	bool ended;        /* its last entry says where it moved to */
	unsigned kinds;    /* bit set of enum document_kind: the documents that the feed has */
	unsigned archive;  /* the number of this archive, from 1; 0: the live document */
	unsigned previous; /* the archive that comes before; 0 when there is none */
};

/* The address of what people look at instead of the feed: its page, or the site where it has none. */
char *feed_home(struct arena *arena, const struct feed *feed);

/* The address of a document of the feed: the live one (archive 0) or an archive. */
char *feed_url(
	struct arena *arena, const struct feed *feed, unsigned archive, enum document_kind kind);

#endif
