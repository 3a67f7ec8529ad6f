/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/list_work.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "read/oneline.h"

void list_note(
	const struct list_work *r, const struct unit *unit, const char *what, const char *why)
{
	char text[512];

	snprintf(text, sizeof(text), "%s: %s (%zu characters): %.*s", what, why, unit->characters,
		(int)utf8_prefix(unit->line.text, 60), unit->line.text);
	read_sink_note(r->sink, READ_NOTE_DECISION, unit->line.number, text);
}

void list_pass_over(struct list_work *r, const struct unit *unit, const char *why)
{
	r->result->skipped++;
	r->detached = true;
	list_note(r, unit, "passed over", why);
}

/* What the unit says as a title: without its number in a list, without what goes with an item */
static const char *title_of(const struct list_work *r, const struct unit *unit)
{
	if (r->page.titles == TITLES_ITEMS)
		return oneline_title(r->papers.arena, &unit->line);
	return unit->line.text + (r->page.numbered ? unit->line.item_skip : 0);
}

void list_begin_paper(struct list_work *r, const struct unit *unit, const char *why)
{
	const struct line *line = &unit->line;
	const char *rest;

	if (r->papers.count == LIMIT_RECORDS) {
		list_pass_over(r, unit, "there are too many papers");
		return;
	}
	list_note(r, unit, "title", why);
	paper_begin(&r->papers, title_of(r, unit), line->number);
	paper_add(&r->papers, FIELD_LISTED, r->listed);
	paper_add(&r->papers, FIELD_VOTES, r->votes);
	if (r->pending_url)
		paper_add_url(&r->papers, r->pending_url, true);
	if (line->url)
		paper_add_url(&r->papers, line->url, r->page.titles != TITLES_ITEMS);
	for (size_t i = 0; i < line->url_count; i++)
		paper_add_url(&r->papers, line->urls[i], false);
	paper_add_ref(&r->papers, line->ref);
	rest = r->page.titles == TITLES_ITEMS ? oneline_rest(line) : NULL;
	if (rest)
		paper_add_abstract(&r->papers, rest);
	paper_add(&r->papers, FIELD_PUBLISHED, r->pending_published);
	r->votes = r->pending_url = r->pending_published = NULL;
	r->in_list = true;
	r->detached = false;
	r->open_titles = r->open_titles || !unit->closed;
	r->card = CARD_REST;
}

void list_add_abstract(struct list_work *r, const struct unit *unit)
{
	if (!r->papers.open) {
		list_pass_over(r, unit, "a text before the first title");
		return;
	}
	if (r->detached && paper_has_abstract(&r->papers)) {
		list_pass_over(r, unit, "a text behind a banner line");
		return;
	}
	list_note(r, unit, "abstract",
		paper_has_abstract(&r->papers) ? "it goes on" : "behind a title");
	paper_add_abstract(&r->papers, unit->line.text);
	for (size_t i = 0; i < unit->line.url_count; i++) {
		if (paper_is_code(unit->line.urls[i]) &&
			!strstr(unit->line.text, unit->line.urls[i]))
			paper_add_url(&r->papers, unit->line.urls[i], false);
	}
}

bool list_abstract_goes_on(const struct list_work *r)
{
	const struct buf *abstract = &r->papers.abstract;

	return r->papers.open && abstract->len && abstract->data[abstract->len - 1] == ':';
}

void list_add_detail(struct list_work *r, enum field field, const char *text)
{
	if (!r->detached)
		paper_add(&r->papers, field, text);
	else if (r->pending_url && field == FIELD_PUBLISHED)
		r->pending_published = text;
}
