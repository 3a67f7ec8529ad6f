/* SPDX-License-Identifier: ISC */
/*
 * A paragraph is a title because of what it is and of what follows it. The order of evidence:
 *
 * 1. Mark-up. Where headings are followed by texts, or lead to papers, titles are headings of that
 *    level and nothing else is. Behind "Submitted by" and a name comes a title. A line that is a link
 *    to a paper, with a label of two words or more, is a title. An item with a bullet is none.
 * 2. Closing punctuation. What ends with a full stop is text, not title; but in a list whose titles
 *    all end so, a short sentence with a long text behind it is a title.
 * 3. Length. 300 characters or more are text; so are 150 with the end of a sentence inside.
 * 4. What follows. What is left is a title when a text follows it. When none does, it is a title
 *    inside the list (behind the first paper or day, with three words or more, and papers behind
 *    it), and at the list's end when all that is left there looks so; else it is a banner line.
 *
 * Text behind a title is its abstract; before the first title it is a banner.
 */
#include "config.h"

#include "read/list.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "model/limits.h"
#include "read/paper.h"
#include "read/unit.h"

#define LONG_TEXT         300 /* characters that no title has */
#define SENTENCES_TEXT    150 /* characters that are text when a sentence ends inside of them */
#define SHORT_SENTENCE    200 /* most characters of a title that ends with a full stop */
#define BARE_TITLE_WORDS  3   /* least words of a title without abstract, inside the list */
#define FINAL_TITLE_WORDS 4   /* and at its end, where footers are */
#define TEXT_WORDS        4   /* least words of a sentence that is an abstract */

struct reading {
	struct read_result *result;
	const struct source *source;
	const struct read_sink *sink;
	struct units units;
	struct papers papers;
	size_t title_level; /* of the headings that are titles; 0: headings are none */
	size_t last_titled; /* the last unit that is a title because text follows; or count */
	size_t end_titles;  /* from this unit on every text could be a title: no footer follows */
	bool cards;         /* "Submitted by" stands somewhere */
	bool in_list;       /* behind the first paper or day */
	bool open_titles;   /* a title without full stop was found */
	bool links_first;   /* the paper's address stands before its title */
	enum { CARD_NONE, CARD_NAME, CARD_TITLE, CARD_REST } card; /* what a card has next */
	const char *votes;       /* seen before the title that they are for */
	const char *listed;      /* the day that holds for the papers to come */
	const char *pending_url; /* of the title to come */
};

/* --- what a unit is --- */

static bool has_sentence_end(const char *text)
{
	return strstr(text, ". ") || strstr(text, "? ") || strstr(text, "。");
}

/* Evidence 2 and 3: a text whatever stands around it */
static bool is_text(const struct unit *unit)
{
	if (unit->line.kind != LINE_TEXT)
		return false;
	if (unit->characters >= LONG_TEXT)
		return true;
	if (unit->closed && unit->words >= TEXT_WORDS)
		return true;
	return unit->characters >= SENTENCES_TEXT && has_sentence_end(unit->line.text);
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

/* The unit behind number that is no detail, or NULL */
static const struct unit *next_unit(const struct reading *r, size_t number)
{
	for (size_t i = number + 1; i < r->units.count; i++) {
		if (!is_detail(&r->units.items[i]))
			return &r->units.items[i];
	}
	return NULL;
}

static bool text_follows(const struct reading *r, size_t number)
{
	const struct unit *next = next_unit(r, number);

	return next && is_text(next);
}

/* A title that ends with a full stop, in a list where they all do */
static bool is_closed_title(const struct reading *r, size_t number)
{
	const struct unit *unit = &r->units.items[number];
	const struct unit *next = next_unit(r, number);

	return unit->closed && !unit->line.bullet && !r->open_titles &&
	       unit->characters <= SHORT_SENTENCE && !has_sentence_end(unit->line.text) && next &&
	       next->line.kind == LINE_TEXT && next->characters >= LONG_TEXT &&
	       (!r->papers.open || paper_has_abstract(&r->papers));
}

/* What a title can be by itself */
static bool may_be_title(const struct unit *unit)
{
	return unit->line.kind == LINE_TEXT && !unit->line.bullet && !is_text(unit);
}

static bool is_paper_link(const struct line *line)
{
	return line->kind == LINE_LINK && line->url && line->url != line->text &&
	       paper_is_host(line->url) && strchr(line->text, ' ') &&
	       strncasecmp(line->text, "view ", 5) != 0 && !strstr(line->text, "://");
}

/* --- the page as a whole --- */

/* Headings are titles on the level where most of them have a text behind them or lead to a paper,
 * when that is not rarer than plain titles are */
static void find_title_level(struct reading *r)
{
	size_t headings[7] = {0};
	size_t plain = 0;
	size_t best = 0;

	for (size_t i = 0; i < r->units.count; i++) {
		const struct unit *unit = &r->units.items[i];
		const struct unit *next = next_unit(r, i);
		bool led = unit->line.url && paper_is_host(unit->line.url);

		r->cards = r->cards || unit->line.kind == LINE_SUBMITTER;
		if (unit->line.kind == LINE_HEADING &&
			(led || unit->line.ref || (next && is_text(next))))
			headings[unit->line.level]++;
		else if (may_be_title(unit) && next && is_text(next))
			plain++;
	}
	for (size_t level = 1; level < 7; level++) {
		if (headings[level] >= headings[best])
			best = headings[level] ? level : best;
	}
	if (best && headings[best] >= plain)
		r->title_level = best;
}

static void find_last_titled(struct reading *r)
{
	r->last_titled = r->units.count;
	for (size_t i = 0; i < r->units.count; i++) {
		const struct unit *unit = &r->units.items[i];
		bool title = r->title_level ? unit->line.level == r->title_level
					    : may_be_title(unit) && text_follows(r, i);

		if (title || is_paper_link(&unit->line))
			r->last_titled = i;
	}
}

/* A footer has short lines and calls for something */
static bool may_be_final_title(const struct unit *unit)
{
	size_t len = strlen(unit->line.text);

	return may_be_title(unit) && unit->words >= FINAL_TITLE_WORDS &&
	       unit->line.text[len - 1] != '!';
}

static void find_end_titles(struct reading *r)
{
	r->end_titles = r->units.count;
	while (r->end_titles) {
		const struct unit *unit = &r->units.items[r->end_titles - 1];

		if (unit->line.kind == LINE_TEXT && !may_be_final_title(unit))
			return;
		r->end_titles--;
	}
}

/* --- decisions --- */

static void note(
	const struct reading *r, const struct unit *unit, const char *what, const char *why)
{
	char text[256];

	snprintf(text, sizeof(text), "%s: %s (%zu characters): %.*s", what, why, unit->characters,
		60, unit->line.text);
	r->sink->note(r->sink->ctx, READ_NOTE_DECISION, unit->line.number, text);
}

static bool is_named_by_skip(const struct reading *r, const char *text)
{
	for (size_t i = 0; i < r->source->skip_count; i++) {
		if (strcasecmp(r->source->skip[i], text) == 0)
			return true;
	}
	return false;
}

static void pass_over(struct reading *r, const struct unit *unit, const char *why)
{
	r->result->skipped++;
	note(r, unit, "passed over", why);
}

static void begin_paper(struct reading *r, const struct unit *unit, const char *why)
{
	if (r->papers.count == LIMIT_RECORDS) {
		pass_over(r, unit, "there are too many papers");
		return;
	}
	note(r, unit, "title", why);
	paper_begin(&r->papers, unit->line.text, unit->line.number);
	paper_add(&r->papers, FIELD_LISTED, r->listed);
	paper_add(&r->papers, FIELD_VOTES, r->votes);
	if (r->pending_url)
		paper_add_url(&r->papers, r->pending_url, true);
	if (unit->line.url)
		paper_add_url(&r->papers, unit->line.url, true);
	r->papers.open->ref = unit->line.ref;
	r->votes = r->pending_url = NULL;
	r->in_list = true;
	r->open_titles = r->open_titles || !unit->closed;
	r->card = CARD_REST;
}

static void add_abstract(struct reading *r, const struct unit *unit)
{
	if (!r->papers.open) {
		pass_over(r, unit, "a text before the first title");
		return;
	}
	note(r, unit, "abstract", paper_has_abstract(&r->papers) ? "it goes on" : "behind a title");
	paper_add_abstract(&r->papers, unit->line.text);
}

/* The open paper's abstract announces what comes: "Our contributions are:" */
static bool abstract_goes_on(const struct reading *r)
{
	const struct buf *abstract = &r->papers.abstract;

	return r->papers.open && abstract->len && abstract->data[abstract->len - 1] == ':';
}

static void decide_plain(struct reading *r, size_t number)
{
	const struct unit *unit = &r->units.items[number];
	bool more_follow = r->last_titled != r->units.count && number < r->last_titled;

	if (unit->line.bullet || abstract_goes_on(r)) {
		if (r->papers.open && paper_has_abstract(&r->papers) &&
			(abstract_goes_on(r) || is_text(unit)))
			add_abstract(r, unit);
		else
			pass_over(r, unit, "an item of a list");
	} else if (is_closed_title(r, number)) {
		begin_paper(r, unit, "a short sentence, and a long text follows");
	} else if (is_text(unit)) {
		add_abstract(r, unit);
	} else if (text_follows(r, number)) {
		begin_paper(r, unit, "a text follows");
	} else if (r->in_list && more_follow && unit->words >= BARE_TITLE_WORDS) {
		begin_paper(r, unit, "no text follows, but it stands between papers");
	} else if (r->in_list && number >= r->end_titles) {
		begin_paper(r, unit, "no text follows, but it stands at the end of the list");
	} else {
		pass_over(r, unit, "no text follows");
	}
}

/* Titles are headings: what else is text belongs to them */
static void decide_below_heading(struct reading *r, const struct unit *unit)
{
	bool first = r->papers.open && !paper_has_abstract(&r->papers);

	if (is_text(unit) || (first && unit->words >= TEXT_WORDS) || abstract_goes_on(r))
		add_abstract(r, unit);
	else
		pass_over(r, unit, "neither heading nor text");
}

static void decide_heading(struct reading *r, size_t number)
{
	const struct unit *unit = &r->units.items[number];

	if (r->title_level && unit->line.level == r->title_level)
		begin_paper(r, unit, "a heading, as the other papers have");
	else if (r->card == CARD_TITLE)
		begin_paper(r, unit, "a heading in a card");
	else
		pass_over(r, unit, "a heading of another level");
}

static void decide_in_card(struct reading *r, const struct unit *unit)
{
	if (r->card == CARD_NAME) {
		note(r, unit, "name", "behind \"Submitted by\"");
		r->card = CARD_TITLE;
	} else if (r->card == CARD_TITLE) {
		begin_paper(r, unit, "in a card, behind the name");
	} else if (is_text(unit)) {
		add_abstract(r, unit);
	} else {
		pass_over(r, unit, "neither title nor text of a card");
	}
}

static void decide_text(struct reading *r, size_t number)
{
	const struct unit *unit = &r->units.items[number];

	if (is_named_by_skip(r, unit->line.text))
		note(r, unit, "passed over", "named by skip");
	else if (r->cards)
		decide_in_card(r, unit);
	else if (r->title_level)
		decide_below_heading(r, unit);
	else
		decide_plain(r, number);
}

static void decide_link(struct reading *r, size_t number)
{
	const struct unit *unit = &r->units.items[number];
	const struct line *line = &unit->line;
	bool bare = line->url == line->text || !line->url;

	if (!r->title_level && !r->cards && is_paper_link(line)) {
		begin_paper(r, unit, "a link to a paper");
	} else if (!line->url) {
		if (!r->papers.open)
			pass_over(r, unit, "a link before the first title");
	} else if (r->links_first || (!r->papers.open && paper_is_host(line->url))) {
		r->links_first = true;
		r->pending_url = line->url;
	} else if (r->papers.open) {
		paper_add_url(&r->papers, line->url, bare);
	} else {
		pass_over(r, unit, "a link before the first title");
	}
}

static void decide_day(struct reading *r, const struct unit *unit)
{
	if (unit->behind_dot && r->papers.open) {
		paper_add(&r->papers, FIELD_PUBLISHED, unit->line.text);
		return;
	}
	note(r, unit, "day", "the papers behind it are listed there");
	r->listed = unit->line.text;
	r->in_list = true;
}

/* A number alone: votes before a card's title, comments behind it; votes behind another paper */
static void decide_number(struct reading *r, const struct unit *unit)
{
	if (r->cards && r->card != CARD_REST)
		r->votes = unit->line.text;
	else
		paper_add(&r->papers, r->cards ? FIELD_COMMENTS : FIELD_VOTES, unit->line.text);
	if (r->card == CARD_NAME)
		r->card = CARD_TITLE;
}

static void decide_curator(struct reading *r, const struct unit *unit)
{
	if (r->papers.open) {
		pass_over(r, unit, "a name behind the first title");
		return;
	}
	note(r, unit, "contributor", "\"by\" and a name, before the first title");
	r->sink->contributor(r->sink->ctx, unit->line.text);
}

static void decide(struct reading *r, size_t number)
{
	const struct unit *unit = &r->units.items[number];

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
	case LINE_AUTHORS:
		paper_add(&r->papers, FIELD_AUTHOR_COUNT, unit->line.text);
		break;
	case LINE_PUBLISHED:
		paper_add(&r->papers, FIELD_PUBLISHED, unit->line.text);
		break;
	case LINE_VOTES:
		paper_add(&r->papers, FIELD_VOTES, unit->line.text);
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
		pass_over(r, unit, line_kind_name(unit->line.kind));
		break;
	}
}

int list_read(struct read_result *result, const char *text, const struct source *source,
	const struct read_sink *sink, struct err *err)
{
	struct reading r = {.result = result, .source = source, .sink = sink};
	struct arena arena;
	int failed;

	arena_init(&arena);
	units_init(&r.units);
	papers_init(&r.papers, &arena);
	failed = units_read(&r.units, &arena, text, source->path, err);
	find_title_level(&r);
	find_last_titled(&r);
	find_end_titles(&r);
	for (size_t i = 0; i < r.units.count; i++)
		decide(&r, i);
	papers_emit(&r.papers, result, sink);
	papers_release(&r.papers);
	units_release(&r.units);
	arena_release(&arena);
	return failed;
}
