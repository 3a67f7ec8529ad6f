/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "renew.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "store/restore.h"
#include "tidy/tidy.h"

/* Of what was read back from documents the last authors may be missing */
static bool really_changed(const struct entry *before, const struct entry *entry)
{
	struct entry shown = *entry;

	if (strcmp(before->source, RESTORE_SOURCE) == 0 &&
		before->author_count < before->author_total &&
		before->author_count < shown.author_count)
		shown.author_count = before->author_count;
	return tidy_really_changed(before, &shown);
}

int renew_entry(bool *changed, struct store *store, struct arena *arena, int64_t number,
	int64_t now, struct err *err)
{
	struct sourced_record *records;
	struct entry before, entry;
	size_t count;
	bool found;

	if (store_records(store, arena, &records, &count, number, err) != 0 ||
		store_get_entry(store, &before, &found, arena, number, err) != 0)
		return -1;
	*changed = false;
	if (count == 0)
		return 0;
	tidy_merge(&entry, arena, records, count);
	*changed = found && really_changed(&before, &entry);
	entry.first_seen = found ? before.first_seen : now;
	entry.updated = found && (!*changed || before.updated > now) ? before.updated : now;
	if (store_put_entry(store, number, &entry, err) != 0)
		return -1;
	/* after a clock that went back there may be no later time that would tell of it */
	if (*changed && entry.updated == before.updated)
		return store_correct(store, number, err);
	return 0;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int renew_touched(size_t *changed, struct touched *touched, size_t from, struct store *store,
	int64_t now, struct err *err)
{
	size_t count = from;
	int result = 0;

	*changed = 0;
	if (touched->count == from)
		return 0;
	qsort(touched->entries + from, touched->count - from, sizeof(*touched->entries), by_number);
	for (size_t i = from; i < touched->count && result == 0; i++) {
		struct arena arena;
		bool really;

		if (i > from && touched->entries[i] == touched->entries[count - 1])
			continue;
		touched->entries[count++] = touched->entries[i];
		arena_init(&arena);
		result = renew_entry(&really, store, &arena, touched->entries[i], now, err);
		*changed += result == 0 && really;
		arena_release(&arena);
	}
	touched->count = count;
	return result;
}

/* All entries on their way. */
struct renewal {
	struct touched *touched;
	struct store *store;
	struct err *err;
};

static int renew(void *ctx, int64_t number, const struct entry *before)
{
	struct renewal *renewal = ctx;
	struct sourced_record *records;
	struct entry entry;
	struct arena arena;
	size_t count;
	int result;

	arena_init(&arena);
	result = store_records(renewal->store, &arena, &records, &count, number, renewal->err);
	if (result == 0 && count > 0) {
		tidy_merge(&entry, &arena, records, count);
		entry.first_seen = before->first_seen;
		entry.updated = before->updated;
		result = store_put_entry(renewal->store, number, &entry, renewal->err);
		touched_add(renewal->touched, number);
	}
	arena_release(&arena);
	return result;
}

int renew_all(struct touched *touched, struct store *store, struct err *err)
{
	struct renewal renewal = {touched, store, err};
	char now[SHA256_HEX_SIZE];
	const char *before;
	struct arena arena;
	bool same = false;
	int result;

	tidy_fingerprint(now);
	arena_init(&arena);
	result = store_get_tidied(store, &arena, &before, err);
	if (result == 0)
		same = strcmp(before, now) == 0;
	arena_release(&arena);
	if (result != 0 || same)
		return result;
	if (store_each_entry(store, renew, &renewal, err) != 0)
		return -1;
	return store_set_tidied(store, now, err);
}
