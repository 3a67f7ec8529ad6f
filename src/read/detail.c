/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/detail.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/day.h"

/* A word and the field that it means */
struct word {
	const char *text;
	enum field field;
};

/* What is counted: "12 authors" */
static const struct word nouns[] = {
	{"author", FIELD_AUTHOR_COUNT},
	{"authors", FIELD_AUTHOR_COUNT},
	{"comment", FIELD_COMMENTS},
	{"comments", FIELD_COMMENTS},
	{"like", FIELD_VOTES},
	{"likes", FIELD_VOTES},
	{"point", FIELD_VOTES},
	{"points", FIELD_VOTES},
	{"upvote", FIELD_VOTES},
	{"upvotes", FIELD_VOTES},
	{"vote", FIELD_VOTES},
	{"votes", FIELD_VOTES},
};

/* What stands before a number: "Upvote 65". A title may begin so too, but not end behind the number */
static const struct word counters[] = {
	{"comments", FIELD_COMMENTS},
	{"likes", FIELD_VOTES},
	{"upvote", FIELD_VOTES},
	{"upvotes", FIELD_VOTES},
	{"votes", FIELD_VOTES},
};

/* What stands before a date, with "on" or a colon between or nothing */
static const struct word events[] = {
	{"date", FIELD_PUBLISHED},
	{"posted", FIELD_PUBLISHED},
	{"published", FIELD_PUBLISHED},
	{"released", FIELD_PUBLISHED},
	{"submitted", FIELD_PUBLISHED},
	{"updated", FIELD_COUNT},
};

/* What stands before a colon, or alone above what it is the name of */
static const struct word labels[] = {
	{"abstract", FIELD_ABSTRACT},
	{"author", FIELD_AUTHOR},
	{"authors", FIELD_AUTHOR},
	{"categories", FIELD_CATEGORY},
	{"category", FIELD_CATEGORY},
	{"comments", FIELD_COUNT},
	{"date", FIELD_PUBLISHED},
	{"doi", FIELD_ID},
	{"journal ref", FIELD_COUNT},
	{"keywords", FIELD_CATEGORY},
	{"paper title", FIELD_TITLE},
	{"published", FIELD_PUBLISHED},
	{"subjects", FIELD_CATEGORY},
	{"summary", FIELD_ABSTRACT},
	{"tags", FIELD_CATEGORY},
	{"title", FIELD_TITLE},
	{"upvote", FIELD_VOTES},
	{"upvotes", FIELD_VOTES},
	{"votes", FIELD_VOTES},
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

/* The rest of text behind the word of the table that it begins with, or NULL */
static const char *behind_word(
	enum field *field, const struct word *table, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++) {
		size_t len = strlen(table[i].text);

		if (strncasecmp(text, table[i].text, len) == 0 &&
			!isalnum((unsigned char)text[len]) && text[len] != '-') {
			*field = table[i].field;
			return text + len;
		}
	}
	return NULL;
}

const char *detail_number(struct arena *arena, const char *text)
{
	size_t whole = strspn(text, "0123456789,");
	size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
	const char *end = text + whole + (part ? part + 1 : 0);
	unsigned long number = 0;
	bool thousands = *end == 'k' || *end == 'K';

	if (!isdigit((unsigned char)*text) || whole > 9 || end[thousands] || (part && !thousands))
		return NULL;
	for (size_t i = 0; i < whole; i++) {
		if (text[i] != ',')
			number = number * 10 + (unsigned long)(text[i] - '0');
	}
	if (thousands) {
		number *= 1000;
		if (part)
			number += 100 * (unsigned long)(text[whole + 1] - '0');
	}
	return arena_printf(arena, "%lu", number);
}

/* "12 authors", and "3 days ago", "36 stars" of no field: a number and one word in small letters */
static bool read_count(struct detail *out, struct arena *arena, const char *text)
{
	size_t len = strcspn(text, " ");
	const char *number = detail_number(arena, arena_strndup(arena, text, len));
	const char *word = text + len + (text[len] == ' ');
	size_t letters = 0;
	const char *rest;

	if (!number || !*word)
		return false;
	rest = behind_word(&out->field, nouns, COUNT(nouns), word);
	if (rest && !*rest) {
		out->text = number;
		return true;
	}
	while (islower((unsigned char)word[letters]))
		letters++;
	out->field = FIELD_COUNT;
	out->text = text;
	return letters > 2 &&
	       (!word[letters] ? word[letters - 1] == 's' : strcmp(word + letters, " ago") == 0);
}

/* "Upvote 65" */
static bool read_counter(struct detail *out, struct arena *arena, const char *text)
{
	const char *rest = behind_word(&out->field, counters, COUNT(counters), text);

	if (!rest || !*rest)
		return false;
	out->text = detail_number(arena, rest + strspn(rest, " :"));
	return out->text;
}

/* "Published on Sep 16, 2026"; "Submitted 13 March, 2025; originally announced March 2025." too: what
 * stands behind the day and a semicolon or comma goes with it */
static bool read_event(struct detail *out, struct arena *arena, const char *text)
{
	const char *rest = behind_word(&out->field, events, COUNT(events), text);
	size_t len;

	if (!rest || !*rest)
		return false;
	rest += strspn(rest, " :");
	if (strncasecmp(rest, "on ", 3) == 0)
		rest += 3;
	len = day_length(rest);
	if (!len || (rest[len] && !strchr(",;.( ", rest[len])) || strlen(rest + len) > 80)
		return false;
	out->text = arena_strndup(arena, rest, len);
	return true;
}

/* Numbers and signs without a word: "1-50 51-100", "12:30", "4.5/5" */
static bool has_only_figures(const char *text)
{
	size_t len = strlen(text);
	size_t size;
	bool digit = false;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (utf8_is_letter(c))
			return false;
		digit = digit || utf8_is_digit(c);
	}
	return digit;
}

bool detail_read(struct detail *out, struct arena *arena, const char *text)
{
	*out = (struct detail){FIELD_COUNT, text};
	if (read_count(out, arena, text) || read_counter(out, arena, text) ||
		read_event(out, arena, text))
		return true;
	out->field = FIELD_COUNT;
	out->text = text;
	return has_only_figures(text);
}

bool detail_label(struct detail *out, const char *text)
{
	const char *rest = behind_word(&out->field, labels, COUNT(labels), text);

	if (!rest || (*rest && *rest != ':'))
		return false;
	rest += *rest == ':';
	out->text = rest + strspn(rest, " ");
	return true;
}
