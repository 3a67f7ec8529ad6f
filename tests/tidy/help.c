/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/help.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"

struct arena help_arena;

void help_begin(void)
{
	arena_init(&help_arena);
}

void help_end(void)
{
	arena_release(&help_arena);
}

struct record help_record(const char *lines)
{
	struct record record = {0};

	while (*lines) {
		size_t len = strcspn(lines, "\n");
		size_t name = strcspn(lines, ":");
		enum field field;

		ck_assert(name + 2 <= len);
		ck_assert(record_field_from_name(&field, arena_strndup(&help_arena, lines, name)));
		record_add(&record, &help_arena, field,
			arena_strndup(&help_arena, lines + name + 2, len - name - 2));
		lines += len + (lines[len] == '\n');
	}
	return record;
}

const char *help_lines(const struct record *record)
{
	struct buf out;
	const char *lines;

	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < record->count; i++)
		buf_printf(&out, "%s: %s\n", record_field_name(record->values[i].field),
			record->values[i].text);
	lines = arena_strdup(&help_arena, buf_str(&out));
	buf_release(&out);
	return lines;
}

char *help_repeat(const char *unit, size_t size)
{
	char *text = xmalloc(size + 1);

	for (size_t i = 0; i < size; i++)
		text[i] = unit[i % strlen(unit)];
	text[size] = '\0';
	return text;
}
