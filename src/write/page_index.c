/* SPDX-License-Identifier: ISC */
/*
 * The site's first page: its topics, and what is new.
 */
#include "config.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "write/frame.h"
#include "write/html.h"
#include "write/page.h"
#include "write/paper.h"
#include "write/plot.h"
#include "write/subscribe.h"

static size_t count_new(const struct page_line *line, int64_t newest)
{
	size_t count = 0;

	for (size_t i = 0; i < line->day_count; i++) {
		if (line->days[i].day > newest - PAGE_NEW_DAYS)
			count += line->days[i].papers;
	}
	return count;
}

static void put_counts(
	struct xml *xml, const struct page_line *line, int64_t newest, struct arena *arena)
{
	size_t fresh = newest == CLOCK_NONE ? 0 : count_new(line, newest);

	html_begin(xml, "p", "facts");
	xml_text(xml, html_count(arena, line->papers, "paper"));
	if (fresh) {
		xml_text(xml, ", ");
		html_element(xml, "span", "new", arena_printf(arena, "%zu new", fresh));
	}
	xml_end(xml);
	html_line(xml);
}

static void put_topic(struct xml *xml, const struct page_line *line, int64_t newest,
	const struct plot_axis *axis, struct arena *arena)
{
	const struct feed *feed = line->feed;

	xml_begin(xml, "li");
	html_line(xml);
	xml_begin(xml, "h3");
	html_link(xml, NULL, document_path(arena, feed->slug, 0, DOCUMENT_HTML), feed->title);
	xml_end(xml);
	html_line(xml);
	html_block(xml, "p", "about", feed->subtitle);
	if (axis)
		plot_put(xml, axis, line->days, line->day_count, feed->title);
	put_counts(xml, line, newest, arena);
	subscribe_put_links(xml, feed, "");
	xml_end(xml);
	html_line(xml);
}

static void put_heading(struct xml *xml, const char *id, const char *text)
{
	xml_begin(xml, "h2");
	xml_attribute(xml, "id", id);
	xml_text(xml, text);
	xml_end(xml);
	html_line(xml);
}

static void put_topics(struct xml *xml, const struct page_line *lines, size_t count, int64_t newest,
	const struct plot_axis *axis, struct arena *arena)
{
	html_begin(xml, "section", "topics");
	xml_attribute(xml, "aria-labelledby", "topics");
	html_line(xml);
	put_heading(xml, "topics", "Topics");
	xml_begin(xml, "ul");
	html_line(xml);
	for (size_t i = 1; i < count; i++)
		put_topic(xml, &lines[i], newest, axis, arena);
	xml_end(xml);
	xml_end(xml);
	html_line(xml);
}

static void put_latest(
	struct xml *xml, const struct site *site, const struct feed *latest, int64_t newest)
{
	struct paper_place place = {.site = site, .slug = "all", .root = "", .newest = newest};

	if (!latest->entry_count)
		return;
	html_begin(xml, "section", "latest");
	xml_attribute(xml, "aria-labelledby", "latest");
	html_line(xml);
	put_heading(xml, "latest", "New papers");
	xml_begin(xml, "ol");
	html_line(xml);
	for (size_t i = 0; i < latest->entry_count; i++)
		paper_put_item(xml, &place, &latest->entries[i]);
	xml_end(xml);
	xml_begin(xml, "p");
	html_link(xml, NULL, "all.html", "All papers");
	xml_end(xml);
	xml_end(xml);
	html_line(xml);
}

static void put_lead(struct xml *xml, const struct site *site, const struct page_line *lines,
	size_t count, int64_t newest, struct arena *arena)
{
	html_begin(xml, "p", "lead");
	xml_text(xml, html_count(arena, count ? lines[0].papers : 0, "paper"));
	xml_text(xml,
		arena_printf(arena, " in %s", html_count(arena, count ? count - 1 : 0, "topic")));
	if (newest != CLOCK_NONE)
		xml_text(xml, arena_printf(arena, ", the newest of %s", html_date(arena, newest)));
	xml_text(xml, ".");
	xml_end(xml);
	html_line(xml);
	if (!(site->kinds & DOCUMENT_BIT(DOCUMENT_OPML)))
		return;
	xml_begin(xml, "p");
	html_link(xml, NULL, "feeds.opml", "The list of all feeds (OPML)");
	xml_text(xml, ", for a feed reader to import.");
	xml_end(xml);
	html_line(xml);
}

int page_write_index(struct buf *out, const struct site *site, const struct page_line *lines,
	size_t count, const struct feed *latest, int64_t newest, struct err *err)
{
	const struct feed **feeds = xcalloc(count, sizeof(*feeds));
	struct frame frame = {
		.site = site,
		.title = site->title,
		.path = "index.html",
		.root = "",
		.feeds = feeds,
		.feed_count = count,
		.home = true,
	};
	bool plotted = newest != CLOCK_NONE && lines[0].day_count;
	struct plot_axis axis;
	struct arena arena;
	struct xml xml;
	int result;

	arena_init(&arena);
	if (plotted)
		plot_choose(&axis, lines[0].days[0].day, newest);
	for (size_t i = 0; i < count; i++)
		feeds[i] = lines[i].feed;
	frame_open(&xml, out, &frame);
	html_block(&xml, "h1", NULL, site->title);
	put_lead(&xml, site, lines, count, newest, &arena);
	if (plotted) {
		plot_put(&xml, &axis, lines[0].days, lines[0].day_count, "All papers");
		html_block(&xml, "p", "facts", plot_caption(&arena, &axis));
	}
	subscribe_put(&xml, lines[0].feed, "");
	html_begin(&xml, "div", "columns");
	put_latest(&xml, site, latest, newest);
	put_topics(&xml, lines, count, newest, plotted ? &axis : NULL, &arena);
	xml_end(&xml);
	html_line(&xml);
	result = frame_close(&xml, out, &frame, err);
	arena_release(&arena);
	free(feeds);
	return result;
}
