/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "read/json_decode.h"
#include "read/json_size.h"
#include "read/pointer.h"

#define NUMBER_SIZE 64

/* --- bytes to values --- */

/* What jansson says, without the quotation of what it stopped at */
static int set_fault(struct items *items, const json_error_t *error, size_t line, struct err *err)
{
	const char *near = strstr(error->text, " near '");
	size_t shown = near ? (size_t)(near - error->text) : strlen(error->text);

	if (error->line > 0)
		line += (size_t)error->line - (line > 0);
	return err_set_at(err, ERR_FORMAT, source_where(items->source), (unsigned)line,
		error->column > 0 ? (unsigned)error->column : 0, "is no JSON: %.*s", (int)shown,
		error->text);
}

static int refuse_bomb(struct items *items, size_t line, struct err *err)
{
	return err_set_at(err, ERR_LIMIT, source_where(items->source), (unsigned)line, 0,
		"has so many lists, objects or values that it would take more than %zu MB of "
		"memory, and more than %d times its size: it was not read",
		LIMIT_JSON >> 20, JSON_GROWTH);
}

static size_t skip_bom(const char *bytes, size_t len)
{
	return len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* The next line that says something: where it begins, and its length; NULL at the end */
static const char *next_line(const char **at, const char *end, size_t *len, size_t *number)
{
	while (*at < end) {
		const char *line = *at;
		const char *feed = memchr(line, '\n', (size_t)(end - line));

		*at = feed ? feed + 1 : end;
		*len = (size_t)((feed ? feed : end) - line);
		++*number;
		while (*len && strchr(" \t\r", *line)) {
			line++;
			--*len;
		}
		while (*len && strchr(" \t\r", line[*len - 1]))
			--*len;
		if (*len)
			return line;
	}
	return NULL;
}

bool json_is_lines(const char *bytes, size_t len)
{
	const char *at = bytes + skip_bom(bytes, len);
	const char *end = bytes + len;
	size_t number = 0;
	size_t size;
	const char *line = next_line(&at, end, &size, &number);

	return line && *line == '{' && line[size - 1] == '}' &&
	       next_line(&at, end, &size, &number) != NULL;
}

json_t *json_peek(const char *bytes, size_t len)
{
	const char *at = bytes + skip_bom(bytes, len);
	const char *end = bytes + len;
	size_t number = 0;
	size_t replaced;
	json_error_t error;
	size_t size = (size_t)(end - at);

	if (json_is_lines(bytes, len))
		at = next_line(&at, end, &size, &number);
	return json_is_bomb(at, size) ? NULL : json_decode(at, size, &replaced, &error);
}

/* --- values to fields --- */

/* One field of one paper */
struct wanted {
	struct items *items;
	size_t field;
	bool inside; /* of an array */
};

static void add_number(struct wanted *w, const json_t *value)
{
	char text[NUMBER_SIZE];

	if (json_is_integer(value))
		snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else
		snprintf(text, sizeof(text), "%.15g", json_real_value(value));
	item_add(w->items, w->field, text, strlen(text));
}

/* A value of the field, or a list of them */
static bool take_value(void *ctx, json_t *value)
{
	struct wanted *w = ctx;
	struct wanted member = {w->items, w->field, true};

	if (json_is_string(value)) {
		item_add(w->items, w->field, json_string_value(value), json_string_length(value));
	} else if (json_is_number(value)) {
		add_number(w, value);
	} else if (json_is_true(value)) {
		item_add(w->items, w->field, "true", 4);
	} else if (json_is_array(value) && !w->inside) {
		for (size_t i = 0; i < json_array_size(value); i++)
			take_value(&member, json_array_get(value, i));
	} else if (json_is_object(value) || json_is_array(value)) {
		item_fault(
			w->items, w->field, "is no text but an object or a list: it is left out");
	}
	return true;
}

static void find_value(void *ctx, struct items *items, size_t field, size_t candidate)
{
	const char *pointer = items->mapping->fields[field].from.items[candidate];
	struct wanted wanted = {items, field, false};

	if (*pointer == '/' || *pointer == '.')
		pointer_each(ctx, pointer, take_value, &wanted);
}

/* --- papers --- */

static const char *kind_of(const json_t *value)
{
	const char *text = json_string_value(value);

	if (text && strncmp(text, "{'", 2) == 0)
		return "is a text in Python's form instead of an object (whoever saved it damaged "
		       "it)";
	if (text)
		return "is a text instead of an object";
	return json_is_array(value) ? "is a list instead of an object"
				    : "is no object but a number, true, false or null";
}

static bool take_paper(struct items *items, json_t *value, size_t line)
{
	const char *skip = items->mapping->skip_items;
	json_t *found;

	if (!item_begin(items, line))
		return false;
	if (!json_is_object(value)) {
		item_refuse(items, kind_of(value));
		return true;
	}
	found = skip && *skip == '/' ? pointer_first(value, skip) : NULL;
	if (found && !json_is_false(found)) {
		items->result->skipped++;
		return true;
	}
	item_find(items, find_value, value);
	item_end(items);
	return true;
}

static bool take_papers(void *ctx, json_t *value)
{
	struct items *items = ctx;

	items->result->container = true;
	if (!json_is_array(value))
		return take_paper(items, value, 0);
	for (size_t i = 0; i < json_array_size(value); i++) {
		if (!take_paper(items, json_array_get(value, i), 0))
			return false;
	}
	return true;
}

static void take_next(struct items *items, json_t *root)
{
	const char *pointer = items->mapping->next;
	json_t *next = pointer && *pointer == '/' ? pointer_first(root, pointer) : NULL;
	char text[NUMBER_SIZE];

	if (json_is_string(next)) {
		char *clean = utf8_clean(json_string_value(next), json_string_length(next), NULL);

		items_next(items, clean);
		free(clean);
	} else if (json_is_integer(next)) {
		snprintf(text, sizeof(text), "%" JSON_INTEGER_FORMAT, json_integer_value(next));
		items_next(items, text);
	}
}

static int refuse_answer(struct items *items, json_t *value, struct err *err)
{
	char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	char *clean = text ? utf8_clean(text, strlen(text), NULL) : NULL;
	int result =
		err_set(err, ERR_FORMAT, source_where(items->source), "answers with an error: %.*s",
			(int)(clean ? utf8_prefix(clean, 200) : 0), clean ? clean : "");

	free(clean);
	free(text);
	return result;
}

static int take_root(struct items *items, json_t *root, struct err *err)
{
	const struct texts *places = &items->mapping->items;
	const char *error = items->mapping->error;
	json_t *answer = error && *error == '/' ? pointer_first(root, error) : NULL;
	size_t asked = 0;

	if (answer)
		return refuse_answer(items, answer, err);
	for (size_t i = 0; i < places->count; i++) {
		const char *place = places->items[i];

		if (*place != '/' && strcmp(place, ".") != 0)
			continue;
		asked++;
		if (!pointer_first(root, place))
			continue;
		pointer_each(root, place, take_papers, items);
		take_next(items, root);
		return 0;
	}
	if (asked)
		return err_set(err, ERR_FORMAT, source_where(items->source),
			"has nothing at %s, where its papers should be", places->items[0]);
	take_papers(items, root);
	return 0;
}

static int read_document(struct items *items, const char *bytes, size_t len, struct err *err)
{
	json_error_t error;
	json_t *root;
	int result;

	/* jansson takes it for the end */
	if (memchr(bytes, '\0', len))
		return err_set(err, ERR_FORMAT, source_where(items->source),
			"is no JSON: it has bytes that are zero, as UTF-16 has");
	if (json_is_bomb(bytes, len))
		return refuse_bomb(items, 0, err);
	root = json_decode(bytes, len, &items->result->replaced, &error);
	if (!root)
		return set_fault(items, &error, 0, err);
	result = take_root(items, root, err);
	json_decref(root);
	return result;
}

/* A line that is broken costs that line */
static int read_lines(struct items *items, const char *bytes, size_t len, struct err *err)
{
	const char *at = bytes;
	const char *line;
	size_t number = 0;
	size_t size, replaced;
	json_error_t error;
	bool more = true;

	while (more && (line = next_line(&at, bytes + len, &size, &number))) {
		bool bomb = json_is_bomb(line, size);
		json_t *value = bomb ? NULL : json_decode(line, size, &replaced, &error);

		items->result->replaced += value ? replaced : 0;
		if (value) {
			items->result->container = true;
			more = take_paper(items, value, number);
			json_decref(value);
			continue;
		}
		if (bomb)
			refuse_bomb(items, number, err);
		else
			set_fault(items, &error, number, err);
		items->result->refused++;
		items_warn(items, number, "%s: the line is passed over", err->text);
	}
	return items->result->container ? 0 : -1;
}

int json_read(struct items *items, const struct read_input *input, struct err *err)
{
	const char *bytes = input->bytes;
	size_t len = input->len;
	size_t bom = skip_bom(bytes, len);

	if (json_is_lines(bytes, len))
		return read_lines(items, bytes + bom, len - bom, err);
	return read_document(items, bytes + bom, len - bom, err);
}

int json_read_embedded(struct items *items, const char *text, struct err *err)
{
	return read_document(items, text, strlen(text), err);
}

/* --- JSON Feed --- */

#define FROM(...)                               \
	.from = {(const char *[]){__VA_ARGS__}, \
		sizeof((const char *[]){__VA_ARGS__}) / sizeof(const char *)}

const struct mapping json_feed_mapping = {
	.items = {(const char *[]){"/items"}, 1},
	.next = "/next_url",
	.fields =
		{
			[FIELD_ID] = {FROM("/id")},
			[FIELD_TITLE] = {FROM("/title")},
			[FIELD_ABSTRACT] = {FROM("/content_text", "/content_html", "/summary")},
			[FIELD_AUTHOR] = {FROM("/authors/*/name", "/author/name")},
			[FIELD_LINK] = {FROM("/url", "/external_url")},
			[FIELD_PUBLISHED] = {FROM("/date_published")},
			[FIELD_CATEGORY] = {FROM("/tags")},
		},
};
