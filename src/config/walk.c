/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/walk.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "config/line.h"
#include "config/value.h"
#include "model/limits.h"

struct walk {
	struct ini *ini;
	struct line line;
	size_t count;     /* sections and keys so far */
	bool outside;     /* a key before any section was told */
	bool name_is_bad; /* of the key or section that is being read, which was told */
};

static void tell(struct walk *walk, size_t offset, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* offset is of the joined line */
static void tell(struct walk *walk, size_t offset, const char *format, ...)
{
	struct place place = line_place(&walk->line, offset);
	char text[ERR_TEXT_SIZE];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	ini_tell(walk->ini, SEVERITY_ERROR, &place, "%s", text);
}

/* Tells characters that nobody sees, such as no-break spaces, and takes what they set apart off the
 * name; and a name that is too long, which is then bad. */
static void check_name(struct walk *walk, size_t *from, size_t *to)
{
	const char *text = walk->line.text.data;
	size_t size;

	for (size_t i = *from; i < *to; i += size) {
		int32_t c = utf8_decode(text + i, *to - i, &size);

		if (c < 0x80 || utf8_is_letter(c) || utf8_is_mark(c))
			continue;
		tell(walk, i, "U+%04X may not stand in a name: delete it", (unsigned)c);
		if (i == *from)
			*from += size;
		else
			*to = i;
	}
	walk->name_is_bad = *from == *to || *to - *from > LIMIT_NAME;
	if (*to - *from > LIMIT_NAME)
		tell(walk, *from, "a name of %zu bytes: it may have %d", *to - *from, LIMIT_NAME);
}

/* --- [sections] --- */

static void check_repeated(struct walk *walk, struct ini_section *section)
{
	const struct ini *ini = walk->ini;

	for (size_t i = 0; i + 1 < ini->count; i++) {
		const struct ini_section *other = &ini->sections[i];

		if (strcmp(other->kind, section->kind) != 0 ||
			strcasecmp(other->name, section->name) != 0)
			continue;
		tell(walk, walk->line.first,
			"[%s] stands in line %u already, and iniparser would make them one: "
			"%s",
			section->title, other->place.line,
			*section->name ? "give this one another name" : "delete one");
		section->ignored = true;
		return;
	}
}

/* What the brackets hold stands from from to before to, without white space around it */
static void add_section(struct walk *walk, size_t from, size_t to)
{
	struct ini *ini = walk->ini;
	const char *text = walk->line.text.data;
	const char *title = arena_strndup(ini->arena, text + from, to - from);
	size_t end = from + strcspn(title, " \t");
	size_t name = line_skip_space(&walk->line, end);
	struct ini_section *section;
	char *kind = arena_strndup(ini->arena, text + from, end - from);

	for (char *c = kind; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	if (end == to)
		name = from;
	check_name(walk, &name, &to);
	ini->sections = xgrow(ini->sections, &ini->cap, ini->count + 1, sizeof(*ini->sections));
	section = &ini->sections[ini->count++];
	*section = (struct ini_section){
		.title = title,
		.kind = kind,
		.name = name > end ? arena_strndup(ini->arena, text + name, to - name) : "",
		.place = line_place(&walk->line, walk->line.first),
		.ignored = walk->name_is_bad,
	};
	if (!section->ignored)
		check_repeated(walk, section);
}

static void read_section(struct walk *walk)
{
	const struct line *line = &walk->line;
	const char *text = line->text.data;
	size_t from = line_skip_space(line, line->first + 1);
	size_t to = line->text.len;
	const char *close = memchr(text + line->first, ']', to - line->first);
	const char *colon;

	if (!close) {
		tell(walk, line->first, "the section's name is not closed: put a ] after it");
	} else {
		size_t rest = line_skip_space(line, (size_t)(close - text) + 1);

		to = (size_t)(close - text);
		if (rest < line->text.len)
			tell(walk, rest,
				"after the ] of a section nothing may stand, and no comment "
				"either: put it on a line of its own");
	}
	to = line_trim(line, from, to);
	if (from >= to) {
		tell(walk, line->first, "a section needs a name between its brackets");
		to = from;
	}
	colon = memchr(text + from, ':', to - from);
	if (colon)
		tell(walk, (size_t)(colon - text),
			"a section's name may hold no colon: iniparser would not know the section");
	add_section(walk, from, to);
}

/* --- name = value --- */

/* The name stands from from to before to, the value begins at value */
static void add_key(struct walk *walk, size_t from, size_t to, size_t value)
{
	struct ini *ini = walk->ini;
	struct ini_section *section = &ini->sections[ini->count - 1];
	struct ini_key key;

	check_name(walk, &from, &to);
	key = (struct ini_key){
		.name = arena_strndup(ini->arena, walk->line.text.data + from, to - from),
		.place = line_place(&walk->line, from),
	};
	value_read(&key, &walk->line, value);
	if (walk->name_is_bad)
		return;
	section->keys = xgrow(
		section->keys, &section->key_cap, section->key_count + 1, sizeof(*section->keys));
	section->keys[section->key_count++] = key;
}

/* Where a colon stands after a word that begins the line, as in other formats; 0: nowhere */
static size_t find_colon(const struct line *line)
{
	const char *text = line->text.data;
	size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");

	return text[len] == ':' && text[len + 1] != '/' ? len : 0;
}

static void read_key(struct walk *walk)
{
	const struct line *line = &walk->line;
	const char *text = line->text.data;
	const char *equals = memchr(text, '=', line->text.len);
	size_t colon = find_colon(line);
	size_t at = equals ? (size_t)(equals - text) : colon;

	if (colon) {
		tell(walk, colon,
			"a setting has = after its name, not a colon: write %.*s =", (int)colon,
			text);
		at = colon;
	} else if (!equals) {
		tell(walk, line->first,
			"this line has no =, so it is no setting: write NAME = VALUE, or end the "
			"line before it in a \\ if it goes on here");
		return;
	}
	if (at == line->first) {
		tell(walk, at, "the name before the = is missing");
		return;
	}
	if (walk->ini->count) {
		add_key(walk, line->first, line_trim(line, line->first, at),
			line_skip_space(line, at + 1));
		return;
	}
	if (!walk->outside)
		tell(walk, line->first,
			"this stands before the first section: put its [section] above it");
	walk->outside = true;
}

void walk_lines(struct ini *ini, const char *bytes, size_t len)
{
	struct walk walk = {.ini = ini};

	line_init(&walk.line, ini, bytes, len);
	while (line_next(&walk.line)) {
		char first = walk.line.text.data[walk.line.first];

		if (!first || first == ';' || first == '#')
			continue;
		if (walk.count++ == LIMIT_INI_KEYS) {
			tell(&walk, walk.line.first,
				"more than %d settings: divide them among several files",
				LIMIT_INI_KEYS);
			break;
		}
		if (first == '[')
			read_section(&walk);
		else
			read_key(&walk);
	}
	line_release(&walk.line);
}
