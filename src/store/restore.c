/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/restore.h"

#include "base/clock.h"
#include "store/feeds.h"
#include "store/query.h"

bool restore_is_due(const struct store *store)
{
	return store->run == 1;
}

static int add_source(struct store *store, struct err *err)
{
	const struct source source = {.name = RESTORE_SOURCE};
	int64_t number;

	return store_source(store, &number, &source, err);
}

/* When the paper was first seen, and what documents say of when it was published */
static int set_dates(
	struct store *store, int64_t number, const struct entry *entry, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_RESTORE_DATES);
	query_bind_int(&query, 1, number);
	query_bind_time(&query, 2, entry->first_seen);
	query_bind_time(&query, 3, entry->published);
	return query_run(&query, err);
}

int restore_entry(struct store *store, int64_t *number, const struct identity *identity,
	const struct entry *entry, store_join_records *join, struct err *err)
{
	struct entry copy = *entry;
	enum resolved how;

	copy.source = RESTORE_SOURCE;
	/* a paper without a date is said to be of when it was first seen */
	if (copy.published == copy.updated)
		copy.published = CLOCK_NONE;
	if (store_resolve(store, number, &how, identity, join, err) != 0)
		return -1;
	if (how != RESOLVED_ADDED && how != RESOLVED_ADDED_BESIDE)
		return 0;
	if (add_source(store, err) != 0 || set_dates(store, *number, entry, err) != 0)
		return -1;
	return store_put_entry(store, *number, &copy, err);
}

int restore_place(struct store *store, const char *slug, int64_t entry, unsigned archive,
	int64_t updated, struct err *err)
{
	struct topic_row topic;
	struct query query;

	if (feeds_topic(&topic, store, slug, err) != 0)
		return -1;
	query_begin(&query, store, archive ? SQL_RESTORE_SEALED : SQL_RESTORE_LIVE);
	query_bind_int(&query, 1, topic.number);
	query_bind_int(&query, 2, entry);
	query_bind_int(&query, 3, archive ? archive : store->now);
	if (archive)
		query_bind_time(&query, 4, updated);
	return query_run(&query, err);
}

int restore_archive(struct store *store, const char *slug, unsigned number,
	const struct sealed *document, struct err *err)
{
	struct topic_row topic;

	if (feeds_topic(&topic, store, slug, err) != 0)
		return -1;
	return feeds_put_archive(store, &topic, number, document, err);
}

int restore_feed(struct store *store, const char *slug, int64_t updated, struct err *err)
{
	struct topic_row topic;
	struct query query;

	if (feeds_topic(&topic, store, slug, err) != 0)
		return -1;
	query_begin(&query, store, SQL_RESTORE_TOPIC);
	query_bind_int(&query, 1, topic.number);
	query_bind_time(&query, 2, updated);
	return query_run(&query, err);
}

int restore_move(
	struct store *store, const char *slug, const char *to, int64_t when, struct err *err)
{
	struct topic_row topic;
	struct query query;

	if (feeds_topic(&topic, store, slug, err) != 0)
		return -1;
	query_begin(&query, store, SQL_RESTORE_MOVE);
	query_bind_int(&query, 1, topic.number);
	query_bind_text(&query, 2, to);
	query_bind_time(&query, 3, when);
	return query_run(&query, err);
}

int restore_count(struct store *store, size_t *count, struct err *err)
{
	return store_papers(store, count, "all", err);
}
