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

bool fold_is_word(int32_t c)
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
		} else if (fold_is_word(codes[i]) && !fold_is_dropped(codes[i])) {
			len += utf8_encode(out + len, codes[i]);
		}
	}
	return len;
}
