/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/unpack.h"
#include "base/xalloc.h"

struct lines {
	struct unpack *from;
	char *name;
	size_t limit;
	size_t number;
	const char *at; /* in what came: what no line has been made of yet */
	size_t left;
	char *text; /* the line at hand */
	size_t len;
	size_t cap;
};

struct lines *lines_new(struct unpack *from, const char *name, size_t limit)
{
	struct lines *lines = xcalloc(1, sizeof(*lines));

	lines->from = from;
	lines->name = xstrdup(name);
	lines->limit = limit;
	return lines;
}

void lines_free(struct lines **lines)
{
	struct lines *l = *lines;

	if (!l)
		return;
	free(l->name);
	free(l->text);
	free(l);
	*lines = NULL;
}

/* Appends len bytes to the line at hand, as far as the limit, "\r\n" and a NUL let it */
static void take(struct lines *l, size_t len)
{
	size_t most = l->limit + 2;
	size_t kept = len < most - l->len ? len : most - l->len;

	l->text = xgrow(l->text, &l->cap, l->len + kept + 1, 1);
	memcpy(l->text + l->len, l->at, kept);
	l->len += kept;
	l->at += len;
	l->left -= len;
}

static void finish(struct line *out, struct lines *l, bool ended)
{
	l->text[l->len] = '\0';
	*out = (struct line){
		.text = l->text, .len = l->len, .whole = l->len, .number = ++l->number};
	if (ended && l->len && l->text[l->len - 1] == '\n')
		out->len--;
	if (ended && out->len && out->len < l->len && l->text[out->len - 1] == '\r')
		out->len--;
	out->too_long = out->len > l->limit;
	if (out->too_long) {
		out->len = out->whole = l->limit;
		l->text[l->limit] = '\0';
	}
}

int lines_next(struct line *out, bool *found, struct lines *l, struct err *err)
{
	const char *end;

	l->len = 0;
	*found = false;
	for (;;) {
		if (l->left == 0 && unpack_next(&l->at, &l->left, l->from, err) != 0)
			return -1;
		if (l->left == 0)
			break;
		*found = true;
		end = memchr(l->at, '\n', l->left);
		take(l, end ? (size_t)(end + 1 - l->at) : l->left);
		if (end)
			break;
	}
	if (*found)
		finish(out, l, l->text[l->len - 1] == '\n');
	return 0;
}

bool lines_are_used_up(const struct lines *l)
{
	return l->left == 0;
}

const char *lines_name(const struct lines *l)
{
	return l->name;
}

bool lines_are_blank(const char *bytes, size_t len)
{
	while (len && memchr(" \t\r\n", bytes[len - 1], 4))
		len--;
	return len == 0;
}
