/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/doctype.h"

#include <string.h>
#include <strings.h>

#include "base/xalloc.h"

#define SPACE " \t\r\n"

static bool begins(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - at) >= len && strncasecmp(at, text, len) == 0;
}

/* Behind the next such text; end when there is none */
static const char *behind(const char *at, const char *end, const char *text)
{
	const char *found = memmem(at, (size_t)(end - at), text, strlen(text));

	return found ? found + strlen(text) : end;
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && *at && strchr(SPACE, *at))
		at++;
	return at;
}

/* Behind the declarations in brackets, of which at is behind the first; end when they do not end. In
 * quotes, comments and instructions a bracket is none. */
static const char *skip_subset(const char *at, const char *end)
{
	while (at < end && *at != ']') {
		if (begins(at, end, "<!--"))
			at = behind(at + 4, end, "-->");
		else if (begins(at, end, "<?"))
			at = behind(at + 2, end, "?>");
		else if (*at == '"')
			at = behind(at + 1, end, "\"");
		else if (*at == '\'')
			at = behind(at + 1, end, "'");
		else
			at++;
	}
	return at < end ? at + 1 : end;
}

/* Behind the DOCTYPE that begins at at; NULL when it does not end. Quotes do not count in front of the
 * brackets: many a feed has one too few, and none has a > in them. Where the next tag begins, it ends. */
static const char *skip_doctype(const char *at, const char *end)
{
	for (at++; at < end && !strchr("<>[", *at); at++)
		;
	if (at < end && *at == '<')
		return at;
	if (at < end && *at == '[')
		at = skip_subset(at + 1, end);
	at = memchr(at, '>', (size_t)(end - at));
	return at ? at + 1 : NULL;
}

bool doctype_find(struct doctype *out, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *at = bytes;

	while (begins(at, end, "\xef\xbb\xbf"))
		at += 3;
	for (at = skip_space(at, end); at < end; at = skip_space(at, end)) {
		if (begins(at, end, "<!--")) {
			at = behind(at + 4, end, "-->");
		} else if (begins(at, end, "<?")) {
			at = behind(at + 2, end, "?>");
		} else if (begins(at, end, "<!DOCTYPE")) {
			out->begin = (size_t)(at - bytes);
			at = skip_doctype(at, end);
			out->closed = at != NULL;
			out->end = at ? (size_t)(at - bytes) : len;
			return true;
		} else {
			return false;
		}
	}
	return false;
}

char *doctype_blank(const struct doctype *doctype, const char *bytes, size_t len)
{
	char *copy = xmalloc(len + 1);

	memcpy(copy, bytes, len);
	copy[len] = '\0';
	for (size_t i = doctype->begin; i < doctype->end; i++) {
		if (copy[i] != '\n')
			copy[i] = ' ';
	}
	return copy;
}
