/* SPDX-License-Identifier: ISC */
/*
 * Archives: which papers leave the live document, and the bytes that are kept of them for good.
 */
#include "config.h"

#include "base/gzip.h"
#include "model/limits.h"
#include "store/feeds.h"

/* A member's states, as in schema.c */
enum { JOINED, LIVE };

int store_settle(struct store *store, const char *slug, struct err *err)
{
	struct topic_row topic;
	struct query query;

	if (feeds_topic(&topic, store, slug, err) != 0)
		return -1;
	query_begin(&query, store, SQL_SETTLE);
	query_bind_int(&query, 1, topic.number);
	return query_run(&query, err);
}

/* How many members are in that state, most at most: nobody asks for more */
static int count_members(size_t *out, struct store *store, const struct topic_row *topic, int state,
	size_t most, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_COUNT_MEMBERS);
	query_bind_int(&query, 1, topic->number);
	query_bind_int(&query, 2, state);
	query_bind_count(&query, 3, most);
	if (query_row(&row, &query, err) != 0)
		return -1;
	*out = (size_t)query_int(&query, 0);
	query_end(&query);
	return 0;
}

static void reverse(struct feed *feed)
{
	for (size_t i = 0, j = feed->entry_count; i + 1 < j; i++) {
		struct feed_entry entry = feed->entries[i];

		feed->entries[i] = feed->entries[--j];
		feed->entries[j] = entry;
	}
}

int store_oldest(struct store *store, struct feed *feed, struct arena *arena,
	const struct store_feed_options *options, struct err *err)
{
	size_t late, live;
	struct topic_row topic;
	struct query query;

	feed->entry_count = 0;
	if (feeds_topic(&topic, store, feed->slug, err) != 0 ||
		feeds_archives(&feed->previous, store, &topic, err) != 0 ||
		count_members(&late, store, &topic, JOINED, 1, err) != 0 ||
		count_members(&live, store, &topic, LIVE, 2 * options->entries, err) != 0)
		return -1;
	if (!late && live < 2 * options->entries)
		return 0;
	query_begin(&query, store, SQL_OLDEST);
	query_bind_int(&query, 1, topic.number);
	query_bind_int(&query, 2, late ? JOINED : LIVE);
	query_bind_count(&query, 3, options->entries);
	if (feeds_fill(feed, store, arena, &query, options, err) != 0)
		return -1;
	reverse(feed);
	feed->archive = feed->previous + 1;
	feed->updated = feeds_newest(feed);
	return 0;
}

int feeds_put_archive(struct store *store, const struct topic_row *topic, unsigned number,
	const struct sealed *document, struct err *err)
{
	struct query query;
	struct buf packed;
	int result;

	buf_init(&packed, LIMIT_DOCUMENT);
	gzip_pack(&packed, document->bytes->data, document->bytes->len);
	query_begin(&query, store, SQL_PUT_ARCHIVE);
	query_bind_int(&query, 1, topic->number);
	query_bind_int(&query, 2, number);
	query_bind_text(&query, 3, document_name(document->kind));
	query_bind_count(&query, 4, document->bytes->len);
	query_bind_bytes(&query, 5, packed.data, packed.len);
	result = query_run(&query, err);
	buf_release(&packed);
	return result;
}

int store_seal(struct store *store, const struct feed *feed, const struct sealed *documents,
	size_t count, struct err *err)
{
	struct topic_row topic;
	struct query query;

	if (feeds_topic(&topic, store, feed->slug, err) != 0)
		return -1;
	for (size_t i = 0; i < feed->entry_count; i++) {
		query_begin(&query, store, SQL_SEAL);
		query_bind_int(&query, 1, topic.number);
		query_bind_int(&query, 2, feed->entries[i].number);
		query_bind_int(&query, 3, feed->archive);
		if (query_run(&query, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < count; i++) {
		if (feeds_put_archive(store, &topic, feed->archive, &documents[i], err) != 0)
			return -1;
	}
	return 0;
}

/* The row's archive, unpacked */
static int unpack(struct buf *out, const struct query *query, struct err *err)
{
	size_t len;
	const void *bytes = query_bytes(query, 3, &len);

	if (gzip_unpack(out, bytes, len) != 0 || out->len != (size_t)query_int(query, 2))
		return query_damaged(query->store, "an archive", err);
	return 0;
}

int store_pending_archives(struct store *store, enum document_kind kind,
	int (*visit)(void *ctx, const char *slug, unsigned number, const struct buf *bytes),
	void *ctx, struct err *err)
{
	struct query query;
	struct arena arena;
	struct buf bytes;
	bool row;
	int result;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	query_begin(&query, store, SQL_PENDING_ARCHIVES);
	query_bind_text(&query, 1, document_name(kind));
	for (;;) {
		result = query_row(&row, &query, err);
		if (result != 0 || !row)
			break;
		buf_clear(&bytes);
		result = unpack(&bytes, &query, err);
		if (result == 0)
			result = visit(ctx, query_text(&query, 0, &arena),
				(unsigned)query_int(&query, 1), &bytes);
		if (result != 0)
			break;
		arena_release(&arena);
	}
	query_end(&query);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

int store_newest_archive(struct store *store, int64_t *size, const char *slug,
	enum document_kind kind, struct err *err)
{
	struct query query;
	bool row;

	query_begin(&query, store, SQL_NEWEST_SIZE);
	query_bind_text(&query, 1, slug);
	query_bind_text(&query, 2, document_name(kind));
	if (query_row(&row, &query, err) != 0)
		return -1;
	*size = row ? query_int(&query, 0) : -1;
	query_end(&query);
	return 0;
}

int store_republish(struct store *store, const char *slug, enum document_kind kind, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_REPUBLISH);
	query_bind_text(&query, 1, slug);
	query_bind_text(&query, 2, document_name(kind));
	return query_run(&query, err);
}

int store_republish_kind(struct store *store, enum document_kind kind, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_REPUBLISH_KIND);
	query_bind_text(&query, 1, document_name(kind));
	return query_run(&query, err);
}

int store_confirm_archives(struct store *store, enum document_kind kind, struct err *err)
{
	struct query query;

	query_begin(&query, store, SQL_CONFIRM_ARCHIVES);
	query_bind_text(&query, 1, document_name(kind));
	return query_run(&query, err);
}
