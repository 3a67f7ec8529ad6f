/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <libxml/encoding.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Where a page has to name its charset (HTML standard, "prescan"), with room to spare */
#define PRESCAN 4096

/* Of a text in Latin letters at most one byte of so many is outside of ASCII: more is another charset,
 * or no text */
#define LATIN_SHARE 10

bool charset_is_utf8(const char *bytes, size_t len)
{
	bool wide = false;
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		size = 1;
		if ((unsigned char)bytes[i] < 0x80)
			continue;
		if (utf8_decode(bytes + i, len - i, &size) < 0)
			return false;
		wide = true;
	}
	return wide;
}

/* How long the clean character at bytes is; 0 when it is none. Most of those outside of ASCII are
 * told by their bytes alone: two from C3 on, three that are neither overlong nor surrogates nor of
 * the last plane of private use and noncharacters. */
static size_t clean_length(const unsigned char *bytes, size_t len)
{
	unsigned char c = *bytes;
	size_t size;
	int32_t decoded;

	if (c < 0x80)
		return c == '\n' || c == '\t'; /* after utf8_plain */
	if (c >= 0xc3 && c <= 0xdf && len > 1 && (bytes[1] & 0xc0) == 0x80)
		return 2;
	if (c >= 0xe1 && c <= 0xec && len > 2 && (bytes[1] & 0xc0) == 0x80 &&
		(bytes[2] & 0xc0) == 0x80)
		return 3;
	decoded = utf8_decode((const char *)bytes, len, &size);
	return decoded >= 0xa0 && decoded != 0xfeff && utf8_is_xml(decoded) ? size : 0;
}

bool charset_is_clean(const char *bytes, size_t len)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		size = utf8_plain(bytes + i, len - i);
		if (!size)
			size = clean_length((const unsigned char *)bytes + i, len - i);
		if (!size)
			return false;
	}
	return true;
}

/* What windows-1252 has from 0x80 on; 0: nothing */
static const uint16_t characters[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
	0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

/* What there is outside of ASCII */
struct wide {
	size_t single;  /* bytes that are no UTF-8 */
	size_t several; /* characters of UTF-8 */
	bool binary;    /* and a NUL */
};

static struct wide count_wide(const char *bytes, size_t len)
{
	struct wide wide = {0};
	size_t size;

	for (size_t i = 0; i < len && !wide.binary; i += size) {
		size = 1;
		if (!bytes[i])
			wide.binary = true;
		else if ((unsigned char)bytes[i] < 0x80)
			continue;
		else if (utf8_decode(bytes + i, len - i, &size) < 0)
			wide.single++;
		else
			wide.several++;
	}
	return wide;
}

static bool is_1252(const struct wide *wide)
{
	return !wide->binary && wide->single > wide->several * 10;
}

/* What windows-1252 has nothing for becomes controls, which utf8_clean replaces */
static char *decode_1252(const char *bytes, size_t len)
{
	struct buf out;
	char encoded[4];

	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < len; i++) {
		int32_t c = (unsigned char)bytes[i];

		if (c >= 0x80 && c < 0xa0 && characters[c - 0x80])
			c = characters[c - 0x80];
		buf_put(&out, encoded, utf8_encode(encoded, c));
	}
	return buf_take(&out);
}

char *charset_from_1252(const char *bytes, size_t len)
{
	struct wide wide = count_wide(bytes, len);

	return is_1252(&wide) ? decode_1252(bytes, len) : NULL;
}

/* What is no character becomes what is none in UTF-8; NULL when there is no such charset */
static char *convert(const char *charset, const char *bytes, size_t len)
{
	static iconv_t table; /* for gcc, to which -1 in a variable that goes is a leak */
	char *from = (char *)bytes;
	char piece[4096];
	struct buf out;

	table = iconv_open("UTF-8", charset);
	if ((intptr_t)table == -1)
		return NULL;
	buf_init(&out, SIZE_MAX / 2);
	while (len) {
		size_t room = sizeof(piece);
		char *to = piece;
		bool broken = iconv(table, &from, &len, &to, &room) == (size_t)-1 && errno != E2BIG;

		buf_put(&out, piece, (size_t)(to - piece));
		if (broken) {
			buf_putc(&out, '\xff');
			from++;
			len--;
		}
	}
	iconv_close(table);
	return buf_take(&out);
}

bool charset_has_ascii(const char *charset)
{
	char *sign = convert(charset, "<", 1);
	bool has = sign && strcmp(sign, "<") == 0;

	free(sign);
	return has;
}

char *charset_mend_controls(const char *bytes, size_t len)
{
	const char *control = memmem(bytes, len, "\xc2", 1);
	struct buf out;
	size_t copied = 0;

	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = control ? (size_t)(control - bytes) : len; i + 1 < len; i++) {
		unsigned char c = (unsigned char)bytes[i + 1];
		char encoded[4];

		if (bytes[i] != '\xc2' || c < 0x80 || c > 0x9f || !characters[c - 0x80])
			continue;
		buf_put(&out, bytes + copied, i - copied);
		buf_put(&out, encoded, utf8_encode(encoded, characters[c - 0x80]));
		copied = i + 2;
		i++;
	}
	if (!copied)
		return NULL;
	buf_put(&out, bytes + copied, len - copied);
	return buf_take(&out);
}

/* Its name here; NULL when there is no such charset */
static const char *known(const char *charset)
{
	xmlCharEncodingHandlerPtr handler;

	if (strcasecmp(charset, "utf8") == 0)
		return "utf-8";
	if (strcasecmp(charset, "iso-8859-1") == 0 || strcasecmp(charset, "latin1") == 0 ||
		strcasecmp(charset, "us-ascii") == 0)
		return "windows-1252";
	handler = xmlFindCharEncodingHandler(charset);
	if (!handler)
		return NULL;
	xmlCharEncCloseFunc(handler);
	return charset;
}

/* What the page itself says; NULL when it says nothing */
static const char *find_declared(char name[CHARSET_SIZE], const char *bytes, size_t len)
{
	size_t most = len < PRESCAN ? len : PRESCAN;
	size_t used = 0;

	for (size_t i = 0; i + 8 <= most; i++) {
		if (strncasecmp(bytes + i, "charset=", 8) != 0)
			continue;
		for (i += 8; i < most && strchr("\"' ", bytes[i]); i++)
			;
		while (i < most && used < CHARSET_SIZE - 1 && bytes[i] &&
			strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.",
				bytes[i]))
			name[used++] = bytes[i++];
		name[used] = '\0';
		return used ? name : NULL;
	}
	return NULL;
}

char *charset_decode(const char **charset, const struct read_input *input)
{
	const char *said = input->charset ? known(input->charset) : NULL;
	struct wide wide = {0};

	if (!charset_is_clean(input->bytes, input->len))
		wide = count_wide(input->bytes, input->len);
	if (!wide.single || wide.binary)
		return NULL;
	*charset = "windows-1252";
	if (said && strcasecmp(said, "utf-8") != 0 && strcasecmp(said, *charset) != 0) {
		*charset = said;
		return wide.single > wide.several ? convert(said, input->bytes, input->len) : NULL;
	}
	if (!is_1252(&wide) || wide.single > input->len / LATIN_SHARE)
		return NULL;
	return decode_1252(input->bytes, input->len);
}

const char *charset_of_html(char name[CHARSET_SIZE], const struct read_input *input)
{
	const char *bytes = input->bytes;
	size_t len = input->len;
	const char *said[2] = {input->charset, NULL};

	if (len >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0))
		return bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
	if (charset_is_utf8(bytes, len))
		return "UTF-8";
	said[1] = find_declared(name, bytes, len);
	for (size_t i = 0; i < 2; i++) {
		const char *charset = said[i] ? known(said[i]) : NULL;

		/* that it is not, as the bytes show */
		if (charset && strcasecmp(charset, "utf-8") != 0)
			return charset;
	}
	return "windows-1252";
}
