/* SPDX-License-Identifier: ISC */
/*
 * RSS 2.0 as the RSS Advisory Board's profile advises: names of people in dc:creator, for author is
 * an address of mail; description, which is HTML in an item, before content:encoded; plain text in
 * titles.
 */
#include "config.h"

#include "base/clock.h"
#include "model/limits.h"
#include "write/item.h"
#include "write/write.h"
#include "write/xml.h"

static void put_plain(struct xml *xml, const char *element, const char *text)
{
	if (!text)
		return;
	xml_begin(xml, element);
	xml_plain(xml, text);
	xml_end(xml);
}

static void put_time(struct xml *xml, const char *element, int64_t when)
{
	char text[CLOCK_MAIL_SIZE];

	clock_format_mail(text, when);
	xml_element(xml, element, text);
}

static void put_atom_link(struct xml *xml, const char *rel, const char *type, const char *href)
{
	if (!href)
		return;
	xml_begin(xml, "atom:link");
	xml_attribute(xml, "rel", rel);
	xml_attribute(xml, "type", type);
	xml_attribute(xml, "href", href);
	xml_end(xml);
}

/* A paragraph of HTML, and that as XML */
static void put_summary(struct xml *xml, const char *text)
{
	struct xml html;
	struct buf out;
	struct err err;

	if (!text)
		return;
	buf_init(&out, LIMIT_DOCUMENT);
	xml_open(&html, &out, false);
	xml_element(&html, "p", text);
	xml->failed = xml->failed || xml_close(&html, &out, "summary", &err) != 0;
	xml_element(xml, "description", buf_str(&out));
	buf_release(&out);
}

static void put_item(void *ctx, const struct item *item)
{
	struct xml *xml = ctx;

	xml_begin(xml, "item");
	put_plain(xml, "title", item->title);
	xml_element(xml, "link", item->link);
	xml_begin(xml, "guid");
	xml_attribute(xml, "isPermaLink", "false");
	xml_text(xml, item->id);
	xml_end(xml);
	put_time(xml, "pubDate", item->published);
	for (size_t i = 0; i < item->author_count; i++)
		xml_element(xml, "dc:creator", item->authors[i]);
	for (size_t i = 0; i < item->category_count; i++) {
		xml_begin(xml, "category");
		xml_attribute(xml, "domain", item->categories[i].scheme);
		xml_text(xml, item->categories[i].term);
		xml_end(xml);
	}
	xml_element(xml, "comments", item->discussion);
	put_summary(xml, item->summary);
	xml_element(xml, "content:encoded", item->html);
	xml_end(xml);
}

static void put_head(struct xml *xml, const struct feed *feed)
{
	struct arena arena;

	arena_init(&arena);
	put_plain(xml, "title", feed->title);
	xml_element(xml, "link", feed_home(&arena, feed));
	put_plain(xml, "description", feed->subtitle ? feed->subtitle : feed->title);
	xml_element(xml, "language", feed->language);
	xml_element(xml, "copyright", feed->rights);
	put_time(xml, "lastBuildDate", feed->updated);
	xml_element(xml, "generator", "paperroute " PACKAGE_VERSION);
	put_atom_link(
		xml, "self", document_type(DOCUMENT_RSS), feed_url(&arena, feed, 0, DOCUMENT_RSS));
	put_atom_link(xml, "hub", NULL, feed->hub);
	arena_release(&arena);
}

int write_rss(struct buf *out, const struct feed *feed, struct err *err)
{
	struct xml xml;
	int result;

	xml_open(&xml, out, true);
	xml_begin_document(&xml);
	xml_begin(&xml, "rss");
	xml_attribute(&xml, "version", "2.0");
	xml_attribute(&xml, "xmlns:atom", "http://www.w3.org/2005/Atom");
	xml_attribute(&xml, "xmlns:content", "http://purl.org/rss/1.0/modules/content/");
	xml_attribute(&xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_begin(&xml, "channel");
	put_head(&xml, feed);
	result = item_each(feed, put_item, &xml, err);
	xml_end(&xml);
	xml_end(&xml);
	if (xml_close(&xml, out, feed->slug, result == 0 ? err : NULL) != 0)
		result = -1;
	return result;
}
