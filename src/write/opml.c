/* SPDX-License-Identifier: ISC */
/*
 * OPML 2.0, a subscription list: what a feed reader imports to subscribe to every feed at once.
 */
#include "config.h"

#include "base/clock.h"
#include "write/write.h"
#include "write/xml.h"

/* The kinds that a reader subscribes to, the best first */
static const enum document_kind preferred[] = {DOCUMENT_ATOM, DOCUMENT_RSS, DOCUMENT_JSON};

static enum document_kind kind_of(const struct feed *feed)
{
	for (size_t i = 0; i < sizeof(preferred) / sizeof(*preferred); i++) {
		if (feed->kinds & DOCUMENT_BIT(preferred[i]))
			return preferred[i];
	}
	return DOCUMENT_ATOM;
}

static void put_outline(struct xml *xml, const struct feed *feed)
{
	struct arena arena;

	arena_init(&arena);
	xml_begin(xml, "outline");
	xml_attribute(xml, "type", "rss"); /* of whatever kind: no other word is known */
	xml_attribute(xml, "text", feed->title);
	xml_attribute(xml, "title", feed->title);
	xml_attribute(xml, "description", feed->subtitle);
	xml_attribute(xml, "xmlUrl", feed_url(&arena, feed, 0, kind_of(feed)));
	xml_attribute(xml, "htmlUrl", feed_home(&arena, feed));
	xml_end(xml);
	arena_release(&arena);
}

static void put_head(struct xml *xml, const struct feed *feeds, size_t count)
{
	char text[CLOCK_MAIL_SIZE];
	int64_t newest = CLOCK_NONE;

	for (size_t i = 0; i < count; i++) {
		if (feeds[i].updated > newest)
			newest = feeds[i].updated;
	}
	xml_begin(xml, "head");
	if (count) {
		xml_element(xml, "title", feeds[0].site_title);
		clock_format_mail(text, newest);
		xml_element(xml, "dateModified", text);
		xml_element(xml, "ownerName", feeds[0].author);
	}
	xml_end(xml);
}

int write_opml(struct buf *out, const struct feed *feeds, size_t count, struct err *err)
{
	struct xml xml;

	xml_open(&xml, out, true);
	xml_begin_document(&xml);
	xml_begin(&xml, "opml");
	xml_attribute(&xml, "version", "2.0");
	put_head(&xml, feeds, count);
	xml_begin(&xml, "body");
	for (size_t i = 0; i < count; i++)
		put_outline(&xml, &feeds[i]);
	xml_end(&xml);
	xml_end(&xml);
	return xml_close(&xml, out, "OPML", err);
}
