/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/lex.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "rule/place.h"

/* N of near/N and of N of (...): a paper's abstract has no more words */
#define MOST 1000

/* Digits of a number of votes that a 64 bit number holds, with room to spare */
#define MOST_DIGITS 15

static const struct {
	const char *word;
	enum lex_kind kind;
} operators[] = {
	{"and", LEX_AND},
	{"or", LEX_OR},
	{"not", LEX_NOT},
};

void lex_init(struct lex *lex, const char *expression)
{
	*lex = (struct lex){.all = expression};
}

static void bad(struct lex *lex, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void bad(struct lex *lex, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(lex->message, sizeof(lex->message), format, args);
	va_end(args);
	lex->kind = LEX_BAD;
}

/* How many bytes the white space at text takes: 0 when it is none. A no-break space is some too, or
 * "a and b" from a web page would be one phrase. */
static size_t space_at(const char *text)
{
	size_t size;

	return *text && utf8_is_space(utf8_decode(text, strnlen(text, 4), &size)) ? size : 0;
}

/* The first byte at or after at that is no white space */
static size_t skip_space(const char *text, size_t at)
{
	size_t size;

	while ((size = space_at(text + at)) > 0)
		at += size;
	return at;
}

static void lex_quoted(struct lex *lex)
{
	const char *from = lex->all + lex->at + 1;
	const char *end = strchr(from, '"');
	char after;

	if (!end) {
		bad(lex, "the quote is not closed: put a \" where it ends");
		return;
	}
	lex->kind = LEX_QUOTED;
	lex->text = from;
	lex->len = (size_t)(end - from);
	lex->at += lex->len + 2;
	after = lex->all[lex->at];
	if (after && !strchr(",()", after) && !space_at(lex->all + lex->at))
		bad(lex, "something is glued to the closing quote: put a space, a comma or an "
			 "operator after it");
}

/* To the first slash that no backslash stands before, and the letters behind it */
static void lex_regex(struct lex *lex)
{
	const char *from = lex->all + lex->at + 1;
	const char *end = from;
	char after;

	while (*end && *end != '/')
		end += *end == '\\' && end[1] ? 2 : 1;
	if (!*end) {
		bad(lex, "the regex is not closed: put a / where it ends; a slash inside is \\/");
		return;
	}
	lex->kind = LEX_REGEX;
	lex->text = from;
	lex->len = (size_t)(end - from);
	lex->flags = end + 1;
	lex->flag_count = 0;
	while (lex->flags[lex->flag_count] >= 'a' && lex->flags[lex->flag_count] <= 'z')
		lex->flag_count++;
	after = lex->flags[lex->flag_count];
	lex->at += lex->len + 2 + lex->flag_count;
	if (!lex->len)
		bad(lex, "there is nothing between the slashes");
	else if (strspn(lex->flags, "imsx") < lex->flag_count)
		bad(lex, "behind a regex may stand i, m, s and x; a slash inside is \\/");
	else if (after && !strchr(",()", after) && !space_at(lex->flags + lex->flag_count))
		bad(lex, "something is glued to the regex: put a space, a comma or an operator "
			 "after it; a slash inside is \\/");
}

/* Reads a whole number of at most MOST that ends where the text does; false otherwise */
static bool read_number(unsigned *out, const char *text, size_t len)
{
	unsigned number = 0;

	if (!len || len > 4)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (unsigned)(text[i] - '0');
	}
	*out = number;
	return number <= MOST;
}

/* "of" and a parenthesis follow */
static bool of_follows(struct lex *lex)
{
	size_t at = skip_space(lex->all, lex->at);

	if (strncmp(lex->all + at, "of", 2) != 0 || lex->all[skip_space(lex->all, at + 2)] != '(')
		return false;
	lex->at = at + 2;
	return true;
}

/* --- votes >= 10 --- */

static const struct {
	const char *sign;
	enum lex_comparison comparison;
} comparisons[] = {
	/* the longer ones first */
	{">=", LEX_AT_LEAST},
	{"<=", LEX_AT_MOST},
	{">", LEX_MORE},
	{"<", LEX_LESS},
	{"=", LEX_EQUAL},
};

const char *lex_sign(enum lex_comparison comparison)
{
	size_t i = 0;

	while (comparisons[i].comparison != comparison)
		i++;
	return comparisons[i].sign;
}

/* The comparison at text, of which *len bytes; false when there is none */
static bool comparison_at(enum lex_comparison *out, const char *text, size_t *len)
{
	for (size_t i = 0; i < sizeof(comparisons) / sizeof(*comparisons); i++) {
		*len = strlen(comparisons[i].sign);
		*out = comparisons[i].comparison;
		if (strncmp(text, comparisons[i].sign, *len) == 0)
			return true;
	}
	return false;
}

static void lex_test(struct lex *lex, size_t at)
{
	const char *text;
	size_t len;

	lex->kind = LEX_TEST;
	comparison_at(&lex->comparison, lex->all + at, &len);
	at = skip_space(lex->all, at + len);
	text = lex->all + at;
	len = strspn(text, "0123456789");
	lex->at = at + len;
	lex->value = strtoull(text, NULL, 10);
	if (!len && *text && strchr("<>=", *text))
		bad(lex, "there is no such comparison: there are >= > = < <=");
	else if (!len || len > MOST_DIGITS ||
		 (text[len] && !strchr(",()", text[len]) && !space_at(text + len)))
		bad(lex, "%.*s is compared with a whole number: %.*s >= 10", (int)lex->len,
			lex->text, (int)lex->len, lex->text);
}

/* Whether the number of a field is compared here; lex is past it then */
static bool test_follows(struct lex *lex)
{
	for (size_t i = 0; i < HIT_PLACES; i++) {
		size_t len = strlen(place_rows[i].name);
		enum lex_comparison comparison;
		size_t at, size;

		if (place_rows[i].kind != PLACE_NUMBER || lex->len < len ||
			memcmp(lex->text, place_rows[i].name, len) != 0)
			continue;
		at = (size_t)(lex->text - lex->all) + len;
		if (lex->len == len)
			at = skip_space(lex->all, at);
		if (!comparison_at(&comparison, lex->all + at, &size))
			continue;
		lex->len = len;
		lex_test(lex, at);
		return true;
	}
	return false;
}

static void lex_near(struct lex *lex)
{
	lex->kind = LEX_NEAR;
	if (memcmp(lex->text, "near/", 5) != 0)
		bad(lex, "write the operator in small letters, \"near/3\", or quote the word");
	else if (!read_number(&lex->number, lex->text + 5, lex->len - 5))
		bad(lex, "near needs a number of words from 0 to %d: near/3", MOST);
}

static bool is_word(const struct lex *lex, const char *word)
{
	return strlen(word) == lex->len && memcmp(lex->text, word, lex->len) == 0;
}

/* What a run of characters without white space, commas, parentheses and quotes is */
static void classify(struct lex *lex)
{
	static const char *const shouted[] = {"AND", "OR", "NOT"};

	lex->kind = LEX_WORD;
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		if (is_word(lex, operators[i].word))
			lex->kind = operators[i].kind;
		if (is_word(lex, shouted[i]))
			bad(lex, "write the operator in small letters, \"%s\", or quote the word",
				operators[i].word);
	}
	if (lex->len >= 5 && strncasecmp(lex->text, "near/", 5) == 0)
		lex_near(lex);
	else if (test_follows(lex))
		; /* and it is read */
	else if (read_number(&lex->number, lex->text, lex->len) && of_follows(lex))
		lex->kind = LEX_COUNT;
	else if (*lex->text == '@') {
		lex->kind = LEX_LIST;
		lex->text++;
		lex->len--;
		if (!lex->len)
			bad(lex, "@ needs the name of a list: @name");
	}
}

/* The colon behind a field's name, in the len bytes at text, or NULL. Where values are compared as a
 * whole only the names that there are count: "https:" is part of a link. */
static const char *colon_in(const struct lex *lex, const char *text, size_t len)
{
	const char *colon = memchr(text, ':', len);

	for (size_t i = 0; colon && lex->whole && i < HIT_PLACES; i++) {
		const char *name = place_rows[i].name;

		if (strlen(name) == (size_t)(colon - text) && memcmp(name, text, strlen(name)) == 0)
			return colon;
	}
	return lex->whole ? NULL : colon;
}

static void lex_word(struct lex *lex)
{
	const char *from = lex->all + lex->at;
	const char *colon;
	size_t len = 0;

	while (from[len] && !strchr(",()\"", from[len]) && !space_at(from + len))
		len++;
	colon = colon_in(lex, from, len);
	lex->text = from;
	if (colon) {
		lex->kind = LEX_FIELD;
		lex->len = (size_t)(colon - from);
		lex->at += lex->len + 1;
		return;
	}
	lex->len = len;
	lex->at += len;
	if (from[len] == '"') {
		bad(lex, "a quote cannot begin inside of a word: put a space, a comma or an "
			 "operator before it");
		return;
	}
	classify(lex);
}

void lex_next(struct lex *lex)
{
	static const struct {
		char c;
		enum lex_kind kind;
	} signs[] = {{',', LEX_COMMA}, {'(', LEX_OPEN}, {')', LEX_CLOSE}};
	char c;

	lex->at = lex->offset = skip_space(lex->all, lex->at);
	c = lex->all[lex->at];
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (c == signs[i].c) {
			lex->kind = signs[i].kind;
			lex->at++;
			return;
		}
	}
	if (!c)
		lex->kind = LEX_END;
	else if (c == '"')
		lex_quoted(lex);
	else if (c == '/')
		lex_regex(lex);
	else
		lex_word(lex);
}
