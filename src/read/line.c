/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/line.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "read/address.h"
#include "read/day.h"
#include "read/detail.h"
#include "read/markup.h"
#include "read/span.h"

static const char *const kind_names[LINE_KINDS] = {
	[LINE_BLANK] = "blank",
	[LINE_TEXT] = "text",
	[LINE_HEADING] = "heading",
	[LINE_DAY] = "day",
	[LINE_MONTH] = "month",
	[LINE_NUMBER] = "number",
	[LINE_SUBMITTER] = "submitter",
	[LINE_FIELD] = "detail",
	[LINE_CURATOR] = "who put the list together",
	[LINE_LINK] = "link",
	[LINE_REFERENCE] = "reference",
	[LINE_SIGN] = "signs",
};

const char *line_kind_name(enum line_kind kind)
{
	return kind_names[kind];
}

/* A text beside details in one line, as the name of a journal: characters at most */
#define LONGEST_ASIDE 60

/* The rest of text behind a beginning, in any case; NULL when it begins otherwise */
static const char *behind(const char *text, const char *beginning)
{
	size_t len = strlen(beginning);

	if (strncasecmp(text, beginning, len) != 0)
		return NULL;
	return text + len + strspn(text + len, " :");
}

/* "][33]": what is left of a link around several lines */
static bool is_link_end(const char *text)
{
	if (*text != ']')
		return false;
	return !text[strspn(text, "[]()0123456789 ")];
}

/* "byAK and the research community", not "by hand" and not "bypass": a name comes, glued or not */
static bool read_curator(struct line *out)
{
	const char *name = out->text + 2;
	size_t len = strlen(out->text);
	size_t size;

	if (strncmp(out->text, "by", 2) != 0 || len > 100 || out->text[len - 1] == '.')
		return false;
	name += *name == ' ';
	if (!*name || !utf8_is_upper(utf8_decode(name, strlen(name), &size)))
		return false;
	out->text = name;
	return true;
}

/* "Mar 14", "Fri, 14 Mar 2025 (showing 50 of 112 entries)" */
static bool read_day(struct line *out, struct arena *arena)
{
	size_t len = day_length(out->text);

	if (!len || (out->text[len] && (strncmp(out->text + len, " (", 2) != 0 ||
					       out->text[strlen(out->text) - 1] != ')')))
		return false;
	out->text = arena_strndup(arena, out->text, len);
	return true;
}

/* "12 authors", "Upvote 65"; a label with its text stays text, for lines may follow that go on with it */
static enum line_kind read_detail(struct line *out, struct arena *arena)
{
	struct detail detail;

	if (detail_read(&detail, arena, out->text)) {
		out->field = detail.field;
		out->text = detail.text;
		return LINE_FIELD;
	}
	if (detail_label(&detail, out->text)) {
		out->field = detail.field;
		out->text = detail.text;
		out->labelled = true;
	}
	return LINE_TEXT;
}

/* The kinds that a line's text alone tells; what follows in this order is the order of trial */
static enum line_kind kind_of(struct line *out, struct arena *arena, const struct markup *markup)
{
	const char *number;
	const char *rest;

	if (is_link_end(out->text) || !utf8_has_word(out->text, strlen(out->text)))
		return LINE_SIGN;
	if (read_curator(out))
		return LINE_CURATOR;
	if (out->level)
		return LINE_HEADING;
	number = detail_number(arena, out->text);
	if (number) {
		out->text = number;
		if (!out->url || !address_is_of_comments(out->url))
			return LINE_NUMBER;
		out->field = FIELD_COMMENTS;
		return LINE_FIELD;
	}
	if ((markup->url || markup->ref) &&
		(markup->outside == 0 || address_has_label(out->text, markup->outside)))
		return LINE_LINK;
	if (address_read(out, arena))
		return LINE_LINK;
	if (read_day(out, arena))
		return LINE_DAY;
	if (day_is_month(out->text))
		return LINE_MONTH;
	rest = behind(out->text, "submitted by");
	if (rest) {
		out->text = rest;
		return LINE_SUBMITTER;
	}
	return read_detail(out, arena);
}

/* "Mar 13 [ 3][68]": a day, and behind it the number of comments, a link */
static bool read_day_before_link(struct line *out, struct arena *arena, const struct span *span)
{
	const char *bracket = memchr(span->text, '[', span->len);
	struct markup markup;
	struct span day;
	const char *number;

	if (!bracket || bracket == span->text)
		return false;
	day = (struct span){span->text, (size_t)(bracket - span->text)};
	span_trim(&day);
	out->text = arena_strndup(arena, day.text, day.len);
	if (!day_is_day(out->text))
		return false;
	out->kind = LINE_DAY;
	markup_strip(&markup, arena, bracket, span->len - (size_t)(bracket - span->text));
	number = detail_number(arena, markup.text);
	if (number) {
		out->more = arena_alloc(arena, sizeof(*out->more));
		*out->more = (struct line){.kind = LINE_FIELD,
			.field = FIELD_COMMENTS,
			.number = out->number,
			.text = number,
			.lead = "",
			.rest = ""};
	}
	return true;
}

/* Reads a line, or a part of one, that has a letter or a sign */
static void read_span(struct line *out, struct arena *arena, struct span span)
{
	struct span before;
	struct markup markup;

	span_skip_ornament(&span);
	out->bullet = span_skip_bullet(&span);
	out->level = span_skip_heading(&span);
	if (read_day_before_link(out, arena, &span))
		return;
	out->text = arena_strndup(arena, span.text, span.len);
	if (address_read_reference(out, arena)) {
		out->kind = LINE_REFERENCE;
		return;
	}
	before = span;
	out->item = span_skip_item(&span);
	markup_strip(&markup, arena, span.text, span.len);
	out->text = markup.text;
	out->url = markup.url;
	out->ref = markup.ref;
	out->urls = markup.urls;
	out->url_count = markup.url_count;
	out->lead = markup.lead;
	out->rest = markup.rest;
	out->kind = kind_of(out, arena, &markup);
	if (out->item && !out->labelled && (out->kind == LINE_TEXT || out->kind == LINE_HEADING)) {
		out->item_skip = (size_t)(span.text - before.text);
		out->text =
			arena_printf(arena, "%.*s%s", (int)out->item_skip, before.text, out->text);
	}
}

/* Bytes of the "·", "•" or "|" at text, which part the details of a line; 0 when there is none */
static size_t parting_length(const char *text, size_t len)
{
	if (*text == '|')
		return 1;
	if (len >= 2 && memcmp(text, "\xc2\xb7", 2) == 0)
		return 2;
	return len >= 3 && memcmp(text, "\xe2\x80\xa2", 3) == 0 ? 3 : 0;
}

static bool is_detail_kind(enum line_kind kind)
{
	return kind == LINE_DAY || kind == LINE_NUMBER || kind == LINE_FIELD || kind == LINE_LINK ||
	       kind == LINE_SIGN;
}

/* A part of a line of details; NULL when it is a text that is too long for one */
static struct line *read_part(struct arena *arena, const struct span *part, size_t number)
{
	struct line *line = arena_alloc(arena, sizeof(*line));

	*line = (struct line){.number = number,
		.text = "",
		.lead = "",
		.rest = "",
		.field = FIELD_COUNT,
		.dot = true};
	read_span(line, arena, *part);
	if (line->kind == LINE_TEXT && !line->labelled && part->len <= LONGEST_ASIDE)
		line->kind = LINE_FIELD; /* of none that we keep */
	return is_detail_kind(line->kind) ? line : NULL;
}

/* "8 authors · Published on Sep 16, 2026", "A Journal · 2026-09-16": a chain of details, when there is
 * a parting and more than texts and links between; NULL when not so */
static struct line *read_parts(struct arena *arena, struct span span, size_t number)
{
	struct line *first = NULL;
	struct line **end = &first;
	bool dot = false, telling = false, texts = false;
	size_t count = 0;

	if (span_skip_bullet(&span) && !span.len)
		return NULL;
	for (size_t from = 0, at = 0; at <= span.len; at++) {
		size_t parting = at < span.len ? parting_length(span.text + at, span.len - at) : 1;
		struct span part = {span.text + from, at - from};

		if (!parting)
			continue;
		if (at == span.len && !dot)
			return NULL;
		span_trim(&part);
		if (part.len) {
			struct line *line = read_part(arena, &part, number);

			if (!line || count++ == LIMIT_DETAILS)
				return NULL;
			texts = texts || (line->kind == LINE_FIELD && line->field == FIELD_COUNT);
			telling = telling || line->kind == LINE_DAY ||
				  (line->kind == LINE_FIELD && line->field != FIELD_COUNT);
			*end = line;
			end = &line->more;
		}
		dot = true;
		from = at + parting;
		at += parting - 1;
	}
	return texts && !telling ? NULL : first;
}

void line_read(struct line *out, struct arena *arena, const char *text, size_t len, size_t number)
{
	struct span span = {text, len};
	struct line *parts;

	*out = (struct line){
		.number = number, .text = "", .lead = "", .rest = "", .field = FIELD_COUNT};
	span_trim(&span);
	out->indented = len && (*text == ' ' || *text == '\t');
	if (!span.len) {
		out->kind = LINE_BLANK;
		return;
	}
	parts = read_parts(arena, span, number);
	if (parts)
		*out = *parts;
	else
		read_span(out, arena, span);
}
