/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fuzz/records.h"

#include <string.h>

#include "base/utf8.h"
#include "fuzz/fuzz.h"

static enum field field_of(char letter)
{
	const char *at = strchr(RECORDS_LETTERS, letter);

	return at ? (enum field)(at - RECORDS_LETTERS)
		  : (enum field)((unsigned char)letter % FIELD_COUNT);
}

/* Every "\n" of two characters becomes one */
static void break_lines(char *text)
{
	char *at = text;

	while ((at = strstr(at, "\\n"))) {
		*at++ = '\n';
		memmove(at, at + 1, strlen(at));
	}
}

bool records_take(struct record *out, struct arena *arena, char **text)
{
	*out = (struct record){0};
	if (!**text)
		return false;
	while (**text && **text != '\n') {
		char *line = fuzz_take_line(text);

		if (field_of(*line) == FIELD_ABSTRACT)
			break_lines(line);
		record_add(out, arena, field_of(*line), line + utf8_prefix(line, 1));
	}
	fuzz_take_line(text);
	return true;
}
