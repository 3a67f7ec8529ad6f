/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/url.h"

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

/* The length of "http://" or "https://" at text, or 0 */
static size_t scheme_length(const char *text)
{
	static const char *const schemes[] = {"http://", "https://"};

	if (*text != 'h' && *text != 'H')
		return 0;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (strncasecmp(text, schemes[i], strlen(schemes[i])) == 0)
			return strlen(schemes[i]);
	}
	return 0;
}

/* The length of the character at text when a URL may hold it, else 0. IRIs have letters outside
 * ASCII; punctuation there is the sentence's. */
static size_t url_character(const char *text)
{
	size_t size = 1;
	int32_t c;

	if ((unsigned char)*text < 0x80)
		return *text > ' ' && *text != 0x7f && !strchr("\"<>\\^`{|}", *text);
	c = utf8_decode(text, strnlen(text, 4), &size);
	return utf8_is_letter(c) || utf8_is_mark(c) || utf8_is_digit(c) ? size : 0;
}

/* Where the run of a URL's characters ends that begins at text; its host is at text + host */
static size_t run_length(const char *text, size_t host)
{
	size_t depth = 0;
	size_t opened = 0; /* where the outermost open bracket stands */
	size_t size;
	size_t i;

	for (i = host; (size = url_character(text + i)) > 0; i += size) {
		if (scheme_length(text + i) > 0 && (depth > 0 || !strchr("/=", text[i - 1])))
			break;
		if (strchr("([", text[i]) && depth++ == 0)
			opened = i;
		if (strchr(")]", text[i]) && depth-- == 0)
			return i;
	}
	return depth > 0 ? opened : i;
}

/* What a sentence puts after a URL, and a URL never ends in */
static bool is_trailing(char c)
{
	return strchr(".,;:!?'*", c) != NULL;
}

/* Where the scheme begins that ends before mark, its colon; NULL when none can, from text on */
static const char *scheme_before(const char *text, const char *mark)
{
	const char *at = mark - (mark > text && (mark[-1] == 's' || mark[-1] == 'S'));

	return at - text >= (ptrdiff_t)strlen("http") ? at - strlen("http") : NULL;
}

bool url_find(const char *text, size_t *start, size_t *len)
{
	const char *mark = text + *start;

	for (; (mark = strchr(mark, ':')) != NULL; mark++) {
		const char *at = scheme_before(text + *start, mark);
		size_t host = at ? scheme_length(at) : 0;
		size_t end;

		if (host == 0 || url_character(at + host) == 0 || ispunct((unsigned char)at[host]))
			continue;
		end = run_length(at, host);
		while (is_trailing(at[end - 1]))
			end--;
		*start = (size_t)(at - text);
		*len = end;
		return true;
	}
	return false;
}

static bool is_escape(const char *text, size_t len)
{
	return len > 2 && isxdigit((unsigned char)text[1]) && isxdigit((unsigned char)text[2]);
}

char *url_href(const char *url, size_t len)
{
	size_t host = scheme_length(url);
	size_t path = host + strcspn(url + host, "/?#");
	struct buf href;

	buf_init(&href, SIZE_MAX / 2);
	for (size_t i = 0; i < len; i++) {
		bool ascii = (unsigned char)url[i] < 0x80;

		if (i < path && (!ascii || strchr("@%", url[i]))) {
			buf_release(&href);
			return NULL;
		}
		if (!ascii || (url[i] == '%' && !is_escape(url + i, len - i)))
			buf_printf(&href, "%%%02X", (unsigned char)url[i]);
		else
			buf_putc(&href, i < path ? (char)tolower((unsigned char)url[i]) : url[i]);
	}
	return buf_take(&href);
}
