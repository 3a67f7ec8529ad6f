/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/item.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/clock.h"
#include "model/limits.h"
#include "write/content.h"

/* Terms that hit, of one entry, that become categories */
#define MOST_TERMS 20

static void describe_authors(struct item *out, struct arena *arena, const struct entry *entry)
{
	size_t named =
		entry->author_count < LIMIT_FEED_AUTHORS ? entry->author_count : LIMIT_FEED_AUTHORS;
	size_t total = entry->author_total > entry->author_count ? entry->author_total
								 : entry->author_count;

	out->authors = arena_array(arena, named + 1, sizeof(*out->authors));
	for (; out->author_count < named; out->author_count++)
		out->authors[out->author_count] = entry->authors[out->author_count];
	if (total == named)
		return;
	out->authors[out->author_count++] = arena_printf(arena, "%zu %s%s", total - named,
		named ? "other" : "author", total - named == 1 ? "" : "s");
}

static bool has_term(const struct item *item, size_t from, const char *term)
{
	for (size_t i = from; i < item->category_count; i++) {
		if (strcasecmp(item->categories[i].term, term) == 0)
			return true;
	}
	return false;
}

static void add_category(struct item *item, const char *term, const char *scheme)
{
	item->categories[item->category_count++] = (struct item_category){term, scheme};
}

static void describe_categories(struct item *out, struct arena *arena, const struct feed *feed,
	const struct feed_entry *from)
{
	const char *topic = arena_printf(arena, "%s#topic", feed->base_url);
	const char *term = arena_printf(arena, "%s#term", feed->base_url);
	size_t topics = from->route_count;

	out->categories = arena_array(
		arena, topics + MOST_TERMS + from->entry->category_count, sizeof(*out->categories));
	for (size_t i = 0; i < topics; i++)
		add_category(out, from->routes[i].topic, topic);
	for (size_t i = 0; i < topics; i++) {
		for (size_t j = 0; j < from->routes[i].reason_count; j++) {
			const char *text = from->routes[i].reasons[j].text;

			if (text && out->category_count < topics + MOST_TERMS &&
				!has_term(out, topics, text))
				add_category(out, text, term);
		}
	}
	for (size_t i = 0; i < from->entry->category_count; i++)
		add_category(out, from->entry->categories[i], NULL);
}

/* The paper's own date where there is one; it is history by the time that we speak of it */
static int64_t published(const struct entry *entry)
{
	int64_t when = entry->first_seen;

	if (entry->published != CLOCK_NONE)
		when = entry->published;
	else if (entry->listed != CLOCK_NONE)
		when = entry->listed;
	return when < entry->updated ? when : entry->updated;
}

static int describe_texts(
	struct item *out, struct arena *arena, const struct feed_entry *from, struct err *err)
{
	struct buf text;
	int result;

	buf_init(&text, LIMIT_DOCUMENT);
	content_summary(&text, from->entry);
	if (text.len && strcmp(buf_str(&text), from->entry->title) != 0)
		out->summary = arena_strdup(arena, buf_str(&text));
	buf_clear(&text);
	result = content_html(&text, from, err);
	out->html = arena_strdup(arena, buf_str(&text));
	buf_release(&text);
	return result;
}

int item_describe(struct item *out, struct arena *arena, const struct feed *feed,
	const struct feed_entry *from, struct err *err)
{
	const struct entry *entry = from->entry;

	*out = (struct item){
		.id = from->id,
		.title = entry->title,
		.published = published(entry),
		.updated = entry->updated,
		.link = entry->link,
		.pdf = entry->pdf,
		.code = entry->code,
		.discussion = entry->discussion,
	};
	if (out->code && out->pdf && strcmp(out->code, out->pdf) == 0)
		out->code = NULL;
	describe_authors(out, arena, entry);
	describe_categories(out, arena, feed, from);
	return describe_texts(out, arena, from, err);
}

int item_each(const struct feed *feed, void (*put)(void *ctx, const struct item *item), void *ctx,
	struct err *err)
{
	struct arena arena;
	struct item item;
	int result = 0;

	for (size_t i = 0; i < feed->entry_count && result == 0; i++) {
		arena_init(&arena);
		result = item_describe(&item, &arena, feed, &feed->entries[i], err);
		if (result == 0)
			put(ctx, &item);
		arena_release(&arena);
	}
	return result;
}
