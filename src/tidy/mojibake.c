/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/mojibake.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tidy/cp1252.h"

#define MOST 3 /* times that a text was read wrongly, one after the other */

/* The bytes that text was before it was read as Windows-1252; false when it was not */
static bool put_bytes(struct buf *out, const char *text)
{
	size_t len = strlen(text);
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int byte = cp1252_byte(utf8_decode(text + i, len - i, &size));

		if (byte < 0)
			return false;
		buf_putc(out, (char)byte);
	}
	return true;
}

/* Late additions to Latin, phonetic letters, free-standing marks: É and Ñ before a sign */
static bool is_unlikely(int32_t c)
{
	return !utf8_is_xml(c) || (c >= 0x1c0 && c < 0x370);
}

/* Whether bytes are UTF-8 of more than ASCII, and such as people write */
static bool is_text(const struct buf *bytes)
{
	bool plain = true;
	size_t size;

	for (size_t i = 0; i < bytes->len; i += size) {
		int32_t c = utf8_decode(bytes->data + i, bytes->len - i, &size);

		if (c < 0 || (c >= 0x80 && is_unlikely(c)))
			return false;
		plain &= c < 0x80;
	}
	return !plain;
}

/* Whether what follows the first character outside of ASCII is outside of it too, as the bytes of a
 * character that was misread are: of most foreign names and signs it is not */
static bool may_be_misread(const char *text)
{
	size_t len = strlen(text);
	size_t at = 0;
	size_t size;

	while (at < len && (unsigned char)text[at] < 0x80) {
		size = utf8_plain(text + at, len - at);
		at += size ? size : 1;
	}
	if (at == len)
		return false;
	utf8_decode(text + at, len - at, &size);
	return (unsigned char)text[at + size] >= 0x80;
}

char *mojibake_repair(const char *text)
{
	char *repaired = NULL;

	if (!may_be_misread(text))
		return NULL;

	for (int i = 0; i < MOST; i++) {
		struct buf bytes;
		bool good;

		buf_init(&bytes, SIZE_MAX / 2);
		good = put_bytes(&bytes, repaired ? repaired : text) && is_text(&bytes);
		if (good) {
			free(repaired);
			repaired = buf_take(&bytes);
		}
		buf_release(&bytes);
		if (!good)
			break;
	}
	return repaired;
}
