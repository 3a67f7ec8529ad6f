/* SPDX-License-Identifier: ISC */
/*
 * A paragraph is a title because of what it is and of what follows it. The order of evidence:
 *
 * 1. Mark-up. Behind "Submitted by" and a name comes a title. Where "Title:" stands before texts, or
 *    headings of one level have texts behind them or lead to papers, or lines that begin with a title
 *    lead to papers, or numbers are counted through the page, these are the titles and nothing else
 *    is. A line that is a link to a paper, with a label of two words or more, is a title. An item with
 *    a bullet is none otherwise, nor a line that stands behind several papers, nor a line of names
 *    below a title.
 * 2. Closing punctuation. What ends with a full stop or a colon is text, not title; but a line with a
 *    longer text behind it is a title when most of its long words begin with a capital, and a short
 *    sentence before a long text where all titles of the list end so.
 * 3. Length. 300 characters or more are text; so are 150 with the end of a sentence inside.
 * 4. What follows. What is left is a title when a text follows it, at the edges of the list a text as
 *    long as others there are. When none does, it is a title inside the list (behind the first paper
 *    or day, with three words or more, and papers behind it), and at the list's end when all that is
 *    left there looks so, written in capitals when the list's titles are; else it is a banner line.
 *
 * Text behind a title is its abstract; before the first title it is a banner.
 */
#include "config.h"

#include "read/list.h"

#include <strings.h>

#include "read/list_work.h"
#include "read/looks.h"
#include "read/names.h"

#define LONG_TEXT        300 /* least characters of the text behind such a title */
#define SHORT_SENTENCE   200 /* most characters of a title that ends with a full stop */
#define BARE_TITLE_WORDS 3   /* least words of a title without abstract, inside the list */
#define LOOSE_WORDS      8   /* least words of an abstract that nothing but its place tells */
#define TEXT_WORDS       4   /* least words of a sentence that is an abstract */

/* A title that ends with a full stop, in a list where they all do */
static bool is_closed_title(const struct list_work *r, size_t number)
{
	const struct unit *unit = &r->page.units.items[number];
	const struct unit *next = page_next(&r->page, number);

	return unit->closed && !unit->line.bullet && !r->open_titles &&
	       unit->characters <= SHORT_SENTENCE && !looks_like_sentences(unit->line.text) &&
	       next && next->line.kind == LINE_TEXT && next->characters >= LONG_TEXT &&
	       (!r->papers.open || paper_has_abstract(&r->papers));
}

/* --- decisions --- */

static bool is_named_by_skip(const struct list_work *r, const char *text)
{
	for (size_t i = 0; i < r->source->skip_count; i++) {
		if (strcasecmp(r->source->skip[i], text) == 0)
			return true;
	}
	return false;
}

/* A text without the marks of one, "What do models know?": many words, not written as the titles are,
 * right behind a title */
static bool is_loose_text(const struct list_work *r, const struct unit *unit)
{
	return r->papers.open && !r->detached && !paper_has_abstract(&r->papers) &&
	       unit->words >= LOOSE_WORDS && !page_is_written_so(&r->page, unit);
}

static void decide_plain(struct list_work *r, size_t number)
{
	const struct unit *unit = &r->page.units.items[number];
	bool more_follow =
		r->page.last_titled != r->page.units.count && number < r->page.last_titled;
	bool at_edge = number < r->page.first_titled || number > r->page.last_titled;

	if (unit->line.bullet || list_abstract_goes_on(r)) {
		bool announced = list_abstract_goes_on(r) || (r->listing && unit->line.bullet);

		r->listing = announced && unit->line.bullet;
		if (r->papers.open && paper_has_abstract(&r->papers) &&
			(announced || looks_like_text(unit)))
			list_add_abstract(r, unit);
		else
			list_pass_over(r, unit, "an item of a list");
	} else if (is_closed_title(r, number)) {
		list_begin_paper(r, unit, "a short sentence, and a long text follows");
	} else if (looks_like_text(unit)) {
		if (unit->words < TEXT_WORDS && paper_has_abstract(&r->papers))
			list_pass_over(r, unit, "too short to go on with an abstract");
		else
			list_add_abstract(r, unit);
	} else if (page_text_follows(&r->page, number) && at_edge) {
		list_pass_over(r, unit, "at the list's edge, and a short text follows");
	} else if (page_text_follows(&r->page, number)) {
		list_begin_paper(r, unit, "a text follows");
	} else if (is_loose_text(r, unit)) {
		list_add_abstract(r, unit);
	} else if (r->in_list && more_follow && unit->words >= BARE_TITLE_WORDS &&
		   page_is_written_so(&r->page, unit)) {
		list_begin_paper(r, unit, "no text follows, but it stands between papers");
	} else if (r->in_list && number >= r->page.end_titles) {
		list_begin_paper(r, unit, "no text follows, but it stands at the end of the list");
	} else {
		list_pass_over(r, unit, "no text follows");
	}
}

/* Titles are marked: what else is text belongs to them */
static void decide_below_mark(struct list_work *r, const struct unit *unit)
{
	bool first = r->papers.open && !paper_has_abstract(&r->papers);
	bool announced = list_abstract_goes_on(r) || (r->listing && unit->line.bullet);

	r->listing = announced && unit->line.bullet;
	if (looks_like_text(unit) || (first && unit->words >= TEXT_WORDS) || announced)
		list_add_abstract(r, unit);
	else
		list_pass_over(r, unit, "neither title nor text");
}

static void decide_heading(struct list_work *r, size_t number)
{
	const struct unit *unit = &r->page.units.items[number];

	if (page_is_marked_title(&r->page, unit))
		list_begin_paper(r, unit, "a heading, as the other papers have");
	else if (r->card == CARD_TITLE)
		list_begin_paper(r, unit, "a heading in a card");
	else
		list_pass_over(r, unit, "a heading of another level");
}

static void decide_in_card(struct list_work *r, const struct unit *unit)
{
	if (r->card == CARD_NAME) {
		list_note(r, unit, "name", "behind \"Submitted by\"");
		r->card = CARD_TITLE;
	} else if (r->card == CARD_TITLE) {
		list_begin_paper(r, unit, "in a card, behind the name");
	} else if (looks_like_text(unit)) {
		list_add_abstract(r, unit);
	} else {
		list_pass_over(r, unit, "neither title nor text of a card");
	}
}

/* "Authors: ...", "Subjects: ..." */
static void decide_labelled(struct list_work *r, const struct unit *unit)
{
	const char *text = unit->line.text;
	struct papers *papers = &r->papers;

	list_note(r, unit, "detail", "it has a label");
	if (r->detached || !papers->open)
		list_add_detail(r, unit->line.field, text);
	else if (unit->line.field == FIELD_AUTHOR)
		paper_add_authors(papers, text);
	else if (unit->line.field == FIELD_CATEGORY)
		paper_add_categories(papers, text);
	else if (unit->line.field != FIELD_COUNT)
		paper_add(papers, unit->line.field, text);
}

/* A text that is known whatever the page's titles are */
static bool decide_known(struct list_work *r, const struct unit *unit)
{
	if (is_named_by_skip(r, unit->line.text)) {
		list_note(r, unit, "passed over", "named by skip");
	} else if (unit->repeated) {
		r->result->skipped++;
		list_note(r, unit, "passed over", "it stands behind other papers too");
	} else if (unit->names) {
		list_note(r, unit, "authors", "names below a title");
		if (r->papers.open)
			paper_add_authors(&r->papers, unit->line.text);
	} else if (unit->line.labelled && unit->line.field != FIELD_TITLE &&
		   unit->line.field != FIELD_ABSTRACT) {
		decide_labelled(r, unit);
	} else {
		return false;
	}
	return true;
}

static void decide_text(struct list_work *r, size_t number)
{
	const struct unit *unit = &r->page.units.items[number];
	bool in_card = r->page.cards && r->card != CARD_NONE && r->card != CARD_REST;

	if (!in_card && decide_known(r, unit))
		return;
	if (r->page.cards)
		decide_in_card(r, unit);
	else if (page_is_marked_title(&r->page, unit))
		list_begin_paper(r, unit, "marked, as the other papers are");
	else if (r->page.titles != TITLES_PLAIN)
		decide_below_mark(r, unit);
	else
		decide_plain(r, number);
}

/* An address before a title, of the paper that it begins */
static bool is_of_next(const struct list_work *r, const char *url)
{
	if (r->page.links_around)
		return r->papers.open ? paper_is_of_another(&r->papers, url) : paper_is_host(url);
	return r->page.links_first;
}

static void decide_link(struct list_work *r, size_t number)
{
	const struct unit *unit = &r->page.units.items[number];
	const struct line *line = &unit->line;
	bool bare = line->url == line->text;

	if (r->page.titles == TITLES_ITEMS && page_is_marked_title(&r->page, unit)) {
		list_begin_paper(r, unit, "it leads to a paper, as other lines do");
	} else if (r->page.titles == TITLES_PLAIN && !r->page.cards &&
		   looks_like_paper_link(unit)) {
		list_begin_paper(r, unit, "a link to a paper");
	} else if (line->url && is_of_next(r, line->url)) {
		r->pending_url = line->url;
		r->detached = true;
	} else if (!r->papers.open) {
		list_pass_over(r, unit, "a link before the first title");
	} else {
		if (bare)
			paper_add_url(&r->papers, line->url, true);
		for (size_t i = 0; i < line->url_count; i++)
			paper_add_url(&r->papers, line->urls[i], false);
		paper_add_ref(&r->papers, line->ref);
	}
}

static void decide_day(struct list_work *r, const struct unit *unit)
{
	if (unit->behind_dot && r->papers.open) {
		paper_add(&r->papers, FIELD_PUBLISHED, unit->line.text);
		return;
	}
	list_note(r, unit, "day", "the papers behind it are listed there");
	r->listed = unit->line.text;
	r->in_list = true;
}

/* A number alone: votes before a card's title, comments behind it; votes behind another paper */
static void decide_number(struct list_work *r, const struct unit *unit)
{
	if ((r->page.cards && r->card != CARD_REST) || (!r->page.cards && r->page.numbers_first))
		r->votes = unit->line.text;
	else
		list_add_detail(r, r->page.cards ? FIELD_COMMENTS : FIELD_VOTES, unit->line.text);
	if (r->card == CARD_NAME)
		r->card = CARD_TITLE;
}

static void decide_curator(struct list_work *r, const struct unit *unit)
{
	if (r->papers.open && names_count(r->papers.arena, unit->line.text)) {
		paper_add_authors(&r->papers, unit->line.text);
		return;
	}
	if (r->papers.open) {
		list_pass_over(r, unit, "a name behind the first title");
		return;
	}
	list_note(r, unit, "contributor", "\"by\" and a name, before the first title");
	read_sink_contributor(r->sink, unit->line.text);
}

static void decide(struct list_work *r, size_t number)
{
	const struct unit *unit = &r->page.units.items[number];

	switch (unit->line.kind) {
	case LINE_TEXT:
		decide_text(r, number);
		break;
	case LINE_HEADING:
		decide_heading(r, number);
		break;
	case LINE_DAY:
		decide_day(r, unit);
		break;
	case LINE_NUMBER:
		decide_number(r, unit);
		break;
	case LINE_SUBMITTER:
		r->card = *unit->line.text ? CARD_TITLE : CARD_NAME;
		break;
	case LINE_FIELD:
		if (unit->line.field != FIELD_COUNT)
			list_add_detail(r, unit->line.field, unit->line.text);
		break;
	case LINE_CURATOR:
		decide_curator(r, unit);
		break;
	case LINE_LINK:
		decide_link(r, number);
		break;
	case LINE_REFERENCE:
		papers_add_reference(&r->papers, unit->line.ref, unit->line.url);
		break;
	default:
		list_pass_over(r, unit, line_kind_name(unit->line.kind));
		break;
	}
}

int list_read(struct read_result *result, const char *text, const struct source *source,
	const struct read_sink *sink, struct err *err)
{
	struct list_work r = {.result = result, .source = source, .sink = sink};
	struct arena arena;
	int failed;

	arena_init(&arena);
	papers_init(&r.papers, &arena);
	failed = page_read(&r.page, &arena, text, source_where(source), err);
	for (size_t i = 0; i < r.page.units.count; i++)
		decide(&r, i);
	papers_emit(&r.papers, result, sink);
	papers_release(&r.papers);
	page_release(&r.page);
	arena_release(&arena);
	return failed;
}
