/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fuzz/reading.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/framed.h"
#include "fuzz/fuzz.h"
#include "fuzz/presets.h"
#include "model/limits.h"
#include "read/read.h"

/* One preset is made to be slow, and has a test of its own */
static bool is_for(const struct source *preset, enum format format)
{
	return preset->format == format && strcmp(preset->name, "slow-page") != 0;
}

static struct source choose_source(enum format format, size_t size)
{
	static const char *const skip[] = {"Sponsored by nobody at all"};
	struct source source = source_defaults;
	const struct source *presets;
	size_t preset_count = presets_read(&presets);
	size_t count = 0;

	source.format = format;
	source.skip = (const char **)skip;
	source.skip_count = 1;
	for (size_t i = 0; i < preset_count; i++)
		count += is_for(&presets[i], format);
	for (size_t i = 0, at = count ? size % count : 0; i < preset_count && count; i++) {
		if (is_for(&presets[i], format) && at-- == 0) {
			source = presets[i];
			break;
		}
	}
	source.name = "fuzz";
	source.path = "body";
	source.url = NULL;
	source.presets = presets;
	source.preset_count = preset_count;
	return source;
}

/* --- what the sink gets --- */

struct seen {
	size_t records;
	size_t stop; /* at this record; 0: never */
	size_t rank; /* least of the next record */
};

static void check_value(const struct record *record, size_t at)
{
	const struct record_value *value = &record->values[at];

	fuzz_require(value->field < FIELD_COUNT, "a value has a field, not %d", (int)value->field);
	fuzz_require_text(value->text, LIMIT_FIELD, record_field_name(value->field));
	if (record_field_repeats(value->field))
		return;
	for (size_t i = 0; i < at; i++)
		fuzz_require(record->values[i].field != value->field, "%s is there once",
			record_field_name(value->field));
}

static int on_record(void *ctx, const struct record *record)
{
	struct seen *seen = ctx;

	fuzz_require(!seen->stop || seen->records < seen->stop, "stopped is stopped");
	fuzz_require(record->count > 0, "a record has values");
	fuzz_require(record->count <= LIMIT_VALUES, "a record has at most so many values");
	fuzz_require(record->rank >= seen->rank, "ranks rise");
	seen->rank = record->rank + 1;
	for (size_t i = 0; i < record->count; i++)
		check_value(record, i);
	return ++seen->records == seen->stop;
}

static void on_contributor(void *ctx, const char *name)
{
	(void)ctx;
	fuzz_require_text(name, LIMIT_FIELD, "a contributor");
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	(void)ctx;
	(void)line;
	fuzz_require(kind == READ_NOTE_DECISION || kind == READ_NOTE_WARNING, "a note has a kind");
	fuzz_require_text(text, 2 * LIMIT_FIELD, "a note");
}

static void on_next(void *ctx, const char *url)
{
	(void)ctx;
	fuzz_require_text(url, 2 * LIMIT_FIELD, "the next page");
}

/* --- --- */

static void check_result(const struct read_result *result, const struct seen *seen)
{
	fuzz_require(result->records == seen->records, "%zu records were handed out, not %zu",
		seen->records, result->records);
	fuzz_require(result->records <= LIMIT_RECORDS, "no more records than the cap");
	fuzz_require(result->format < FORMAT_COUNT, "there is such a format");
	fuzz_require(!read_is_quiet(result) || (result->container && !result->records),
		"a quiet day has no papers");
}

void reading_check(enum format format, const uint8_t *data, size_t size)
{
	static const char *const charsets[] = {NULL, "iso-8859-1", "utf-16", "shift_jis", "x"};
	struct seen seen = {.stop = size % 7 == 6 ? 2 : 0};
	struct read_sink sink = {&seen, on_record, on_contributor, on_note, on_next};
	struct read_input input = {
		.bytes = (const char *)data,
		.len = size,
		.charset = charsets[size % 11 < 5 ? size % 11 : 0],
		.base = size % 2 ? "https://base.example.org/a/b" : NULL,
	};
	struct read_result result;
	struct source source;
	struct err err = {0};

	source = choose_source(format, size);
	if (read_body(&result, &input, &source, &sink, &err) != 0)
		fuzz_require_err(&err);
	else
		fuzz_require(result.format != FORMAT_AUTO, "the format was found out");
	check_result(&result, &seen);
	if (size % 3 == 0)
		framed_read(&input, &source);
}
