/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "render.h"

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

/* What one rendering works on */
struct rendering {
	struct documents *out;
	struct store *store;
	const struct site *site;
	const struct publisher *publisher;
	struct arena arena; /* the heads of the feeds */
	struct feed *feeds; /* as rendered, without their entries: what OPML lists */
	size_t feed_count;
};

/* Keeps the document when it differs from the published one */
static int keep_if_changed(
	struct rendering *r, struct buf *bytes, const char *name, size_t entries, struct err *err)
{
	struct publisher question = {r->publisher->folder, true};
	struct documents *out = r->out;
	struct document document = {.len = bytes->len, .entries = entries};
	bool changed;

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
		.kinds = site->kinds,
	};
	feed->id = arena_printf(arena, "%sfeed/%s", tag_prefix, feed->slug);
}

static int render_kind(struct rendering *r, const struct feed *feed, struct arena *arena,
	enum document_kind kind, struct err *err)
{
	struct buf bytes;
	int result;

	buf_init(&bytes, LIMIT_DOCUMENT);
	result = write_feed(&bytes, kind, feed, err);
	if (result == 0)
		result = keep_if_changed(r, &bytes, document_path(arena, feed->slug, 0, kind),
			feed->entry_count, err);
	buf_release(&bytes);
	return result;
}

static int render_feed(struct rendering *r, const struct topic *topic, struct err *err)
{
	struct feed *head = &r->feeds[r->feed_count++];
	struct store_feed_options options = {
		.slug = topic ? topic->slug : NULL,
		.limit = r->site->entries,
		.expand = tidy_expand_link,
	};
	struct arena arena;
	struct feed feed;
	int result = -1;

	arena_init(&arena);
	options.tag_prefix =
		arena_printf(&arena, "tag:%s,%s:", r->site->tag_authority, r->site->tag_date);
	describe(head, &r->arena, r->site, topic, options.tag_prefix);
	feed = *head;
	if (store_feed(r->store, &feed, &arena, &options, err) != 0 ||
		store_contributors(r->store, &arena, &feed.contributors, &feed.contributor_count,
			options.slug, err) != 0)
		goto out;
	head->updated = feed.updated;
	result = 0;
	for (int kind = 0; kind < DOCUMENT_OPML && result == 0; kind++) {
		if (r->site->kinds & DOCUMENT_BIT(kind))
			result = render_kind(r, &feed, &arena, kind, err);
	}
out:
	arena_release(&arena);
	return result;
}

static int render_opml(struct rendering *r, struct err *err)
{
	struct buf bytes;
	int result;

	if (!(r->site->kinds & DOCUMENT_BIT(DOCUMENT_OPML)))
		return 0;
	buf_init(&bytes, LIMIT_DOCUMENT);
	result = write_opml(&bytes, r->feeds, r->feed_count, err);
	if (result == 0)
		result = keep_if_changed(r, &bytes,
			document_path(&r->arena, "feeds", 0, DOCUMENT_OPML), r->feed_count, err);
	buf_release(&bytes);
	return result;
}

int render_changed(struct documents *out, struct store *store, const struct site *site,
	const struct publisher *publisher, struct err *err)
{
	struct rendering r = {.out = out, .store = store, .site = site, .publisher = publisher};
	int result;

	arena_init(&r.arena);
	r.feeds = arena_array(&r.arena, site->topic_count + 1, sizeof(*r.feeds));
	result = render_feed(&r, NULL, err);
	for (size_t i = 0; i < site->topic_count && result == 0; i++)
		result = render_feed(&r, &site->topics[i], err);
	if (result == 0)
		result = render_opml(&r, err);
	arena_release(&r.arena);
	return result;
}
