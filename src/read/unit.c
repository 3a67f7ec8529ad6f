/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "read/names.h"

/* Narrower text is not taken for wrapped: menus have short lines */
#define NARROWEST 50
/* Longer lines are not taken for parts of a wrapped text: nobody wraps there */
#define WIDEST 160
/* Lines that have others to go on with, from which on a run is wrapped, whatever the page is */
#define FULL_LINES 2

/* Characters a word on the average, from which on a text has words without spaces between them */
#define LONG_WORD 15

/* Chinese and Japanese begin here, of which two characters are about a word */
#define FIRST_WIDE 0x2e80

/* Letters of a word that has a capital in a title: "with" has none everywhere, but most have */
#define LONG_ENOUGH 4

/* A run of text lines without another line between them */
struct run {
	struct line *lines;
	size_t count;
	size_t cap;
	size_t width;     /* characters of the longest */
	bool narrow_page; /* no line of the page is too wide for a wrapped one */
};

void units_init(struct units *units)
{
	*units = (struct units){0};
}

void units_release(struct units *units)
{
	free(units->items);
	units_init(units);
}

static bool is_closed(const char *text)
{
	size_t len = strlen(text);

	while (len && strchr(")]\"'*", text[len - 1]))
		len--;
	if (len >= 3 && memcmp(text + len - 3, "\xe2\x80\x9d", 3) == 0) /* closing quote */
		len -= 3;
	return len && (text[len - 1] == '.' || text[len - 1] == ':' ||
			      (len >= 3 && memcmp(text + len - 3, "\xe3\x80\x82", 3) == 0));
}

static void measure(struct unit *unit)
{
	const char *text = unit->line.text;
	size_t len = strlen(text);
	size_t wide = 0, letters = 0, long_words = 0, capitals = 0;
	bool capital = false, word = false;
	size_t size;

	unit->characters = unit->words = 0;
	for (size_t i = 0; i <= len; i += size) {
		int32_t c = i < len ? utf8_decode(text + i, len - i, &size) : ' ';

		if (c == ' ' || c == '-') {
			long_words += letters >= LONG_ENOUGH;
			capitals += letters >= LONG_ENOUGH && capital;
			letters = 0;
			unit->words += c == ' ' && word;
			word = word && c != ' ';
		} else if (utf8_is_letter(c)) {
			capital = letters ? capital : utf8_is_upper(c);
			letters++;
		}
		word = word || letters || (utf8_is_digit(c) && (i == 0 || text[i - 1] == ' '));
		wide += c >= FIRST_WIDE;
		unit->characters += i < len;
		size = i < len ? size : 1;
	}
	unit->words += wide / 2;
	if (unit->words < unit->characters / LONG_WORD) /* Thai, say, which puts no spaces */
		unit->words = unit->characters / LONG_WORD + 3;
	unit->capitals = long_words && capitals * 5 >= long_words * 3;
	unit->closed = is_closed(text);
}

static void add_unit(struct units *units, const struct line *line, bool *dot)
{
	struct unit *unit;

	units->items = xgrow(units->items, &units->cap, units->count + 1, sizeof(*units->items));
	unit = &units->items[units->count++];
	*unit = (struct unit){.line = *line, .behind_dot = *dot || line->dot};
	*dot = false;
	measure(unit);
}

/* A paragraph; behind a label that stands alone it is what the label names */
static void add_text(struct units *units, const struct line *line, bool *dot)
{
	struct unit *last = units->count ? &units->items[units->count - 1] : NULL;
	struct line named = *line;

	if (last && last->line.kind == LINE_TEXT && last->line.labelled && !*last->line.text &&
		last->line.field != FIELD_VOTES && last->line.field != FIELD_PUBLISHED &&
		!line->labelled) {
		named.labelled = true;
		named.field = last->line.field;
		units->count--;
	}
	add_unit(units, &named, dot);
}

/* Whether a line goes on with the one before: that one had no room for this one's first word */
static bool goes_on(const struct line *before, const struct line *line, size_t width)
{
	size_t word = strcspn(line->text, " ");

	if (width < NARROWEST || width > WIDEST || line->bullet || line->labelled)
		return false;
	if (before->url_count && line->url_count) /* each has its address: a list */
		return false;
	return utf8_length(before->text) + 1 + word > width;
}

/* Several of the run's lines, one behind the other, have no room for more */
static bool is_wrapped(const struct run *run)
{
	size_t full = 0;

	for (size_t i = 0; i + 1 < run->count && full < FULL_LINES; i++)
		full = goes_on(&run->lines[i], &run->lines[i + 1], run->width) ? full + 1 : 0;
	return full >= FULL_LINES;
}

static bool is_names(struct arena *arena, const char *text)
{
	return strchr(text, ',') && names_count(arena, text) > 1;
}

/* Whether two lines may be one text where nothing shows that the text is wrapped: the first does not
 * end as a sentence or question does, and not one of them is a list of names */
static bool may_join(struct arena *arena, const struct line *before, const struct line *line)
{
	size_t len = strlen(before->text); /* 0 of a label with nothing behind it */

	return !is_closed(before->text) && !(len && before->text[len - 1] == '?') &&
	       is_names(arena, before->text) == is_names(arena, line->text);
}

/* A line broken at a hyphen goes on without a space, but not in "pre- and post-training" */
static void put_joined(struct buf *text, const char *next)
{
	size_t len = text->len;
	bool broken = len > 1 && text->data[len - 1] == '-' && text->data[len - 2] != ' ' &&
		      text->data[len - 2] != '-' && strncmp(next, "and ", 4) != 0 &&
		      strncmp(next, "or ", 3) != 0;

	if (!broken)
		buf_putc(text, ' ');
	buf_puts(text, next);
}

/* "Title: ..." goes on with lines that are indented */
static bool goes_on_below_label(const struct line *first, const struct line *line)
{
	return first->labelled && *first->text && !first->indented && line->indented &&
	       !line->labelled && !line->bullet;
}

/* The run's lines as paragraphs */
static void add_run(struct units *units, struct arena *arena, struct run *run, bool *dot)
{
	bool wrapped = is_wrapped(run);
	struct buf text;

	buf_init(&text, LIMIT_BODY);
	for (size_t i = 0; i < run->count; i++) {
		struct line line = run->lines[i];

		buf_clear(&text);
		buf_puts(&text, line.text);
		while (i + 1 < run->count && goes_on_below_label(&line, &run->lines[i + 1]))
			put_joined(&text, run->lines[++i].text);
		while ((wrapped || run->narrow_page) && i + 1 < run->count &&
			goes_on(&run->lines[i], &run->lines[i + 1], run->width) &&
			(wrapped || may_join(arena, &run->lines[i], &run->lines[i + 1]))) {
			put_joined(&text, run->lines[++i].text);
			line.bullet = false;
		}
		line.text = arena_strdup(arena, buf_str(&text));
		add_text(units, &line, dot);
	}
	buf_release(&text);
	run->count = 0;
	run->width = 0;
}

static void add_to_run(struct run *run, const struct line *line)
{
	size_t width = utf8_length(line->text);

	run->width = width > run->width ? width : run->width;
	run->lines = xgrow(run->lines, &run->cap, run->count + 1, sizeof(*run->lines));
	run->lines[run->count] = *line;
	run->lines[run->count++].kind = LINE_TEXT;
}

/* An address or number that is a line of a text: what stands before it does not end there, and is
 * wrapped or has a whole sentence in it */
static bool is_in_text(const struct run *run, const struct line *line)
{
	const struct line *last = run->count ? &run->lines[run->count - 1] : NULL;

	if (line->kind != LINE_NUMBER && (line->kind != LINE_LINK || line->url != line->text))
		return false;
	if (!last || (is_closed(last->text) && last->text[strlen(last->text) - 1] != ':'))
		return false;
	return strstr(last->text, ". ") || (run->count > 1 && goes_on(last - 1, last, run->width));
}

/* "=====" below a line makes it a heading */
static bool is_underline(const struct line *line, const struct line *before)
{
	size_t len = strlen(line->text);

	return line->kind == LINE_SIGN && before->kind == LINE_TEXT && !before->bullet && len > 2 &&
	       strspn(line->text, "=") == len;
}

/* What a line that is no text says together with the unit before it; false when it stands alone */
static bool add_to_unit(struct arena *arena, struct unit *last, const struct line *line)
{
	if (!last || line->dot || (line->kind != LINE_NUMBER && line->kind != LINE_DAY))
		return false;
	if (line->kind == LINE_NUMBER && last->line.kind == LINE_MONTH) {
		last->line.kind = LINE_DAY;
		last->line.text = arena_printf(arena, "%s %s", last->line.text, line->text);
		return true;
	}
	/* "Upvote", and 65 on the next line */
	if (last->line.kind != LINE_TEXT || !last->line.labelled || *last->line.text ||
		last->line.field != (line->kind == LINE_DAY ? FIELD_PUBLISHED : FIELD_VOTES))
		return false;
	last->line.kind = LINE_FIELD;
	last->line.text = line->text;
	return true;
}

/* Puts a line where it belongs, behind the line before it */
static void add_line(struct units *units, struct arena *arena, struct run *run,
	const struct line *line, const struct line *before, bool *dot)
{
	struct unit *last = units->count ? &units->items[units->count - 1] : NULL;
	struct line slot = *line;

	if (line->kind == LINE_TEXT && line->indented && before->kind == LINE_HEADING && last &&
		run->count == 0) {
		/* a heading that was wrapped */
		last->line.text = arena_printf(arena, "%s %s", last->line.text, line->text);
		measure(last);
		return;
	}
	if (line->kind == LINE_TEXT || is_in_text(run, line)) {
		add_to_run(run, line);
		return;
	}
	add_run(units, arena, run, dot);
	last = units->count ? &units->items[units->count - 1] : NULL;
	if (last && is_underline(line, before)) {
		last->line.kind = LINE_HEADING;
		last->line.level = 1;
	} else if (line->kind == LINE_SIGN && strcmp(line->text, "-") == 0 &&
		   before->kind == LINE_SIGN && strcmp(before->text, "[") == 0) {
		slot.kind =
			LINE_NUMBER; /* where a number would stand, in a link of several lines */
		slot.text = "";
		add_unit(units, &slot, dot);
	} else if (line->kind == LINE_SIGN) {
		*dot = *dot || strstr(line->text, "·");
	} else if (line->kind != LINE_BLANK && !add_to_unit(arena, last, line)) {
		add_unit(units, line, dot);
	}
}

/* A line of the page is wider than wrapped lines are */
static bool has_wide_line(const char *text)
{
	size_t width = 0;

	for (; *text && width <= WIDEST; text++) {
		width += ((unsigned char)*text & 0xc0) != 0x80;
		if (*text == '\n')
			width = 0;
	}
	return width > WIDEST;
}

int units_read(struct units *out, struct arena *arena, const char *text, const char *where,
	struct err *err)
{
	struct run run = {.narrow_page = !has_wide_line(text)};
	struct line line = {.kind = LINE_BLANK};
	size_t number = 0;
	bool dot = false;
	int result = 0;

	while (*text && result == 0) {
		size_t len = strcspn(text, "\n");
		struct line before = line;

		line_read(&line, arena, text, len, ++number);
		add_line(out, arena, &run, &line, &before, &dot);
		for (const struct line *more = line.more; more; more = more->more)
			add_line(out, arena, &run, more, &line, &dot);
		if (out->count + run.count > LIMIT_LINES)
			result = err_set(err, ERR_LIMIT, where,
				"has more than %d lines of text: it was not read", LIMIT_LINES);
		text += len + (text[len] == '\n');
	}
	add_run(out, arena, &run, &dot);
	free(run.lines);
	return result;
}
