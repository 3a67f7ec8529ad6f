/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/doubt.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "rule/lex.h"
#include "rule/term.h"

#define COUNT(table) (sizeof(table) / sizeof(*(table)))
#define SHOWN        40 /* characters of a term that a message repeats */

/* Words of which an abstract has nearly all */
static const char *const stop_words[] = {"a", "an", "and", "are", "as", "at", "be", "by", "can",
	"for", "from", "has", "have", "in", "is", "it", "its", "not", "of", "on", "or", "our",
	"such", "that", "the", "their", "these", "this", "to", "we", "which", "with"};

/* Phrases that an operator would cut */
static const char *const phrases[][3] = {
	{"all", "or", "nothing"},
	{"black", "and", "white"},
	{"branch", "and", "bound"},
	{"command", "and", "control"},
	{"copy", "and", "paste"},
	{"cut", "and", "paste"},
	{"divide", "and", "conquer"},
	{"drag", "and", "drop"},
	{"look", "and", "feel"},
	{"mix", "and", "match"},
	{"pick", "and", "place"},
	{"plug", "and", "play"},
	{"question", "and", "answer"},
	{"read", "and", "write"},
	{"research", "and", "development"},
	{"search", "and", "rescue"},
	{"store", "and", "forward"},
	{"supply", "and", "demand"},
	{"track", "and", "trace"},
	{"trial", "and", "error"},
	{"yes", "or", "no"},
};

/* Parentheses that are open */
struct group {
	const struct place_row *field; /* that holds for what is in them; NULL: none */
	bool alternatives; /* they hold an or-list that stands for itself: a longer term of it finds
			    * nothing of its own, though it may count, or be near, on its own */
	size_t first;      /* of the doubt's terms */
};

/* An expression while it is walked through, part by part */
struct walk {
	struct doubt *doubt;
	const struct expression *expression;
	struct lex lex;
	enum lex_kind before; /* the part before the term at hand; LEX_END at the beginning */
	const struct place_row *field; /* that stands right before, or holds in the group */
	struct group groups[LIMIT_DEPTH + 2];
	size_t depth;
	bool in_list;
	const char *last; /* the last word of the term before an operator, NULL: there was none */
	size_t last_len;
};

static void tell(struct walk *w, size_t offset, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void tell(struct walk *w, size_t offset, const char *format, ...)
{
	struct place place = expression_place(w->expression, offset);
	char text[ERR_TEXT_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	problems_add(w->doubt->problems, SEVERITY_WARNING, place.file, place.line, place.column,
		"%s", text);
}

/* --- single terms --- */

static bool is_stop_word(const struct term_word *word)
{
	if (word->mode != WORD_ANY && word->mode != WORD_QUOTED)
		return false;
	for (size_t i = 0; i < COUNT(stop_words); i++) {
		if (strcmp(stop_words[i], word->folded) == 0)
			return true;
	}
	return false;
}

static bool is_stop_words_only(const struct term *term)
{
	for (size_t i = 0; i < term->count; i++) {
		if (!is_stop_word(&term->words[i]))
			return false;
	}
	return true;
}

/* "ai": one word of one or two letters, none of them a capital */
static bool is_short(const struct term *term)
{
	const char *word = term->words[0].cased;
	size_t len = strlen(word);

	return term->count == 1 && term->words[0].mode == WORD_ANY && len <= 2 &&
	       strspn(word, "abcdefghijklmnopqrstuvwxyz") == len;
}

static void check_source(struct walk *w, const char *text, size_t len, size_t offset)
{
	const struct site *site = w->doubt->site;
	struct suggest suggest;
	char *name;

	if (len && text[len - 1] == '*')
		return;
	name = xstrndup(text, len);
	suggest_init(&suggest, name);
	for (size_t i = 0; i < site->source_count; i++) {
		if (strcasecmp(site->sources[i].name, name) == 0)
			goto out;
		suggest_offer(&suggest, site->sources[i].name);
	}
	if (strcasecmp(name, SOURCE_ARGUMENTS) == 0)
		goto out;
	name[utf8_prefix(name, SHOWN)] = '\0';
	if (suggest.best)
		tell(w, offset, "there is no source %s: did you mean %s?", name, suggest.best);
	else
		tell(w, offset, "there is no source %s in paperroute.ini", name);
out:
	free(name);
}

/* In parentheses, in a title or near something words that every paper has may do some good */
static bool stands_for_itself(const struct walk *w)
{
	return !w->in_list && w->depth == 0 && w->before != LEX_NEAR && w->lex.kind != LEX_NEAR &&
	       (!w->field || w->field == &place_rows[HIT_ABSTRACT]);
}

static void check_words(struct walk *w, const char *text, size_t len, bool quoted, bool direct)
{
	const struct topic *topic = w->doubt->topic;
	size_t offset = (size_t)(text - w->lex.all) - quoted;
	struct place place = expression_place(w->expression, offset);
	size_t cut = utf8_prefix(text, SHOWN);
	int shown = (int)(cut < len ? cut : len);
	struct term term;
	char message[256];
	size_t at;

	if (term_read(&term, text, len, quoted, &at, message, sizeof(message)) != 0)
		return;
	if (is_stop_words_only(&term)) {
		if (stands_for_itself(w))
			tell(w, offset, "\"%.*s\" has only words that stand in nearly every paper",
				shown, text);
	} else if (is_short(&term) && w->field != &place_rows[HIT_AUTHOR]) {
		tell(w, offset,
			"\"%.*s\" is found in any case: write a name as a name, with capitals, or "
			"quote what is none",
			shown, text);
	}
	if (topic)
		term_restrict(&term, quoted, topic->any_case, topic->own_form);
	if (direct)
		shadow_add(&w->doubt->terms, &term, text, len, &place, w->field);
}

/* A term, behind which the lex is now */
static void check_term(struct walk *w, const char *text, size_t len, bool quoted)
{
	enum lex_kind after = w->lex.kind;
	bool direct =
		!w->in_list &&
		(w->before == LEX_END || w->before == LEX_COMMA || w->before == LEX_OR ||
			w->before == LEX_OPEN || w->before == LEX_FIELD) &&
		(after == LEX_END || after == LEX_COMMA || after == LEX_OR || after == LEX_CLOSE);

	if (!w->field || w->field->kind == PLACE_WORDS)
		check_words(w, text, len, quoted, direct);
	else if (w->field == &place_rows[HIT_SOURCE])
		check_source(w, text, len, (size_t)(text - w->lex.all) - quoted);
}

/* --- parts --- */

static bool is(const char *word, const char *text, size_t len)
{
	return text && strlen(word) == len && strncasecmp(word, text, len) == 0;
}

/* The lex is at the word behind an operator that stood at that offset */
static void check_cut(struct walk *w, size_t offset)
{
	const char *joint = w->lex.all + offset;

	for (size_t i = 0; i < COUNT(phrases) && w->lex.kind == LEX_WORD; i++) {
		const char *const *phrase = phrases[i];

		if (is(phrase[0], w->last, w->last_len) &&
			strncmp(joint, phrase[1], strlen(phrase[1])) == 0 &&
			is(phrase[2], w->lex.text, w->lex.len))
			tell(w, offset,
				"\"%s\" is an operator here: if you mean the phrase, quote it: "
				"\"%s %s %s\"",
				phrase[1], phrase[0], phrase[1], phrase[2]);
	}
}

static void use_list(struct doubt *doubt, const char *name, size_t len)
{
	for (size_t i = 0; i < doubt->site->list_count; i++) {
		const struct word_list *list = &doubt->site->lists[i];

		if (is(list->name, name, len) && !doubt->used[i]) {
			doubt->used[i] = true;
			/* at most once each: no deeper than there are lists, as none uses itself */
			doubt_list(doubt, list);
		}
	}
}

/* What the field before holds for has been read: that of the group holds again */
static void end_unit(struct walk *w)
{
	w->field = w->groups[w->depth].field;
	w->lex.whole = w->field && w->field->kind == PLACE_WHOLE;
}

static void walk_words(struct walk *w)
{
	const char *from = w->lex.text;
	const char *end = from;

	for (; w->lex.kind == LEX_WORD; lex_next(&w->lex)) {
		w->last = w->lex.text;
		w->last_len = w->lex.len;
		end = w->lex.text + w->lex.len;
	}
	check_term(w, from, (size_t)(end - from), false);
	end_unit(w);
}

static void walk_open(struct walk *w)
{
	/* a not turns an or-list around, near and N of count its members */
	bool alternatives = w->before != LEX_NEAR && w->before != LEX_COUNT;

	if (w->depth == LIMIT_DEPTH + 1)
		return;
	w->groups[++w->depth] = (struct group){w->field, alternatives, w->doubt->terms.count};
	w->before = LEX_OPEN;
	lex_next(&w->lex);
}

static void walk_close(struct walk *w)
{
	struct group *group = &w->groups[w->depth];

	lex_next(&w->lex);
	shadow_tell(&w->doubt->terms, group->first, !group->alternatives || w->lex.kind == LEX_NEAR,
		w->doubt->problems);
	w->depth -= w->depth > 0;
	w->before = LEX_CLOSE;
	end_unit(w);
}

static void walk_field(struct walk *w)
{
	for (size_t i = 0; i < HIT_PLACES; i++) {
		if (is(place_rows[i].name, w->lex.text, w->lex.len))
			w->field = &place_rows[i];
	}
	w->lex.whole = w->field && w->field->kind == PLACE_WHOLE;
	if (w->before != LEX_END && w->before != LEX_COMMA && w->before != LEX_OR &&
		w->before != LEX_OPEN)
		w->before = LEX_AND; /* what follows is no alternative of its own */
	else
		w->before = LEX_FIELD;
	lex_next(&w->lex);
}

static void walk_other(struct walk *w)
{
	size_t offset = w->lex.offset;
	bool joins = w->lex.kind == LEX_AND || w->lex.kind == LEX_OR;

	if (w->lex.kind == LEX_LIST)
		use_list(w->doubt, w->lex.text, w->lex.len);
	w->before = w->lex.kind;
	lex_next(&w->lex);
	if (joins)
		check_cut(w, offset);
	else
		w->last = NULL;
	if (w->before == LEX_LIST || w->before == LEX_TEST || w->before == LEX_REGEX)
		end_unit(w);
}

static void walk_part(struct walk *w)
{
	const char *text = w->lex.text;
	size_t len = w->lex.len;

	switch (w->lex.kind) {
	case LEX_WORD:
		walk_words(w);
		break;
	case LEX_QUOTED:
		lex_next(&w->lex);
		check_term(w, text, len, true);
		end_unit(w);
		w->last = NULL;
		break;
	case LEX_OPEN:
		walk_open(w);
		break;
	case LEX_CLOSE:
		walk_close(w);
		break;
	case LEX_FIELD:
		walk_field(w);
		break;
	default:
		walk_other(w);
	}
}

static void walk(struct doubt *doubt, const struct expression *expression, bool in_list)
{
	struct walk w = {
		.doubt = doubt, .expression = expression, .before = LEX_END, .in_list = in_list};

	w.groups[0].alternatives = true;
	lex_init(&w.lex, expression->text);
	lex_next(&w.lex);
	while (w.lex.kind != LEX_END && w.lex.kind != LEX_BAD && w.depth <= LIMIT_DEPTH)
		walk_part(&w);
}

void doubt_init(struct doubt *doubt, const struct site *site, struct problems *problems)
{
	*doubt = (struct doubt){.site = site, .problems = problems};
	doubt->used = xcalloc(site->list_count, sizeof(*doubt->used));
}

void doubt_release(struct doubt *doubt)
{
	shadow_release(&doubt->terms);
	free(doubt->used);
	*doubt = (struct doubt){0};
}

void doubt_match(struct doubt *doubt, const struct expression *expression)
{
	walk(doubt, expression, false);
}

void doubt_end_rule(struct doubt *doubt)
{
	shadow_tell(&doubt->terms, 0, false, doubt->problems);
}

void doubt_list(struct doubt *doubt, const struct word_list *list)
{
	for (size_t i = 0; i < list->value_count; i++)
		walk(doubt, &list->values[i], true);
}
