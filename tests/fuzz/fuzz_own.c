/* SPDX-License-Identifier: ISC */
/*
 * Documents in place of our own, as somebody else may put them into the output: what is read back of a
 * site whose store was lost. Those of the end-to-end tests' site are read as its own.
 */
#include "config.h"

#include <string.h>

#include "base/clock.h"
#include "former.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "read/own.h"
#include "tidy/link.h"

#define PREFIX "tag:feeds.ada-and-the-editors.net,2025-01:"

struct reading {
	struct former former;
	struct arena arena;
	size_t records;
	bool undated;
};

static int on_record(void *ctx, const struct record *record)
{
	struct reading *reading = ctx;

	fuzz_require(record->count > 0 && record->count <= LIMIT_VALUES,
		"a record has some values, and at most so many");
	fuzz_require(record->rank == reading->records++, "records are counted");
	for (size_t i = 0; i < record->count; i++)
		fuzz_require_text(record->values[i].text, LIMIT_DOCUMENT,
			record_field_name(record->values[i].field));
	reading->undated = former_take(&reading->former, &reading->arena, record, PREFIX) != 0;
	return reading->undated;
}

static void check_link(struct arena *arena, const char *link)
{
	if (link)
		fuzz_require_equal(link_clean(arena, link), link, "an address");
}

static void check_entry(struct arena *arena, const struct entry *entry)
{
	fuzz_require_line(entry->key, LIMIT_DOCUMENT, "a key");
	fuzz_require_text(entry->title, LIMIT_TITLE, "a title");
	if (entry->abstract)
		fuzz_require_text(entry->abstract, LIMIT_ABSTRACT, "an abstract");
	fuzz_require(entry->published != CLOCK_NONE && entry->updated != CLOCK_NONE, "it is dated");
	fuzz_require(entry->author_total >= entry->author_count, "authors are counted");
	check_link(arena, entry->link);
	check_link(arena, entry->pdf);
	check_link(arena, entry->code);
	check_link(arena, entry->discussion);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading reading = {0};
	struct read_sink sink = {.ctx = &reading, .record = on_record};
	struct read_input input = {.bytes = (const char *)data, .len = size};
	struct source source = {.name = "all.atom", .path = "all.atom"};
	struct read_result result;
	struct err err = {0};

	arena_init(&reading.arena);
	former_begin(&reading.former);
	if (own_read(&result, &input, &source, &sink, &err) != 0)
		fuzz_require_err(&err);
	else
		fuzz_require(result.records == reading.records, "what is counted came");
	fuzz_require(reading.undated || reading.records == 0 ||
			     1 + reading.former.count + reading.former.refused == reading.records,
		"each record is an entry, or refused");
	for (size_t i = 0; i < reading.former.count; i++)
		check_entry(&reading.arena, &reading.former.entries[i]);
	arena_release(&reading.arena);
	return 0;
}
