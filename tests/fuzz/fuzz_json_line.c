/* SPDX-License-Identifier: ISC */
/*
 * Papers as lines of JSON, as the command route reads them, and puts its member into them: where they are
 * no JSON too, as only their reader knows that.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "read/json_line.h"
#include "write/splice.h"

static void check_record(const struct record *record)
{
	fuzz_require(record->count <= LIMIT_VALUES, "a record has at most so many values");
	for (size_t i = 0; i < record->count; i++)
		fuzz_require_text(record->values[i].text, LIMIT_LINE,
			record_field_name(record->values[i].field));
}

static void check_splice(const uint8_t *data, size_t size)
{
	char *text = malloc(size ? size : 1);
	struct buf out;

	memcpy(text, data, size);
	buf_init(&out, SIZE_MAX / 2);
	splice_member(&out, text, size, "title", "[7]");
	fuzz_require(memmem(out.data, out.len, "[7]", 3) != NULL, "the member is in it");
	fuzz_require(out.len <= size + strlen(", \"title\": [7]"), "and no more");
	buf_release(&out);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problems problems;
	struct json_line line;
	struct arena arena;
	struct err err = {0};

	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS);
	if (json_line_read(&line, &arena, (const char *)data, size, "standard input", 1, &problems,
		    &err) != 0) {
		fuzz_require_err(&err);
	} else {
		check_record(&line.record);
		if (line.source && *line.source)
			fuzz_require_text(line.source, LIMIT_LINE, "a source");
		fuzz_require(!problems.errors, "what is read has no mistakes");
	}
	fuzz_require_problems(&problems);
	problems_release(&problems);
	arena_release(&arena);
	check_splice(data, size);
	return 0;
}
