/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/span.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Arrows, signs and pictures begin here; between them stand the letters of the Far East */
#define FIRST_PICTURE 0x2190
#define FIRST_LETTER  0x2e80
#define LAST_LETTER   0xfdff

static int32_t first_code(const struct span *span, size_t *size)
{
	return utf8_decode(span->text, span->len, size);
}

void span_trim(struct span *span)
{
	size_t size;

	while (span->len && utf8_is_space(first_code(span, &size))) {
		span->text += size;
		span->len -= size;
	}
	while (span->len) {
		size_t last = span->len - 1;

		while (last && ((unsigned char)span->text[last] & 0xc0) == 0x80)
			last--;
		if (!utf8_is_space(utf8_decode(span->text + last, span->len - last, &size)))
			return;
		span->len = last;
	}
}

bool span_skip_bullet(struct span *span)
{
	size_t size;
	int32_t c;

	if (!span->len)
		return false;
	c = first_code(span, &size);
	if ((c != '*' && c != '-' && c != '+' && c != 0x2022) || size == span->len ||
		span->text[size] != ' ')
		return false;
	span->text += size;
	span->len -= size;
	span_trim(span);
	return true;
}

void span_skip_ornament(struct span *span)
{
	size_t len = 0;
	size_t size;

	while (span->len && *span->text == '>') {
		span->text++;
		span->len--;
		span_trim(span);
	}
	while (len < span->len && span->text[len] != ' ') {
		int32_t c = utf8_decode(span->text + len, span->len - len, &size);

		if (c < FIRST_PICTURE || (c >= FIRST_LETTER && c <= LAST_LETTER) ||
			utf8_is_letter(c))
			return;
		len += size;
	}
	if (len == span->len)
		return;
	span->text += len;
	span->len -= len;
	span_trim(span);
}

size_t span_skip_heading(struct span *span)
{
	size_t level = 0;

	while (level < span->len && level < 7 && span->text[level] == '#')
		level++;
	if (level == 0 || level > 6 || level == span->len || span->text[level] != ' ')
		return 0;
	span->text += level;
	span->len -= level;
	span_trim(span);
	return level;
}

size_t span_skip_item(struct span *span)
{
	bool open = span->len && *span->text == '[';
	size_t begin = open ? 1 : 0;
	size_t at = begin;
	size_t number = 0;

	while (at < span->len && at < 4 && isdigit((unsigned char)span->text[at]))
		number = number * 10 + (size_t)(span->text[at++] - '0');
	if (at == begin || at + 2 > span->len || !strchr(open ? "]" : ".)", span->text[at]) ||
		span->text[at + 1] != ' ')
		return 0;
	span->text += at + 1;
	span->len -= at + 1;
	span_trim(span);
	return number;
}
