/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/markup.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* A line being read */
struct reader {
	struct markup *out;
	struct arena *arena;
	const char *text;
	size_t len;
	size_t at;
	struct buf plain;
};

static bool is_bold_sign(const char *at, size_t left)
{
	return left >= 2 && memcmp(at, "**", 2) == 0;
}

/* The closing bracket of the one at position from, brackets inside of it paired; 0 when none */
static size_t closing(const struct reader *r, size_t from, char open, char close)
{
	size_t depth = 0;

	for (size_t i = from; i < r->len; i++) {
		if (r->text[i] == open)
			depth++;
		else if (r->text[i] == close && --depth == 0)
			return i;
	}
	return 0;
}

static void put(struct reader *r, const char *text, size_t len, bool outside)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (utf8_is_space(c)) {
			if (r->plain.len && r->plain.data[r->plain.len - 1] != ' ')
				buf_putc(&r->plain, ' ');
			continue;
		}
		if (outside && (utf8_is_letter(c) || utf8_is_digit(c)))
			r->out->outside++;
		buf_put(&r->plain, text + i, size);
	}
}

/* "[[logo] Label]": the label without the picture's name */
static void put_label(struct reader *r, size_t from, size_t end)
{
	if (from < end && r->text[from] == '[') {
		size_t close = closing(r, from, '[', ']');

		if (close && close < end)
			from = close + 1;
	}
	put(r, r->text + from, end - from, false);
}

/* At a "[": passes a link, or says that it is none */
static bool pass_link(struct reader *r)
{
	size_t end = closing(r, r->at, '[', ']');
	size_t target = end + 1;
	size_t close;
	bool round;

	if (!end || target >= r->len || (r->text[target] != '(' && r->text[target] != '['))
		return false;
	round = r->text[target] == '(';
	close = round ? closing(r, target, '(', ')') : closing(r, target, '[', ']');
	if (!close)
		return false;
	put_label(r, r->at + 1, end);
	if (round && !r->out->url)
		r->out->url = arena_strndup(r->arena, r->text + target + 1, close - target - 1);
	if (!round && !r->out->ref)
		r->out->ref = arena_strndup(r->arena, r->text + target + 1, close - target - 1);
	r->at = close + 1;
	return true;
}

void markup_strip(struct markup *out, struct arena *arena, const char *text, size_t len)
{
	struct reader r = {.out = out, .arena = arena, .text = text, .len = len};
	size_t brackets = 0;

	*out = (struct markup){0};
	buf_init(&r.plain, len + 1);
	while (r.at < len) {
		size_t from = r.at;

		/* a line of a million brackets is no line of links */
		if (text[r.at] == '[' && brackets < 64) {
			brackets++;
			if (pass_link(&r))
				continue;
		}
		if (is_bold_sign(text + r.at, len - r.at)) {
			r.at += 2;
			continue;
		}
		r.at++;
		while (r.at < len && text[r.at] != '[' && text[r.at] != '*')
			r.at++;
		put(&r, text + from, r.at - from, true);
	}
	while (r.plain.len && r.plain.data[r.plain.len - 1] == ' ')
		buf_truncate(&r.plain, r.plain.len - 1);
	out->text = arena_strdup(arena, buf_str(&r.plain));
	buf_release(&r.plain);
}
