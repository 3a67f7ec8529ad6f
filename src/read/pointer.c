/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/pointer.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/limits.h"

/* Whether the part of a pointer (len bytes) says key, ~0 being ~ and ~1 being / */
static bool is_key(const char *part, size_t len, const char *key)
{
	for (size_t i = 0; i < len; i++, key++) {
		char c = part[i];

		if (c == '~' && i + 1 < len) {
			i++;
			c = part[i] == '1' ? '/' : '~';
		}
		if (*key != c)
			return false;
	}
	return !*key;
}

static json_t *find_member(json_t *object, const char *part, size_t len)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		if (is_key(part, len, key))
			return value;
	}
	return NULL;
}

static json_t *find_element(json_t *array, const char *part, size_t len)
{
	if (!len || len > 6 || strspn(part, "0123456789") < len)
		return NULL;
	return json_array_get(array, strtoul(part, NULL, 10));
}

static bool walk(json_t *value, const char *at, size_t depth, pointer_visitor *visit, void *ctx)
{
	size_t len;

	if (!value || depth > LIMIT_DEPTH)
		return true;
	if (*at != '/')
		return visit(ctx, value);
	at++;
	len = strcspn(at, "/");
	if (json_is_object(value))
		return walk(find_member(value, at, len), at + len, depth + 1, visit, ctx);
	if (len != 1 || *at != '*')
		return walk(find_element(value, at, len), at + len, depth + 1, visit, ctx);
	for (size_t i = 0; i < json_array_size(value); i++) {
		if (!walk(json_array_get(value, i), at + len, depth + 1, visit, ctx))
			return false;
	}
	return true;
}

bool pointer_each(json_t *root, const char *pointer, pointer_visitor *visit, void *ctx)
{
	return walk(root, strcmp(pointer, ".") == 0 ? "" : pointer, 0, visit, ctx);
}

static bool keep_first(void *ctx, json_t *value)
{
	if (json_is_null(value))
		return true;
	*(json_t **)ctx = value;
	return false;
}

json_t *pointer_first(json_t *root, const char *pointer)
{
	json_t *first = NULL;

	pointer_each(root, pointer, keep_first, &first);
	return first;
}

/* --- conditions --- */

/* A text that a value should be */
struct wanted {
	const char *text;
	size_t len;
	bool prefix;
};

static bool is_other(void *ctx, json_t *value)
{
	const struct wanted *wanted = ctx;
	const char *text = json_string_value(value);

	if (!text || strncmp(text, wanted->text, wanted->len) != 0)
		return true;
	return !wanted->prefix && text[wanted->len];
}

static bool holds(json_t *root, const char *condition)
{
	const char *equals = strstr(condition, " = ");
	struct wanted wanted = {0};
	struct arena arena;
	bool result;

	if (!equals)
		return pointer_first(root, condition) != NULL;
	wanted.text = equals + 3;
	wanted.len = strlen(wanted.text);
	wanted.prefix = wanted.len && wanted.text[wanted.len - 1] == '*';
	wanted.len -= wanted.prefix;
	arena_init(&arena);
	result = !pointer_each(root, arena_strndup(&arena, condition, (size_t)(equals - condition)),
		is_other, &wanted);
	arena_release(&arena);
	return result;
}

bool pointer_holds(json_t *root, const char *text)
{
	struct arena arena;
	bool result = false;

	arena_init(&arena);
	while (*text && !result) {
		const char *bar = strstr(text, " | ");
		size_t len = bar ? (size_t)(bar - text) : strlen(text);

		result = holds(root, arena_strndup(&arena, text, len));
		text += len + (bar ? 3 : 0);
	}
	arena_release(&arena);
	return result;
}
