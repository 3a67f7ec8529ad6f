/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xalloc.h"
#include "read/looks.h"
#include "read/names.h"
#include "read/oneline.h"
#include "read/paper.h"
#include "read/repeat.h"

#define LONGEST_CLOSED    150 /* characters of a title that ends with a full stop */
#define SHORT_TITLE       2   /* words of a title that needs a longer text behind it to be one */
#define FINAL_TITLE_WORDS 4   /* least words of a title without abstract at the end of a list */
#define FEW_ITEMS         2   /* least items that are a page's papers */

bool page_is_marked_title(const struct page *page, const struct unit *unit)
{
	switch (page->titles) {
	case TITLES_HEADINGS:
		return unit->line.kind == LINE_HEADING && unit->line.level == page->title_level;
	case TITLES_LABELS:
		return unit->line.kind == LINE_TEXT && unit->line.labelled &&
		       unit->line.field == FIELD_TITLE && *unit->line.text;
	case TITLES_NUMBERS:
		return unit->line.item && unit->line.kind == LINE_TEXT && !unit->closed &&
		       unit->characters < LOOKS_LONG;
	case TITLES_ITEMS:
		return oneline_is(unit);
	default:
		return false;
	}
}

bool page_is_written_so(const struct page *page, const struct unit *unit)
{
	return unit->capitals || !page->capitals;
}

/* --- neighbours --- */

/* Where the next unit stands that is no detail, for every unit */
static void find_next(struct page *page)
{
	size_t count = page->units.count;

	page->next[count] = count;
	for (size_t i = count; i-- > 0;)
		page->next[i] = i + 1 < count && looks_like_detail(&page->units.items[i + 1])
					? page->next[i + 1]
					: i + 1;
}

const struct unit *page_next(const struct page *page, size_t number)
{
	size_t next = page->next[number];

	return next < page->units.count ? &page->units.items[next] : NULL;
}

bool page_text_follows(const struct page *page, size_t number)
{
	const struct unit *next = page_next(page, number);

	for (size_t i = number + 1; i < page->next[number]; i++) {
		const struct unit *unit = &page->units.items[i];

		if ((page->bylines && unit->names) ||
			(page->linked && looks_like_paper_address(unit)))
			return true;
	}
	return next && looks_like_text(next);
}

/* --- the page as a whole --- */

/* A line in capitals before a longer text is a title, with a full stop or without */
static void open_closed_titles(struct page *page)
{
	for (size_t i = 0; i < page->units.count; i++) {
		struct unit *unit = &page->units.items[i];
		const struct unit *next = page_next(page, i);

		if (unit->closed && unit->capitals && unit->characters < LONGEST_CLOSED && next &&
			looks_like_text(next) && next->characters > unit->characters)
			unit->closed = false;
	}
}

static int by_size(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* How many texts there are, and how long they are */
static void measure_texts(struct page *page)
{
	size_t *sizes = xcalloc(page->units.count + 1, sizeof(*sizes));

	page->texts = 0;
	for (size_t i = 0; i < page->units.count; i++) {
		if (looks_like_text(&page->units.items[i]))
			sizes[page->texts++] = page->units.items[i].characters;
	}
	qsort(sizes, page->texts, sizeof(*sizes), by_size);
	page->typical = sizes[page->texts / 2];
	free(sizes);
}

/* What names can stand below */
static bool is_above_names(const struct unit *unit)
{
	return looks_like_title(unit) || unit->line.kind == LINE_HEADING ||
	       (unit->line.kind == LINE_TEXT && unit->line.labelled &&
		       unit->line.field == FIELD_TITLE);
}

/* Lines of names below what may be titles, when the page has them below most; where it has, a single
 * name between a title and a text is one too */
static void find_names(struct page *page, struct arena *arena)
{
	size_t found = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 1; i < page->units.count; i++) {
			struct unit *unit = &page->units.items[i];
			const struct unit *next = page_next(page, i);
			size_t names;

			if (!looks_like_title(unit) || !is_above_names(unit - 1))
				continue;
			names = names_count(arena, unit->line.text);
			if (names < 2 && !(names && pass && next && looks_like_text(next)))
				continue;
			found++;
			if (pass)
				unit->names = true;
		}
		if (found * 2 < page->texts || (!page->texts && found < FEW_ITEMS) || !found)
			return;
	}
	page->bylines = true;
}

/* Addresses of papers behind what may be titles, where that is more frequent than texts are */
static void find_linked(struct page *page)
{
	size_t found = 0;

	for (size_t i = 0; i + 1 < page->units.count; i++)
		found += looks_like_title(&page->units.items[i]) &&
			 looks_like_paper_address(&page->units.items[i + 1]);
	page->linked = found > page->texts && found >= FEW_ITEMS;
}

/* Numbers that are counted through the page, 1, 2, 3, and how many there are */
static size_t count_numbered(struct page *page)
{
	size_t last = 0;
	size_t count = 0;

	for (size_t i = 0; i < page->units.count; i++) {
		size_t item = page->units.items[i].line.item;

		if (!item)
			continue;
		if (last && item != last + 1)
			return 0;
		last = item;
		count += looks_like_title(&page->units.items[i]);
	}
	page->numbered = count >= FEW_ITEMS;
	return page->numbered ? count : 0;
}

/* Headings are titles on the level where most of them have a text behind them or lead to a paper */
static size_t count_headings(struct page *page, size_t *level)
{
	size_t headings[7] = {0};

	for (size_t i = 0; i < page->units.count; i++) {
		const struct unit *unit = &page->units.items[i];
		const struct unit *next = page_next(page, i);

		if (unit->line.kind == LINE_HEADING &&
			((unit->line.url && paper_is_host(unit->line.url)) || unit->line.ref ||
				(next && looks_like_text(next))))
			headings[unit->line.level]++;
	}
	*level = 0;
	for (size_t i = 1; i < 7; i++) {
		if (headings[i] && headings[i] >= headings[*level])
			*level = i;
	}
	return headings[*level];
}

/* Mark-up makes titles when it is not rarer than plain titles are */
static void find_titles(struct page *page)
{
	size_t plain = 0, labels = 0, items = 0, best = 1;
	size_t level;
	size_t headings = count_headings(page, &level);
	size_t numbers = count_numbered(page);

	for (size_t i = 0; i < page->units.count; i++) {
		const struct unit *unit = &page->units.items[i];

		page->cards = page->cards || unit->line.kind == LINE_SUBMITTER;
		labels += unit->line.labelled && unit->line.field == FIELD_TITLE;
		items += oneline_is(unit);
		plain += looks_like_title(unit) && !oneline_is(unit) &&
			 !(page->numbered && unit->line.item) && page_text_follows(page, i);
	}
	const struct {
		enum page_titles titles;
		size_t count;
	} kinds[] = {
		{TITLES_LABELS, labels * 2},
		{TITLES_HEADINGS, headings},
		{TITLES_ITEMS, items < FEW_ITEMS ? 0 : items},
		{TITLES_NUMBERS, numbers},
	};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (kinds[i].count >= plain && kinds[i].count >= best) {
			page->titles = kinds[i].titles;
			best = kinds[i].count + 1; /* of as many, what comes first in the table */
		}
	}
	if (page->titles == TITLES_HEADINGS)
		page->title_level = level;
}

/* At the edges of a list a short text behind few words is no abstract but what a site says of itself */
static bool is_solid(const struct page *page, size_t number)
{
	const struct unit *unit = &page->units.items[number];
	const struct unit *next = page_next(page, number);
	size_t size = next && looks_like_text(next) ? next->characters : page->typical;

	if ((page->bylines || page->linked) && !(next && looks_like_text(next)))
		return true;
	return size * 4 >= page->typical &&
	       (unit->words > SHORT_TITLE || size * 2 >= page->typical);
}

static void find_titled(struct page *page)
{
	size_t titled = 0, capitals = 0;

	page->first_titled = page->last_titled = page->units.count;
	for (size_t i = 0; i < page->units.count; i++) {
		const struct unit *unit = &page->units.items[i];
		bool title = page->titles != TITLES_PLAIN
				     ? page_is_marked_title(page, unit)
				     : looks_like_title(unit) && page_text_follows(page, i) &&
					       is_solid(page, i);

		if (!title && !looks_like_paper_link(unit))
			continue;
		if (page->first_titled == page->units.count)
			page->first_titled = i;
		page->last_titled = i;
		titled++;
		capitals += unit->capitals;
	}
	page->capitals = titled && capitals * 2 > titled;
	page->titled = titled;
}

/* What stands between the first title and the line before it that is no detail; and behind the last
 * title, up to the end or a line that is none */
static void find_first_details(struct page *page)
{
	const struct unit *units = page->units.items;
	size_t i = page->first_titled;
	size_t links = 0;
	bool behind = false;

	if (i == page->units.count)
		return;
	for (; i && looks_like_detail(&units[i - 1]) && units[i - 1].line.kind != LINE_TEXT; i--) {
		page->numbers_first = page->numbers_first || units[i - 1].line.kind == LINE_NUMBER;
		page->links_first = page->links_first || looks_like_paper_address(&units[i - 1]);
	}
	for (; i < page->units.count; i++) {
		links += looks_like_paper_address(&units[i]);
		behind = behind || (i > page->last_titled && looks_like_paper_address(&units[i]));
	}
	page->links_around = page->links_first && behind && links >= 2 * page->titled;
	page->links_first = page->links_first && !behind;
}

/* A footer has short lines and calls for something */
static bool may_be_final_title(const struct page *page, const struct unit *unit)
{
	size_t len = strlen(unit->line.text);

	return looks_like_title(unit) && unit->words >= FINAL_TITLE_WORDS &&
	       unit->line.text[len - 1] != '!' && page_is_written_so(page, unit);
}

static void find_end_titles(struct page *page)
{
	page->end_titles = page->units.count;
	while (page->end_titles) {
		const struct unit *unit = &page->units.items[page->end_titles - 1];

		if (unit->line.kind == LINE_TEXT && !looks_like_detail(unit) &&
			!may_be_final_title(page, unit))
			return;
		page->end_titles--;
	}
}

int page_read(
	struct page *out, struct arena *arena, const char *text, const char *where, struct err *err)
{
	int result;

	*out = (struct page){0};
	units_init(&out->units);
	result = units_read(&out->units, arena, text, where, err);
	out->next = xcalloc(out->units.count + 1, sizeof(*out->next));
	find_next(out);
	open_closed_titles(out);
	measure_texts(out);
	repeat_mark(&out->units, out->next, out->texts);
	find_next(out);
	find_names(out, arena);
	find_next(out);
	measure_texts(out);
	find_linked(out);
	find_titles(out);
	find_titled(out);
	find_first_details(out);
	find_end_titles(out);
	return result;
}

void page_release(struct page *page)
{
	units_release(&page->units);
	free(page->next);
}
