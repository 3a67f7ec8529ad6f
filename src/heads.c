/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "heads.h"

#include "tidy/tidy.h"

#define ALL "all"

static void describe(
	struct feed *feed, struct heads *heads, const struct site *site, const struct topic *topic)
{
	*feed = (struct feed){
		.slug = topic ? topic->slug : ALL,
		.title = topic ? topic->title : site->title,
		.subtitle = topic ? topic->subtitle : NULL,
		.site_title = site->title,
		.base_url = site->base_url,
		.hub = site->hub,
		.author = site->author,
		.rights = site->rights,
		.language = site->language,
		.kinds = site->kinds,
	};
	feed->id = arena_printf(&heads->arena, "%sfeed/%s", heads->options.tag_prefix, feed->slug);
}

void heads_init(struct heads *heads, const struct site *site)
{
	*heads = (struct heads){0};
	arena_init(&heads->arena);
	heads->options = (struct store_feed_options){
		.tag_prefix = arena_printf(
			&heads->arena, "tag:%s,%s:", site->tag_authority, site->tag_date),
		.entries = site->entries,
		.expand = tidy_expand_link,
	};
	heads->feeds = arena_array(&heads->arena, site->topic_count + 1, sizeof(*heads->feeds));
	describe(&heads->feeds[heads->count++], heads, site, NULL);
	for (size_t i = 0; i < site->topic_count; i++)
		describe(&heads->feeds[heads->count++], heads, site, &site->topics[i]);
}

void heads_release(struct heads *heads)
{
	arena_release(&heads->arena);
}
