/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fuzz/framed.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "box/answer.h"
#include "box/frame.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "read/read.h"

/* What an answer says, and the same said again */
struct heard {
	struct frames frames;
	struct read_sink again;
	size_t records, notes, others, rank;
};

static int open_frames(const char **path)
{
	int fd;

	*path = fuzz_file("", 0);
	fd = open(*path, O_WRONLY | O_TRUNC);
	fuzz_require(fd >= 0, "%s can be written", *path);
	return fd;
}

static char *take_bytes(const char *path, int fd, size_t *len)
{
	struct err err;
	char *bytes;

	close(fd);
	fuzz_require(file_read(&bytes, len, path, SIZE_MAX / 2, &err) == 0, "%s can be read", path);
	return bytes;
}

static int on_record(void *ctx, const struct record *record)
{
	struct heard *heard = ctx;

	fuzz_require(record->count > 0 && record->count <= LIMIT_VALUES, "a record has values");
	fuzz_require(record->rank >= heard->rank && record->rank < LIMIT_RECORDS, "ranks rise");
	heard->rank = record->rank + 1;
	heard->records++;
	for (size_t i = 0; i < record->count; i++) {
		const struct record_value *value = &record->values[i];

		fuzz_require(value->field < FIELD_COUNT, "a value has a field");
		fuzz_require_text(value->text, LIMIT_SENT, "a value");
		for (size_t j = 0; j < i && !record_field_repeats(value->field); j++)
			fuzz_require(
				record->values[j].field != value->field, "a field is there once");
	}
	return heard->again.record(heard->again.ctx, record);
}

static void on_contributor(void *ctx, const char *name)
{
	struct heard *heard = ctx;

	fuzz_require_text(name, LIMIT_SENT, "a contributor");
	heard->others++;
	heard->again.contributor(heard->again.ctx, name);
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	struct heard *heard = ctx;

	fuzz_require(kind < READ_NOTES, "a note has a kind");
	if (*text)
		fuzz_require_text(text, LIMIT_NOTE, "a note");
	heard->notes++;
	heard->again.note(heard->again.ctx, kind, line, text);
}

static void on_next(void *ctx, const char *url)
{
	struct heard *heard = ctx;

	fuzz_require_text(url, LIMIT_SENT, "an address");
	heard->others++;
	heard->again.next(heard->again.ctx, url);
}

static void check_result(
	const struct heard *heard, const struct read_result *result, const struct source *source)
{
	fuzz_require(heard->records == result->records, "papers are counted");
	fuzz_require(heard->notes <= LIMIT_NOTES && heard->others <= LIMIT_VALUES, "caps hold");
	fuzz_require(result->format < FORMAT_COUNT, "there is such a format");
	fuzz_require(source->format == FORMAT_AUTO || result->format == source->format ||
			     result->format == FORMAT_AUTO,
		"the format is the source's");
	fuzz_require(!result->preset || strlen(result->preset) > 0, "a preset has a name");
}

/* Which parts of the jail there are is not handed on: of two answers that are alike the second has
 * those of the first */
static void compare(const char *bytes, size_t len, const char *again, size_t again_len,
	const struct source *source)
{
	struct answer first, second;

	answer_init(&first, source, len);
	answer_init(&second, source, again_len);
	answer_check(&first, bytes, len);
	answer_check(&second, again, again_len);
	fuzz_require(answer_is_whole(&second, again_len), "what is said again is an answer: %s",
		second.fault ? second.fault : "cut short");
	fuzz_require(first.records == second.records && first.notes == second.notes &&
			     first.others == second.others && first.failed == second.failed,
		"what is said again is as much");
	fuzz_require(len == again_len, "and as long: %zu and %zu bytes", len, again_len);
	answer_release(&second);
	answer_release(&first);
}

void framed_check(const char *bytes, size_t len, const struct source *source, bool sound)
{
	struct heard heard = {0};
	struct read_sink sink = {&heard, on_record, on_contributor, on_note, on_next};
	struct read_result result;
	struct err err = {0};
	const char *path;
	int fd = open_frames(&path);
	size_t again_len;
	char *again;
	bool failed, none;

	frames_init(&heard.frames, fd, true);
	heard.again = frames_sink(&heard.frames);
	frames_hello(&heard.frames, 0);
	failed = answer_read(&result, bytes, len, source, &sink, &err) != 0;
	none = failed && strstr(err.text, "is no answer of a reader: ") == err.text;
	fuzz_require(!sound || !none, "what a reader says is an answer: %s", err.text);
	if (failed)
		fuzz_require_err(&err);
	if (none)
		fuzz_require(!heard.records && !heard.notes && !heard.others,
			"nothing is handed on of what is no answer");
	else
		check_result(&heard, &result, source);
	frames_end(&heard.frames, &result, source, failed, &err);
	frames_release(&heard.frames);
	again = take_bytes(path, fd, &again_len);
	if (!none && *err.text == '\0')
		compare(bytes, len, again, again_len, source);
	free(again);
}

void framed_read(const struct read_input *input, const struct source *source)
{
	struct read_result result;
	struct read_sink sink;
	struct frames frames;
	struct err err = {0};
	const char *path;
	int fd = open_frames(&path);
	size_t len;
	char *bytes;
	bool failed;

	frames_init(&frames, fd, true);
	frames_hello(&frames, 0);
	sink = frames_sink(&frames);
	failed = read_body(&result, input, source, &sink, &err) != 0;
	frames_end(&frames, &result, source, failed, &err);
	frames_release(&frames);
	bytes = take_bytes(path, fd, &len);
	framed_check(bytes, len, source, true);
	free(bytes);
}
