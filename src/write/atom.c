/* SPDX-License-Identifier: ISC */
/*
 * Atom 1.0, RFC 4287, and archives of RFC 5005, section 4. The order of elements is ours; the RFCs
 * give it no meaning.
 */
#include "config.h"

#include "write/write.h"

#include "base/clock.h"
#include "write/item.h"
#include "write/xml.h"

#define NAMESPACE         "http://www.w3.org/2005/Atom"
#define HISTORY_NAMESPACE "http://purl.org/syndication/history/1.0"

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

static void put_categories(struct xml *xml, const struct item *item)
{
	for (size_t i = 0; i < item->category_count; i++) {
		xml_begin(xml, "category");
		xml_attribute(xml, "term", item->categories[i].term);
		xml_attribute(xml, "scheme", item->categories[i].scheme);
		xml_end(xml);
	}
}

static void put_item(void *ctx, const struct item *item)
{
	struct xml *xml = ctx;

	xml_begin(xml, "entry");
	xml_element(xml, "id", item->id);
	xml_element(xml, "title", item->title);
	put_time(xml, "updated", item->updated);
	put_time(xml, "published", item->published);
	for (size_t i = 0; i < item->author_count; i++)
		put_person(xml, "author", item->authors[i]);
	put_link(xml, "alternate", "text/html", item->link, NULL);
	put_link(xml, "related", "application/pdf", item->pdf, "PDF");
	put_link(xml, "related", NULL, item->code, "Code");
	put_link(xml, "replies", "text/html", item->discussion, "Discussion");
	put_categories(xml, item);
	xml_element(xml, "summary", item->summary);
	xml_begin(xml, "content");
	xml_attribute(xml, "type", "html");
	xml_text(xml, item->html);
	xml_end(xml);
	xml_end(xml);
}

/* --- the feed --- */

/* A link to another document of the feed */
static void put_document_link(struct xml *xml, const struct feed *feed, const char *rel,
	unsigned archive, enum document_kind kind)
{
	struct arena arena;

	arena_init(&arena);
	put_link(xml, rel, document_type(kind), feed_url(&arena, feed, archive, kind), NULL);
	arena_release(&arena);
}

static void put_links(struct xml *xml, const struct feed *feed)
{
	static const enum document_kind others[] = {DOCUMENT_RSS, DOCUMENT_JSON};
	struct arena arena;

	arena_init(&arena);
	put_document_link(xml, feed, "self", feed->archive, DOCUMENT_ATOM);
	put_link(xml, "alternate", "text/html", feed_home(&arena, feed), NULL);
	arena_release(&arena);
	if (feed->archive)
		put_document_link(xml, feed, "current", 0, DOCUMENT_ATOM);
	else
		put_link(xml, "hub", NULL, feed->hub, NULL);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others) && !feed->archive; i++) {
		if (feed->kinds & DOCUMENT_BIT(others[i]))
			put_document_link(xml, feed, "alternate", 0, others[i]);
	}
	if (feed->previous)
		put_document_link(xml, feed, "prev-archive", feed->previous, DOCUMENT_ATOM);
}

static void put_head(struct xml *xml, const struct feed *feed)
{
	xml_element(xml, "id", feed->id);
	xml_element(xml, "title", feed->title);
	xml_element(xml, "subtitle", feed->subtitle);
	put_time(xml, "updated", feed->updated);
	put_person(xml, "author", feed->author);
	for (size_t i = 0; i < feed->contributor_count; i++)
		put_person(xml, "contributor", feed->contributors[i]);
	put_links(xml, feed);
	xml_begin(xml, "generator");
	xml_attribute(xml, "version", PACKAGE_VERSION);
	xml_text(xml, "paperroute");
	xml_end(xml);
	xml_element(xml, "rights", feed->rights);
	if (feed->archive)
		xml_empty(xml, "fh:archive");
}

int write_atom(struct buf *out, const struct feed *feed, struct err *err)
{
	struct xml xml;
	int result;

	xml_open(&xml, out, true);
	xml_begin_document(&xml);
	xml_begin(&xml, "feed");
	xml_attribute(&xml, "xmlns", NAMESPACE);
	if (feed->archive)
		xml_attribute(&xml, "xmlns:fh", HISTORY_NAMESPACE);
	xml_attribute(&xml, "xml:lang", feed->language);
	put_head(&xml, feed);
	result = item_each(feed, put_item, &xml, err);
	xml_end(&xml);
	if (xml_close(&xml, out, feed->slug, result == 0 ? err : NULL) != 0)
		result = -1;
	return result;
}
