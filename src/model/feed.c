/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/feed.h"

char *feed_url(
	struct arena *arena, const struct feed *feed, unsigned archive, enum document_kind kind)
{
	return arena_printf(
		arena, "%s%s", feed->base_url, document_path(arena, feed->slug, archive, kind));
}

char *feed_home(struct arena *arena, const struct feed *feed)
{
	if (feed->kinds & DOCUMENT_BIT(DOCUMENT_HTML))
		return feed_url(arena, feed, 0, DOCUMENT_HTML);
	return arena_strdup(arena, feed->base_url);
}
