/* SPDX-License-Identifier: ISC */
/*
 * What documents say of a site whose store is lost, into a new one; see recover.h. Within the run's
 * transaction, before anything else is put. Fails as all of store.h does.
 */
#ifndef PAPERROUTE_STORE_RESTORE_H
#define PAPERROUTE_STORE_RESTORE_H

#include "store/store.h"

/* The source of papers that no source has listed since the store was lost; no [source NAME] has a name
 * with a space. */
#define RESTORE_SOURCE "read back"

/* Whether this run is the first that the store has. */
bool restore_is_due(const struct store *store);

/* An entry with the id and the dates that documents have of it; identity->keys[0] is the minted key. One
 * that the store has already is left as it is. */
int restore_entry(struct store *store, int64_t *number, const struct identity *identity,
	const struct entry *entry, store_join_records *join, struct err *err);

/* The entry stands in the feed's archive of that number, as it was at updated; archive 0: in its live
 * document, as a correction where an archive has it that was told of before; but where that has it as it
 * is now, a run was killed between the two. */
int restore_place(struct store *store, const char *slug, int64_t entry, unsigned archive,
	int64_t updated, struct err *err);

/* The bytes of an archive, which are never made again. */
int restore_archive(struct store *store, const char *slug, unsigned number,
	const struct sealed *document, struct err *err);

/* What the feed's live document said of its last change. */
int restore_feed(struct store *store, const char *slug, int64_t updated, struct err *err);

/* How many papers the store has. */
int restore_count(struct store *store, size_t *count, struct err *err);

/* Where the feed moved to, and when that was said. */
int restore_move(
	struct store *store, const char *slug, const char *to, int64_t when, struct err *err);

#endif
