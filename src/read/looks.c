/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/looks.h"

#include <string.h>
#include <strings.h>

#include "read/paper.h"

#define SENTENCES_TEXT 150 /* characters that are text when a sentence ends inside of them */

bool looks_like_sentences(const char *text)
{
	return strstr(text, ". ") || strstr(text, "? ") || strstr(text, "。");
}

static bool ends_in_question(const char *text)
{
	size_t len = strlen(text);

	return len && text[len - 1] == '?';
}

bool looks_like_text(const struct unit *unit)
{
	if (unit->line.kind != LINE_TEXT || unit->names)
		return false;
	if (unit->line.labelled)
		return unit->line.field == FIELD_ABSTRACT && *unit->line.text;
	if (unit->repeated)
		return false;
	if (unit->characters >= LOOKS_LONG)
		return true;
	if (unit->closed && unit->words > 1)
		return true;
	return unit->characters >= SENTENCES_TEXT &&
	       (looks_like_sentences(unit->line.text) || ends_in_question(unit->line.text));
}

bool looks_like_title(const struct unit *unit)
{
	return unit->line.kind == LINE_TEXT && !unit->line.bullet && !unit->line.labelled &&
	       !unit->repeated && !unit->names && !looks_like_text(unit);
}

bool looks_like_detail(const struct unit *unit)
{
	switch (unit->line.kind) {
	case LINE_NUMBER:
	case LINE_FIELD:
	case LINE_LINK:
	case LINE_REFERENCE:
		return true;
	case LINE_DAY:
		return unit->behind_dot;
	case LINE_TEXT:
		return unit->names || unit->repeated ||
		       (unit->line.labelled && unit->line.field != FIELD_TITLE &&
			       unit->line.field != FIELD_ABSTRACT);
	default:
		return false;
	}
}

bool looks_like_paper_link(const struct unit *unit)
{
	const struct line *line = &unit->line;

	return line->kind == LINE_LINK && line->url && line->url != line->text && !unit->repeated &&
	       paper_is_host(line->url) && strchr(line->text, ' ') &&
	       strncasecmp(line->text, "view ", 5) != 0 && !strstr(line->text, "://");
}

bool looks_like_paper_address(const struct unit *unit)
{
	return unit->line.kind == LINE_LINK && unit->line.url && paper_is_host(unit->line.url);
}
