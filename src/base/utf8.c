/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/buf.h"
#include "base/xalloc.h"

int32_t utf8_decode(const char *text, size_t len, size_t *size)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t got;

	if ((unsigned char)*text < 0x80) {
		*size = 1;
		return (unsigned char)*text;
	}
	got = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len, &c);
	if (got <= 0) {
		*size = 1;
		return -1;
	}
	*size = (size_t)got;
	return c;
}

size_t utf8_plain(const char *text, size_t len)
{
	size_t plain = 0;
	uint64_t bytes;

	for (; len - plain >= sizeof(bytes); plain += sizeof(bytes)) {
		memcpy(&bytes, text + plain, sizeof(bytes));
		if (!utf8_is_plain(bytes))
			break;
	}
	while (plain < len && text[plain] >= ' ' && text[plain] < 0x7f)
		plain++;
	return plain;
}

size_t utf8_encode(char out[4], int32_t c)
{
	return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

bool utf8_is_xml(int32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	if ((c >= 0x7f && c <= 0x9f && c != 0x85) || (c >= 0xd800 && c <= 0xdfff))
		return false;
	return c <= 0x10ffff && !(c >= 0xfdd0 && c <= 0xfdef) && (c & 0xfffe) != 0xfffe;
}

bool utf8_is_clean(const char *bytes, size_t len)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		size = utf8_plain(bytes + i, len - i);
		if (size)
			continue;
		if (bytes[i] == '\r' || !utf8_is_xml(utf8_decode(bytes + i, len - i, &size)))
			return false;
	}
	return true;
}

char *utf8_clean(const char *bytes, size_t len, size_t *replaced)
{
	struct buf out;
	size_t bad = 0;
	size_t size;

	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < len; i += size) {
		int32_t c;

		size = utf8_plain(bytes + i, len - i);
		if (size) {
			buf_put(&out, bytes + i, size);
			continue;
		}
		c = utf8_decode(bytes + i, len - i, &size);
		if (c == 0xfeff && out.len == 0)
			continue;
		if (c == '\r') {
			if (i + 1 == len || bytes[i + 1] != '\n')
				buf_putc(&out, '\n');
		} else if (c < 0) {
			/* what is left of one cut sequence is one mistake, not several */
			while (i + size < len && ((unsigned char)bytes[i + size] & 0xc0) == 0x80)
				size++;
			buf_puts(&out, "\xef\xbf\xbd");
			bad++;
		} else if (utf8_is_xml(c)) {
			buf_put(&out, bytes + i, size);
		} else {
			bad++;
		}
	}
	if (replaced)
		*replaced = bad;
	return buf_take(&out);
}

/* The length of text without the beginning of a character at its end */
static size_t length_of_whole(const char *text, size_t len)
{
	size_t last = len ? utf8_back(text, len) : 0;
	size_t size;

	return len && utf8_decode(text + last, len - last, &size) < 0 && len - last < 4 &&
			       (unsigned char)text[last] >= 0xc0
		       ? last
		       : len;
}

void utf8_mend(char *text, size_t size)
{
	size_t len = strlen(text);
	char *clean;

	if (utf8_plain(text, len) == len)
		return;
	clean = utf8_clean(text, length_of_whole(text, len), NULL);
	len = strnlen(clean, size - 1);
	memcpy(text, clean, len);
	text[length_of_whole(text, len)] = '\0';
	free(clean);
}

/* utf8proc's maps, of text that is UTF-8: all that can fail is memory */
static char *map(const char *text, utf8proc_option_t options)
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t got;

	got = utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
		options | UTF8PROC_NULLTERM | UTF8PROC_STABLE);
	if (got < 0)
		return xstrdup(text);
	return (char *)out;
}

/* Ranges of characters that NFC leaves alone, wherever they stand: UAX #15, NFC_Quick_Check */
static bool is_stable(int32_t c)
{
	static const struct {
		int32_t first;
		int32_t last;
	} ranges[] = {
		{0, 0x2ff},         /* Latin */
		{0x391, 0x3c9},     /* Greek letters */
		{0x410, 0x44f},     /* Cyrillic letters */
		{0x2010, 0x205e},   /* punctuation */
		{0x2070, 0x20bf},   /* scripts, money */
		{0x2190, 0x22ff},   /* arrows, mathematical operators */
		{0x3400, 0x9fff},   /* Han */
		{0x1d400, 0x1d7ff}, /* mathematical letters */
	};

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (c <= ranges[i].last)
			return c >= ranges[i].first;
	}
	return false;
}

bool utf8_is_nfc(const char *text)
{
	size_t len = strlen(text);
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		size = utf8_plain(text + i, len - i);
		if (!size && !is_stable(utf8_decode(text + i, len - i, &size)))
			return false;
	}
	return true;
}

char *utf8_nfc(const char *text)
{
	if (utf8_is_nfc(text))
		return xstrdup(text);
	return map(text, UTF8PROC_COMPOSE);
}

/* The same of text that is ASCII, or NULL */
static char *ascii_title_key(const char *text)
{
	char *key = xmalloc(strlen(text) + 1);
	size_t len = 0;

	for (; *text && (unsigned char)*text < 0x80; text++) {
		if ((*text >= 'a' && *text <= 'z') || (*text >= '0' && *text <= '9'))
			key[len++] = *text;
		else if (*text >= 'A' && *text <= 'Z')
			key[len++] = (char)(*text - 'A' + 'a');
	}
	key[len] = '\0';
	if (!*text)
		return key;
	free(key);
	return NULL;
}

char *utf8_title_key(const char *text)
{
	char *ascii = ascii_title_key(text);
	char *mapped;
	size_t len;
	struct buf out;
	size_t size;

	if (ascii)
		return ascii;
	mapped = map(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
	len = strlen(mapped);
	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(mapped + i, len - i, &size);
		char bytes[4];

		if (utf8_is_letter(c) || utf8_is_digit(c))
			buf_put(&out, bytes, utf8_encode(bytes, utf8proc_tolower(c)));
	}
	free(mapped);
	return buf_take(&out);
}

size_t utf8_length(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

size_t utf8_prefix(const char *text, size_t count)
{
	size_t len = 0;

	while (text[len] && count--) {
		len++;
		while (((unsigned char)text[len] & 0xc0) == 0x80)
			len++;
	}
	return len;
}

size_t utf8_back(const char *text, size_t at)
{
	at--;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
		at--;
	return at;
}

bool utf8_steers(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

bool utf8_is_space(int32_t c)
{
	if (c <= 0x20)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200b) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool utf8_is_letter(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(int32_t c)
{
	return utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(int32_t c)
{
	return utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool utf8_has_word(const char *text, size_t len)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (utf8_is_letter(c) || utf8_is_digit(c))
			return true;
	}
	return false;
}

bool utf8_is_number(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

bool utf8_is_mark(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

size_t utf8_decompose(int32_t out[32], int32_t c, bool fold)
{
	utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
	int last_boundclass = 0;
	utf8proc_ssize_t got;

	if (fold)
		options |= UTF8PROC_CASEFOLD;
	got = utf8proc_decompose_char(c, out, 32, options, &last_boundclass);
	if (got <= 0 || got > 32) {
		out[0] = c;
		return 1;
	}
	return (size_t)got;
}

void utf8_fold_space(char *text)
{
	char *put = text;
	size_t len = strlen(text);
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		if (utf8_is_space(utf8_decode(text + i, len - i, &size))) {
			if (put > text && put[-1] != ' ')
				*put++ = ' ';
			continue;
		}
		memmove(put, text + i, size);
		put += size;
	}
	if (put > text && put[-1] == ' ')
		put--;
	*put = '\0';
}

int utf8_width(int32_t c)
{
	return utf8proc_charwidth(c);
}
