/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

struct reading {
	struct line *line;
	size_t from; /* of the value in the joined line */
	size_t cut;  /* where iniparser would cut the value; 0 when nowhere */
	size_t last; /* the last double quote of the joined line; 0 when there is none */
	bool failed; /* a mistake was told: what follows may be its echo */
};

static void tell(struct reading *r, size_t offset, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void tell(struct reading *r, size_t offset, const char *format, ...)
{
	struct place place = line_place(r->line, offset);
	char text[ERR_TEXT_SIZE];
	va_list args;

	if (r->failed)
		return;
	r->failed = true;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	ini_tell(r->line->ini, SEVERITY_ERROR, &place, "%s", text);
}

/* The bytes of the joined line from from to before to, shortened for a message */
static const char *show(const struct reading *r, size_t from, size_t to)
{
	struct ini *ini = r->line->ini;

	return ini_show(ini, arena_strndup(ini->arena, r->line->text.data + from, to - from));
}

static bool is_sign(char c)
{
	return c == ';' || c == '#';
}

/* A ; or # that a person means as a comment, since it stands apart from what is before it */
static bool begins_comment(const struct reading *r, size_t at)
{
	return at == r->from || line_is_space(r->line->text.data[at - 1]) ||
	       line_part_begins(r->line, at);
}

/* The comment at at is followed by a line that a \ joined to it, and that iniparser would drop */
static size_t blank_comment(struct reading *r, size_t at, size_t end)
{
	tell(r, at,
		"a comment on a continued line takes the lines after it with it: put it after the "
		"last one, or on a line of its own before the setting");
	memset(r->line->text.data + at, ' ', end - at);
	return end;
}

/* Where the value ends when it has no quotes around it */
static size_t find_end(struct reading *r)
{
	const char *text = r->line->text.data;
	size_t len = r->line->text.len;
	bool open = false;

	for (size_t i = r->from; i < len; i++) {
		size_t end;

		if (text[i] == '"')
			open = !open;
		if (!is_sign(text[i]))
			continue;
		/* what stands between double quotes is text to a person */
		if (!begins_comment(r, i) || (open && i < r->last)) {
			if (!r->cut)
				r->cut = i;
			continue;
		}
		end = line_part_end(r->line, i);
		if (end == len)
			return line_trim(r->line, r->from, i);
		i = blank_comment(r, i, end) - 1;
	}
	return line_trim(r->line, r->from, len);
}

/* How to write what stands from from to before to so that nothing is lost */
static const char *how_to_write(const struct reading *r, size_t from, size_t to)
{
	const char *text = r->line->text.data + from;
	struct arena *arena = r->line->ini->arena;

	if (memchr(text, '\\', to - from))
		return "quotes would keep it whole, but take the \\ away: use neither ; nor #";
	if (!memchr(text, '\'', to - from))
		return arena_printf(arena, "write '%s'", show(r, from, to));
	if (!memchr(text, '"', to - from))
		return arena_printf(arena,
			"write \"%s\", or without the ' if it is a list or an expression",
			show(r, from, to));
	return "put '...' around the whole value, and use no ' in it";
}

/* iniparser would cut the value, which ends before end, at r->cut */
static void tell_cut(struct reading *r, size_t end)
{
	const char *text = r->line->text.data;
	const char *also = "";

	if (!begins_comment(r, r->cut) && line_is_space(text[r->cut + 1]))
		also = ", or put a space before it if a comment begins there";
	tell(r, r->cut, "iniparser would cut this value before the %c and read \"%s\": %s%s",
		text[r->cut], show(r, r->from, line_trim(r->line, r->from, r->cut)),
		how_to_write(r, r->from, end), also);
}

/* The value stands from r->from to before end, and has no quotes around it */
static void check_bare(struct reading *r, size_t end)
{
	const char *text = r->line->text.data;
	size_t size;
	int32_t c;

	if (r->cut && r->cut < end)
		tell_cut(r, end);
	if (end == r->from)
		return;
	c = utf8_decode(text + r->from, end - r->from, &size);
	if (c >= 0x80 && utf8_is_space(c))
		tell(r, r->from, "the value begins with U+%04X: write an ordinary space",
			(unsigned)c);
	end = utf8_back(text, end);
	c = utf8_decode(text + end, r->line->text.len - end, &size);
	if (c >= 0x80 && utf8_is_space(c))
		tell(r, end, "the value ends in U+%04X: delete it", (unsigned)c);
}

/* iniparser takes what stands up to close for the value, and drops the rest */
static void tell_rest(struct reading *r, size_t close, size_t end)
{
	const char *text = r->line->text.data;
	const char *fix = "put '...' around the whole value, and no ' inside";

	if (text[r->from] == '"' && strcspn(text + r->from, "'\\") < end - r->from)
		fix = "begin the value with something else, such as a ( around an expression";
	else if (text[r->from] == '"')
		fix = how_to_write(r, r->from, end);
	tell(r, r->from, "iniparser would read %s and drop what follows: %s",
		show(r, r->from, close + 1), fix);
}

/* What follows the closing quote: nothing or a comment. False, and told, when it is more. */
static bool ends_after(struct reading *r, size_t close)
{
	const char *text = r->line->text.data;
	size_t rest = line_skip_space(r->line, close + 1);

	if (rest == r->line->text.len)
		return true;
	if (!is_sign(text[rest])) {
		tell_rest(r, close, find_end(r));
		return false;
	}
	if (!begins_comment(r, rest))
		tell(r, rest, "put a space before the comment");
	if (line_part_end(r->line, rest) < r->line->text.len)
		blank_comment(r, rest, line_part_end(r->line, rest));
	return true;
}

/* The value begins with a quote. True when that and its partner stand around all of it. */
static bool read_quoted(struct reading *r, size_t *close)
{
	const char *text = r->line->text.data;
	char quote = text[r->from];
	const char *found = memchr(text + r->from + 1, quote, r->line->text.len - r->from - 1);
	const char *backslash;

	if (!found) {
		tell(r, r->from,
			"the %c at the beginning of the value has no partner, and iniparser would "
			"drop it: close it, or begin the value with something else",
			quote);
		return false;
	}
	*close = (size_t)(found - text);
	if (!ends_after(r, *close))
		return false;
	backslash = memchr(text + r->from, '\\', *close - r->from);
	if (backslash)
		tell(r, (size_t)(backslash - text),
			"from version 4.2 on iniparser drops a \\ inside of quotes: write the "
			"value without quotes around it");
	return true;
}

void value_read(struct ini_key *key, struct line *line, size_t from)
{
	struct reading r = {.line = line, .from = from};
	const char *text = line->text.data;
	const char *last = memrchr(text, '"', line->text.len);
	size_t close;
	size_t end;

	if (last)
		r.last = (size_t)(last - text);
	if (text[from] == '"' || text[from] == '\'') {
		if (read_quoted(&r, &close)) {
			key->quote = text[from];
			key->raw = line_expression(line, from, close + 1);
			key->value = line_expression(line, from + 1, close);
			return;
		}
		end = find_end(&r);
	} else {
		end = find_end(&r);
		check_bare(&r, end);
	}
	key->raw = key->value = line_expression(line, from, end);
}
