/* SPDX-License-Identifier: ISC */
/*
 * Atom 1.0, RFC 4287. The order of elements is ours; the RFC gives it no meaning.
 */
#include "config.h"

#include "write/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "write/content.h"
#include "write/xml.h"

#define NAMESPACE "http://www.w3.org/2005/Atom"

/* Terms that hit, of one entry, that become categories */
#define MOST_TERMS 20

static void put_time(struct xml *xml, const char *element, int64_t when)
{
	char text[CLOCK_RFC3339_SIZE];

	clock_format(text, when);
	xml_element(xml, element, text);
}

static void put_link(
	struct xml *xml, const char *rel, const char *type, const char *href, const char *title)
{
	if (!href)
		return;
	xml_begin(xml, "link");
	xml_attribute(xml, "rel", rel);
	xml_attribute(xml, "type", type);
	xml_attribute(xml, "href", href);
	xml_attribute(xml, "title", title);
	xml_end(xml);
}

static void put_person(struct xml *xml, const char *element, const char *name)
{
	xml_begin(xml, element);
	xml_element(xml, "name", name);
	xml_end(xml);
}

/* --- entries --- */

static void put_authors(struct xml *xml, const struct entry *entry)
{
	size_t named =
		entry->author_count < LIMIT_FEED_AUTHORS ? entry->author_count : LIMIT_FEED_AUTHORS;
	size_t total = entry->author_total > entry->author_count ? entry->author_total
								 : entry->author_count;
	char rest[64];

	for (size_t i = 0; i < named; i++)
		put_person(xml, "author", entry->authors[i]);
	if (total == named)
		return;
	snprintf(rest, sizeof(rest), "%zu %s%s", total - named, named ? "other" : "author",
		total - named == 1 ? "" : "s");
	put_person(xml, "author", rest);
}

static void put_category(struct xml *xml, const char *term, const char *base_url, const char *path)
{
	struct buf scheme;

	buf_init(&scheme, LIMIT_URL + 16);
	xml_begin(xml, "category");
	xml_attribute(xml, "term", term);
	if (path) {
		buf_printf(&scheme, "%s%s", base_url, path);
		xml_attribute(xml, "scheme", buf_str(&scheme));
	}
	xml_end(xml);
	buf_release(&scheme);
}

/* What was put already, to put nothing twice */
struct seen {
	const char *terms[MOST_TERMS];
	size_t count;
};

static bool is_new(struct seen *seen, const char *term)
{
	if (!term || seen->count == MOST_TERMS)
		return false;
	for (size_t i = 0; i < seen->count; i++) {
		if (strcasecmp(seen->terms[i], term) == 0)
			return false;
	}
	seen->terms[seen->count++] = term;
	return true;
}

static void put_categories(struct xml *xml, const struct feed *feed, const struct feed_entry *item)
{
	struct seen seen = {.count = 0};

	for (size_t i = 0; i < item->route_count; i++)
		put_category(xml, item->routes[i].topic, feed->base_url, "#topic");
	for (size_t i = 0; i < item->route_count; i++) {
		const struct route *route = &item->routes[i];

		for (size_t j = 0; j < route->reason_count; j++) {
			if (is_new(&seen, route->reasons[j].text))
				put_category(xml, route->reasons[j].text, feed->base_url, "#term");
		}
	}
	for (size_t i = 0; i < item->entry->category_count; i++)
		put_category(xml, item->entry->categories[i], NULL, NULL);
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

static void put_links(struct xml *xml, const struct entry *entry)
{
	put_link(xml, "alternate", "text/html", entry->link, NULL);
	put_link(xml, "related", "application/pdf", entry->pdf, "PDF");
	if (entry->code && (!entry->pdf || strcmp(entry->code, entry->pdf) != 0))
		put_link(xml, "related", NULL, entry->code, "Code");
	put_link(xml, "replies", "text/html", entry->discussion, "Discussion");
}

static int put_entry(
	struct xml *xml, const struct feed *feed, const struct feed_entry *item, struct err *err)
{
	const struct entry *entry = item->entry;
	struct buf text;
	int result;

	xml_begin(xml, "entry");
	xml_element(xml, "id", item->id);
	xml_element(xml, "title", entry->title);
	put_time(xml, "updated", entry->updated);
	put_time(xml, "published", published(entry));
	put_authors(xml, entry);
	put_links(xml, entry);
	put_categories(xml, feed, item);
	buf_init(&text, LIMIT_DOCUMENT);
	content_summary(&text, entry);
	if (text.len && strcmp(buf_str(&text), entry->title) != 0)
		xml_element(xml, "summary", buf_str(&text));
	buf_clear(&text);
	result = content_html(&text, item, err);
	xml_begin(xml, "content");
	xml_attribute(xml, "type", "html");
	xml_text(xml, buf_str(&text));
	xml_end(xml);
	buf_release(&text);
	xml_end(xml);
	return result;
}

/* --- the feed --- */

static void put_head(struct xml *xml, const struct feed *feed)
{
	struct buf self;

	buf_init(&self, 2 * LIMIT_URL);
	buf_printf(&self, "%s%s.atom", feed->base_url, feed->slug);
	xml_element(xml, "id", feed->id);
	xml_element(xml, "title", feed->title);
	xml_element(xml, "subtitle", feed->subtitle);
	put_time(xml, "updated", feed->updated);
	put_person(xml, "author", feed->author);
	for (size_t i = 0; i < feed->contributor_count; i++)
		put_person(xml, "contributor", feed->contributors[i]);
	put_link(xml, "self", "application/atom+xml", buf_str(&self), NULL);
	put_link(xml, "alternate", "text/html", feed->base_url, NULL);
	xml_begin(xml, "generator");
	xml_attribute(xml, "version", PACKAGE_VERSION);
	xml_text(xml, "paperroute");
	xml_end(xml);
	xml_element(xml, "rights", feed->rights);
	buf_release(&self);
}

int write_atom(struct buf *out, const struct feed *feed, struct err *err)
{
	struct xml xml;
	int result = 0;

	xml_open(&xml, out, true);
	xml_begin_document(&xml);
	xml_begin(&xml, "feed");
	xml_attribute(&xml, "xmlns", NAMESPACE);
	xml_attribute(&xml, "xml:lang", feed->language);
	put_head(&xml, feed);
	for (size_t i = 0; i < feed->entry_count && result == 0; i++)
		result = put_entry(&xml, feed, &feed->entries[i], err);
	xml_end(&xml);
	if (xml_close(&xml, out, feed->slug, result == 0 ? err : NULL) != 0)
		result = -1;
	return result;
}
