/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/json_lines.h"

#include <string.h>

#include "base/lines.h"
#include "model/limits.h"
#include "read/json_line.h"

static void tell(const struct read_sink *sink, const struct problems *problems, size_t number)
{
	for (size_t i = 0; i < problems->count; i++)
		read_sink_note(sink, READ_NOTE_WARNING, number, problems->items[i].err.text);
}

static void refuse(
	const struct read_sink *sink, struct arena *arena, size_t number, const struct err *why)
{
	read_sink_note(sink, READ_NOTE_REFUSED, number,
		arena_printf(arena, "%u %s", why->column, why->text));
}

/* Returns what the sink does */
static int hand_out(
	struct read_result *result, const struct read_sink *sink, struct json_line *line)
{
	if (line->source)
		read_sink_note(sink, READ_NOTE_SOURCE, line->record.line, line->source);
	if (!line->record.count) {
		result->skipped++;
		read_sink_note(sink, READ_NOTE_WARNING, line->record.line, READ_UNTITLED);
		return 0;
	}
	line->record.rank = result->records++;
	return sink->record(sink->ctx, &line->record);
}

static int read_line(struct read_result *result, const char *text, size_t len, size_t number,
	const struct source *source, const struct read_sink *sink)
{
	struct problems problems;
	struct json_line line;
	struct arena arena;
	struct err why;
	int stopped = 0;
	int failed;

	if (lines_are_blank(text, len))
		return 0;
	arena_init(&arena);
	problems_init(&problems, LIMIT_VALUES);
	failed = json_line_read(
		&line, &arena, text, len, source_where(source), number, &problems, &why);
	tell(sink, &problems, number);
	if (failed)
		refuse(sink, &arena, number, &why);
	else
		stopped = hand_out(result, sink, &line);
	result->refused += failed != 0;
	problems_release(&problems);
	arena_release(&arena);
	return stopped;
}

int json_lines_read(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	const char *at = input->bytes;
	const char *end = at + input->len;
	int stopped = 0;

	*result = (struct read_result){0};
	for (size_t number = 1; at < end && !stopped; number++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));

		if (result->records == LIMIT_RECORDS)
			return err_set(err, ERR_LIMIT, source_where(source),
				"has more than %d lines at a time", LIMIT_RECORDS);
		if (!stop)
			stop = end;
		stopped = read_line(result, at, (size_t)(stop - at), number, source, sink);
		at = stop + (stop < end);
	}
	return 0;
}

int json_object_read(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	(void)err;
	*result = (struct read_result){0};
	read_line(result, input->bytes, input->len, 1, source, sink);
	return 0;
}
