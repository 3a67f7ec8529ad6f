/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/document.h"

static const struct {
	const char *name;
	const char *type;
} kinds[DOCUMENT_KINDS] = {
	[DOCUMENT_ATOM] = {"atom", "application/atom+xml"},
	[DOCUMENT_RSS] = {"rss", "application/rss+xml"},
	[DOCUMENT_JSON] = {"json", "application/feed+json"},
	[DOCUMENT_HTML] = {"html", "text/html"},
	[DOCUMENT_OPML] = {"opml", "text/x-opml"},
};

const enum document_kind document_archived[DOCUMENT_ARCHIVED] = {DOCUMENT_ATOM, DOCUMENT_JSON};

const char *document_name(enum document_kind kind)
{
	return kinds[kind].name;
}

const char *document_type(enum document_kind kind)
{
	return kinds[kind].type;
}

char *document_path(
	struct arena *arena, const char *slug, unsigned archive, enum document_kind kind)
{
	if (!archive)
		return arena_printf(arena, "%s.%s", slug, kinds[kind].name);
	return arena_printf(arena, "archive/%s/%04u.%s", slug, archive, kinds[kind].name);
}
