/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/entity.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/entities.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tidy/cp1252.h"

#define ROUNDS  4  /* times that a text was escaped */
#define LONGEST 12 /* characters of a name or number */

/* "#8217" and "#x2019": the code point, 0 when it is none */
static int32_t numbered(const char *name)
{
	int base = name[1] == 'x' || name[1] == 'X' ? 16 : 10;
	const char *digits = name + (base == 16 ? 2 : 1);
	const char *all = base == 16 ? "0123456789abcdefABCDEF" : "0123456789";
	size_t len = strspn(digits, all);
	unsigned long code;

	if (len == 0 || len > 7 || digits[len])
		return 0;
	code = strtoul(digits, NULL, base);
	/* numbers of Windows-1252, which HTML 5 reads so too */
	if (code >= 0x80 && code < 0xa0)
		code = (unsigned long)cp1252_char((unsigned char)code);
	return code <= 0x10ffff && utf8_is_xml((int32_t)code) ? (int32_t)code : 0;
}

static int32_t named(const char *name)
{
	const xmlEntity *predefined = xmlGetPredefinedEntity((const xmlChar *)name);
	const htmlEntityDesc *entity;

	if (predefined)
		return predefined->content[0];
	entity = htmlEntityLookup((const xmlChar *)name);
	return entity ? (int32_t)entity->value : 0;
}

/* The code point of the reference at text, which begins with &, and its length; 0 when it is none */
static int32_t reference(size_t *size, const char *text)
{
	char name[LONGEST + 1];
	size_t len = strcspn(text + 1, "; &<>\n");

	if (len == 0 || len > LONGEST || text[1 + len] != ';')
		return 0;
	memcpy(name, text + 1, len);
	name[len] = '\0';
	*size = len + 2;
	return *name == '#' ? numbered(name) : named(name);
}

/* False when there is no reference in text */
static bool decode(struct buf *out, const char *text)
{
	bool found = false;

	while (*text) {
		size_t plain = strcspn(text, "&");
		size_t size = 1;
		int32_t c;
		char bytes[4];

		buf_put(out, text, plain);
		text += plain;
		if (!*text)
			break;
		c = reference(&size, text);
		if (c)
			buf_put(out, bytes, utf8_encode(bytes, c));
		else
			buf_put(out, text, size = 1);
		found |= c != 0;
		text += size;
	}
	return found;
}

char *entity_rewrite(const char *text)
{
	char *rewritten = NULL;
	bool found = true;

	for (int i = 0; found && i < ROUNDS; i++) {
		struct buf out;

		buf_init(&out, SIZE_MAX / 2);
		found = decode(&out, rewritten ? rewritten : text);
		if (found) {
			free(rewritten);
			rewritten = buf_take(&out);
		}
		buf_release(&out);
	}
	return rewritten;
}
