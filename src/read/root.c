/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/root.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "read/start.h"
#include "read/tag.h"

/* How much of a paper is looked at */
#define LOOK_AHEAD 65536

/* The kinds of feeds: a paper, the root that is put before it, and roots that have such papers */
static const struct {
	const char *item;
	const char *root;
	const char *const names[3];
} kinds[] = {{"<item", "<rss>", {"rss", "RDF", NULL}},
	{"<entry", "<feed xmlns=\"http://www.w3.org/2005/Atom\">", {"feed", NULL}}};

#define KINDS (sizeof(kinds) / sizeof(*kinds))

struct root {
	const char *prolog; /* where the declarations in front end */
	const char *rest;   /* what of the feed is there */
	const char *text;   /* the root's tag */
};

/* The first tag that begins so, in any letters; NULL when there is none */
static const char *find_tag(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
		if ((size_t)(end - at) > len && strncasecmp(at, text, len) == 0 &&
			memchr("> \t\r\n/", at[len], 6))
			return at;
		at++;
	}
	return NULL;
}

/* Whether the item has what a paper has */
static bool is_paper(const char *item, const char *end)
{
	const char *closed;

	if ((size_t)(end - item) > LOOK_AHEAD)
		end = item + LOOK_AHEAD;
	closed = find_tag(item, end, "</item");
	if (!closed)
		closed = find_tag(item, end, "</entry");
	if (closed)
		end = closed;
	return find_tag(item, end, "<title") &&
	       (find_tag(item, end, "<link") || find_tag(item, end, "<guid") ||
		       find_tag(item, end, "<id"));
}

static bool is_one_of(const struct tag *tag, const char *const *names)
{
	size_t len;
	const char *name = tag_local(tag, &len);

	while (*names && (strlen(*names) != len || strncasecmp(*names, name, len) != 0))
		names++;
	return *names;
}

/* Whether an element of one of these names begins at at */
static bool is_named(const char *at, const char *end, const char *const *names)
{
	struct tag tag = {.name = at + 1};

	if (at == end || *at != '<')
		return false;
	tag.name_len = (size_t)(tag_skip_name(tag.name, end) - tag.name);
	return is_one_of(&tag, names);
}

/* Whether one entry is all, and says what it is */
static bool is_document(const char *entry, const char *end)
{
	const char *closed = memchr(entry, '>', (size_t)(end - entry));

	return closed && memmem(entry, (size_t)(closed - entry), "xmlns", 5) &&
	       !find_tag(closed, end, "<entry");
}

/* Makes out what is there of a feed without a root; false when it is none */
static bool find(struct root *out, const char *bytes, size_t len)
{
	static const char *const pages[] = {"html", "head", "body", NULL};
	const char *end = bytes + len;
	const char *at = start_skip_prolog(bytes + start_find(bytes, len), end);
	const char *items[KINDS];

	for (size_t i = 0; i < KINDS; i++) {
		if (is_named(at, end, kinds[i].names) && find_tag(at, end, kinds[i].item))
			return false;
	}
	for (size_t i = 0; i < KINDS; i++)
		items[i] = find_tag(at, end, kinds[i].item);
	if (is_named(at, end, pages) || (items[1] && items[1] == at && is_document(at, end)))
		return false;
	out->prolog = at;
	for (size_t i = 0; i < KINDS; i++) {
		out->text = kinds[i].root;
		out->rest = at < end && *at == '<' ? at : items[i];
		if (items[i] && is_paper(items[i], end))
			return true;
	}
	return false;
}

bool root_is_missing(const char *bytes, size_t len)
{
	struct root root;

	return find(&root, bytes, len);
}

bool root_is_cut(const char *bytes, size_t len)
{
	static const char *const names[] = {"rss", "feed", "RDF", "channel", "item", "entry", NULL};
	const char *open = memrchr(bytes, '<', len);
	const char *end = bytes + len;
	struct tag tag;

	if (!open)
		return false;
	tag_read(&tag, open, end);
	return tag.kind == BEGINS_END && is_one_of(&tag, names) &&
	       tag_skip_space(tag.end, end) == end;
}

char *root_put(const char *bytes, size_t *len)
{
	struct root root;
	struct buf out;

	if (!find(&root, bytes, *len))
		return NULL;
	buf_init(&out, SIZE_MAX / 2);
	buf_put(&out, bytes, (size_t)(root.prolog - bytes));
	buf_puts(&out, root.text);
	for (const char *at = root.prolog; at < root.rest; at++) {
		if (*at == '\n')
			buf_putc(&out, '\n');
	}
	buf_put(&out, root.rest, (size_t)(bytes + *len - root.rest));
	*len = out.len;
	return buf_take(&out);
}
