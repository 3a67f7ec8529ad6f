/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/markup.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Links of a line that are kept: an item has a page, a PDF, code, and a few places more */
#define MOST_URLS 16

/* A line of a million brackets is no line of links */
#define MOST_BRACKETS 64

/* A line being read */
struct reader {
	struct markup *out;
	struct arena *arena;
	const char *text;
	size_t len;
	size_t at;
	size_t brackets;  /* that were tried */
	bool bold;        /* between two bold signs */
	bool led;         /* the lead is over */
	struct buf plain; /* the whole text */
	struct buf rest;  /* of it what is no link and behind the lead */
};

static bool is_sign(const struct reader *r, size_t at, const char *sign)
{
	size_t len = strlen(sign);

	return r->len - at >= len && memcmp(r->text + at, sign, len) == 0;
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

static void put_folded(struct buf *out, const char *text, size_t len)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (!utf8_is_space(c))
			buf_put(out, text + i, size);
		else if (out->len && out->data[out->len - 1] != ' ')
			buf_putc(out, ' ');
	}
}

static void put(struct reader *r, const char *text, size_t len, bool outside)
{
	size_t size;

	put_folded(&r->plain, text, len);
	if (!outside)
		return;
	if (r->led)
		put_folded(&r->rest, text, len);
	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		r->out->outside += utf8_is_letter(c) || utf8_is_digit(c);
	}
}

/* What was read so far is the lead */
static void end_lead(struct reader *r)
{
	if (!r->led)
		r->out->lead = arena_strdup(r->arena, buf_str(&r->plain));
	r->led = true;
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

static void add_url(struct reader *r, size_t from, size_t len)
{
	struct markup *out = r->out;

	if (!out->urls)
		out->urls = arena_array(r->arena, MOST_URLS, sizeof(*out->urls));
	if (out->url_count < MOST_URLS)
		out->urls[out->url_count++] = arena_strndup(r->arena, r->text + from, len);
}

/* The address of a link whose round bracket is at open: without the title that may stand behind it */
static void add_target(struct reader *r, size_t open, size_t close)
{
	size_t len = 0;

	while (open + 1 + len < close && r->text[open + 1 + len] != ' ')
		len++;
	add_url(r, open + 1, len);
	if (!r->out->url)
		r->out->url = arena_strndup(r->arena, r->text + open + 1, len);
}

/* At a "[": passes a link, or says that it is none */
static bool pass_link(struct reader *r, bool picture)
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
	if (!picture) {
		bool first = r->plain.len == 0;

		if (!first && !r->bold)
			end_lead(r);
		put_label(r, r->at + 1, end);
		if (round)
			add_target(r, target, close);
		else if (!r->out->ref)
			r->out->ref =
				arena_strndup(r->arena, r->text + target + 1, close - target - 1);
		if (first && !r->bold && r->plain.len)
			end_lead(r);
	}
	r->at = close + 1;
	return true;
}

/* An address that stands bare in the text: kept there, and told */
static void pass_address(struct reader *r)
{
	size_t from = r->at;

	while (r->at < r->len && !strchr(" \t<>\"|", r->text[r->at]))
		r->at++;
	if (!r->bold && r->plain.len)
		end_lead(r);
	put_folded(&r->plain, r->text + from, r->at - from);
	r->out->outside++; /* the line is not only labels */
	add_url(r, from, r->at - from);
}

/* One step: a link, a sign, an address, or the text up to the next of them */
static void step(struct reader *r)
{
	bool picture = is_sign(r, r->at, "![");
	size_t from = r->at;

	if ((picture || r->text[r->at] == '[') && r->brackets++ < MOST_BRACKETS) {
		r->at += picture;
		if (pass_link(r, picture))
			return;
	} else if (is_sign(r, r->at, "**")) {
		r->at += 2;
		if (r->bold && r->plain.len)
			end_lead(r);
		r->bold = !r->bold && (r->plain.len == 0 || r->led);
		return;
	} else if (is_sign(r, r->at, "http://") || is_sign(r, r->at, "https://")) {
		pass_address(r);
		return;
	}
	r->at++;
	while (r->at < r->len && !strchr("[*!h", r->text[r->at]))
		r->at++;
	put(r, r->text + from, r->at - from, true);
}

/* "*Anna Berg, Carl Dahl*": signs around all of a text */
static void strip_emphasis(struct buf *text)
{
	char sign = text->len > 2 ? text->data[0] : '\0';

	if ((sign != '*' && sign != '_') || text->data[text->len - 1] != sign ||
		memchr(text->data + 1, sign, text->len - 2))
		return;
	memmove(text->data, text->data + 1, text->len - 2);
	buf_truncate(text, text->len - 2);
}

static const char *take(struct reader *r, struct buf *buf)
{
	const char *text;

	if (buf->len && buf->data[buf->len - 1] == ' ')
		buf_truncate(buf, buf->len - 1);
	text = arena_strdup(r->arena, buf_str(buf));
	buf_release(buf);
	return text;
}

void markup_strip(struct markup *out, struct arena *arena, const char *text, size_t len)
{
	struct reader r = {.out = out, .arena = arena, .text = text, .len = len};

	*out = (struct markup){.lead = ""};
	buf_init(&r.plain, len + 1);
	buf_init(&r.rest, len + 1);
	while (r.at < len)
		step(&r);
	strip_emphasis(&r.plain);
	out->text = take(&r, &r.plain);
	out->rest = take(&r, &r.rest);
}
