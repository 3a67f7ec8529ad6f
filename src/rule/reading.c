/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/reading.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "rule/term.h"

#define SHOWN 40 /* characters of a part that a message repeats */

void reading_tell(
	struct reading *r, enum reading_mistake kind, size_t offset, const char *format, ...)
{
	struct place place;
	char text[ERR_TEXT_SIZE];
	va_list args;

	if (r->lost)
		return;
	r->wrong = r->wrong || kind != READING_WARNING;
	r->lost = kind == READING_LOST;
	if (r->quiet)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	place = expression_place(r->expression, offset);
	problems_add(r->parser->problems,
		kind == READING_WARNING ? SEVERITY_WARNING : SEVERITY_ERROR, place.file, place.line,
		place.column, "%s", text);
}

uint32_t reading_expected(struct reading *r, const char *what)
{
	const struct lex *lex = &r->lex;
	const char *part = lex->all + lex->offset;
	size_t len = utf8_prefix(part, SHOWN);

	if (len > lex->at - lex->offset)
		len = lex->at - lex->offset;
	if (lex->kind == LEX_BAD)
		reading_tell(r, READING_LOST, lex->offset, "%s", lex->message);
	else if (lex->kind == LEX_END)
		reading_tell(r, READING_LOST, lex->offset, "%s is missing at the end", what);
	else
		reading_tell(r, READING_LOST, lex->offset, "%s is missing before \"%.*s\"", what,
			(int)len, part);
	return TREE_NONE;
}

void reading_add_kid(struct kids *kids, uint32_t node)
{
	kids->items = xgrow(kids->items, &kids->cap, kids->count + 1, sizeof(*kids->items));
	kids->items[kids->count++] = node;
}

uint32_t reading_node(struct reading *r, enum node_kind kind, unsigned value, struct kids *kids)
{
	uint32_t node = TREE_NONE;

	if (!r->lost)
		node = tree_add(r->parser->tree, kind, value, kids->items, kids->count);
	free(kids->items);
	return node;
}

/* Gives up r. Whose fault that is cannot be said, so that it is told where the expression, or the list
 * that is checked, names what led here. */
static void give_up(struct reading *r, int limit, const char *of_what)
{
	struct reading *loud = r;

	while (loud->quiet)
		loud = loud->user;
	reading_tell(loud, READING_LOST, loud->lex.offset, "more than %d %s", limit, of_what);
	r->wrong = r->lost = true;
}

bool reading_go_deeper(struct reading *r)
{
	if (r->depth++ < LIMIT_DEPTH)
		return true;
	give_up(r, LIMIT_DEPTH, "levels of parentheses, fields and lists");
	return false;
}

/* --- terms --- */

/* The value of a field that is compared as a whole; white space in it counts as one space */
static uint32_t add_value(struct reading *r, const char *text, size_t len, bool quoted)
{
	const char *star = quoted ? NULL : memchr(text, '*', len);
	enum place_of_hit field = (enum place_of_hit)(r->field - place_rows);
	struct parser const *parser = r->parser;
	char *value;
	uint32_t term;

	if (star && star != text + len - 1) {
		reading_tell(r, READING_WRONG, (size_t)(star - r->lex.all),
			"* stands only at the end of a value: cs.*");
		return tree_add(parser->tree, NODE_OR, 0, NULL, 0);
	}
	value = xstrndup(text, len - (star != NULL));
	utf8_fold_space(value);
	if (!*value && !star)
		reading_tell(r, READING_WRONG, (size_t)(text - r->lex.all),
			"there is nothing between the quotes");
	term = values_add(parser->values, parser->terms, field, value, strlen(value), star != NULL);
	free(value);
	return tree_add_term(parser->tree, term, r->places);
}

static uint32_t add_term(struct reading *r, const char *text, size_t len, bool quoted)
{
	struct term term;
	char message[256];
	size_t at;

	if (r->field && r->field->kind == PLACE_WHOLE)
		return add_value(r, text, len, quoted);
	if (term_read(&term, text, len, quoted, &at, message, sizeof(message)) != 0) {
		reading_tell(r, READING_WRONG, (size_t)(text - r->lex.all) + at, "%s", message);
		return tree_add(r->parser->tree, NODE_OR, 0, NULL, 0);
	}
	/* names of people have no plural: Williams is not William */
	term_restrict(&term, quoted, r->parser->any_case,
		r->parser->own_form || r->field == &place_rows[HIT_AUTHOR]);
	return tree_add_term(r->parser->tree, terms_add(r->parser->terms, &term), r->places);
}

uint32_t reading_quoted(struct reading *r)
{
	uint32_t node = add_term(r, r->lex.text, r->lex.len, true);

	lex_next(&r->lex);
	return node;
}

uint32_t reading_words(struct reading *r)
{
	const char *from = r->lex.text;
	const char *end = from;

	for (; r->lex.kind == LEX_WORD; lex_next(&r->lex)) {
		if (end != from && !r->lex.whole && r->lex.len == 4 &&
			memcmp(r->lex.text, "near", 4) == 0)
			reading_tell(r, READING_WARNING, r->lex.offset,
				"near is a word here: write near/3 for the operator, or quote the "
				"phrase");
		end = r->lex.text + r->lex.len;
	}
	return add_term(r, from, (size_t)(end - from), false);
}

uint32_t reading_regex(struct reading *r)
{
	const struct parser *parser = r->parser;
	size_t offset = (size_t)(r->lex.text - r->lex.all);
	struct regex_text text = {
		.pattern = r->lex.text,
		.len = r->lex.len,
		.flags = r->lex.flags,
		.flag_count = r->lex.flag_count,
		.any_case = parser->any_case,
		.places = r->places,
		.place = expression_place(r->expression, r->lex.offset),
	};
	struct regex_report report;

	regexes_add(&report, parser->regexes, parser->terms, &text);
	if (report.term == TERMS_NONE)
		reading_tell(
			r, READING_WRONG, offset + report.at, "in this regex: %s", report.message);
	else if (!report.has_literal)
		reading_tell(r, READING_WARNING, r->lex.offset,
			"this regex needs no two letters in a row, so that it is asked of every "
			"paper: that takes time");
	lex_next(&r->lex);
	if (report.term == TERMS_NONE)
		return tree_add(parser->tree, NODE_OR, 0, NULL, 0);
	return tree_add_term(parser->tree, report.term, r->places);
}

/* --- lists --- */

static const struct word_list *find_list(const struct reading *r)
{
	const struct parser *parser = r->parser;

	for (size_t i = 0; i < parser->list_count; i++) {
		const char *known = parser->lists[i].name;

		if (strlen(known) == r->lex.len && strncasecmp(known, r->lex.text, r->lex.len) == 0)
			return &parser->lists[i];
	}
	return NULL;
}

static void tell_unknown(struct reading *r)
{
	char *name = xstrndup(r->lex.text, r->lex.len);
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < r->parser->list_count; i++)
		suggest_offer(&suggest, r->parser->lists[i].name);
	name[utf8_prefix(name, SHOWN)] = '\0';
	if (suggest.best)
		reading_tell(r, READING_WRONG, r->lex.offset,
			"there is no list @%s: did you mean @%s?", name, suggest.best);
	else
		reading_tell(r, READING_WRONG, r->lex.offset,
			"there is no list @%s: define it in lists.ini under [lists]", name);
	free(name);
}

/* Whether the list is being read already; told where it names what leads back to it */
static bool uses_itself(struct reading *r, const struct word_list *list)
{
	for (struct reading *user = r; user; user = user->user) {
		if (user->list != list)
			continue;
		reading_tell(user, READING_WRONG, user->lex.offset, "the list @%s uses itself",
			list->name);
		r->wrong = true;
		return true;
	}
	return false;
}

void reading_list(struct reading *r, struct kids *kids)
{
	const struct word_list *list = find_list(r);

	if (r->field && r->field->kind == PLACE_WHOLE) {
		reading_tell(r, READING_WRONG, r->lex.offset,
			"a list holds terms, and %s: is compared as a whole: write the values "
			"themselves",
			r->field->name);
	} else if (!list) {
		tell_unknown(r);
	} else if (!uses_itself(r, list) && reading_go_deeper(r)) {
		reading_members(r, list, kids);
		r->depth--;
	}
	lex_next(&r->lex);
}

/* term { "," term } [ "," ] */
static void read_value(struct reading *r, struct kids *kids)
{
	lex_next(&r->lex);
	do {
		if (++*r->members > LIMIT_MEMBERS)
			give_up(r, LIMIT_MEMBERS, "terms, with those of lists in lists");
		else if (r->lex.kind == LEX_LIST)
			reading_list(r, kids);
		else if (r->lex.kind == LEX_WORD)
			reading_add_kid(kids, reading_words(r));
		else if (r->lex.kind == LEX_QUOTED)
			reading_add_kid(kids, reading_quoted(r));
		else if (r->lex.kind == LEX_REGEX)
			reading_add_kid(kids, reading_regex(r));
		else
			reading_expected(r, "a term");
		if (r->lost || r->lex.kind != LEX_COMMA)
			break;
		lex_next(&r->lex);
	} while (r->lex.kind != LEX_END);
	if (r->lex.kind == LEX_BAD)
		reading_expected(r, "a comma");
	else if (r->lex.kind != LEX_END)
		reading_tell(r, READING_LOST, r->lex.offset,
			"a list holds terms with commas between them, no operators");
}

void reading_members(struct reading *user, const struct word_list *list, struct kids *kids)
{
	for (size_t i = 0; i < list->value_count && !user->lost; i++) {
		struct reading r = {
			.parser = user->parser,
			.expression = &list->values[i],
			.places = user->places,
			.field = user->field,
			.depth = user->depth,
			.list = list,
			.user = user,
			.quiet = user->expression != NULL,
			.members = user->members,
		};

		lex_init(&r.lex, list->values[i].text);
		read_value(&r, kids);
		user->wrong = user->wrong || r.wrong;
	}
}
