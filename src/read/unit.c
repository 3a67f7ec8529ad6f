/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"

/* Narrower text is not taken for wrapped: menus have short lines */
#define NARROWEST 50
/* Longer lines are not taken for parts of a wrapped text: nobody wraps there */
#define WIDEST 200

/* Characters a word on the average, from which on a text has words without spaces between them */
#define LONG_WORD 15

/* A run of text lines without another line between them */
struct run {
	struct line *lines;
	size_t count;
	size_t cap;
	size_t width; /* characters of the longest */
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
	const char *at = unit->line.text;

	unit->characters = utf8_length(at);
	unit->words = *at != '\0';
	for (; *at; at++)
		unit->words += *at == ' ';
	if (unit->words < unit->characters / LONG_WORD) /* Chinese, say, which puts no spaces */
		unit->words = unit->characters / LONG_WORD + 3;
	unit->closed = is_closed(unit->line.text);
}

static void add_unit(struct units *units, const struct line *line, bool *dot)
{
	struct unit *unit;

	units->items = xgrow(units->items, &units->cap, units->count + 1, sizeof(*units->items));
	unit = &units->items[units->count++];
	*unit = (struct unit){.line = *line, .behind_dot = *dot};
	*dot = false;
	measure(unit);
}

/* Whether a line goes on with the one before: that one had no room for this one's first word */
static bool goes_on(const struct line *before, const struct line *line, size_t width)
{
	size_t word = strcspn(line->text, " ");
	size_t len = utf8_length(before->text);

	if (width < NARROWEST || width > WIDEST || line->bullet)
		return false;
	return len + 1 + word > width;
}

/* The run's lines as paragraphs */
static void add_run(struct units *units, struct arena *arena, struct run *run, bool *dot)
{
	struct buf text;

	buf_init(&text, LIMIT_BODY);
	for (size_t i = 0; i < run->count; i++) {
		struct line line = run->lines[i];

		buf_clear(&text);
		buf_puts(&text, line.text);
		while (i + 1 < run->count &&
			goes_on(&run->lines[i], &run->lines[i + 1], run->width)) {
			buf_printf(&text, " %s", run->lines[++i].text);
			line.bullet = false;
		}
		line.text = arena_strdup(arena, buf_str(&text));
		add_unit(units, &line, dot);
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
	if (!last || is_closed(last->text))
		return false;
	return strstr(last->text, ". ") || (run->count > 1 && goes_on(last - 1, last, run->width));
}

/* Puts a line where it belongs, behind the line before it */
static void add_line(struct units *units, struct arena *arena, struct run *run,
	const struct line *line, const struct line *before, bool *dot)
{
	struct unit *last = units->count ? &units->items[units->count - 1] : NULL;

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
	if (line->kind == LINE_SIGN)
		*dot = *dot || strstr(line->text, "·");
	else if (line->kind == LINE_NUMBER && last && last->line.kind == LINE_MONTH) {
		last->line.kind = LINE_DAY;
		last->line.text = arena_printf(arena, "%s %s", last->line.text, line->text);
	} else if (line->kind != LINE_BLANK) {
		add_unit(units, line, dot);
	}
}

int units_read(struct units *out, struct arena *arena, const char *text, const char *where,
	struct err *err)
{
	struct run run = {0};
	struct line line = {.kind = LINE_BLANK};
	size_t number = 0;
	bool dot = false;
	int result = 0;

	while (*text && result == 0) {
		size_t len = strcspn(text, "\n");
		struct line before = line;

		line_read(&line, arena, text, len, ++number);
		add_line(out, arena, &run, &line, &before, &dot);
		if (out->count + run.count > LIMIT_LINES)
			result = err_set(err, ERR_LIMIT, where, "has more than %d lines of text",
				LIMIT_LINES);
		text += len + (text[len] == '\n');
	}
	add_run(out, arena, &run, &dot);
	free(run.lines);
	return result;
}
