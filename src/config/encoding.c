/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/encoding.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define BOM "\xef\xbb\xbf"

/* The first of the bad characters; the others are only counted: they have one cause */
struct bad {
	struct place place;
	int32_t c; /* -1: no UTF-8 */
	unsigned char byte;
	size_t count;
};

static const char *others(char out[64], size_t count)
{
	*out = '\0';
	if (count > 1)
		snprintf(out, 64, " (%zu more in this file)", count - 1);
	return out;
}

static void tell_bad(struct ini *ini, const struct bad *bad)
{
	char more[64];

	others(more, bad->count);
	if (bad->c < 0)
		ini_tell(ini, SEVERITY_ERROR, &bad->place,
			"the byte 0x%02X is no UTF-8: save the file as UTF-8%s", bad->byte, more);
	else if (bad->c == '\r')
		ini_tell(ini, SEVERITY_ERROR, &bad->place,
			"a carriage return stands inside of the line: end lines with LF or CR LF%s",
			more);
	else
		ini_tell(ini, SEVERITY_ERROR, &bad->place,
			"the character U+%04X may not stand in a text file: delete it%s",
			(unsigned)bad->c, more);
}

/* Copies bytes onto themselves without the CR of line ends and with ? for what is no text */
static size_t clean(struct bad *bad, char *bytes, size_t len, const char *file)
{
	struct place place = {file, 1, 1};
	size_t put = 0;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(bytes + i, len - i, &size);

		if (c == '\r' && (i + 1 == len || bytes[i + 1] == '\n'))
			continue;
		if (c == '\n') {
			place.line++;
			place.column = 0;
		}
		if (c < 0 || c == '\r' || !utf8_is_xml(c)) {
			if (bad->count++ == 0) {
				bad->place = place;
				bad->c = c;
				bad->byte = (unsigned char)bytes[i];
			}
			bytes[put++] = '?';
		} else {
			memmove(bytes + put, bytes + i, size);
			put += size;
		}
		place.column++;
	}
	return put;
}

int encoding_check(struct ini *ini, char *bytes, size_t *len)
{
	struct place begin = {ini->file, 1, 1};
	struct bad bad = {.count = 0};

	if (*len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0)) {
		ini_tell(ini, SEVERITY_ERROR, &begin, "the file is UTF-16: save it as UTF-8");
		return -1;
	}
	if (*len >= strlen(BOM) && memcmp(bytes, BOM, strlen(BOM)) == 0) {
		ini_tell(ini, SEVERITY_ERROR, &begin,
			"the file begins with a byte order mark, which iniparser does not take: "
			"save it as UTF-8 without one");
		*len -= strlen(BOM);
		memmove(bytes, bytes + strlen(BOM), *len);
	}
	*len = clean(&bad, bytes, *len, ini->file);
	if (bad.count)
		tell_bad(ini, &bad);
	if (bad.c == '\r' && !memchr(bytes, '\n', *len))
		return -1;
	return bad.count > *len / 10 ? -1 : 0;
}
