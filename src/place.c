/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "place.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "model/limits.h"
#include "renew.h"
#include "tidy/identity.h"
#include "tidy/tidy.h"

void placed_init(struct placed *placed)
{
	*placed = (struct placed){0};
	arena_init(&placed->arena);
}

void placed_release(struct placed *placed)
{
	free(placed->records);
	arena_release(&placed->arena);
	placed_init(placed);
}

static size_t size_of(const struct record *record)
{
	size_t size = sizeof(struct placed_record) + record->count * sizeof(*record->values);

	for (size_t i = 0; i < record->count; i++)
		size += strlen(record->values[i].text) + 1;
	return size;
}

static void drop_records(struct placed *placed)
{
	free(placed->records);
	arena_release(&placed->arena);
	placed->records = NULL;
	placed->count = placed->cap = 0;
}

static void remember(
	struct placed *placed, int64_t source, const char *name, const struct record *record)
{
	struct placed_record *copy;

	placed->bytes += size_of(record);
	if (placed->bytes > LIMIT_PLACED) {
		drop_records(placed);
		return;
	}
	placed->records =
		xgrow(placed->records, &placed->cap, placed->count + 1, sizeof(*placed->records));
	copy = &placed->records[placed->count++];
	*copy = (struct placed_record){source, name, *record};
	copy->record.values =
		arena_copy(&placed->arena, record->values, record->count, sizeof(*record->values));
	for (size_t i = 0; i < record->count; i++)
		copy->record.values[i].text = arena_strdup(&placed->arena, record->values[i].text);
}

static int place(enum resolved *how, struct touched *touched, struct store *store,
	struct arena *arena, const struct placed_record *record, struct err *err)
{
	struct identity identity;
	struct record old, kept;
	int64_t entry;

	tidy_identity(&identity, arena, &record->record, record->name);
	if (store_resolve(store, &entry, how, &identity, tidy_renew, err) != 0 ||
		store_get_record(store, &old, arena, record->source, entry, err) != 0)
		return -1;
	if (*how == RESOLVED_FORGOTTEN)
		return 0;
	tidy_renew(&kept, arena, old.count ? &old : NULL, &record->record);
	if (*how == RESOLVED_KNOWN && old.count && record_equal(&old, &kept))
		return 0;
	touched_add(touched, entry);
	return store_put_record(store, record->source, entry, &kept, err);
}

static bool joins(enum resolved how)
{
	return how == RESOLVED_MERGED || how == RESOLVED_ADDED_BESIDE;
}

int place_record(enum resolved *how, struct placed *placed, struct touched *touched,
	struct store *store, int64_t source, const char *name, const struct record *record,
	struct err *err)
{
	const struct placed_record one = {source, name, *record};
	struct arena arena;
	int result;

	remember(placed, source, name, record);
	arena_init(&arena);
	result = place(how, touched, store, &arena, &one, err);
	arena_release(&arena);
	placed->joined = placed->joined || (result == 0 && joins(*how));
	return result;
}

static int place_all(
	struct placed *placed, struct touched *touched, struct store *store, struct err *err)
{
	int result = 0;

	placed->joined = false;
	for (size_t i = 0; i < placed->count && result == 0; i++) {
		struct arena arena;
		enum resolved how;

		arena_init(&arena);
		result = place(&how, touched, store, &arena, &placed->records[i], err);
		arena_release(&arena);
		placed->joined = placed->joined || (result == 0 && joins(how));
	}
	return result;
}

int place_again(struct placed *placed, struct touched *touched, struct store *store, int64_t now,
	struct err *err)
{
	size_t before = touched->count;
	size_t changed;

	for (int i = 0; placed->joined && i < LIMIT_PLACINGS; i++) {
		if (place_all(placed, touched, store, err) != 0)
			return -1;
	}
	return renew_touched(&changed, touched, before, store, now, err);
}
