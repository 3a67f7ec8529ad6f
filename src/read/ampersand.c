/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/ampersand.h"

#include <stdbool.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "read/patch.h"
#include "read/section.h"

/* Longer names have no entities */
#define NAME_MOST 32

#define DIGITS  "0123456789"
#define HEX     DIGITS "abcdefABCDEF"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Whether it is the name of one of XML's entities or HTML's: others are defined where nobody looks */
static bool is_entity(const char *name, size_t len)
{
	static const char *const own[] = {"amp", "lt", "gt", "quot", "apos"};
	char text[NAME_MOST + 1] = "";

	memcpy(text, name, len);
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++) {
		if (strcmp(own[i], text) == 0)
			return true;
	}
	return htmlEntityLookup(BAD_CAST text) != NULL;
}

/* How long the name or number behind the & at at is; 0 when none is there */
static size_t name_length(const char *at, const char *end)
{
	const char *allowed = LETTERS DIGITS;
	size_t begin = 1;
	size_t used = 0;

	if (end - at > 1 && at[1] == '#') {
		begin = 2 + (end - at > 2 && at[2] == 'x');
		allowed = begin == 3 ? HEX : DIGITS;
	}
	at += begin;
	while (at < end && used < NAME_MOST && *at && strchr(allowed, *at)) {
		at++;
		used++;
	}
	return used ? begin - 1 + used : 0;
}

static bool is_reference(const char *at, const char *end)
{
	size_t len = name_length(at, end);

	return len && (size_t)(end - at) > len + 1 && at[len + 1] == ';' &&
	       (at[1] == '#' || is_entity(at + 1, len));
}

/* Whether only the ; is lacking: behind a number, and those names that HTML, too, takes without it. In
 * an address such a name is a parameter's. */
static bool is_unclosed(const char *at, const char *end, size_t *len)
{
	char name[NAME_MOST + 4] = "";
	const htmlEntityDesc *known;

	*len = name_length(at, end);
	if (!*len || (size_t)(end - at) <= *len + 1 || !strchr(" \t\r\n<", at[*len + 1]))
		return false;
	if (at[1] == '#')
		return true;
	memcpy(name, at + 1, *len);
	known = htmlEntityLookup(BAD_CAST name);
	return known && known->value < 0x100;
}

/* Behind the section around place; NULL when none is around it. *from, which no section holds,
 * moves on to where that is known. */
static const char *section_around(const char **from, const char *place, const char *end)
{
	const char *open;

	while ((open = memchr(*from, '<', (size_t)(place - *from)))) {
		const char *closed = section_end(open, end);

		*from = closed ? closed : open + 1;
		if (closed && closed > place)
			return closed;
	}
	*from = place;
	return NULL;
}

char *ampersand_escape(struct ampersands *out, const char *bytes, size_t *len)
{
	const char *end = bytes + *len;
	const char *known = bytes;
	const char *at = bytes;
	struct patch patch;
	size_t name;

	patch_init(&patch, bytes, *len);
	while (at < end && (at = memchr(at, '&', (size_t)(end - at)))) {
		const char *closed =
			is_reference(at, end) ? at + 1 : section_around(&known, at, end);

		if (closed) {
			at = closed;
			continue;
		}
		if (is_unclosed(at, end, &name))
			patch_put(&patch, at + 1 + name, at + 1 + name, ";");
		else
			patch_put(&patch, at + 1, at + 1, "amp;");
		at++;
	}
	*out = (struct ampersands){patch.count, patch.line};
	return patch_take(&patch, len);
}
