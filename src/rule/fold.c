/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/fold.h"

#include <string.h>

#include "base/utf8.h"

/* Letters that Unicode does not decompose and people do. A capital gives one capital, so that a word
 * that begins with it is no name. */
static const struct {
	int32_t from;
	const char *cased;
	const char *lower;
} letters[] = {
	{0xc6, "Ae", "ae"},
	{0xd8, "O", "o"},
	{0xdf, "ss", "ss"},
	{0xe6, "ae", "ae"},
	{0xf8, "o", "o"},
	{0x110, "D", "d"},
	{0x111, "d", "d"},
	{0x131, "i", "i"},
	{0x141, "L", "l"},
	{0x142, "l", "l"},
	{0x152, "Oe", "oe"},
	{0x153, "oe", "oe"},
	{0x1e9e, "SS", "ss"},
};

static const struct {
	int32_t first;
	int32_t last;
} dropped[] = {
	{0x300, 0x36f},
	{0x37a, 0x37a}, /* a letter by name: a blank and a mark */
	{0x483, 0x489},
	{0x1ab0, 0x1aff},
	{0x1dc0, 0x1dff},
	{0x20d0, 0x20ff},
	{0xfe00, 0xfe0f},
	{0xfe20, 0xfe2f},
	{0xe0100, 0xe01ef},
};

static bool is_word(int32_t c)
{
	return utf8_is_letter(c) || utf8_is_number(c) || utf8_is_mark(c);
}

bool fold_is_dropped(int32_t c)
{
	for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++) {
		if (c >= dropped[i].first && c <= dropped[i].last)
			return true;
	}
	return false;
}

bool fold_is_run(int32_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x3041 && c <= 0x30ff && c != 0x30fb) ||
	       (c >= 0x31f0 && c <= 0x31ff) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0xff66 && c <= 0xff9d) || (c >= 0x20000 && c <= 0x3ffff) || c == 0x3005;
}

bool fold_is_kana_mark(int32_t c)
{
	return c == 0x3099 || c == 0x309a || c == 0xff9e || c == 0xff9f;
}

enum char_class fold_class(int32_t c)
{
	switch (c) {
	case 0xad: /* soft hyphen, zero-width joiners */
	case 0x200c:
	case 0x200d:
		return C_DROP;
	case 0x2019:
	case 0x2bc:
		return C_APOSTROPHE;
	case 0x2010: /* hyphen, non-breaking hyphen, figure dash, en dash */
	case 0x2011:
	case 0x2012:
	case 0x2013:
		return C_HYPHEN;
	case 0x2044:
	case 0x2215:
		return C_SLASH;
	default:
		if (utf8_is_space(c))
			return C_SPACE;
		if (fold_is_dropped(c))
			return C_DROP;
		return is_word(c) ? C_OTHER : C_BREAK;
	}
}

static const char *plain_letter(int32_t c, bool lower)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++) {
		if (letters[i].from == c)
			return lower ? letters[i].lower : letters[i].cased;
	}
	return NULL;
}

size_t fold_character(char out[FOLD_SIZE], int32_t c, bool lower)
{
	int32_t codes[32];
	size_t count = utf8_decompose(codes, c, lower);
	size_t len = 0;

	for (size_t i = 0; i < count; i++) {
		const char *plain = plain_letter(codes[i], lower);

		if (plain) {
			memcpy(out + len, plain, strlen(plain));
			len += strlen(plain);
		} else if (is_word(codes[i]) && !fold_is_dropped(codes[i])) {
			len += utf8_encode(out + len, codes[i]);
		}
	}
	return len;
}
