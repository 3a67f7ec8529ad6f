/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/start.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "model/limits.h"
#include "read/doctype.h"
#include "read/tag.h"

static const char *const starts[] = {"<?xml ", "<rss ", "<rss>", "<rdf:RDF", "<feed "};

/* What a page begins with */
static const char *const pages[] = {"<!doctype html", "<html", "<head", "<body"};

/* The roots of feeds inside of pages, and what stands in their tags: pages have SVG with declarations in
 * them, and RDF that says who owns them */
static const struct {
	const char *tag;
	const char *attribute;
} roots[] = {{"<rss ", "version="}, {"<rdf:RDF ", "/rss/1.0/"}, {"<feed ", "2005/Atom"}};

static bool begins(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - at) >= len && strncasecmp(at, text, len) == 0;
}

static bool is_start(const char *at, const char *end)
{
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		if (begins(at, end, starts[i]))
			return true;
	}
	return false;
}

static bool is_root(const char *at, const char *end)
{
	const char *closed = memchr(at, '>', (size_t)(end - at));

	for (size_t i = 0; closed && i < sizeof(roots) / sizeof(*roots); i++) {
		if (begins(at, end, roots[i].tag) &&
			memmem(at, (size_t)(closed - at), roots[i].attribute,
				strlen(roots[i].attribute)))
			return true;
	}
	return false;
}

static bool is_page(const char *at, const char *end)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		if (begins(at, end, pages[i]))
			return true;
	}
	return false;
}

static const char *skip_blank(const char *at, const char *end)
{
	while (begins(at, end, "\xef\xbb\xbf"))
		at += 3;
	return tag_skip_space(at, end);
}

/* Behind a declaration, which ends where the next begins at the latest */
static const char *skip_declaration(const char *at, const char *end)
{
	struct doctype doctype;

	if (doctype_find(&doctype, at, (size_t)(end - at)) && doctype.begin == 0)
		return at + doctype.end;
	for (at++; at < end && *at != '<' && *at != '>'; at++)
		;
	return at + (at < end && *at == '>');
}

const char *start_skip_prolog(const char *at, const char *end)
{
	for (at = skip_blank(at, end); at < end; at = skip_blank(at, end)) {
		const char *closed =
			begins(at, end, "<!--") ? memmem(at, (size_t)(end - at), "-->", 3) : NULL;

		if (closed)
			at = closed + 3;
		else if (begins(at, end, "<?") || begins(at, end, "<!"))
			at = skip_declaration(at, end);
		else
			break;
	}
	return at;
}

static const char *skip_comments(const char *at, const char *end)
{
	const char *closed;

	for (at = skip_blank(at, end); begins(at, end, "<!--"); at = skip_blank(closed + 3, end)) {
		closed = memmem(at, (size_t)(end - at), "-->", 3);
		if (!closed)
			return at;
	}
	return at;
}

size_t start_find(const char *bytes, size_t len)
{
	const char *end = bytes + (len < LIMIT_BEFORE ? len : LIMIT_BEFORE);
	const char *at = skip_comments(bytes, end);
	bool json = at < end && (*at == '{' || *at == '[');
	bool page = is_page(at, end);

	/* declarations and comments may stand before a root element, and lists in JSON have feeds in
	 * texts, where no line begins */
	if (at == end || is_start(at, end) || begins(at, end, "<!--") || begins(at, end, "<?") ||
		(begins(at, end, "<!DOCTYPE") && !page))
		return 0;
	while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
		if (page ? is_root(at, end) : is_start(at, end) && (!json || at[-1] == '\n'))
			return (size_t)(at - bytes);
		at++;
	}
	return 0;
}
