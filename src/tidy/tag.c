/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tag.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "tidy/script.h"

/* What becomes of a tag. */
enum role {
	INLINE, /* nothing */
	BLOCK,  /* the end of a paragraph */
	CELL,   /* a blank */
	SUB,    /* its content a script */
	SUP,
	LINK,   /* its address follows its content */
	HIDDEN, /* not even its content is text */
	ITEM,   /* these may stand without a partner: a paragraph with a bullet */
	PARAGRAPH,
	BREAK,
	EMPTY,
};

/* By name */
static const struct {
	const char *name;
	enum role role;
} tags[] = {
	{"a", LINK},
	{"abstract", BLOCK},
	{"b", INLINE},
	{"bold", INLINE},
	{"blockquote", BLOCK},
	{"br", BREAK},
	{"cite", INLINE},
	{"code", INLINE},
	{"div", BLOCK},
	{"em", INLINE},
	{"ext-link", INLINE},
	{"figcaption", BLOCK},
	{"figure", BLOCK},
	{"fixed-case", INLINE},
	{"font", INLINE},
	{"h1", BLOCK},
	{"h2", BLOCK},
	{"h3", BLOCK},
	{"h4", BLOCK},
	{"h5", BLOCK},
	{"h6", BLOCK},
	{"hr", BREAK},
	{"i", INLINE},
	{"img", EMPTY},
	{"inline-formula", INLINE},
	{"italic", INLINE},
	{"jats", INLINE},
	{"li", ITEM},
	{"list", BLOCK},
	{"list-item", ITEM},
	{"math", INLINE},
	{"mml", INLINE},
	{"monospace", INLINE},
	{"ol", BLOCK},
	{"p", PARAGRAPH},
	{"pre", BLOCK},
	{"sc", INLINE},
	{"script", HIDDEN},
	{"sec", BLOCK},
	{"section", BLOCK},
	{"small", INLINE},
	{"span", INLINE},
	{"strong", INLINE},
	{"style", HIDDEN},
	{"sub", SUB},
	{"sup", SUP},
	{"table", BLOCK},
	{"tbody", BLOCK},
	{"td", CELL},
	{"th", CELL},
	{"title", BLOCK},
	{"tr", BLOCK},
	{"tt", INLINE},
	{"u", INLINE},
	{"ul", BLOCK},
	{"wbr", EMPTY},
};

#define COUNT (sizeof(tags) / sizeof(tags[0]))

/* A tag of the text. */
struct tag {
	size_t row; /* of tags */
	size_t len;
	bool closing;
	bool prefixed;       /* jats:p: nobody writes that as text */
	const char *address; /* of a link; NULL when there is none */
	size_t address_len;
};

/* A text on its way through. */
struct work {
	struct buf *out;
	const char *text;
	size_t last[COUNT];   /* where the last closing tag of each name stands; 0: nowhere */
	size_t opened[COUNT]; /* tags of each name that are open */
	size_t script;        /* where in out a script began */
	size_t link;          /* where in out a link began */
	const char *address;  /* its address */
	size_t address_len;
	bool open_comment; /* no comment ends from here on */
};

static bool find_row(size_t *row, const char *name, size_t len)
{
	for (size_t i = 0; i < COUNT; i++) {
		if (strlen(tags[i].name) == len && strncasecmp(tags[i].name, name, len) == 0) {
			*row = i;
			return true;
		}
	}
	return false;
}

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == ':' || c == '_';
}

/* The length of name="value" at text, and the value's; 0 when it is none */
static size_t attribute(const char **value, size_t *value_len, const char *text)
{
	size_t len = 0;
	char quote;

	while (is_name(text[len]))
		len++;
	if (len == 0 || text[len] != '=')
		return 0;
	quote = text[++len];
	if (quote != '"' && quote != '\'') {
		*value = text + len;
		*value_len = strcspn(text + len, " \t\n\"'<>=`");
		return *value_len ? len + *value_len : 0;
	}
	*value = text + ++len;
	for (*value_len = 0; text[len] && text[len] != quote; len++, ++*value_len) {
		if (*value_len == LIMIT_URL)
			return 0;
	}
	return text[len] ? len + 1 : 0;
}

/* Reads attributes to the end of the tag at text + len; false when it is not well-formed */
static bool read_rest(struct tag *tag, const char *text, size_t len)
{
	for (;;) {
		size_t blanks = strspn(text + len, " \t\n");
		const char *value = NULL;
		size_t value_len = 0;
		size_t size;

		len += blanks;
		if (text[len] == '/' && text[len + 1] == '>')
			len++;
		if (text[len] == '>') {
			tag->len = len + 1;
			return true;
		}
		size = blanks && !tag->closing ? attribute(&value, &value_len, text + len) : 0;
		if (size == 0 || len > 2 * LIMIT_URL)
			return false;
		if (strncasecmp(text + len, "href=", 5) == 0) {
			tag->address = value;
			tag->address_len = value_len;
		}
		len += size;
	}
}

/* Whether a tag that is in the table begins at text, which begins with < */
static bool read_tag(struct tag *tag, const char *text)
{
	size_t start = 1 + (text[1] == '/');
	size_t name = 0;
	size_t prefix = 0;

	*tag = (struct tag){.closing = start == 2};
	if (!isalpha((unsigned char)text[start]))
		return false;
	while (is_name(text[start + name])) {
		if (text[start + name] == ':')
			prefix = name + 1;
		name++;
	}
	if (prefix > 1) {
		tag->prefixed = find_row(&tag->row, text + start, prefix - 1);
		if (!tag->prefixed)
			return false;
		find_row(&tag->row, text + start + prefix, name - prefix);
	} else if (!find_row(&tag->row, text + start, name)) {
		return false;
	}
	return read_rest(tag, text, start + name);
}

static void find_closing(struct work *work)
{
	struct tag tag;

	for (const char *at = work->text; (at = strchr(at, '<')) != NULL; at++) {
		if (at[1] == '/' && read_tag(&tag, at))
			work->last[tag.row] = (size_t)(at - work->text);
	}
}

/* In pairs, unless HTML lets it stand alone; <a> without an address is none */
static bool is_markup(const struct work *work, const struct tag *tag, size_t at)
{
	if (tag->prefixed || tags[tag->row].role >= ITEM)
		return true;
	if (tag->closing)
		return work->opened[tag->row] > 0;
	return work->last[tag->row] > at &&
	       (tags[tag->row].role != LINK || tag->len > strlen("<a>"));
}

static void open_link(struct work *work, const struct tag *tag)
{
	work->link = work->out->len;
	work->address = tag->address;
	work->address_len = tag->address_len;
}

/* The address of a link whose text does not say it already */
static void close_link(struct work *work)
{
	const char *content =
		buf_str(work->out) + (work->link < work->out->len ? work->link : work->out->len);
	char *address = xstrndup(work->address ? work->address : "", work->address_len);

	if (strncasecmp(address, "http", 4) == 0 && !strstr(content, address))
		buf_printf(work->out, " (%s)", address);
	free(address);
	work->address = NULL;
	work->address_len = 0;
}

static void put_tag(struct work *work, const struct tag *tag)
{
	struct buf *out = work->out;

	switch (tags[tag->row].role) {
	case BLOCK:
	case PARAGRAPH:
		buf_puts(out, "\n\n");
		break;
	case ITEM:
		buf_puts(out, tag->closing ? "\n\n" : "\n\n• ");
		break;
	case BREAK:
		buf_putc(out, '\n');
		break;
	case CELL:
		buf_putc(out, ' ');
		break;
	case SUB:
	case SUP:
		if (tag->closing && work->script <= out->len)
			script_raise(out, work->script, tags[tag->row].role == SUB ? '_' : '^');
		work->script = out->len;
		break;
	case LINK:
		if (tag->closing)
			close_link(work);
		else
			open_link(work, tag);
		break;
	case INLINE:
	case HIDDEN:
	case EMPTY:
		break;
	}
}

/* The length of what begins at text + at, which is a <, and is dropped as a whole: a comment, the
 * marks of a CDATA section, a program; 0 when it is nothing of the kind */
static size_t hidden(struct work *work, const struct tag *tag, size_t at)
{
	const char *text = work->text + at;
	const char *end;

	if (strncmp(text, "<![CDATA[", 9) == 0)
		return 9;
	if (strncmp(text, "<!--", 4) == 0) {
		end = work->open_comment ? NULL : strstr(text + 4, "-->");
		work->open_comment = !end;
		return end ? (size_t)(end - text) + 3 : 0;
	}
	if (tag->len == 0 || tags[tag->row].role != HIDDEN || tag->closing)
		return 0;
	for (end = text; (end = strchr(end, '<')) != NULL; end++) {
		struct tag closing;

		if (end[1] == '/' && read_tag(&closing, end) && closing.row == tag->row)
			return (size_t)(end - text) + closing.len;
	}
	return 0;
}

/* Deals with the < at text + at; how much of the text that was, 0 when it stays */
static size_t take(struct work *work, size_t at)
{
	struct tag tag;
	bool known = read_tag(&tag, work->text + at) && is_markup(work, &tag, at);
	size_t len;

	if (!known)
		tag.len = 0;
	len = hidden(work, &tag, at);
	if (len > 0 || !known)
		return len;
	put_tag(work, &tag);
	if (tag.closing)
		work->opened[tag.row] -= work->opened[tag.row] > 0;
	else
		work->opened[tag.row]++;
	return tag.len;
}

char *tag_rewrite(const char *text)
{
	struct work work = {.text = text};
	struct buf out;
	size_t at = 0;

	buf_init(&out, SIZE_MAX / 2);
	work.out = &out;
	find_closing(&work);
	for (;;) {
		size_t plain = strcspn(text + at, "<");
		size_t len;

		buf_put(&out, text + at, plain);
		at += plain;
		if (!text[at])
			return buf_take(&out);
		len = take(&work, at);
		if (len == 0)
			buf_putc(&out, '<');
		at += len + (len == 0);
	}
}
