/* SPDX-License-Identifier: ISC */
/*
 * Columns of the store's database (store/pack.h): what a damaged one holds unpacks within the bounds of
 * a record or not at all, and what was packed comes back as it was.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"
#include "fuzz/records.h"
#include "model/limits.h"
#include "store/pack.h"

static void check_back(struct arena *arena, const struct record *record)
{
	char *packed = pack_record(record);
	struct record back;

	fuzz_require(packed != NULL, "a record can be packed");
	fuzz_require(unpack_record(&back, arena, packed) == 0 && record_equal(record, &back),
		"a record comes back as it was: %s", packed);
	free(packed);
}

static void check_record(struct arena *arena, const char *text)
{
	struct record record;

	if (unpack_record(&record, arena, text) != 0)
		return;
	fuzz_require(record.count <= LIMIT_VALUES, "a record has at most so many values");
	for (size_t i = 0; i < record.count; i++)
		fuzz_require(*record.values[i].text, "a value is not empty");
	check_back(arena, &record);
}

static void check_strings(struct arena *arena, const char *text)
{
	const char **items, **back;
	size_t count, back_count;
	char *packed;

	if (unpack_strings(&items, &count, arena, text) != 0)
		return;
	packed = pack_strings(items, count);
	fuzz_require(packed && unpack_strings(&back, &back_count, arena, packed) == 0 &&
			     count == back_count,
		"a list comes back");
	for (size_t i = 0; i < count; i++)
		fuzz_require_equal(items[i], back[i], "a text comes back");
	free(packed);
}

static void check_reasons(struct arena *arena, const char *text)
{
	struct reason *reasons, *back;
	size_t count, back_count;
	char *packed;

	if (unpack_reasons(&reasons, &count, arena, text) != 0)
		return;
	packed = pack_reasons(reasons, count);
	fuzz_require(packed && unpack_reasons(&back, &back_count, arena, packed) == 0 &&
			     count == back_count,
		"reasons come back");
	for (size_t i = 0; i < count; i++) {
		fuzz_require(reasons[i].points == back[i].points, "points come back");
		fuzz_require_equal(reasons[i].rule, back[i].rule, "a rule comes back");
		fuzz_require_equal(reasons[i].text, back[i].text, "what hit comes back");
	}
	free(packed);
}

/* Values of one field stand together, as readers hand them over */
static void check_lines(struct arena *arena, char *text)
{
	struct record record, grouped;

	while (records_take(&record, arena, &text)) {
		grouped = (struct record){0};
		for (enum field field = 0; field < FIELD_COUNT; field++) {
			for (size_t i = 0; i < record.count; i++) {
				if (record.values[i].field == field)
					record_add(&grouped, arena, field, record.values[i].text);
			}
		}
		check_back(arena, &grouped);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	char *text;

	arena_init(&arena);
	text = arena_strndup(&arena, (const char *)data, size);
	check_record(&arena, text);
	check_strings(&arena, text);
	check_reasons(&arena, text);
	check_lines(&arena, fuzz_clean(&arena, data, size));
	arena_release(&arena);
	return 0;
}
