/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/shadow.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "rule/plural.h"

#define SHOWN 40 /* characters of a term that a message repeats */

void shadow_add(struct shadow *shadow, const struct term *term, const char *text, size_t len,
	const struct place *place, const struct place_row *field)
{
	struct shadow_term *item;

	if (shadow->count == LIMIT_SHADOWS)
		return;
	shadow->items =
		xgrow(shadow->items, &shadow->cap, shadow->count + 1, sizeof(*shadow->items));
	item = &shadow->items[shadow->count++];
	*item = (struct shadow_term){text, len, *place, field, NULL, term->count};
	item->words = xcalloc(term->count, sizeof(*item->words));
	memcpy(item->words, term->words, term->count * sizeof(*item->words));
}

/* Forgets the terms from number first on */
static void forget_from(struct shadow *shadow, size_t first)
{
	while (shadow->count > first)
		free(shadow->items[--shadow->count].words);
}

void shadow_release(struct shadow *shadow)
{
	forget_from(shadow, 0);
	free(shadow->items);
	*shadow = (struct shadow){0};
}

static bool begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* The words, in small letters, that a term's word stands for: itself, and its plurals */
struct forms {
	size_t count;
	char items[PLURAL_FORMS + 1][LIMIT_WORD + 1];
};

static void list_forms(struct forms *out, const struct term_word *word)
{
	out->count = 1;
	memcpy(out->items[0], word->folded, sizeof(out->items[0]));
	if (word->mode == WORD_ANY)
		out->count += plural_forms(out->items + 1, word->folded);
}

static bool has_form(const struct forms *forms, const char *word)
{
	for (size_t i = 0; i < forms->count; i++) {
		if (strcmp(forms->items[i], word) == 0)
			return true;
	}
	return false;
}

static bool is_prefix(const struct term_word *word)
{
	return word->mode == WORD_PREFIX || word->mode == WORD_NAME_PREFIX;
}

/* a is no name, nor exact */
static bool covers_forms(const struct term_word *a, const struct term_word *b)
{
	struct forms of_a, of_b;

	list_forms(&of_a, a);
	list_forms(&of_b, b);
	for (size_t i = 0; i < of_b.count; i++) {
		if (a->mode == WORD_PREFIX ? !begins(of_b.items[i], a->folded)
					   : !has_form(&of_a, of_b.items[i]))
			return false;
	}
	return true;
}

/* With or without an s, as names are found */
static bool is_of_name(const char *name, const char *cased)
{
	size_t name_len = strlen(name);
	size_t len = strlen(cased);
	size_t both = name_len < len ? name_len : len;

	if (strncmp(name, cased, both) != 0)
		return false;
	return name_len == len || (len == both + 1 && cased[both] == 's') ||
	       (name_len == both + 1 && name[both] == 's' && name_len > 2);
}

/* Whether a accepts every word that b does; false where that takes more to tell */
static bool covers(const struct term_word *a, const struct term_word *b)
{
	switch (a->mode) {
	case WORD_PREFIX:
		return covers_forms(a, b);
	case WORD_NAME_PREFIX:
		return (b->mode == WORD_NAME_PREFIX || b->mode == WORD_EXACT ||
			       b->mode == WORD_NAME) &&
		       begins(b->cased, a->cased);
	case WORD_ANY:
	case WORD_QUOTED:
		return !is_prefix(b) && b->mode != WORD_NAME && covers_forms(a, b);
	case WORD_NAME:
		return (b->mode == WORD_EXACT || b->mode == WORD_NAME) &&
		       is_of_name(a->cased, b->cased);
	case WORD_EXACT:
		return b->mode == WORD_EXACT && strcmp(a->cased, b->cased) == 0;
	}
	return false;
}

/* Whether a stands in b at its word number from. Where b's hyphen may be nothing, the words that it
 * joins are one, which a does not find. */
static bool stands_in(const struct shadow_term *a, const struct shadow_term *b, size_t from)
{
	size_t to = from + a->count;

	if ((from && b->words[from].glued) || (to < b->count && b->words[to].glued))
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (i && b->words[from + i].glued && !a->words[i].glued)
			return false;
		if (!covers(&a->words[i], &b->words[from + i]))
			return false;
	}
	return true;
}

static bool shadows(const struct shadow_term *a, const struct shadow_term *b)
{
	if (a->field != b->field && a->field)
		return false;
	if (b->field && place_rows + HIT_AUTHOR == b->field && a->field != b->field)
		return false;
	for (size_t from = 0; from + a->count <= b->count; from++) {
		if (stands_in(a, b, from))
			return true;
	}
	return false;
}

static int shown(const struct shadow_term *term)
{
	size_t len = utf8_prefix(term->text, SHOWN);

	return (int)(len < term->len ? len : term->len);
}

static void tell(
	struct problems *problems, const struct shadow_term *term, const struct shadow_term *by)
{
	if (by->len == term->len && memcmp(by->text, term->text, term->len) == 0)
		problems_add(problems, SEVERITY_WARNING, term->place.file, term->place.line,
			term->place.column, "\"%.*s\" stands here twice: delete one", shown(term),
			term->text);
	else
		problems_add(problems, SEVERITY_WARNING, term->place.file, term->place.line,
			term->place.column,
			"\"%.*s\" finds nothing that \"%.*s\" does not find: delete one of them",
			shown(term), term->text, shown(by), by->text);
}

void shadow_tell(struct shadow *shadow, size_t first, bool alike, struct problems *problems)
{
	for (size_t i = first; i < shadow->count; i++) {
		for (size_t j = first; j < shadow->count; j++) {
			const struct shadow_term *a = &shadow->items[j];
			const struct shadow_term *b = &shadow->items[i];

			if (i == j || !shadows(a, b))
				continue;
			/* of two that find the same the second is told */
			if (j > i ? alike || shadows(b, a) : alike && !shadows(b, a))
				continue;
			tell(problems, b, a);
			break;
		}
	}
	forget_from(shadow, first);
}
