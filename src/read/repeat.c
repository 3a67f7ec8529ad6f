/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/repeat.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

#define LONGEST      150 /* characters of a line that may be furniture */
#define LONGEST_TEXT 80  /* of one that ends as a sentence does */
#define MANY         3   /* times from which on a line is furniture whatever stands around it */

/* A unit and what is compared of it */
struct candidate {
	struct unit *unit;
	const char *key;       /* its text from here, without a number that it begins with */
	size_t len;            /* and without one that it ends with */
	const char *neighbour; /* neighbour_of */
};

static size_t number_length(const char *text)
{
	size_t len = strspn(text, "0123456789.,");

	len += len && (text[len] == 'k' || text[len] == 'K');
	return len && (text[len] == ' ' || !text[len]) ? len : 0;
}

static void cut_numbers(struct candidate *c)
{
	size_t first = number_length(c->key);
	size_t last;

	if (first && c->key[first])
		c->key += first + 1;
	c->len = strlen(c->key);
	for (last = c->len; last && c->key[last - 1] != ' '; last--)
		;
	if (last && number_length(c->key + last))
		c->len = last - 1;
}

static bool looks_like_text(const struct unit *unit)
{
	return unit->line.kind == LINE_TEXT && (unit->closed || unit->characters >= LONGEST);
}

/* A sentence right behind a title is its abstract, even if it stands behind others too */
static bool is_candidate(const struct units *units, size_t number)
{
	const struct unit *unit = &units->items[number];
	const struct line *line = &unit->line;

	if (line->kind == LINE_LINK)
		return *line->text && line->text != line->url;
	if (line->kind != LINE_TEXT || line->labelled)
		return false;
	if (unit->closed)
		return unit->characters < LONGEST_TEXT && number && looks_like_text(unit - 1);
	return unit->characters < LONGEST;
}

/* What a paper's line would have beside it each time: a title its text, a text what stands before it,
 * a link its address; or NULL */
static const char *neighbour_of(const struct units *units, size_t number, size_t next)
{
	const struct unit *unit = &units->items[number];

	if (unit->line.kind == LINE_LINK)
		return unit->line.url;
	if (unit->closed)
		return (unit - 1)->line.text;
	if (next == units->count || !looks_like_text(&units->items[next]))
		return NULL;
	return units->items[next].line.text;
}

static int by_key(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int order = memcmp(x->key, y->key, x->len < y->len ? x->len : y->len);

	if (order || x->len != y->len)
		return order ? order : x->len < y->len ? -1 : 1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

static void judge(struct candidate *group, size_t count, size_t texts)
{
	bool exact = true, beside = true, apart = false;

	for (size_t i = 1; i < count; i++) {
		exact = exact && strcmp(group[i].unit->line.text, group[0].unit->line.text) == 0;
		beside = beside && group[i].neighbour && group[0].neighbour &&
			 !group[i].unit->closed;
		apart = apart || !group[i].neighbour || !group[0].neighbour ||
			strcmp(group[i].neighbour, group[0].neighbour) != 0;
	}
	if (!apart || count < 2 || (count < MANY && !(exact && beside)))
		return;
	/* "GitHub 476" again and again, but not "Language Models, Part 2" with a text behind it */
	if (!exact && (beside || count * 2 < texts))
		return;
	for (size_t i = 0; i < count; i++)
		group[i].unit->repeated = true;
}

void repeat_mark(struct units *units, const size_t *next, size_t texts)
{
	struct candidate *all = xcalloc(units->count + 1, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < units->count; i++) {
		struct candidate *c = &all[count];
		struct unit *unit = &units->items[i];

		if (!is_candidate(units, i))
			continue;
		*c = (struct candidate){unit, unit->line.text, 0, neighbour_of(units, i, next[i])};
		cut_numbers(c);
		count += c->len > 0;
	}
	qsort(all, count, sizeof(*all), by_key);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count && all[to].len == all[from].len &&
				    memcmp(all[to].key, all[from].key, all[from].len) == 0;
			to++)
			;
		judge(&all[from], to - from, texts);
	}
	free(all);
}
