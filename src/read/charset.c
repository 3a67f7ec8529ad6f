/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/charset.h"

#include <string.h>
#include <strings.h>

#include <libxml/encoding.h>

#include "base/utf8.h"

/* Where a page has to name its charset (HTML standard, "prescan"), with room to spare */
#define PRESCAN 4096

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

static const char *known(const char *charset)
{
	xmlCharEncodingHandlerPtr handler;

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
