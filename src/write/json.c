/* SPDX-License-Identifier: ISC */
/*
 * JSON Feed 1.1.
 */
#include "config.h"

#include <jansson.h>

#include "base/clock.h"
#include "write/item.h"
#include "write/write.h"

static void set(json_t *object, const char *name, json_t *value)
{
	json_object_set_new(object, name, value); /* a failed value is NULL, and left out */
}

static void set_text(json_t *object, const char *name, const char *text)
{
	if (text)
		set(object, name, json_string(text));
}

static void set_time(json_t *object, const char *name, int64_t when)
{
	char text[CLOCK_RFC3339_SIZE];

	clock_format(text, when);
	set_text(object, name, text);
}

static json_t *people(const char *const *names, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:s}", "name", names[i]));
	return list;
}

static json_t *tags(const struct item *item)
{
	json_t *list = json_array();

	for (size_t i = 0; i < item->category_count; i++)
		json_array_append_new(list, json_string(item->categories[i].term));
	return list;
}

static json_t *attachments(const struct item *item)
{
	return json_pack("[{s:s, s:s, s:s}]", "url", item->pdf, "mime_type", "application/pdf",
		"title", "PDF");
}

static json_t *make_item(const struct item *item)
{
	json_t *object = json_object();

	set_text(object, "id", item->id);
	set_text(object, "url", item->link);
	set_text(object, "title", item->title);
	set_text(object, "content_html", item->html);
	set_text(object, "summary", item->summary);
	set_time(object, "date_published", item->published);
	set_time(object, "date_modified", item->updated);
	if (item->author_count)
		set(object, "authors", people(item->authors, item->author_count));
	if (item->category_count)
		set(object, "tags", tags(item));
	if (item->pdf)
		set(object, "attachments", attachments(item));
	return object;
}

static void add_item(void *ctx, const struct item *item)
{
	json_array_append_new(ctx, make_item(item));
}

static json_t *make_head(const struct feed *feed)
{
	json_t *object = json_object();
	struct arena arena;

	arena_init(&arena);
	set_text(object, "version", "https://jsonfeed.org/version/1.1");
	set_text(object, "title", feed->title);
	set_text(object, "home_page_url", feed_home(&arena, feed));
	set_text(object, "feed_url", feed_url(&arena, feed, feed->archive, DOCUMENT_JSON));
	set_text(object, "description", feed->subtitle);
	if (feed->previous)
		set_text(object, "next_url", feed_url(&arena, feed, feed->previous, DOCUMENT_JSON));
	set(object, "authors", people(&feed->author, 1));
	set_text(object, "language", feed->language);
	if (feed->ended)
		set(object, "expired", json_true());
	if (feed->hub && !feed->archive)
		set(object, "hubs", json_pack("[{s:s, s:s}]", "type", "WebSub", "url", feed->hub));
	arena_release(&arena);
	return object;
}

static int put(const char *bytes, size_t len, void *out)
{
	buf_put(out, bytes, len);
	return 0;
}

int write_json(struct buf *out, const struct feed *feed, struct err *err)
{
	json_t *document = make_head(feed);
	json_t *items = json_array();
	int result;

	json_object_set_new(document, "items", items);
	result = item_each(feed, add_item, items, err);
	if (result == 0 && json_dump_callback(document, put, out, JSON_INDENT(2)) != 0)
		result = err_set(err, ERR_SYSTEM, feed->slug, "could not be written by jansson");
	buf_putc(out, '\n');
	if (result == 0 && buf_failed(out))
		result = err_set(
			err, ERR_LIMIT, feed->slug, "would have more than %zu bytes", out->limit);
	json_decref(document);
	return result;
}
