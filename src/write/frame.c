/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/frame.h"

#include <string.h>

#include "write/html.h"

/* What a page may load, and from where; what is not named here falls back to nothing */
#define POLICY                                                                      \
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; " \
	"base-uri 'none'; form-action 'none'"

static const enum document_kind feed_kinds[] = {DOCUMENT_ATOM, DOCUMENT_RSS, DOCUMENT_JSON};

#define FEED_KINDS (sizeof(feed_kinds) / sizeof(*feed_kinds))

static void put_meta(struct xml *xml, const char *attribute, const char *name, const char *content)
{
	if (!content)
		return;
	xml_begin(xml, "meta");
	xml_attribute(xml, attribute, name);
	xml_attribute(xml, "content", content);
	xml_end(xml);
	html_line(xml);
}

static void put_link(
	struct xml *xml, const char *rel, const char *type, const char *title, const char *href)
{
	xml_begin(xml, "link");
	xml_attribute(xml, "rel", rel);
	xml_attribute(xml, "type", type);
	xml_attribute(xml, "title", title);
	xml_attribute(xml, "href", href);
	xml_end(xml);
	html_line(xml);
}

static void put_alternates(struct xml *xml, const struct frame *frame, struct arena *arena)
{
	for (size_t i = 0; i < frame->feed_count; i++) {
		const struct feed *feed = frame->feeds[i];

		for (size_t j = 0; j < FEED_KINDS; j++) {
			const char *path = document_path(arena, feed->slug, 0, feed_kinds[j]);

			if (feed->kinds & DOCUMENT_BIT(feed_kinds[j]))
				put_link(xml, "alternate", document_type(feed_kinds[j]),
					feed->title,
					arena_printf(arena, "%s%s", frame->root, path));
		}
	}
}

static void put_head(struct xml *xml, const struct frame *frame, struct arena *arena)
{
	const struct site *site = frame->site;
	const char *title = frame->home ? site->title
					: arena_printf(arena, "%s – %s", frame->title, site->title);

	xml_begin(xml, "head");
	html_line(xml);
	xml_begin(xml, "meta");
	xml_attribute(xml, "charset", "utf-8");
	xml_end(xml);
	html_line(xml);
	put_meta(xml, "http-equiv", "Content-Security-Policy", POLICY);
	put_meta(xml, "name", "viewport", "width=device-width, initial-scale=1");
	put_meta(xml, "name", "color-scheme", "light dark");
	put_meta(xml, "name", "referrer", "no-referrer");
	xml_element(xml, "title", title);
	html_line(xml);
	put_meta(xml, "name", "description", frame->description);
	put_meta(xml, "name", "generator", "paperroute " PACKAGE_VERSION);
	put_link(xml, "canonical", NULL, NULL,
		arena_printf(arena, "%s%s", site->base_url, frame->home ? "" : frame->path));
	put_link(xml, "icon", "image/svg+xml", NULL,
		arena_printf(arena, "%s%s", frame->root, page_file_name(PAGE_ICON)));
	put_link(xml, "stylesheet", NULL, NULL,
		arena_printf(arena, "%s%s", frame->root, page_file_name(PAGE_STYLE)));
	put_alternates(xml, frame, arena);
	xml_begin(xml, "script");
	xml_attribute(
		xml, "src", arena_printf(arena, "%s%s", frame->root, page_file_name(PAGE_SCRIPT)));
	xml_attribute(xml, "defer", "defer");
	xml_end_fully(xml);
	html_line(xml);
	xml_end(xml);
	html_line(xml);
}

static void put_place(struct xml *xml, const struct frame *frame, const char *name,
	const char *text, struct arena *arena)
{
	xml_begin(xml, "li");
	xml_begin(xml, "a");
	xml_attribute(xml, "href", arena_printf(arena, "%s%s", frame->root, name));
	if (frame->path && strcmp(frame->path, name) == 0)
		xml_attribute(xml, "aria-current", "page");
	xml_text(xml, text);
	xml_end(xml);
	xml_end(xml);
}

static void put_header(struct xml *xml, const struct frame *frame, struct arena *arena)
{
	html_begin(xml, "header", "site");
	html_begin(xml, "p", "name");
	html_link(xml, NULL, arena_printf(arena, "%sindex.html", frame->root), frame->site->title);
	xml_end(xml);
	html_line(xml);
	xml_begin(xml, "nav");
	xml_attribute(xml, "aria-label", "Site");
	xml_begin(xml, "ul");
	put_place(xml, frame, "index.html", "Topics", arena);
	put_place(xml, frame, "all.html", "All papers", arena);
	xml_end(xml);
	xml_end(xml);
	html_line(xml);
	if (frame->site->header) {
		html_begin(xml, "p", "words");
		html_text_with_links(xml, frame->site->header);
		xml_end(xml);
	}
	xml_end(xml);
	html_line(xml);
}

void frame_open(struct xml *xml, struct buf *out, const struct frame *frame)
{
	struct arena arena;

	arena_init(&arena);
	xml_open(xml, out, false);
	xml_begin_page(xml);
	xml_begin(xml, "html");
	xml_attribute(xml, "lang", frame->site->language);
	html_line(xml);
	put_head(xml, frame, &arena);
	html_begin(xml, "body", frame->home ? "home" : NULL);
	html_line(xml);
	html_link(xml, "skip", "#main", "Skip to the content");
	html_line(xml);
	put_header(xml, frame, &arena);
	xml_begin(xml, "main");
	xml_attribute(xml, "id", "main");
	html_line(xml);
	arena_release(&arena);
}

static void put_footer(struct xml *xml, const struct frame *frame)
{
	html_begin(xml, "footer", "site");
	if (frame->site->footer) {
		html_begin(xml, "p", "words");
		html_text_with_links(xml, frame->site->footer);
		xml_end(xml);
	}
	html_element(xml, "p", NULL, frame->site->rights);
	html_element(xml, "p", NULL, "Made by paperroute.");
	xml_end(xml);
	html_line(xml);
}

int frame_close(struct xml *xml, const struct buf *out, const struct frame *frame, struct err *err)
{
	xml_end(xml); /* main */
	html_line(xml);
	put_footer(xml, frame);
	xml_end(xml);
	html_line(xml);
	xml_end(xml);
	html_line(xml);
	return xml_close(xml, out, frame->path, err);
}
