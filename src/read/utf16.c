/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/utf16.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* A text in UTF-16 */
struct units {
	const unsigned char *at;
	const unsigned char *end;
	bool big; /* the first byte of two is the greater one */
};

static bool units_init(struct units *units, const char *bytes, size_t len)
{
	*units = (struct units){(const unsigned char *)bytes + 2,
		(const unsigned char *)bytes + len, len && *bytes == '\xfe'};
	return len >= 4 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
}

/* -1 at the end */
static int32_t next_unit(struct units *units)
{
	const unsigned char *at = units->at;

	if (units->end - at < 2)
		return -1;
	units->at += 2;
	return units->big ? at[0] << 8 | at[1] : at[1] << 8 | at[0];
}

static int32_t next_character(struct units *units)
{
	int32_t c = next_unit(units);
	struct units ahead = *units;
	int32_t low;

	if (c < 0xd800 || c > 0xdfff)
		return c;
	low = c < 0xdc00 ? next_unit(&ahead) : 0;
	if (low < 0xdc00 || low > 0xdfff)
		return UTF8_REPLACEMENT;
	*units = ahead;
	return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

static bool is_markup(struct units units)
{
	int32_t c;

	do {
		c = next_unit(&units);
	} while (c == ' ' || c == '\t' || c == '\n' || c == '\r');
	return c == '<';
}

char *utf16_decode(const char *bytes, size_t *len)
{
	struct units units;
	struct buf out;
	char encoded[4];
	int32_t c;

	if (!units_init(&units, bytes, *len) || is_markup(units))
		return NULL;
	buf_init(&out, SIZE_MAX / 2);
	while ((c = next_character(&units)) >= 0)
		buf_put(&out, encoded, utf8_encode(encoded, c));
	*len = out.len;
	return buf_take(&out);
}
