/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/json_line.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "read/json_size.h"

#define MARK "\xef\xbb\xbf" /* U+FEFF at the start */

/* Numbers beyond 2^53 are not exact, and no count is that large */
#define MOST 9007199254740992.0

static const struct {
	const char *name;
	enum field field;
} members[] = {
	{"id", FIELD_ID},
	{"title", FIELD_TITLE},
	{"abstract", FIELD_ABSTRACT},
	{"authors", FIELD_AUTHOR},
	{"author_count", FIELD_AUTHOR_COUNT},
	{"link", FIELD_LINK},
	{"pdf", FIELD_PDF},
	{"code", FIELD_CODE},
	{"discussion", FIELD_DISCUSSION},
	{"published", FIELD_PUBLISHED},
	{"listed", FIELD_LISTED},
	{"categories", FIELD_CATEGORY},
	{"votes", FIELD_VOTES},
	{"comments", FIELD_COMMENTS},
};

/* One line on its way to a record */
struct reading {
	struct record *record;
	struct arena *arena;
	const char *where;
	unsigned number;
	struct problems *problems;
};

static void warn(struct reading *r, const char *name, const char *what)
{
	problems_add(r->problems, SEVERITY_WARNING, r->where, r->number, 0, "%s %s", name, what);
}

/* Text of a string without what XML forbids, or NULL for what is none */
static const char *text_of(struct reading *r, const char *name, const json_t *value)
{
	size_t replaced;
	const char *text;
	char *clean;

	if (!json_is_string(value))
		return NULL;
	clean = utf8_clean(json_string_value(value), json_string_length(value), &replaced);
	if (replaced)
		warn(r, name, "holds characters that are no text; they are left out");
	text = arena_strdup(r->arena, clean);
	free(clean);
	return text;
}

/* A string, a number, or an object with a name, as authors are given by some */
static void take_value(struct reading *r, const char *name, enum field field, const json_t *value)
{
	const char *text = text_of(r, name,
		json_is_object(value) && field == FIELD_AUTHOR ? json_object_get(value, "name")
							       : value);
	double number = json_number_value(value);

	if (json_is_null(value))
		return;
	if (text)
		record_add(r->record, r->arena, field, text);
	else if (json_is_number(value) && number > -MOST && number < MOST &&
		 number == (double)(long long)number)
		record_add(r->record, r->arena, field, arena_printf(r->arena, "%.0f", number));
	else
		warn(r, name, "is neither a text nor a whole number; it is left out");
}

static void take_member(struct reading *r, const char *name, enum field field, const json_t *value)
{
	if (!json_is_array(value)) {
		take_value(r, name, field, value);
		return;
	}
	if (!record_field_repeats(field)) {
		warn(r, name, "is a list, of which there can only be one; it is left out");
		return;
	}
	for (size_t i = 0; i < json_array_size(value); i++)
		take_value(r, name, field, json_array_get(value, i));
}

/* The text with U+0001, which is none either, for U+0000, which jansson takes in no key. Escapes stand
 * in strings alone, and outside of them a backslash is a mistake that stays one. */
static const char *without_nul(struct arena *arena, const char *text, size_t len)
{
	static const char nul[] = "\\u0000";
	const size_t size = sizeof(nul) - 1;
	char *copy = NULL;

	for (size_t i = 0; i + size <= len; i++) {
		if (text[i] != '\\')
			continue;
		if (memcmp(text + i, nul, size) == 0) {
			if (!copy)
				copy = arena_strndup(arena, text, len);
			copy[i + size - 1] = '1';
		}
		i++; /* what a backslash stands before begins no escape */
	}
	return copy ? copy : text;
}

/* jansson passes over some NUL bytes; in JSON none may stand */
static int refuse_nul(struct err *err, const struct reading *r, const char *text, size_t before)
{
	size_t column = utf8_length(arena_strndup(r->arena, text, before)) + 1;

	return err_set_at(err, ERR_FORMAT, r->where, r->number, (unsigned)column,
		"is no JSON: a NUL byte stands in it");
}

static int fail(struct err *err, const struct reading *r, const json_error_t *error)
{
	char *text = utf8_clean(error->text, strlen(error->text), NULL);

	err_set_at(err, ERR_FORMAT, r->where, r->number,
		error->column > 0 ? (unsigned)error->column : 0, "is no JSON: %s", text);
	free(text);
	return -1;
}

int json_line_read(struct json_line *out, struct arena *arena, const char *text, size_t len,
	const char *where, size_t number, struct problems *problems, struct err *err)
{
	struct reading r = {&out->record, arena, where,
		number < UINT_MAX ? (unsigned)number : UINT_MAX, problems};
	json_error_t error;
	const char *nul;
	json_t *line;

	*out = (struct json_line){.record = {.line = number}};
	if (len >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0) {
		text += strlen(MARK);
		len -= strlen(MARK);
	}
	nul = memchr(text, '\0', len);
	if (nul)
		return refuse_nul(err, &r, text, (size_t)(nul - text));
	if (json_is_bomb(text, len))
		return err_set_at(err, ERR_LIMIT, where, r.number, 0,
			"has so many lists, objects or values that it would take more than %zu MB "
			"of memory, and more than %d times its size",
			LIMIT_JSON >> 20, JSON_GROWTH);
	line = json_loadb(without_nul(arena, text, len), len, JSON_DECODE_INT_AS_REAL, &error);
	if (!line)
		return fail(err, &r, &error);
	if (!json_is_object(line)) {
		json_decref(line);
		return err_set_at(err, ERR_FORMAT, where, r.number, 0, "is no JSON object");
	}
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		const json_t *value = json_object_get(line, members[i].name);

		if (value)
			take_member(&r, members[i].name, members[i].field, value);
	}
	out->source = text_of(&r, "source", json_object_get(line, "source"));
	json_decref(line);
	return 0;
}
