/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/cp1252.h"

#define FIRST 0x80 /* the bytes that are not as in Latin-1 */
#define COUNT 32

/* https://encoding.spec.whatwg.org/index-windows-1252.txt */
static const int32_t chars[COUNT] = {0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c,
	0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178};

int32_t cp1252_char(unsigned char byte)
{
	return byte >= FIRST && byte < FIRST + COUNT ? chars[byte - FIRST] : byte;
}

int cp1252_byte(int32_t c)
{
	if (c >= 0 && c < 0x100)
		return c;
	for (int i = 0; i < COUNT; i++) {
		if (chars[i] == c)
			return FIRST + i;
	}
	return -1;
}
