/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/line.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/day.h"
#include "read/markup.h"

static const char *const kind_names[LINE_KINDS] = {
	[LINE_BLANK] = "blank",
	[LINE_TEXT] = "text",
	[LINE_HEADING] = "heading",
	[LINE_DAY] = "day",
	[LINE_MONTH] = "month",
	[LINE_NUMBER] = "number",
	[LINE_SUBMITTER] = "submitter",
	[LINE_AUTHORS] = "number of authors",
	[LINE_PUBLISHED] = "date of publication",
	[LINE_VOTES] = "votes",
	[LINE_CURATOR] = "who put the list together",
	[LINE_LINK] = "link",
	[LINE_REFERENCE] = "reference",
	[LINE_SIGN] = "signs",
};

const char *line_kind_name(enum line_kind kind)
{
	return kind_names[kind];
}

/* A piece of a line; not NUL-terminated */
struct span {
	const char *text;
	size_t len;
};

static int32_t first_code(const struct span *span, size_t *size)
{
	return utf8_decode(span->text, span->len, size);
}

static void trim(struct span *span)
{
	size_t size;

	while (span->len && utf8_is_space(first_code(span, &size))) {
		span->text += size;
		span->len -= size;
	}
	while (span->len) {
		size_t last = span->len - 1;

		while (last && ((unsigned char)span->text[last] & 0xc0) == 0x80)
			last--;
		if (!utf8_is_space(utf8_decode(span->text + last, span->len - last, &size)))
			return;
		span->len = last;
	}
}

/* "* ", "- ", "• ": a list's item */
static bool skip_bullet(struct span *span)
{
	size_t size;
	int32_t c;

	if (!span->len)
		return false;
	c = first_code(span, &size);
	if ((c != '*' && c != '-' && c != '+' && c != 0x2022) || size == span->len ||
		span->text[size] != ' ')
		return false;
	span->text += size;
	span->len -= size;
	trim(span);
	return true;
}

static size_t skip_heading(struct span *span)
{
	size_t level = 0;

	while (level < span->len && level < 7 && span->text[level] == '#')
		level++;
	if (level == 0 || level > 6 || level == span->len || span->text[level] != ' ')
		return 0;
	span->text += level;
	span->len -= level;
	trim(span);
	return level;
}

/* The rest of text behind a beginning, in any case; NULL when it begins otherwise */
static const char *behind(const char *text, const char *beginning)
{
	size_t len = strlen(beginning);

	if (strncasecmp(text, beginning, len) != 0)
		return NULL;
	return text + len + strspn(text + len, " :");
}

static bool has_word_code(const char *text)
{
	size_t len = strlen(text);
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c = utf8_decode(text + i, len - i, &size);

		if (utf8_is_letter(c) || utf8_is_digit(c))
			return true;
	}
	return false;
}

/* "][33]": what is left of a link around several lines */
static bool is_link_end(const char *text)
{
	if (*text != ']')
		return false;
	return !text[strspn(text, "[]()0123456789 ")];
}

/* "65", "1,203", "1.2k": the number without frills, or NULL */
static const char *read_number(struct arena *arena, const char *text)
{
	size_t whole = strspn(text, "0123456789,");
	size_t part = text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
	const char *end = text + whole + (part ? part + 1 : 0);
	unsigned long number = 0;
	bool thousands = *end == 'k' || *end == 'K';

	if (!isdigit((unsigned char)*text) || whole > 9 || end[thousands] || (part && !thousands))
		return NULL;
	for (size_t i = 0; i < whole; i++) {
		if (text[i] != ',')
			number = number * 10 + (unsigned long)(text[i] - '0');
	}
	if (thousands) {
		number *= 1000;
		if (part)
			number += 100 * (unsigned long)(text[whole + 1] - '0');
	}
	return arena_printf(arena, "%lu", number);
}

/* "12 authors": the 12 */
static bool read_authors(struct line *out, struct arena *arena)
{
	size_t digits = strspn(out->text, "0123456789");
	const char *word = out->text + digits;

	if (!digits || digits > 6 || *word != ' ')
		return false;
	if (strcasecmp(word + 1, "authors") != 0 && strcasecmp(word + 1, "author") != 0)
		return false;
	out->text = arena_strndup(arena, out->text, digits);
	return true;
}

/* "Upvote 65", "65 upvotes": the 65 */
static bool read_votes(struct line *out, struct arena *arena)
{
	size_t digits = strspn(out->text, "0123456789");
	const char *number = NULL;

	if (digits && digits < 8 && strcasecmp(out->text + digits, " upvotes") == 0) {
		out->text = arena_strndup(arena, out->text, digits);
		return true;
	}
	if (behind(out->text, "upvote "))
		number = read_number(arena, behind(out->text, "upvote "));
	if (number)
		out->text = number;
	return number;
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

static bool is_url(const char *text)
{
	return (strncasecmp(text, "http://", 7) == 0 || strncasecmp(text, "https://", 8) == 0) &&
	       !strchr(text, ' ');
}

/* An address alone, "arXiv:2404.01234", or one behind a label of up to three words and a colon */
static bool read_address(struct line *out)
{
	const char *colon = strstr(out->text, ": ");
	size_t spaces = 0;

	if (is_url(out->text) || (behind(out->text, "arxiv:") && !strchr(out->text, ' '))) {
		out->url = out->text;
		return true;
	}
	if (!colon || !is_url(colon + 2))
		return false;
	for (const char *at = out->text; at < colon; at++)
		spaces += *at == ' ';
	if (spaces > 2)
		return false;
	out->url = colon + 2;
	return true;
}

/* "[32]: https://...", "32. https://..." */
static bool read_reference(struct line *out, struct arena *arena)
{
	bool open = *out->text == '[';
	const char *digits = out->text + open;
	size_t count = strspn(digits, "0123456789");
	const char *rest = digits + count;

	if (!count || count > 6 || (open && *rest++ != ']'))
		return false;
	rest += *rest == ':' || *rest == '.';
	rest += strspn(rest, " ");
	if (!is_url(rest))
		return false;
	out->ref = arena_strndup(arena, digits, count);
	out->url = rest;
	return true;
}

/* The kinds that a line's text alone tells; what follows in this order is the order of trial */
static enum line_kind kind_of(struct line *out, struct arena *arena, const struct markup *markup)
{
	const char *rest;
	const char *number;

	if (is_link_end(out->text) || !has_word_code(out->text))
		return LINE_SIGN;
	if (read_curator(out))
		return LINE_CURATOR;
	if (out->level)
		return LINE_HEADING;
	if ((markup->url || markup->ref) && markup->outside == 0)
		return LINE_LINK;
	if (read_address(out))
		return LINE_LINK;
	if (day_is_day(out->text))
		return LINE_DAY;
	if (day_is_month(out->text))
		return LINE_MONTH;
	number = read_number(arena, out->text);
	if (number) {
		out->text = number;
		return LINE_NUMBER;
	}
	if (read_authors(out, arena))
		return LINE_AUTHORS;
	if (read_votes(out, arena))
		return LINE_VOTES;
	rest = behind(out->text, "published on ");
	if (rest && day_is_day(rest)) {
		out->text = rest;
		return LINE_PUBLISHED;
	}
	rest = behind(out->text, "submitted by");
	if (rest) {
		out->text = rest;
		return LINE_SUBMITTER;
	}
	return LINE_TEXT;
}

/* "Mar 13 [ 3][68]": the day, without the link behind it */
static bool read_day_before_link(struct line *out, struct arena *arena, const struct span *span)
{
	const char *bracket = memchr(span->text, '[', span->len);
	struct span day;

	if (!bracket || bracket == span->text)
		return false;
	day = (struct span){span->text, (size_t)(bracket - span->text)};
	trim(&day);
	out->text = arena_strndup(arena, day.text, day.len);
	return day_is_day(out->text);
}

void line_read(struct line *out, struct arena *arena, const char *text, size_t len, size_t number)
{
	struct span span = {text, len};
	struct markup markup;

	*out = (struct line){.number = number, .text = ""};
	trim(&span);
	out->indented = len && (*text == ' ' || *text == '\t');
	if (!span.len) {
		out->kind = LINE_BLANK;
		return;
	}
	out->bullet = skip_bullet(&span);
	out->level = skip_heading(&span);
	if (read_day_before_link(out, arena, &span)) {
		out->kind = LINE_DAY;
		return;
	}
	out->text = arena_strndup(arena, span.text, span.len);
	if (read_reference(out, arena)) {
		out->kind = LINE_REFERENCE;
		return;
	}
	markup_strip(&markup, arena, span.text, span.len);
	out->text = markup.text;
	out->url = markup.url;
	out->ref = markup.ref;
	out->kind = kind_of(out, arena, &markup);
}
