/* SPDX-License-Identifier: ISC */
/*
 * Which entry a record belongs to.
 *
 * A record with strong keys belongs to the entry that has one of them. Where its keys lead to
 * several entries, these turn out to be one paper, and so does an entry that is known by nothing
 * but the record's title, if that title can join.
 *
 * A lie, or a URL that many papers share, must not make one paper of two: an entry whose keys
 * contradict the record's (identity_contradicts) is passed over, and so is one that contradicts an
 * entry which a stronger key of the record led to. To show a paper twice does less harm than to
 * lose one.
 *
 * A record with nothing but a title belongs to the entry that had the title first, if the title can
 * join; else to the one whose id was made of it.
 *
 * Keys never leave an entry but for the one that it is merged into, and who contradicts each other does
 * so for ever: a record that comes again belongs where it belonged. (But a record that came before what
 * joins it may join two entries when it comes again; place.h places it again in the same run.)
 */
#include "config.h"

#include "store/store.h"

#include <stdlib.h>

#include "base/xalloc.h"
#include "store/query.h"
#include "store/records.h"

/* An entry that the record belongs to */
struct match {
	int64_t number;
	int64_t first_seen;
	const char **keys;
	size_t key_count;
};

struct matches {
	struct match *items; /* in the order of the record's keys */
	size_t count;
	size_t cap;
	struct arena arena; /* of the keys */
};

/* What one of the SQL_FIND_... finds for a key; *found is false when that is nothing */
static int find(bool *found, struct match *match, struct store *store, enum sql sql,
	const char *key, struct err *err)
{
	struct query query;

	*match = (struct match){0};
	query_begin(&query, store, sql);
	query_bind_text(&query, 1, key);
	if (query_row(found, &query, err) != 0)
		return -1;
	if (*found) {
		match->number = query_int(&query, 0);
		match->first_seen = query_int(&query, 1);
	}
	query_end(&query);
	return 0;
}

/* All keys of an entry */
static int load_keys(struct match *match, struct store *store, struct arena *arena, struct err *err)
{
	size_t cap = 0;
	struct query query;
	bool row;

	query_begin(&query, store, SQL_KEYS);
	query_bind_int(&query, 1, match->number);
	for (;;) {
		if (query_row(&row, &query, err) != 0)
			return -1;
		if (!row)
			return 0;
		match->keys = xgrow(match->keys, &cap, match->key_count + 1, sizeof(*match->keys));
		match->keys[match->key_count++] = query_text(&query, 0, arena);
	}
}

static void release(struct matches *matches)
{
	for (size_t i = 0; i < matches->count; i++)
		free(matches->items[i].keys);
	free(matches->items);
	arena_release(&matches->arena);
}

static bool is_known(const struct matches *matches, int64_t number)
{
	for (size_t i = 0; i < matches->count; i++) {
		if (matches->items[i].number == number)
			return true;
	}
	return false;
}

static bool fits(
	const struct matches *matches, const struct match *match, const struct identity *identity)
{
	if (identity_contradicts(identity->keys, identity->count, match->keys, match->key_count))
		return false;
	for (size_t i = 0; i < matches->count; i++) {
		const struct match *other = &matches->items[i];

		if (identity_contradicts(
			    other->keys, other->key_count, match->keys, match->key_count))
			return false;
	}
	return true;
}

/* Adds the entry that sql finds for the key, if there is one and nothing speaks against it; identity is NULL
 * where nothing can */
static int add_match(struct matches *matches, struct store *store, enum sql sql, const char *key,
	const struct identity *identity, struct err *err)
{
	struct match match;
	bool found;

	if (find(&found, &match, store, sql, key, err) != 0)
		return -1;
	if (!found || is_known(matches, match.number))
		return 0;
	if (load_keys(&match, store, &matches->arena, err) != 0) {
		free(match.keys);
		return -1;
	}
	if (identity && !fits(matches, &match, identity)) {
		free(match.keys);
		return 0;
	}
	matches->items =
		xgrow(matches->items, &matches->cap, matches->count + 1, sizeof(*matches->items));
	matches->items[matches->count++] = match;
	return 0;
}

static int find_matches(struct matches *matches, struct store *store,
	const struct identity *identity, struct err *err)
{
	const char *title = identity->keys[identity->count - 1];
	bool strong = identity_is_strong(identity->keys[0]);

	/* documents that are read back (restore.h) say more of a paper whose id was made of its title */
	if (!strong && identity->count > 1 &&
		add_match(matches, store, SQL_FIND_MINTED, identity->keys[0], NULL, err) != 0)
		return -1;
	for (size_t i = 0; i < identity->count; i++) {
		if (identity_is_strong(identity->keys[i]) &&
			add_match(matches, store, SQL_FIND_STRONG, identity->keys[i], identity,
				err) != 0)
			return -1;
	}
	if (strong && identity->title_can_join)
		return add_match(matches, store, SQL_FIND_WEAK, title, identity, err);
	if (strong || matches->count)
		return 0;
	return add_match(matches, store,
		identity->title_can_join ? SQL_FIND_TITLE : SQL_FIND_MINTED, title, identity, err);
}

/* The one that lives on */
static const struct match *oldest(const struct matches *matches)
{
	const struct match *best = &matches->items[0];

	for (size_t i = 1; i < matches->count; i++) {
		const struct match *item = &matches->items[i];

		if (item->first_seen < best->first_seen ||
			(item->first_seen == best->first_seen && item->number < best->number))
			best = item;
	}
	return best;
}

static int merge(
	struct store *store, int64_t into, int64_t from, store_join_records *join, struct err *err)
{
	struct query query;

	if (records_join(store, into, from, join, err) != 0)
		return -1;
	for (int sql = SQL_MERGE_FIRST; sql <= SQL_MERGE_LAST; sql++) {
		query_begin(&query, store, (enum sql)sql);
		query_bind_int(&query, 1, into);
		query_bind_int(&query, 2, from);
		if (query_run(&query, err) != 0)
			return -1;
	}
	return 0;
}

/* Mints the id: of the strongest key that is not another paper's */
static int add_entry(
	int64_t *entry, struct store *store, const struct identity *identity, struct err *err)
{
	const char *minted = identity->keys[0];
	struct match other;
	struct query query;
	bool taken = true;

	for (size_t i = 0; taken && i < identity->count; i++) {
		minted = identity->keys[i];
		if (find(&taken, &other, store, SQL_FIND_STRONG, minted, err) != 0)
			return -1;
	}
	query_begin(&query, store, SQL_ADD_ENTRY);
	query_bind_text(&query, 1, minted);
	query_bind_int(&query, 2, store->now);
	if (query_row(&taken, &query, err) != 0)
		return -1;
	*entry = query_int(&query, 0);
	query_end(&query);
	return 0;
}

/* Gives the entry every key that no other has; *changed when there were new ones, *shared when others had
 * one of these first */
static int add_keys(bool *changed, bool *shared, struct store *store, int64_t entry,
	const struct identity *identity, struct err *err)
{
	struct query query;
	bool row;

	for (size_t i = 0; i < identity->count; i++) {
		query_begin(&query, store, SQL_ADD_KEY);
		query_bind_text(&query, 1, identity->keys[i]);
		query_bind_int(&query, 2, entry);
		query_bind_int(&query, 3, identity_is_strong(identity->keys[i]));
		if (query_row(&row, &query, err) != 0)
			return -1;
		*changed = *changed || row;
		*shared = *shared || (row && !query_int(&query, 0));
		query_end(&query);
	}
	return 0;
}

/* Makes the strongest of the entry's keys its key; of equals the one that came first stays */
static int set_key(struct store *store, int64_t entry, struct err *err)
{
	struct match self = {.number = entry};
	const char *key, *best;
	struct arena arena;
	struct query query;
	bool row;
	int result = -1;

	arena_init(&arena);
	query_begin(&query, store, SQL_GET_KEY);
	query_bind_int(&query, 1, entry);
	if (query_row(&row, &query, err) != 0)
		goto out;
	key = query_text(&query, 0, &arena);
	query_end(&query);
	if (load_keys(&self, store, &arena, err) != 0)
		goto out;
	best = key;
	for (size_t i = 0; i < self.key_count; i++) {
		if (identity_rank(self.keys[i]) < identity_rank(best))
			best = self.keys[i];
	}
	result = 0;
	if (best != key) {
		query_begin(&query, store, SQL_SET_KEY);
		query_bind_int(&query, 1, entry);
		query_bind_text(&query, 2, best);
		result = query_run(&query, err);
	}
out:
	free(self.keys);
	arena_release(&arena);
	return result;
}

/* Whether one of the matches was taken out for good; then *entry is it */
static int find_forgotten(bool *out, int64_t *entry, struct store *store,
	const struct matches *matches, struct err *err)
{
	struct query query;

	*out = false;
	for (size_t i = 0; i < matches->count && !*out; i++) {
		*entry = matches->items[i].number;
		query_begin(&query, store, SQL_IS_FORGOTTEN);
		query_bind_int(&query, 1, *entry);
		if (query_row(out, &query, err) != 0)
			return -1;
		query_end(&query);
	}
	return 0;
}

int store_resolve(struct store *store, int64_t *entry, enum resolved *how,
	const struct identity *identity, store_join_records *join, struct err *err)
{
	struct matches matches = {0};
	bool changed = false, shared = false;
	bool forgotten;
	int result = -1;

	*how = RESOLVED_KNOWN;
	arena_init(&matches.arena);
	if (find_matches(&matches, store, identity, err) != 0 ||
		find_forgotten(&forgotten, entry, store, &matches, err) != 0)
		goto out;
	if (forgotten) {
		*how = RESOLVED_FORGOTTEN;
		result = 0;
		goto out;
	}
	if (matches.count == 0) {
		if (add_entry(entry, store, identity, err) != 0)
			goto out;
		*how = RESOLVED_ADDED;
	} else {
		*entry = oldest(&matches)->number;
	}
	for (size_t i = 0; i < matches.count; i++) {
		if (matches.items[i].number == *entry)
			continue;
		if (merge(store, *entry, matches.items[i].number, join, err) != 0)
			goto out;
		changed = true;
		*how = RESOLVED_MERGED;
	}
	if (add_keys(&changed, &shared, store, *entry, identity, err) != 0)
		goto out;
	if (*how == RESOLVED_ADDED && shared && !identity_is_strong(identity->keys[0]))
		*how = RESOLVED_ADDED_BESIDE;
	result = changed ? set_key(store, *entry, err) : 0;
out:
	release(&matches);
	return result;
}

int store_keys(struct store *store, struct arena *arena, const char *const **keys, size_t *count,
	int64_t entry, struct err *err)
{
	struct match match = {.number = entry};
	int result = load_keys(&match, store, arena, err);
	const char **copy = arena_array(arena, match.key_count, sizeof(*copy));

	for (size_t i = 0; i < match.key_count; i++)
		copy[i] = match.keys[i];
	free(match.keys);
	*keys = copy;
	*count = match.key_count;
	return result;
}
