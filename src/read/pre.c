/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/pre.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "model/limits.h"
#include "read/tag.h"

static const struct {
	const char *escape;
	const char *text;
} escapes[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#34;", "\""},
	{"&#39;", "'"}, {"&apos;", "'"}};

static bool begins(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - at) >= len && strncasecmp(at, text, len) == 0;
}

/* Behind the next > */
static const char *skip_tag(const char *at, const char *end)
{
	const char *closed = memchr(at, '>', (size_t)(end - at));

	return closed ? closed + 1 : end;
}

/* How many bytes there are to behind the tag of a <pre> in front of which only tags stand; 0 when none is
 * there */
static size_t find_pre(const char *begin, const char *end)
{
	const char *at;

	if ((size_t)(end - begin) > LIMIT_BEFORE)
		end = begin + LIMIT_BEFORE;
	for (at = tag_skip_space(begin, end); at < end && *at == '<';
		at = tag_skip_space(at, end)) {
		bool found = begins(at, end, "<pre>") || begins(at, end, "<pre ");

		at = skip_tag(at, end);
		if (found)
			return (size_t)(at - begin);
	}
	return 0;
}

static bool is_xml(const char *at, const char *end)
{
	static const char *const starts[] = {"&lt;?xml", "&lt;rss", "&lt;feed", "&lt;rdf:RDF"};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		if (begins(at, end, starts[i]))
			return true;
	}
	return false;
}

static void put_char(struct buf *out, const char **at, const char *end)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(*escapes); i++) {
		if (begins(*at, end, escapes[i].escape)) {
			buf_puts(out, escapes[i].text);
			*at += strlen(escapes[i].escape);
			return;
		}
	}
	buf_putc(out, *(*at)++);
}

static void put_lines(struct buf *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			buf_putc(out, '\n');
	}
}

char *pre_undo(const char *bytes, size_t *len)
{
	const char *end = bytes + *len;
	const char *begin = begins(bytes, end, "\xef\xbb\xbf") ? bytes + 3 : bytes;
	size_t pre = find_pre(begin, end);
	const char *at = tag_skip_space(begin + pre, end);
	const char *closed = pre ? memmem(at, (size_t)(end - at), "</pre", 5) : NULL;
	struct buf out;

	if (at == end || !(is_xml(at, end) || (pre && (*at == '{' || *at == '['))))
		return NULL;
	buf_init(&out, SIZE_MAX / 2);
	put_lines(&out, bytes, (size_t)(at - bytes));
	while (at < (closed ? closed : end))
		put_char(&out, &at, end);
	*len = out.len;
	return buf_take(&out);
}
