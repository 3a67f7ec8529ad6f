/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/ampersand.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/buf.h"
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

static bool is_reference(const char *at, const char *end)
{
	const char *allowed = LETTERS DIGITS;
	bool number = end - at > 1 && at[1] == '#';
	size_t used = 0;

	at++;
	if (number) {
		at++;
		allowed = at < end && *at == 'x' ? HEX : DIGITS;
		at += at < end && *at == 'x';
	}
	while (at + used < end && used < NAME_MOST && at[used] && strchr(allowed, at[used]))
		used++;
	return used && at + used < end && at[used] == ';' && (number || is_entity(at, used));
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
	const char *copied = bytes;
	const char *known = bytes;
	const char *at = bytes;
	struct buf copy;

	*out = (struct ampersands){0};
	buf_init(&copy, SIZE_MAX / 2);
	while (at < end && (at = memchr(at, '&', (size_t)(end - at)))) {
		const char *closed =
			is_reference(at, end) ? at + 1 : section_around(&known, at, end);

		at = closed ? closed : at + 1;
		if (closed)
			continue;
		if (!out->count++)
			out->line = section_line(bytes, at);
		buf_put(&copy, copied, (size_t)(at - copied));
		buf_puts(&copy, "amp;");
		copied = at;
	}
	if (!out->count)
		return NULL;
	buf_put(&copy, copied, (size_t)(end - copied));
	*len = copy.len;
	return buf_take(&copy);
}
