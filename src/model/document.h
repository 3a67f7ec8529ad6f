/* SPDX-License-Identifier: ISC */
/*
 * The kinds of documents that a site publishes: what they are called in paperroute.ini, how their
 * files' names end, and what they are on the web.
 */
#ifndef PAPERROUTE_MODEL_DOCUMENT_H
#define PAPERROUTE_MODEL_DOCUMENT_H

#include "base/arena.h"

enum document_kind {
	DOCUMENT_ATOM, /* RFC 4287 */
	DOCUMENT_RSS,  /* RSS 2.0 */
	DOCUMENT_JSON, /* JSON Feed 1.1 */
	DOCUMENT_HTML, /* pages for people */
	DOCUMENT_OPML, /* OPML 2.0: one list of all feeds */
	DOCUMENT_KINDS
};

/* A set of kinds holds bit 1 << kind for each */
#define DOCUMENT_BIT(kind) (1u << (kind))

/* The kinds that archives have, and the store keeps of them, whether or not the site publishes both today */
#define DOCUMENT_ARCHIVED 2
extern const enum document_kind document_archived[DOCUMENT_ARCHIVED];

const char *document_name(enum document_kind kind); /* "atom": in [site] formats, and the ending */
const char *document_type(enum document_kind kind); /* its media type */

/* The name of a feed's document inside the output folder and below base_url: SLUG.atom, and for its
 * archive number 1 and later archive/SLUG/0001.atom. archive is 0 for the live document. */
char *document_path(
	struct arena *arena, const char *slug, unsigned archive, enum document_kind kind);

#endif
