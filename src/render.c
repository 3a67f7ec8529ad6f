/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "render.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/xalloc.h"
#include "model/limits.h"
#include "tidy/tidy.h"
#include "write/write.h"

void documents_init(struct documents *documents)
{
	*documents = (struct documents){0};
}

void documents_release(struct documents *documents)
{
	for (size_t i = 0; i < documents->count; i++) {
		free(documents->items[i].name);
		free(documents->items[i].bytes);
	}
	free(documents->items);
	documents_init(documents);
}

/* Keeps the document when it differs from the published one */
static int keep_if_changed(struct documents *out, struct buf *bytes, const struct feed *feed,
	const struct publisher *publisher, struct err *err)
{
	struct publisher question = {publisher->folder, true};
	struct document document = {.len = bytes->len, .entries = feed->entry_count};
	char name[LIMIT_NAME + 16];
	bool changed;

	snprintf(name, sizeof(name), "%s.atom", feed->slug);
	if (publish_file(&changed, &question, name, bytes->data, bytes->len, err) != 0)
		return -1;
	if (!changed)
		return 0;
	document.name = xstrdup(name);
	document.bytes = buf_take(bytes);
	out->items = xgrow(out->items, &out->cap, out->count + 1, sizeof(*out->items));
	out->items[out->count++] = document;
	return 0;
}

/* topic NULL: the feed of everything */
static void describe(struct feed *feed, struct arena *arena, const struct site *site,
	const struct topic *topic, const char *tag_prefix)
{
	*feed = (struct feed){
		.slug = topic ? topic->slug : "all",
		.title = topic ? topic->title : site->title,
		.subtitle = topic ? topic->subtitle : NULL,
		.site_title = site->title,
		.base_url = site->base_url,
		.author = site->author,
		.rights = site->rights,
		.language = site->language,
	};
	feed->id = arena_printf(arena, "%sfeed/%s", tag_prefix, feed->slug);
}

static int render_feed(struct documents *out, struct store *store, const struct site *site,
	const struct topic *topic, const struct publisher *publisher, struct err *err)
{
	struct arena arena;
	struct feed feed;
	struct buf bytes;
	struct store_feed_options options = {
		.slug = topic ? topic->slug : NULL,
		.limit = site->entries,
		.expand = tidy_expand_link,
	};
	int result = -1;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	options.tag_prefix =
		arena_printf(&arena, "tag:%s,%s:", site->tag_authority, site->tag_date);
	describe(&feed, &arena, site, topic, options.tag_prefix);
	if (store_feed(store, &feed, &arena, &options, err) != 0 ||
		store_contributors(store, &arena, &feed.contributors, &feed.contributor_count,
			options.slug, err) != 0)
		goto out;
	if (write_atom(&bytes, &feed, err) != 0)
		goto out;
	result = keep_if_changed(out, &bytes, &feed, publisher, err);
out:
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

int render_changed(struct documents *out, struct store *store, const struct site *site,
	const struct publisher *publisher, struct err *err)
{
	if (render_feed(out, store, site, NULL, publisher, err) != 0)
		return -1;
	for (size_t i = 0; i < site->topic_count; i++) {
		if (render_feed(out, store, site, &site->topics[i], publisher, err) != 0)
			return -1;
	}
	return 0;
}
