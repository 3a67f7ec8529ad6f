/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xalloc.h"
#include "read/paper.h"

#define LONG_TEXT         300 /* characters that no title has */
#define SENTENCES_TEXT    150 /* characters that are text when a sentence ends inside of them */
#define FINAL_TITLE_WORDS 4   /* least words of a title without abstract at the end of a list */

/* --- what a unit is --- */

bool page_has_sentence_end(const char *text)
{
	return strstr(text, ". ") || strstr(text, "? ") || strstr(text, "。");
}

/* Evidence 2 and 3: a text whatever stands around it */
bool page_is_text(const struct unit *unit)
{
	if (unit->line.kind != LINE_TEXT)
		return false;
	if (unit->characters >= LONG_TEXT)
		return true;
	if (unit->closed && unit->words > 1)
		return true;
	return unit->characters >= SENTENCES_TEXT && page_has_sentence_end(unit->line.text);
}

/* Kinds that stand between a title and its abstract without parting them */
static bool is_detail(const struct unit *unit)
{
	switch (unit->line.kind) {
	case LINE_NUMBER:
	case LINE_AUTHORS:
	case LINE_PUBLISHED:
	case LINE_VOTES:
	case LINE_LINK:
	case LINE_REFERENCE:
		return true;
	case LINE_DAY:
		return unit->behind_dot;
	default:
		return false;
	}
}

/* Where the next unit stands that is no detail, for every unit */
static void find_next(struct page *page)
{
	size_t count = page->units.count;

	page->next = xcalloc(count + 1, sizeof(*page->next));
	page->next[count] = count;
	for (size_t i = count; i-- > 0;)
		page->next[i] = i + 1 < count && is_detail(&page->units.items[i + 1])
					? page->next[i + 1]
					: i + 1;
}

/* The unit behind number that is no detail, or NULL */
const struct unit *page_next(const struct page *page, size_t number)
{
	size_t next = page->next[number];

	return next < page->units.count ? &page->units.items[next] : NULL;
}

bool page_text_follows(const struct page *page, size_t number)
{
	const struct unit *next = page_next(page, number);

	return next && page_is_text(next);
}

/* What a title can be by itself */
bool page_may_be_title(const struct unit *unit)
{
	return unit->line.kind == LINE_TEXT && !unit->line.bullet && !page_is_text(unit);
}

bool page_is_paper_link(const struct line *line)
{
	return line->kind == LINE_LINK && line->url && line->url != line->text &&
	       paper_is_host(line->url) && strchr(line->text, ' ') &&
	       strncasecmp(line->text, "view ", 5) != 0 && !strstr(line->text, "://");
}

/* --- the page as a whole --- */

/* Headings are titles on the level where most of them have a text behind them or lead to a paper,
 * when that is not rarer than plain titles are */
static void find_title_level(struct page *page)
{
	size_t headings[7] = {0};
	size_t plain = 0;
	size_t best = 0;

	for (size_t i = 0; i < page->units.count; i++) {
		const struct unit *unit = &page->units.items[i];
		const struct unit *next = page_next(page, i);
		bool led = unit->line.url && paper_is_host(unit->line.url);

		page->cards = page->cards || unit->line.kind == LINE_SUBMITTER;
		if (unit->line.kind == LINE_HEADING &&
			(led || unit->line.ref || (next && page_is_text(next))))
			headings[unit->line.level]++;
		else if (page_may_be_title(unit) && next && page_is_text(next))
			plain++;
	}
	for (size_t level = 1; level < 7; level++) {
		if (headings[level] >= headings[best])
			best = headings[level] ? level : best;
	}
	if (best && headings[best] >= plain)
		page->title_level = best;
}

static void find_last_titled(struct page *page)
{
	page->last_titled = page->units.count;
	for (size_t i = 0; i < page->units.count; i++) {
		const struct unit *unit = &page->units.items[i];
		bool title = page->title_level
				     ? unit->line.level == page->title_level
				     : page_may_be_title(unit) && page_text_follows(page, i);

		if (title || page_is_paper_link(&unit->line))
			page->last_titled = i;
	}
}

/* A footer has short lines and calls for something */
static bool may_be_final_title(const struct unit *unit)
{
	size_t len = strlen(unit->line.text);

	return page_may_be_title(unit) && unit->words >= FINAL_TITLE_WORDS &&
	       unit->line.text[len - 1] != '!';
}

static void find_end_titles(struct page *page)
{
	page->end_titles = page->units.count;
	while (page->end_titles) {
		const struct unit *unit = &page->units.items[page->end_titles - 1];

		if (unit->line.kind == LINE_TEXT && !may_be_final_title(unit))
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
	find_next(out);
	find_title_level(out);
	find_last_titled(out);
	find_end_titles(out);
	return result;
}

void page_release(struct page *page)
{
	units_release(&page->units);
	free(page->next);
}
