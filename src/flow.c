/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "flow.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "stream.h"

/* Lines that go to a reader together */
struct batch {
	const struct flow *flow;
	const char *where;
	struct buf bytes;   /* of all lines, with their ends */
	struct line *lines; /* text is set when they are handed out */
	size_t count;
	size_t cap;
	bool object; /* one line that may be several */
	/* while they are read */
	size_t first; /* of those that are with a reader */
	size_t at;    /* the line that is open: all before it were handed out */
	size_t end;   /* of those that are with a reader */
	size_t start; /* of the open line in bytes */
	struct problems problems;
	char *source;
	int stopped; /* what take returned */
};

static void open_line(struct batch *batch)
{
	problems_init(&batch->problems, LIMIT_SOURCE_WARNINGS);
	free(batch->source);
	batch->source = NULL;
}

static void batch_init(struct batch *batch, const struct flow *flow, const char *where)
{
	*batch = (struct batch){.flow = flow, .where = where};
	buf_init(&batch->bytes, SIZE_MAX / 2);
	open_line(batch);
}

static void batch_clear(struct batch *batch)
{
	buf_clear(&batch->bytes);
	batch->count = batch->at = batch->start = 0;
}

static void batch_release(struct batch *batch)
{
	buf_release(&batch->bytes);
	free(batch->lines);
	problems_release(&batch->problems);
	free(batch->source);
}

static void batch_add(struct batch *batch, const struct line *line)
{
	batch->lines = xgrow(batch->lines, &batch->cap, batch->count + 1, sizeof(*batch->lines));
	batch->lines[batch->count++] = *line;
	buf_put(&batch->bytes, line->text, line->whole);
}

/* --- what is done with lines --- */

static void complain(struct batch *batch, unsigned column, const char *what)
{
	size_t number = batch->lines[batch->at].number;

	problems_add(&batch->problems, SEVERITY_WARNING, batch->where,
		number < UINT_MAX ? (unsigned)number : UINT_MAX, column, "%s", what);
}

/* Why there is no paper in the open line, where its reader did not say so */
static void explain(struct batch *batch, const struct line *line)
{
	char text[64];

	if (line->too_long) {
		snprintf(text, sizeof(text), "is longer than %zu bytes; it is passed over",
			LIMIT_LINE);
		complain(batch, 0, text);
	} else if (!batch->problems.warnings) {
		complain(batch, 0, "its reader said nothing of it; it is passed over");
	}
}

/* Hands the open line out and opens the next */
static void close_line(struct batch *batch, const struct record *record)
{
	struct line *line = &batch->lines[batch->at];
	struct flow_line out = {.line = line, .where = batch->where, .record = record};

	line->text = batch->bytes.data + batch->start;
	out.blank = !record && !line->too_long && lines_are_blank(line->text, line->len);
	if (!record && !out.blank)
		explain(batch, line);
	out.source = batch->source;
	out.problems = &batch->problems;
	if (!batch->stopped)
		batch->stopped = batch->flow->take(batch->flow->ctx, &out);
	batch->start += line->whole;
	batch->at++;
	problems_release(&batch->problems);
	open_line(batch);
}

/* --- what readers say, of which nothing is believed but that it is text --- */

/* Whether the line, counted from 1 in what the reader has, is open; those before it are closed */
static bool go_to(struct batch *batch, size_t number)
{
	if (!number || number > batch->end - batch->first || batch->first + number - 1 < batch->at)
		return false;
	while (batch->at < batch->first + number - 1)
		close_line(batch, NULL);
	return true;
}

static int on_record(void *ctx, const struct record *record)
{
	struct batch *batch = ctx;
	struct record copy = *record;

	if (go_to(batch, record->line)) {
		copy.line = batch->lines[batch->at].number;
		close_line(batch, &copy);
	}
	return batch->stopped;
}

/* "COLUMN REASON" */
static void take_refusal(struct batch *batch, const char *text)
{
	struct buf what;
	char *end;
	unsigned long column = strtoul(text, &end, 10);

	buf_init(&what, 2 * LIMIT_NOTE);
	buf_printf(&what, "%s; it is passed over", end + strspn(end, " "));
	complain(batch, column < UINT_MAX ? (unsigned)column : 0, buf_str(&what));
	buf_release(&what);
}

static void on_note(void *ctx, enum read_note kind, size_t number, const char *text)
{
	struct batch *batch = ctx;

	if (!go_to(batch, number))
		return;
	if (kind == READ_NOTE_WARNING) {
		complain(batch, 0, text);
	} else if (kind == READ_NOTE_REFUSED) {
		take_refusal(batch, text);
	} else if (kind == READ_NOTE_SOURCE) {
		free(batch->source);
		batch->source = xstrdup(text);
	}
}

/* --- readers --- */

/* The next count lines that are open, to a reader; those that are too long as empty ones */
static int ask(struct batch *batch, size_t count, struct err *err)
{
	struct read_sink sink = {.ctx = batch, .record = on_record, .note = on_note};
	struct read_result result;
	struct buf text;
	size_t from = batch->start;
	int failed;

	batch->first = batch->at;
	batch->end = batch->at + count;
	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = batch->first; i < batch->end; i++) {
		if (!batch->lines[i].too_long)
			buf_put(&text, batch->bytes.data + from, batch->lines[i].len);
		buf_putc(&text, '\n');
		from += batch->lines[i].whole;
	}
	failed = reader_read_lines(&result, batch->flow->reader, buf_str(&text), text.len,
		batch->object, batch->where, &sink, err);
	buf_release(&text);
	while (!failed && batch->at < batch->end && !batch->stopped)
		close_line(batch, NULL);
	return failed;
}

/* Whether the open line is nothing for a reader */
static bool is_idle(const struct batch *batch)
{
	const struct line *line = &batch->lines[batch->at];

	return line->too_long || lines_are_blank(batch->bytes.data + batch->start, line->len);
}

/* All of them to one reader; when that fails, fewer and fewer, until it is known which line does it */
static int read_batch(struct batch *batch, struct err *err)
{
	size_t share = batch->count;

	while (batch->at < batch->count && !batch->stopped) {
		size_t left = batch->count - batch->at;
		size_t before = batch->at;
		struct err why = {0};

		if (is_idle(batch)) {
			close_line(batch, NULL);
			continue;
		}
		share = share < left ? share : left;
		if (ask(batch, share, &why) == 0) {
			share *= 2;
			continue;
		}
		problems_release(&batch->problems);
		open_line(batch);
		if (why.code == ERR_SYSTEM) {
			*err = why;
			return -1;
		}
		if (batch->at == before && share == 1) {
			complain(batch, 0, why.text);
			close_line(batch, NULL);
		}
		share = share > 1 ? share / 2 : 1;
	}
	return batch->stopped;
}

/* --- the stream --- */

/* Lines until more would have to be waited for, or they are enough; *over at the end */
static int gather(struct batch *batch, bool *over, struct lines *lines, struct err *err)
{
	do {
		struct line line;
		bool found;

		if (lines_next(&line, &found, lines, err) != 0)
			return -1;
		*over = !found;
		if (found)
			batch_add(batch, &line);
	} while (!*over && !lines_are_used_up(lines) && batch->bytes.len < LIMIT_FLOW &&
		 batch->count < LIMIT_FLOW_LINES);
	return 0;
}

/* What came before a stream broke off counts */
static int read_some(struct batch *batch, bool *over, struct lines *lines, struct err *err)
{
	const struct flow *flow = batch->flow;
	struct err why = {0};
	int broken;
	int result;

	if (flow->wait && lines_are_used_up(lines) && flow->wait(flow->ctx, err) != 0)
		return -1;
	batch_clear(batch);
	broken = gather(batch, over, lines, &why);
	result = read_batch(batch, err);
	if (result != 0 || !broken)
		return result;
	*err = why;
	return -1;
}

int flow_read(const struct flow *flow, const char *path, struct err *err)
{
	struct stream stream;
	struct batch batch;
	bool over = false;
	int result = stream_open(&stream, path, LIMIT_LINE, err);

	if (result == 0) {
		batch_init(&batch, flow, lines_name(stream.lines));
		while (result == 0 && !over)
			result = read_some(&batch, &over, stream.lines, err);
		batch_release(&batch);
	}
	if (result == 0)
		result = stream_end(&stream, err);
	stream_close(&stream);
	return result;
}

int flow_read_object(
	const struct flow *flow, const char *text, size_t len, const char *where, struct err *err)
{
	const struct line line = {.text = text, .len = len, .whole = len, .number = 1};
	struct batch batch;
	int result;

	batch_init(&batch, flow, where);
	batch.object = true;
	batch_add(&batch, &line);
	result = read_batch(&batch, err);
	batch_release(&batch);
	return result;
}
