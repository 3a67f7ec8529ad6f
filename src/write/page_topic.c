/* SPDX-License-Identifier: ISC */
/*
 * A feed's page, and the pages of its months.
 */
#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "model/limits.h"
#include "write/frame.h"
#include "write/html.h"
#include "write/page.h"
#include "write/paper.h"
#include "write/subscribe.h"

static bool is_all(const struct page *page)
{
	return page->feed == page->all || strcmp(page->feed->slug, page->all->slug) == 0;
}

/* The first entry of a feed that has moved is no paper: it says so to feed readers */
static size_t first_paper(const struct feed *feed)
{
	return feed->ended ? 1 : 0;
}

static void put_farewell(struct xml *xml, const struct feed *feed)
{
	const char *link = feed->entries[0].entry->link;

	html_begin(xml, "p", "moved");
	xml_text(xml, "This feed has moved, and says nothing more here. Its new address: ");
	html_link(xml, NULL, link, link);
	xml_end(xml);
	html_line(xml);
}

/* --- papers, day by day --- */

/* Hidden until the script, which makes it work, shows it */
static void put_filter(struct xml *xml)
{
	html_begin(xml, "div", "filter");
	xml_attribute(xml, "role", "search");
	xml_attribute(xml, "hidden", "hidden");
	xml_begin(xml, "label");
	xml_attribute(xml, "for", "filter");
	xml_text(xml, "Filter this page");
	xml_end(xml);
	xml_begin(xml, "input");
	xml_attribute(xml, "type", "search");
	xml_attribute(xml, "id", "filter");
	xml_attribute(xml, "autocomplete", "off");
	xml_attribute(xml, "spellcheck", "false");
	xml_attribute(xml, "placeholder", "words of a title, author or abstract");
	xml_end(xml);
	xml_begin(xml, "p");
	xml_attribute(xml, "id", "filter-count");
	xml_attribute(xml, "role", "status");
	xml_attribute(xml, "aria-live", "polite");
	xml_end_fully(xml);
	xml_end(xml);
	html_line(xml);
}

static void put_papers(struct xml *xml, const struct page *page, const struct paper_place *place)
{
	const struct feed_entry *entries = page->feed->entries;
	size_t count = page->feed->entry_count;

	for (size_t i = first_paper(page->feed); i < count;) {
		int64_t day = paper_day(entries[i].entry);

		html_begin(xml, "section", "day");
		html_line(xml);
		xml_begin(xml, "h2");
		html_day(xml, day);
		xml_end(xml);
		html_line(xml);
		for (; i < count && paper_day(entries[i].entry) == day; i++)
			paper_put(xml, place, &entries[i]);
		xml_end(xml);
		html_line(xml);
	}
}

/* --- months --- */

static void put_months(struct xml *xml, const struct page *page, struct arena *arena)
{
	if (!page->month_count)
		return;
	html_begin(xml, "nav", "months");
	xml_attribute(xml, "aria-labelledby", "older");
	xml_begin(xml, "h2");
	xml_attribute(xml, "id", "older");
	xml_text(xml, "Older papers");
	xml_end(xml);
	xml_begin(xml, "ul");
	html_line(xml);
	for (size_t i = 0; i < page->month_count; i++) {
		const struct page_month *month = &page->months[i];

		xml_begin(xml, "li");
		html_link(xml, NULL, page_month_path(arena, page->feed->slug, month->name),
			html_month(arena, month->name));
		xml_text(xml, " ");
		html_element(xml, "span", "count", html_count(arena, month->papers, "paper"));
		xml_end(xml);
		html_line(xml);
	}
	xml_end(xml);
	xml_end(xml);
	html_line(xml);
}

static void put_neighbour(struct xml *xml, const char *rel, const char *before,
	const struct page_month *month, struct arena *arena)
{
	xml_begin(xml, "li");
	xml_begin(xml, "a");
	xml_attribute(xml, "rel", rel);
	xml_attribute(xml, "href", arena_printf(arena, "%s.html", month->name));
	xml_text(xml, before);
	xml_text(xml, html_month(arena, month->name));
	xml_end(xml);
	xml_end(xml);
}

/* To the months around, and back to the newest */
static void put_neighbours(struct xml *xml, const struct page *page, const char *name,
	const char *label, struct arena *arena)
{
	const struct page_month *later = NULL, *earlier = NULL;

	for (size_t i = 0; i < page->month_count; i++) {
		int order = strcmp(page->months[i].name, name);

		if (order > 0)
			later = &page->months[i];
		else if (order < 0 && !earlier)
			earlier = &page->months[i];
	}
	html_begin(xml, "nav", "turn");
	xml_attribute(xml, "aria-label", label);
	xml_begin(xml, "ul");
	if (earlier)
		put_neighbour(xml, "prev", "Earlier: ", earlier, arena);
	if (later)
		put_neighbour(xml, "next", "Later: ", later, arena);
	xml_begin(xml, "li");
	html_link(xml, NULL, arena_printf(arena, "../../%s.html", page->feed->slug),
		"The newest papers");
	xml_end(xml);
	xml_end(xml);
	xml_end(xml);
	html_line(xml);
}

/* --- the pages --- */

static size_t count_new(const struct page *page)
{
	size_t count = 0;

	for (size_t i = first_paper(page->feed); i < page->feed->entry_count; i++)
		count += page->newest != CLOCK_NONE &&
			 paper_day(page->feed->entries[i].entry) > page->newest - PAGE_NEW_DAYS;
	return count;
}

static void put_facts(struct xml *xml, const struct page *page, struct arena *arena)
{
	size_t fresh = count_new(page);

	html_begin(xml, "p", "facts");
	xml_text(xml, html_count(arena, page->papers, "paper"));
	if (fresh)
		xml_text(xml, arena_printf(arena, ", %zu of them new", fresh));
	xml_text(xml, ".");
	if (!is_all(page)) {
		xml_text(xml, " ");
		html_link(
			xml, NULL, page_about_path(arena, page->feed->slug), "How papers get here");
	}
	xml_end(xml);
	html_line(xml);
}

int page_write_topic(struct buf *out, const struct page *page, struct err *err)
{
	const struct feed *feed = page->feed;
	const struct feed *feeds[] = {feed, page->all};
	struct paper_place place = {
		.site = page->site, .slug = feed->slug, .newest = page->newest, .root = ""};
	struct frame frame = {
		.site = page->site,
		.title = is_all(page) ? "All papers" : feed->title,
		.description = feed->subtitle,
		.root = "",
		.feeds = feeds,
		.feed_count = is_all(page) ? 1 : 2,
	};
	struct arena arena;
	struct xml xml;
	int result;

	arena_init(&arena);
	frame.path = document_path(&arena, feed->slug, 0, DOCUMENT_HTML);
	frame_open(&xml, out, &frame);
	html_block(&xml, "h1", NULL, frame.title);
	html_block(&xml, "p", "lead", feed->subtitle);
	put_facts(&xml, page, &arena);
	subscribe_put(&xml, feed, "");
	if (feed->ended)
		put_farewell(&xml, feed);
	if (feed->entry_count > first_paper(feed))
		put_filter(&xml);
	else if (!feed->ended)
		html_block(&xml, "p", "empty", "No paper has come here yet.");
	put_papers(&xml, page, &place);
	put_months(&xml, page, &arena);
	result = frame_close(&xml, out, &frame, err);
	arena_release(&arena);
	return result;
}

int page_write_month(struct buf *out, const struct page *page, const char *month, struct err *err)
{
	const struct feed *feed = page->feed;
	const struct feed *feeds[] = {feed, page->all};
	struct paper_place place = {
		.site = page->site,
		.slug = feed->slug,
		.root = "../../",
		.newest = CLOCK_NONE,
		.brief = feed->entry_count > LIMIT_PAGE_ABSTRACTS,
	};
	struct frame frame = {
		.site = page->site,
		.root = "../../",
		.feeds = feeds,
		.feed_count = is_all(page) ? 1 : 2,
	};
	struct arena arena;
	struct xml xml;
	int result;

	arena_init(&arena);
	frame.path = page_month_path(&arena, feed->slug, month);
	frame.title = arena_printf(&arena, "%s: %s", is_all(page) ? "All papers" : feed->title,
		html_month(&arena, month));
	frame_open(&xml, out, &frame);
	html_block(&xml, "h1", NULL, frame.title);
	html_block(&xml, "p", "facts",
		arena_printf(&arena, "%s, without those that are on the page of the newest.",
			html_count(&arena, feed->entry_count, "paper")));
	put_neighbours(&xml, page, month, "Months, above the papers", &arena);
	put_filter(&xml);
	put_papers(&xml, page, &place);
	put_neighbours(&xml, page, month, "Months, below the papers", &arena);
	result = frame_close(&xml, out, &frame, err);
	arena_release(&arena);
	return result;
}
