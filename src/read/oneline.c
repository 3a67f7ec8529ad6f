/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/oneline.h"

#include <string.h>

#include "read/paper.h"

#define TITLE_WORDS 2 /* least words of a title that begins an item */
#define REST_WORDS  4 /* least words of what is said of it */

/* A line that begins with a title and leads to a paper or its code */
bool oneline_is(const struct unit *unit)
{
	const struct line *line = &unit->line;
	size_t words = *line->lead != '\0';

	if ((line->kind != LINE_TEXT && line->kind != LINE_LINK) || line->labelled ||
		unit->repeated)
		return false;
	for (const char *at = line->lead; *at; at++)
		words += *at == ' ' && at[1];
	for (size_t i = 0; i < line->url_count; i++) {
		if (words >= TITLE_WORDS && line->urls[i] != line->text &&
			(paper_is_host(line->urls[i]) || paper_is_code(line->urls[i])))
			return !strstr(line->lead, ". ") && !strchr(line->lead, '|');
	}
	return false;
}

/* Bytes of the dash, hyphen, bracket or the like that a text of len bytes ends with */
static size_t sign_length(const char *text, size_t len)
{
	if (len && strchr(" -:|([", text[len - 1]))
		return 1;
	/* U+2013 and U+2014 */
	return len >= 3 && (memcmp(text + len - 3, "\xe2\x80\x93", 3) == 0 ||
				   memcmp(text + len - 3, "\xe2\x80\x94", 3) == 0)
		       ? 3
		       : 0;
}

const char *oneline_title(struct arena *arena, const struct line *line)
{
	size_t len = strlen(line->lead);
	size_t sign;

	while ((sign = sign_length(line->lead, len)))
		len -= sign;
	return len ? arena_strndup(arena, line->lead, len) : line->text;
}

const char *oneline_rest(const struct line *line)
{
	const char *rest = line->rest;
	size_t words = 1;

	while (*rest && (strchr(" -:|()[],.", *rest) || strncmp(rest, "\xe2\x80\x93", 3) == 0 ||
				strncmp(rest, "\xe2\x80\x94", 3) == 0))
		rest += *rest & 0x80 ? 3 : 1;
	for (const char *at = rest; *at; at++)
		words += *at == ' ';
	return words >= REST_WORDS ? rest : NULL;
}
