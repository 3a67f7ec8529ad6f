/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/tag.h"

#include <string.h>
#include <strings.h>

bool tag_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == ':' || c == '-' || c == '.' || (unsigned char)c >= 0x80;
}

bool tag_is_name_begin(char c)
{
	return is_name(c) && c != '-' && c != '.' && !(c >= '0' && c <= '9');
}

const char *tag_skip_space(const char *at, const char *end)
{
	while (at < end && tag_is_space(*at))
		at++;
	return at;
}

const char *tag_skip_name(const char *at, const char *end)
{
	while (at < end && is_name(*at))
		at++;
	return at;
}

const char *tag_skip_attribute(const char *at, const char *end)
{
	const char *closed;

	if (at == end || !tag_is_name_begin(*at))
		return NULL;
	at = tag_skip_space(tag_skip_name(at, end), end);
	if (at == end || *at != '=')
		return NULL;
	at = tag_skip_space(at + 1, end);
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

/* A tag that another one follows before its own > */
static void read_unclosed(struct tag *out, const char *at)
{
	out->kind = BEGINS_UNCLOSED;
	out->end = at;
}

static void read_element(struct tag *out, const char *at, const char *end)
{
	const char *name_end = at;

	for (;;) {
		const char *next = tag_skip_space(at, end);
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
		next = apart ? tag_skip_attribute(at, end) : NULL;
		if (!next)
			break;
		at = next;
	}
	if (at < end && *at == '<' && at > name_end)
		read_unclosed(out, at);
	else if (name_end < end && tag_is_space(*name_end))
		read_loose(out, name_end, end);
}

/* "</ title>" and "< /title>" too, and one that another tag follows before its > */
static void read_end(struct tag *out, const char *at, const char *end)
{
	const char *behind = tag_skip_space(at, end);

	if (behind == end || (*behind != '>' && *behind != '<'))
		return;
	out->kind = BEGINS_END;
	out->loose = *behind == '<';
	out->end = behind + (*behind == '>');
}

void tag_read(struct tag *out, const char *at, const char *end)
{
	const char *slash = tag_skip_space(at + 1, end);
	bool is_end = slash < end && *slash == '/';
	const char *name = is_end ? tag_skip_space(slash + 1, end) : at + 1;

	*out = (struct tag){.kind = BEGINS_NOTHING, .end = at + 1};
	if (name == end || !tag_is_name_begin(*name))
		return;
	out->name = name;
	out->name_len = (size_t)(tag_skip_name(name, end) - name);
	if (!is_end) {
		read_element(out, name + out->name_len, end);
		return;
	}
	read_end(out, name + out->name_len, end);
	out->loose = out->loose || name != at + 2;
}

const char *tag_local(const struct tag *tag, size_t *len)
{
	const char *colon = memchr(tag->name, ':', tag->name_len);
	const char *local = colon ? colon + 1 : tag->name;

	*len = tag->name_len - (size_t)(local - tag->name);
	return local;
}
