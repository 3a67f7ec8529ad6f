/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/tags.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "model/limits.h"
#include "read/section.h"

/* What a < begins */
enum beginning {
	BEGINS_NOTHING, /* it is a character */
	BEGINS_SECTION, /* section.h */
	BEGINS_ELEMENT,
	BEGINS_EMPTY,      /* an element that ends with its tag */
	BEGINS_ATTRIBUTES, /* an element whose attributes are none */
	BEGINS_END,
};

struct tag {
	enum beginning kind;
	const char *name;
	size_t name_len;
	const char *end; /* behind it */
};

struct mending {
	const char *bytes;
	const char *end;
	const char *copied; /* up to where out has it */
	struct buf out;
	struct tags_mended *mended;
	struct tag open[LIMIT_XML_NESTING];
	size_t depth;
	bool marks; /* the end of a CDATA section stands somewhere */
	bool deep;  /* more elements are open than are remembered */
};

/* --- what stands there --- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == ':' || c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

static bool is_name_begin(char c)
{
	return is_name(c) && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

static const char *skip_name(const char *at, const char *end)
{
	while (at < end && is_name(*at))
		at++;
	return at;
}

/* Behind an attribute; NULL when there is none that XML allows */
static const char *skip_attribute(const char *at, const char *end)
{
	const char *closed;

	if (at == end || !is_name_begin(*at))
		return NULL;
	at = skip_space(skip_name(at, end), end);
	if (at == end || *at != '=')
		return NULL;
	at = skip_space(at + 1, end);
	if (at == end || (*at != '"' && *at != '\''))
		return NULL;
	closed = memchr(at + 1, *at, (size_t)(end - at) - 1);
	if (!closed || memchr(at, '<', (size_t)(closed - at)))
		return NULL;
	return closed + 1;
}

/* A tag whose attributes XML does not allow: they are if there is a = among them, else it is a text */
static void read_loose(struct tag *out, const char *at, const char *end)
{
	const char *open = memchr(at, '<', (size_t)(end - at));
	const char *closed = memchr(at, '>', (size_t)((open ? open : end) - at));

	if (!closed || !memchr(at, '=', (size_t)(closed - at)))
		return;
	out->kind = BEGINS_ATTRIBUTES;
	out->end = closed + 1;
}

static void read_element(struct tag *out, const char *at, const char *end)
{
	const char *name_end = at;

	for (;;) {
		const char *next = skip_space(at, end);
		bool apart = next > at;

		at = next;
		if (at < end && *at == '>') {
			out->kind = BEGINS_ELEMENT;
			out->end = at + 1;
			return;
		}
		if (end - at > 1 && at[0] == '/' && at[1] == '>') {
			out->kind = BEGINS_EMPTY;
			out->end = at + 2;
			return;
		}
		next = apart ? skip_attribute(at, end) : NULL;
		if (!next)
			break;
		at = next;
	}
	if (name_end < end && is_space(*name_end))
		read_loose(out, name_end, end);
}

static void read_tag(struct tag *out, const char *at, const char *end)
{
	const char *closed = section_end(at, end);
	const char *name = at + 1;
	bool is_end = name < end && *name == '/';

	*out = (struct tag){.kind = BEGINS_NOTHING, .end = at + 1};
	if (closed) {
		out->kind = BEGINS_SECTION;
		out->end = closed;
		return;
	}
	name += is_end;
	if (name == end || !is_name_begin(*name))
		return;
	out->name = name;
	at = skip_name(name, end);
	out->name_len = (size_t)(at - name);
	if (!is_end) {
		read_element(out, at, end);
		return;
	}
	at = skip_space(at, end);
	if (at == end || *at != '>')
		return;
	out->kind = BEGINS_END;
	out->end = at + 1;
}

/* --- mending --- */

/* Puts text where the bytes have those from at to behind */
static void put(struct mending *m, const char *at, const char *behind, const char *text)
{
	if (!m->mended->count++)
		m->mended->line = section_line(m->bytes, at);
	buf_put(&m->out, m->copied, (size_t)(at - m->copied));
	buf_puts(&m->out, text);
	m->copied = behind;
}

/* Puts quotes around an attribute's value; false when there is none that they could stand around */
static bool quote_value(struct mending *m, const char *at, const char *end)
{
	const char *value = skip_name(at, end);

	if (!is_name_begin(*at) || end - value < 2 || *value != '=' || value[1] == '\'' ||
		memchr(value, '"', (size_t)(end - value)))
		return false;
	value++;
	put(m, value, end, "\"");
	buf_put(&m->out, value, (size_t)(end - value));
	buf_putc(&m->out, '"');
	return true;
}

/* Mends the attributes that XML does not allow, or leaves them out */
static void put_attributes(struct mending *m, const struct tag *tag)
{
	const char *end = tag->end - 1 - (tag->end[-2] == '/');
	const char *at = tag->name + tag->name_len;

	while ((at = skip_space(at, end)) < end) {
		const char *begin = at;
		const char *next = skip_attribute(at, end);

		if (next && (next == end || is_space(*next))) {
			at = next;
			continue;
		}
		while (at < end && !is_space(*at))
			at++;
		if (!quote_value(m, begin, at))
			put(m, begin, at, "");
	}
}

/* How many elements are open around and with the one that the tag ends; 0: it ends none */
static size_t find_open(const struct mending *m, const struct tag *tag,
	int compare(const char *a, const char *b, size_t len))
{
	size_t depth = m->depth;

	while (depth && (m->open[depth - 1].name_len != tag->name_len ||
				compare(m->open[depth - 1].name, tag->name, tag->name_len) != 0))
		depth--;
	return depth;
}

/* An end tag in place of the bytes from at to behind */
static void put_end(struct mending *m, const struct tag *open, const char *at, const char *behind)
{
	put(m, at, behind, "</");
	buf_put(&m->out, open->name, open->name_len);
	buf_putc(&m->out, '>');
}

/* Closes what is open inside of the element that ends at at; an end without one is a text */
static void end_element(struct mending *m, const struct tag *tag, const char *at)
{
	size_t depth = find_open(m, tag, strncmp);
	bool as_begun = depth;

	if (!depth)
		depth = find_open(m, tag, strncasecmp);
	if (!depth) {
		put(m, at, at + 1, "&lt;");
		return;
	}
	for (; m->depth > depth; m->depth--)
		put_end(m, &m->open[m->depth - 1], at, at);
	m->depth--;
	if (!as_begun)
		put_end(m, &m->open[m->depth], at, tag->end);
}

/* The end of a CDATA section where none is: libxml2 loses the text before it */
static void escape_marks(struct mending *m, const char *text, const char *end)
{
	while (m->marks && (text = memmem(text, (size_t)(end - text), "]]>", 3))) {
		put(m, text, text + 3, "]]&gt;");
		text += 3;
	}
}

static void begin_element(struct mending *m, const struct tag *tag)
{
	m->deep = m->depth == LIMIT_XML_NESTING;
	if (!m->deep)
		m->open[m->depth++] = *tag;
}

static void take_tag(struct mending *m, const struct tag *tag, const char *at)
{
	if (tag->kind == BEGINS_NOTHING)
		put(m, at, at + 1, "&lt;");
	else if (tag->kind == BEGINS_ATTRIBUTES)
		put_attributes(m, tag);
	if (tag->kind == BEGINS_ELEMENT || (tag->kind == BEGINS_ATTRIBUTES && tag->end[-2] != '/'))
		begin_element(m, tag);
	else if (tag->kind == BEGINS_END)
		end_element(m, tag, at);
}

char *tags_mend(struct tags_mended *out, const char *bytes, size_t *len)
{
	struct mending m = {.bytes = bytes, .end = bytes + *len, .copied = bytes, .mended = out};
	const char *last = memrchr(bytes, '>', *len);
	const char *text = bytes;
	const char *at;
	struct tag tag;

	*out = (struct tags_mended){0};
	buf_init(&m.out, SIZE_MAX / 2);
	m.marks = memmem(bytes, *len, "]]>", 3) != NULL;
	while (text < m.end && !m.deep && (at = memchr(text, '<', (size_t)(m.end - text)))) {
		escape_marks(&m, text, at);
		read_tag(&tag, at, m.end);
		/* a tag that the end of the document cuts is no text */
		if (tag.kind == BEGINS_NOTHING && (!last || at > last))
			break;
		take_tag(&m, &tag, at);
		text = tag.end;
	}
	if (!out->count)
		return NULL;
	buf_put(&m.out, m.copied, (size_t)(m.end - m.copied));
	*len = m.out.len;
	return buf_take(&m.out);
}
