/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/line.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "model/limits.h"

void line_init(struct line *line, struct ini *ini, const char *bytes, size_t len)
{
	*line = (struct line){.ini = ini, .at = bytes, .end = bytes + len, .number = 1};
	buf_init(&line->text, LIMIT_INI_FILE);
}

void line_release(struct line *line)
{
	buf_release(&line->text);
	free(line->parts);
}

bool line_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

size_t line_skip_space(const struct line *line, size_t from)
{
	while (from < line->text.len && line_is_space(line->text.data[from]))
		from++;
	return from;
}

size_t line_trim(const struct line *line, size_t from, size_t to)
{
	while (to > from && line_is_space(line->text.data[to - 1]))
		to--;
	return to;
}

/* What the joined text begins with; a NUL while it is only white space */
static char first_byte(struct line *line)
{
	if (line->first > line->text.len)
		line->first = line->text.len;
	line->first = line_skip_space(line, line->first);
	return line->text.data[line->first];
}

/* Cuts what was joined to its first len bytes, and lines off that leave nothing in them */
static void cut(struct line *line, size_t len)
{
	buf_truncate(&line->text, len);
	while (line->part_count > 1 && line->parts[line->part_count - 1].offset > len)
		line->part_count--;
}

/* Appends the next line of the file. True when it ends in a backslash, which is taken off, and the
 * line after it belongs to it. *need becomes what iniparser's buffer has to hold. */
static bool append(struct line *line, size_t *need)
{
	const char *from = line->at;
	const char *newline = memchr(from, '\n', (size_t)(line->end - from));
	const char *end = newline ? newline : line->end;
	size_t before = line->text.len;
	struct place place;
	char first;

	line->parts =
		xgrow(line->parts, &line->part_cap, line->part_count + 1, sizeof(*line->parts));
	line->parts[line->part_count++] = (struct text_line){before, line->number++, 1};
	*need = before + (size_t)(end - from) + 1;
	line->at = newline ? newline + 1 : end;
	buf_put(&line->text, from, (size_t)(end - from));
	cut(line, line_trim(line, 0, line->text.len));
	first = first_byte(line);
	if (first == '[' || !line->text.len || line->text.data[line->text.len - 1] != '\\')
		return false;
	cut(line, line->text.len - 1);
	place = line_place(line, line->text.len);
	if (first == ';' || first == '#') {
		ini_tell(line->ini, SEVERITY_ERROR, &place,
			"this comment ends in a \\ and takes the next line with it: delete the \\");
		return false;
	}
	if (line->at == line->end) {
		ini_tell(line->ini, SEVERITY_ERROR, &place,
			"no line follows this \\ and iniparser would drop the setting: delete it");
		return false;
	}
	if (line->text.len < before) {
		ini_tell(line->ini, SEVERITY_ERROR, &place,
			"after an empty line iniparser would take this \\ for one at the end, and "
			"go on "
			"in the next line: delete it");
		return false;
	}
	return true;
}

static void tell_too_long(struct line *line, size_t bytes)
{
	struct place place = line_place(line, line->first);
	char first = line->text.data[line->first];

	if (!first || first == ';' || first == '#' || first == '[')
		ini_tell(line->ini, SEVERITY_ERROR, &place,
			"iniparser takes %d bytes in a line and this one has %zu: split it",
			LIMIT_INI_LINE, bytes);
	else
		ini_tell(line->ini, SEVERITY_ERROR, &place,
			"iniparser takes %d bytes in a line and all that a \\ joins to it, this "
			"one "
			"has %zu: put the rest of a list in NAME.2, NAME.3 and so on",
			LIMIT_INI_LINE, bytes);
}

bool line_next(struct line *line)
{
	size_t need;
	size_t most = 0;
	bool more;

	if (line->at == line->end)
		return false;
	buf_clear(&line->text);
	line->part_count = 0;
	line->first = 0;
	do {
		more = append(line, &need);
		if (need > most)
			most = need;
	} while (more);
	if (most > LIMIT_INI_LINE)
		tell_too_long(line, most);
	return true;
}

static unsigned count_characters(const char *text, size_t len)
{
	unsigned count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

/* The last of the parts that begin at offset or before it */
static size_t part_at(const struct line *line, size_t offset)
{
	size_t low = 0;
	size_t high = line->part_count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (line->parts[middle].offset > offset)
			high = middle;
		else
			low = middle;
	}
	return low;
}

struct place line_place(const struct line *line, size_t offset)
{
	const struct text_line *part = &line->parts[part_at(line, offset)];

	return (struct place){line->ini->file, part->line,
		part->column +
			count_characters(line->text.data + part->offset, offset - part->offset)};
}

size_t line_part_end(const struct line *line, size_t offset)
{
	size_t next = part_at(line, offset) + 1;

	return next < line->part_count ? line->parts[next].offset : line->text.len;
}

bool line_part_begins(const struct line *line, size_t offset)
{
	size_t part = part_at(line, offset);

	return part > 0 && line->parts[part].offset == offset;
}

struct expression line_expression(const struct line *line, size_t from, size_t to)
{
	struct expression out = {
		.text = arena_strndup(line->ini->arena, line->text.data + from, to - from),
		.place = line_place(line, from),
	};
	struct text_line *lines =
		arena_array(line->ini->arena, line->part_count, sizeof(*out.lines));

	for (size_t i = 0; i < line->part_count; i++) {
		const struct text_line *part = &line->parts[i];

		if (part->offset > from && part->offset < to)
			lines[out.line_count++] =
				(struct text_line){part->offset - from, part->line, part->column};
	}
	out.lines = lines;
	return out;
}
