/* SPDX-License-Identifier: ISC */
/*
 * What the site remembers: an SQLite file, state/paperroute.db. The only user of SQLite.
 *
 * store_open, store_begin, any number of the others, store_commit or (undoing all since store_begin)
 * store_roll_back, store_close. store_feed and store_contributors may also come after store_commit, and so
 * may a second transaction that confirms what was published. One process at a time: the run's lock sees to
 * it. Everything fails with ERR_STORE and the file as the place; after a failure only roll back and close,
 * store_commit refuses.
 *
 * Entries, routes and sources are numbered by rowid inside the store; the numbers never leave a
 * run.
 */
#ifndef PAPERROUTE_STORE_STORE_H
#define PAPERROUTE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "model/entry.h"
#include "model/feed.h"
#include "model/identity.h"
#include "model/kept.h"
#include "model/page.h"
#include "model/record.h"
#include "model/route.h"
#include "model/source.h"

struct store;

enum store_mode {
	STORE_KEEP, /* the file, made when missing */
	STORE_COPY, /* a copy in memory: what is done to it is gone at the end (run -n) */
};

/* folder is the site's state folder; with STORE_COPY it need not exist. Brings an older schema up
 * to date; refuses a newer one. */
int store_open(struct store **out, const char *folder, enum store_mode mode, struct err *err);
void store_close(struct store **store);

/* Whether there was no database, or one without a byte, when it was opened. */
bool store_was_missing(const struct store *store);

/* Whether something was read that we never write, though SQLite finds the file sound. */
bool store_is_unreadable(const struct store *store);

/* Begins the run's one transaction. *now is the run's time; when the last run was later than that
 * the clock went back, and *now is held at the last run's time. But when it went back by more than
 * LIMIT_CLOCK_HELD, from runs that had leapt as far ahead, those were wrong and *now stays. */
int store_begin(struct store *store, int64_t *now, struct err *err);
/* Before store_begin: the time was said by a person. It may go back by more than
 * LIMIT_CLOCK_HELD. */
void store_believe_clock(struct store *store);

/* The time of the last run; CLOCK_NONE before the first. */
int store_last_run(struct store *store, int64_t *out, struct err *err);

int store_commit(struct store *store, struct err *err);
void store_roll_back(struct store *store);

/* The tag authority and date become the site's for good at the first call; later ones that differ
 * fail with ERR_CONFIG and say what they were. */
int store_pin_tag(struct store *store, const char *authority, const char *date, struct err *err);

/* --- sources --- */

/* The number of the source of that name, made when missing; its link template is brought up to
 * date. */
int store_source(
	struct store *store, int64_t *number, const struct source *source, struct err *err);

/* What is remembered of the source's last good body; *out, in the arena, is NULL when nothing is. */
int store_get_kept(struct store *store, const struct kept_body **out, struct arena *arena,
	int64_t source, struct err *err);
int store_put_kept(
	struct store *store, int64_t source, const struct kept_body *kept, struct err *err);

/* Remembers who puts the source's list together; name replaces an earlier one. */
int store_set_contributor(struct store *store, int64_t source, const char *name, struct err *err);

/* The contributors of the sources that entries in the given feed's live document come from, sorted,
 * each once. */
int store_contributors(struct store *store, struct arena *arena, const char ***names, size_t *count,
	const char *slug, struct err *err);

/* How one source did in this run. */
struct source_run {
	size_t records; /* read */
	size_t added;   /* papers that the store did not have */
	size_t changed; /* papers that really changed */
	bool failed;
	bool suspicious;     /* it did not fail, but looks broken; what it had was kept */
	bool unchanged;      /* its list is that of the last good run, and was not read again */
	int status;          /* HTTP's last; 0 when no server answered or none was asked */
	size_t bytes;        /* of its body, as it came */
	unsigned attempts;   /* requests for it */
	const char *message; /* why it failed or looks wrong; NULL when all is well */
};
int store_log_source(
	struct store *store, int64_t source, const struct source_run *run, struct err *err);

/* --- entries --- */

/* Makes one record of two that a source gave of one paper: new, with what is better kept of old. */
typedef void store_join_records(struct record *out, struct arena *arena, const struct record *old,
	const struct record *new);

/* The entry that an identity belongs to: by a shared strong key; else by the title, when that can
 * join and one side has no strong key. Made when there is none, with its id minted from the
 * strongest key. All keys of the identity that no other entry has become the entry's.
 * When the keys belong to several entries they turn out to be one paper: the oldest lives on with
 * all keys, records and routes, the others are emitted no more. But entries that a registry numbers
 * as two papers (identity_contradicts) stay two, whatever else they share; the record goes to that
 * of its strongest key. Where both have a record of one source, join makes one of them. */
enum resolved {
	RESOLVED_KNOWN,
	RESOLVED_ADDED,        /* a new entry */
	RESOLVED_ADDED_BESIDE, /* a new one of a title that others have: records before it may join it */
	RESOLVED_MERGED, /* of several entries: it has to be made anew even from an unchanged record */
	RESOLVED_FORGOTTEN, /* it was taken out for good: nothing of the record is to be kept */
};

int store_resolve(struct store *store, int64_t *entry, enum resolved *how,
	const struct identity *identity, store_join_records *join, struct err *err);

/* Every key that the entry is known by, in no order. */
int store_keys(struct store *store, struct arena *arena, const char *const **keys, size_t *count,
	int64_t entry, struct err *err);

/* The record that is kept of an entry for a source; out->count is 0 when there is none. */
int store_get_record(struct store *store, struct record *out, struct arena *arena, int64_t source,
	int64_t entry, struct err *err);
int store_put_record(struct store *store, int64_t source, int64_t entry,
	const struct record *record, struct err *err);

/* All records of an entry, for tidy_merge: by first seen, then by source name. */
int store_records(struct store *store, struct arena *arena, struct sourced_record **out,
	size_t *count, int64_t entry, struct err *err);

/* *found is false when the entry is new and was never put, or became part of another; key and
 * first_seen are set even then. */
int store_get_entry(struct store *store, struct entry *out, bool *found, struct arena *arena,
	int64_t entry, struct err *err);

/* Writes the entry's fields, updated as given; the entry joins the feed "all". key and first_seen are not
 * looked at: they are the strongest key known and the time of the run that made the entry. */
int store_put_entry(
	struct store *store, int64_t number, const struct entry *entry, struct err *err);

/* Takes an entry out for good: its texts, records, routes and places in live documents go, its keys
 * stay, so that no source brings it back. Archives that hold it stay as they are; *archived tells
 * whether there are any. */
int store_forget(struct store *store, int64_t entry, bool *archived, struct err *err);

/* The entry that has the key; *found is false when none has, or it was forgotten. */
int store_find(struct store *store, int64_t *entry, bool *found, const char *key, struct err *err);

/* The entry really changed, and its updated could not move: what archives have of it is out of date. */
int store_correct(struct store *store, int64_t entry, struct err *err);

/* What documents will say of entries that stand in none yet: that they were published on their own
 * date, else the listed one, else when they were first seen, and not after they were updated. It
 * stays, whatever a source says later. To be called before documents are made. */
int store_date_entries(struct store *store, struct err *err);

/* --- routes --- */

/* Replaces the routes of an entry that was put; one that became part of another gets none. The
 * first route of a topic, or its feed when that is asked for earlier, sets when the topic began:
 * the run's time. */
int store_put_routes(struct store *store, int64_t entry, const struct route *routes, size_t count,
	struct err *err);

/* The fingerprint of the rules that the routes were made with; "" before the first. */
int store_get_fingerprint(
	struct store *store, struct arena *arena, const char **out, struct err *err);
int store_set_fingerprint(struct store *store, const char *fingerprint, struct err *err);

/* The fingerprint of the tidy/ that the entries were made by; "" before the first. */
int store_get_tidied(struct store *store, struct arena *arena, const char **out, struct err *err);
int store_set_tidied(struct store *store, const char *fingerprint, struct err *err);

/* Calls visit for every living entry, by number. A value other than 0 from visit stops and is
 * returned. visit may put routes, and the entry itself. */
int store_each_entry(struct store *store,
	int (*visit)(void *ctx, int64_t number, const struct entry *entry), void *ctx,
	struct err *err);

/* --- feeds --- */

/*
 * A feed, a topic's or "all", stands in a live document and in archives (RFC 5005, section 4) that
 * are sealed once. For every feed whose documents are to be made: store_settle; store_oldest and
 * store_seal until there is nothing left to seal; then store_feed.
 *
 * All of them go by feed->slug. A document's order is: listed day newest first (of an undated entry
 * the day of first_seen), then published, then rank, then minted key. An entry's routes are the
 * feed's own first, then by slug. Its published is as store_date_entries says. An entry without a
 * link gets its first source's template expanded by expand.
 */
struct store_feed_options {
	const char *tag_prefix; /* "tag:AUTHORITY,DATE:", put before the minted keys */
	size_t entries; /* in an archive; the live document holds fewer than twice as many */
	char *(*expand)(struct arena *arena, const char *template, const struct entry *entry);
};

/* What is known of a feed without its entries. */
struct store_feed_state {
	bool dirty;        /* something may have changed that its documents show */
	int64_t updated;   /* as in its last document; CLOCK_NONE before the first */
	unsigned archives; /* how many are sealed */
};
int store_feed_state(
	struct store *store, struct store_feed_state *out, const char *slug, struct err *err);

/* Takes the papers that joined the feed since its last documents into the live one; but those that
 * are older, by their day, than all that stands there wait to be sealed, so that subscribers are not
 * flooded; corrections of what was sealed do not count there. Of a feed that has no live papers none is
 * late. */
int store_settle(struct store *store, const char *slug, struct err *err);

/* Fills feed->entries with what has to be sealed next, and sets archive, previous and updated:
 * options->entries papers at most of those that store_settle found late, then of the live ones, where
 * these are twice as many, those that stand there longest without a change, of these the oldest. No
 * entries: there is nothing to seal. */
int store_oldest(struct store *store, struct feed *feed, struct arena *arena,
	const struct store_feed_options *options, struct err *err);

/* Seals what store_oldest found: keeps the archive's bytes, of each kind, for good. */
struct sealed {
	enum document_kind kind;
	const struct buf *bytes;
};
int store_seal(struct store *store, const struct feed *feed, const struct sealed *documents,
	size_t count, struct err *err);

/* Remembers where the feed moved to (NULL: nowhere); *when is the time of the run that said so first. */
int store_move_feed(
	struct store *store, int64_t *when, const char *slug, const char *to, struct err *err);

/* Fills feed->entries with those of the live document, feed->previous and feed->updated: the newest
 * of the entries' that is not after the run's time, or when the topic began if there are none; it never
 * goes back. */
int store_feed(struct store *store, struct feed *feed, struct arena *arena,
	const struct store_feed_options *options, struct err *err);

/* --- documents --- */

/* What stat(2) said of a file that we wrote. */
struct stored_document {
	const char *name; /* inside the output folder */
	const char *slug; /* the feed's; NULL: the site's */
	int64_t size;
	int64_t mtime; /* in nanoseconds */
	bool untold;   /* to be confirmed: where it never was, a hub has yet to be told of it */
};

/* *found is false when no file of that name was ever confirmed. */
int store_get_document(struct store *store, struct stored_document *out, bool *found,
	const char *name, struct err *err);

/* Remembers that a hub has yet to be told of a document, or that it was told; and the names of those it
 * has yet to be told of. */
int store_set_untold(struct store *store, const char *name, bool untold, struct err *err);
int store_untold(struct store *store, struct arena *arena, const char ***names, size_t *count,
	struct err *err);

/* Remembers that this run changes what a hub is told of; and *out is another text, in the arena, for every
 * run that did, empty when there was none. */
int store_promise(struct store *store, struct err *err);
int store_promised(const char **out, struct store *store, struct arena *arena, struct err *err);

/* Whether [site] after has yet to be told of files. */
int store_owing(struct store *store, bool *out, struct err *err);

/* It has yet to be told of the files that this run changes; *debt is for this alone, in whatever store. */
int store_owe(struct store *store, int64_t *debt, struct err *err);

/* That debt includes the others now. */
int store_take_over(struct store *store, int64_t debt, struct err *err);

/* A file goes, of which it has to be told then; and the names of all these, in the arena. */
int store_goes(struct store *store, int64_t debt, const char *name, struct err *err);
int store_gone(struct store *store, int64_t debt, struct arena *arena, const char ***names,
	size_t *count, struct err *err);

/* It was told. */
int store_told(struct store *store, int64_t debt, struct err *err);

/* Calls visit for every file that was confirmed, documents and archives, or for all archives; slug is the
 * feed's, NULL for the site's. Whether there is one whose name is like pattern (as glob(7)). */
int store_each_file(struct store *store, bool all_archives,
	void (*visit)(void *ctx, const char *name, const char *slug), void *ctx, struct err *err);
int store_has_document_like(struct store *store, bool *out, const char *pattern, struct err *err);

/* The file is ours no more; of an archive the bytes stay. */
int store_forget_document(struct store *store, const char *name, struct err *err);

/* All that is kept of a feed's documents goes: archives, and which papers stood in them. */
int store_forget_feed(struct store *store, const char *slug, struct err *err);

/* Calls visit for every archive of that kind that is not confirmed; bytes are good until it returns.
 * A value other than 0 from visit stops and is returned. */
int store_pending_archives(struct store *store, enum document_kind kind,
	int (*visit)(void *ctx, const char *slug, unsigned number, const struct buf *bytes),
	void *ctx, struct err *err);

/* The size of the feed's newest archive of that kind; -1 when there is none. */
int store_newest_archive(struct store *store, int64_t *size, const char *slug,
	enum document_kind kind, struct err *err);

/* The archives of the feed are no longer confirmed: they are pending again. Those of another kind, which the
 * site may have dropped, are files of ours as before. */
int store_republish(
	struct store *store, const char *slug, enum document_kind kind, struct err *err);

/* Makes every feed and month dirty when settings that documents show are not those of the last run, and
 * tells that they changed; digest stands for the settings. */
int store_set_look(struct store *store, bool *changed, const char *digest, struct err *err);

/* All archives of that kind are pending again: their bytes stay, but they may lack their twins. */
int store_republish_kind(struct store *store, enum document_kind kind, struct err *err);

/* --- pages --- */

/*
 * A feed's papers are counted by month and by day. A month of which archives hold papers has a page of
 * these; it is dirty when it may show a change. Pages of clean months are not read.
 */

/* The newest day of any paper, in days since 1970; CLOCK_NONE when there is no paper. When it is not
 * that of the last run, feeds are dirty whose live document has papers of the span days that ended
 * with the older of both, or later: they no longer count as new. */
int store_set_newest_day(struct store *store, int64_t *day, int64_t span, struct err *err);
int store_newest_day(struct store *store, int64_t *day, struct err *err);

/* Feeds are dirty whose live document has papers of that day or later. */
int store_set_recent_dirty(struct store *store, int64_t from, struct err *err);

/* The feed's months that have a page, newest first. */
int store_months(struct store *store, struct page_month **out, size_t *count, struct arena *arena,
	const char *slug, struct err *err);

/* The feed's months that are dirty, oldest first; one without papers has a page no more. */
int store_dirty_months(struct store *store, struct page_month **out, size_t *count,
	struct arena *arena, const char *slug, struct err *err);

/* Fills feed->entries with the papers of a month's page, in the order of a document. */
int store_month(struct store *store, struct feed *feed, struct arena *arena, const char *month,
	const struct store_feed_options *options, struct err *err);

/* Fills feed->entries with the newest papers of all, most of them at most. */
int store_latest(struct store *store, struct feed *feed, struct arena *arena, size_t most,
	const struct store_feed_options *options, struct err *err);

int store_set_month_clean(
	struct store *store, const char *slug, const char *month, struct err *err);

/* All months of the feed; of all feeds when slug is NULL. */
int store_set_months_dirty(struct store *store, const char *slug, struct err *err);

/* The feed's papers by day, from a day on, in order; days without papers are left out. */
int store_tallies(struct store *store, struct page_day **out, size_t *count, struct arena *arena,
	const char *slug, int64_t from, struct err *err);

/* How many papers the feed has had. */
int store_papers(struct store *store, size_t *out, const char *slug, struct err *err);

/* When all files are in place, in a transaction of their own: store_begin_confirm, the others, then
 * store_commit. Without it the next run looks at the files again. */
int store_begin_confirm(struct store *store, struct err *err);
int store_confirm_document(
	struct store *store, const struct stored_document *document, struct err *err);
int store_confirm_archives(struct store *store, enum document_kind kind, struct err *err);
int store_set_clean(struct store *store, const char *slug, struct err *err);

#endif
