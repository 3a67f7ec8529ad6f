/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/subscribe.h"

#include "write/html.h"

static const struct {
	enum document_kind kind;
	const char *label;
} formats[] = {
	{DOCUMENT_ATOM, "Atom"},
	{DOCUMENT_RSS, "RSS"},
	{DOCUMENT_JSON, "JSON Feed"},
};

#define FORMATS (sizeof(formats) / sizeof(*formats))

/* What is hidden from sight tells those who only hear the link whose feed it is */
static void put_link(struct xml *xml, const struct feed *feed, const char *root, size_t format,
	struct arena *arena)
{
	const char *path = document_path(arena, feed->slug, 0, formats[format].kind);

	html_begin(xml, "a", "feed");
	xml_attribute(xml, "type", document_type(formats[format].kind));
	xml_attribute(xml, "href", arena_printf(arena, "%s%s", root, path));
	xml_text(xml, formats[format].label);
	html_element(xml, "span", "unseen", arena_printf(arena, " of %s", feed->title));
	xml_end(xml);
}

static void put_button(struct xml *xml, const struct feed *feed, size_t format, struct arena *arena)
{
	html_begin(xml, "button", "copy");
	xml_attribute(xml, "type", "button");
	xml_attribute(xml, "hidden", "hidden");
	xml_attribute(xml, "data-copy", feed_url(arena, feed, 0, formats[format].kind));
	xml_text(xml, "Copy");
	html_element(xml, "span", "unseen",
		arena_printf(arena, " the address of the %s feed", formats[format].label));
	xml_end(xml);
}

static void put_list(struct xml *xml, const struct feed *feed, const char *root, bool buttons)
{
	struct arena arena;

	arena_init(&arena);
	html_begin(xml, "ul", "feeds");
	for (size_t i = 0; i < FORMATS; i++) {
		if (!(feed->kinds & DOCUMENT_BIT(formats[i].kind)))
			continue;
		xml_begin(xml, "li");
		put_link(xml, feed, root, i, &arena);
		if (buttons) {
			xml_text(xml, " ");
			put_button(xml, feed, i, &arena);
		}
		xml_end(xml);
	}
	xml_end(xml);
	html_line(xml);
	arena_release(&arena);
}

void subscribe_put_links(struct xml *xml, const struct feed *feed, const char *root)
{
	put_list(xml, feed, root, false);
}

void subscribe_put(struct xml *xml, const struct feed *feed, const char *root)
{
	html_begin(xml, "section", "subscribe");
	xml_attribute(xml, "aria-labelledby", "subscribe");
	html_line(xml);
	xml_begin(xml, "h2");
	xml_attribute(xml, "id", "subscribe");
	xml_text(xml, "Subscribe");
	xml_end(xml);
	html_line(xml);
	put_list(xml, feed, root, true);
	html_begin(xml, "p", "unseen");
	xml_attribute(xml, "id", "copied");
	xml_attribute(xml, "role", "status");
	xml_attribute(xml, "aria-live", "polite");
	xml_end_fully(xml);
	xml_end(xml);
	html_line(xml);
}
