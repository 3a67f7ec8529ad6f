/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/schema.h"

#include <stdio.h>

#define APPLICATION_ID 0x70726f75 /* "prou", in the file's header: file(1) and we know it by that */

/* What its triggers do when a member comes or goes */
#define COUNT_NEW                                                                         \
	"INSERT INTO tally (topic, day, papers) VALUES (new.topic, new.day, 1)"           \
	"	ON CONFLICT DO UPDATE SET papers = papers + 1;"                                 \
	"INSERT INTO month (topic, month, papers, older, dirty)"                          \
	"	VALUES (new.topic, new.month, 1, new.archive IS NOT NULL,"                      \
	"		new.archive IS NOT NULL)"                                                      \
	"	ON CONFLICT DO UPDATE SET papers = papers + 1, older = older + excluded.older," \
	"		dirty = max(dirty, excluded.dirty);"
#define UNCOUNT_OLD                                                                        \
	"UPDATE tally SET papers = papers - 1 WHERE topic = old.topic AND day = old.day;"  \
	"UPDATE month SET papers = papers - 1, older = older - (old.archive IS NOT NULL)," \
	"	dirty = max(dirty, old.archive IS NOT NULL)"                                     \
	"	WHERE topic = old.topic AND month = old.month;"
#define DIRTY_NEIGHBOURS                                                                  \
	"UPDATE month SET dirty = 1 WHERE dirty = 0 AND topic = new.topic AND month IN (" \
	"	(SELECT max(month) FROM month"                                                  \
	"		WHERE topic = new.topic AND month < new.month AND older > 0),"                 \
	"	(SELECT min(month) FROM month"                                                  \
	"		WHERE topic = new.topic AND month > new.month AND older > 0));"
#define DIRTY_MONTHS_OF                                                    \
	"UPDATE month SET dirty = 1 WHERE dirty = 0 AND (topic, month) IN" \
	"	(SELECT topic, month FROM member WHERE entry = "
#define IN_ARCHIVES " AND archive IS NOT NULL);"

/*
 * Step N leads from version N to N + 1. A step that was released never changes: add another.
 *
 * entry.minted is the end of the Atom id, for ever; entry.key the strongest key known by now. An
 * entry that turned out to be another one has merged_into; it keeps its minted key from being given
 * out again. title is NULL until the entry is put.
 *
 * An alias is a key that an entry is known by; several may have a title's, of which one had it first.
 *
 * A member is an entry that stands in a feed's documents: state 0 since this run, 1 in the live one, 2 in
 * the archive of that number. day, published and rank are a document's order; members repeat them, kept
 * equal by a trigger, so that an index hands out a feed's newest entries without looking at the others. An
 * archive's bytes are packed by base/gzip.h and never change. since is the number of the run in which the
 * member came into the live document, or changed there; sealed the entry's updated as the archive has it.
 * archive without sealed: the paper stands there, under another id that it had.
 *
 * Triggers set topic.dirty where something changes that its documents may show; it is cleared when
 * they are in place. A document is a file that we wrote, with what stat(2) said of it.
 *
 * dated is what documents say of when an entry was published; NULL until the first is made.
 *
 * kept is what a source's URL gave last and how that was read (model/kept.h).
 */
static const char *const steps[] = {
	"CREATE TABLE meta ("
	"	name TEXT PRIMARY KEY,"
	"	value TEXT NOT NULL"
	") STRICT, WITHOUT ROWID;"

	"CREATE TABLE run ("
	"	number INTEGER PRIMARY KEY,"
	"	time INTEGER NOT NULL"
	") STRICT;"

	"CREATE TABLE source ("
	"	number INTEGER PRIMARY KEY,"
	"	name TEXT NOT NULL UNIQUE CHECK (name <> ''),"
	"	link TEXT,"
	"	contributor TEXT"
	") STRICT;"

	"CREATE TABLE source_run ("
	"	source INTEGER NOT NULL REFERENCES source,"
	"	run INTEGER NOT NULL REFERENCES run,"
	"	records INTEGER NOT NULL CHECK (records >= 0),"
	"	added INTEGER NOT NULL CHECK (added >= 0),"
	"	changed INTEGER NOT NULL CHECK (changed >= 0),"
	"	failed INTEGER NOT NULL CHECK (failed IN (0, 1)),"
	"	message TEXT,"
	"	PRIMARY KEY (source, run)"
	") STRICT, WITHOUT ROWID;"

	"CREATE TABLE entry ("
	"	number INTEGER PRIMARY KEY,"
	"	minted TEXT NOT NULL UNIQUE CHECK (minted <> ''),"
	"	merged_into INTEGER REFERENCES entry CHECK (merged_into <> number),"
	"	key TEXT NOT NULL CHECK (key <> ''),"
	"	first_seen INTEGER NOT NULL,"
	"	title TEXT CHECK (title <> ''),"
	"	abstract TEXT,"
	"	authors TEXT,"
	"	author_total INTEGER CHECK (author_total >= 0),"
	"	link TEXT,"
	"	pdf TEXT,"
	"	code TEXT,"
	"	discussion TEXT,"
	"	categories TEXT,"
	"	published INTEGER,"
	"	listed INTEGER,"
	"	updated INTEGER,"
	"	votes INTEGER CHECK (votes >= 0),"
	"	comments INTEGER CHECK (comments >= 0),"
	"	rank INTEGER CHECK (rank >= 0),"
	"	source TEXT REFERENCES source (name),"
	"	day INTEGER NOT NULL AS (coalesce(listed, first_seen) / 86400),"
	"	CONSTRAINT whole CHECK (title IS NULL OR (authors IS NOT NULL AND author_total IS "
	"NOT NULL"
	"		AND categories IS NOT NULL AND updated IS NOT NULL AND votes IS NOT NULL"
	"		AND comments IS NOT NULL AND rank IS NOT NULL AND source IS NOT NULL))"
	") STRICT;"
	"CREATE INDEX entry_order ON entry (day DESC, published DESC, rank, minted)"
	"	WHERE merged_into IS NULL AND title IS NOT NULL;"
	"CREATE INDEX entry_merged ON entry (merged_into) WHERE merged_into IS NOT NULL;"

	"CREATE TABLE alias ("
	"	key TEXT NOT NULL CHECK (key <> ''),"
	"	entry INTEGER NOT NULL REFERENCES entry,"
	"	strong INTEGER NOT NULL CHECK (strong IN (0, 1)),"
	"	PRIMARY KEY (key, entry)"
	") STRICT, WITHOUT ROWID;"
	"CREATE UNIQUE INDEX alias_strong ON alias (key) WHERE strong = 1;"
	"CREATE INDEX alias_entry ON alias (entry);"

	"CREATE TABLE record ("
	"	entry INTEGER NOT NULL REFERENCES entry,"
	"	source INTEGER NOT NULL REFERENCES source,"
	"	first_seen INTEGER NOT NULL,"
	"	rank INTEGER NOT NULL CHECK (rank >= 0),"
	"	fields TEXT NOT NULL,"
	"	PRIMARY KEY (entry, source)"
	") STRICT;"
	"CREATE INDEX record_source ON record (source);"

	"CREATE TABLE topic ("
	"	number INTEGER PRIMARY KEY,"
	"	slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),"
	"	began INTEGER NOT NULL,"
	"	updated INTEGER"
	") STRICT;"

	"CREATE TABLE route ("
	"	entry INTEGER NOT NULL REFERENCES entry,"
	"	topic INTEGER NOT NULL REFERENCES topic,"
	"	points INTEGER NOT NULL,"
	"	reasons TEXT NOT NULL,"
	"	day INTEGER NOT NULL,"
	"	published INTEGER,"
	"	rank INTEGER NOT NULL,"
	"	PRIMARY KEY (entry, topic)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX route_order ON route (topic, day DESC, published DESC, rank);"
	"CREATE TRIGGER entry_moved AFTER UPDATE OF listed, published, rank ON entry"
	"	WHEN (new.day, new.published, new.rank) IS NOT (old.day, old.published, old.rank) "
	"BEGIN"
	"	UPDATE route SET day = new.day, published = new.published, rank = new.rank"
	"		WHERE entry = new.number;"
	"END;",

	"DROP TRIGGER entry_moved;"
	"DROP INDEX route_order;"
	"ALTER TABLE route DROP COLUMN day;"
	"ALTER TABLE route DROP COLUMN published;"
	"ALTER TABLE route DROP COLUMN rank;"
	"ALTER TABLE topic ADD COLUMN dirty INTEGER NOT NULL DEFAULT 1;"

	"CREATE TABLE member ("
	"	topic INTEGER NOT NULL REFERENCES topic,"
	"	entry INTEGER NOT NULL REFERENCES entry,"
	"	state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),"
	"	archive INTEGER CHECK (archive > 0),"
	"	day INTEGER NOT NULL,"
	"	published INTEGER,"
	"	rank INTEGER NOT NULL,"
	"	PRIMARY KEY (topic, entry),"
	"	CHECK (state < 2 OR archive IS NOT NULL)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX member_entry ON member (entry);"
	"CREATE INDEX member_order ON member (topic, day DESC, published DESC, rank)"
	"	WHERE state < 2;"
	"INSERT INTO topic (slug, began) SELECT 'all', min(time) FROM run WHERE true"
	"	GROUP BY NULL ON CONFLICT DO NOTHING;"
	"INSERT INTO member (topic, entry, state, day, published, rank)"
	"	SELECT topic, number, 1, day, published, rank FROM route JOIN entry ON number = "
	"entry;"
	"INSERT INTO member (topic, entry, state, day, published, rank)"
	"	SELECT topic.number, entry.number, 1, day, published, rank FROM entry, topic"
	"	WHERE slug = 'all' AND merged_into IS NULL AND title IS NOT NULL;"

	"CREATE TABLE archive ("
	"	topic INTEGER NOT NULL REFERENCES topic,"
	"	number INTEGER NOT NULL CHECK (number > 0),"
	"	kind TEXT NOT NULL,"
	"	published INTEGER NOT NULL DEFAULT 0,"
	"	size INTEGER NOT NULL,"
	"	bytes BLOB NOT NULL,"
	"	PRIMARY KEY (topic, number, kind)"
	") STRICT;"
	"CREATE INDEX archive_pending ON archive (kind) WHERE published = 0;"

	"CREATE TABLE document ("
	"	name TEXT PRIMARY KEY,"
	"	topic INTEGER REFERENCES topic,"
	"	size INTEGER NOT NULL,"
	"	mtime INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID;"

	"CREATE TRIGGER entry_moved AFTER UPDATE OF listed, published, rank ON entry"
	"	WHEN (new.day, new.published, new.rank) IS NOT (old.day, old.published, old.rank) "
	"BEGIN"
	"	UPDATE member SET day = new.day, published = new.published, rank = new.rank"
	"		WHERE entry = new.number;"
	"END;"
	/* a correction of what an archive holds appears in the live document again */
	"CREATE TRIGGER entry_corrected AFTER UPDATE OF updated ON entry"
	"	WHEN new.updated IS NOT old.updated "
	"BEGIN"
	"	UPDATE member SET state = 1 WHERE entry = new.number AND state = 2;"
	"END;"
	"CREATE TRIGGER entry_shown AFTER UPDATE ON entry "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number IN"
	"		(SELECT topic FROM member WHERE entry = new.number AND state < 2);"
	"END;"
	"CREATE TRIGGER member_added AFTER INSERT ON member "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number = new.topic;"
	"END;"
	"CREATE TRIGGER member_changed AFTER UPDATE ON member "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number = new.topic;"
	"END;"
	"CREATE TRIGGER member_dropped AFTER DELETE ON member "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number = old.topic;"
	"END;"
	/* an entry says in every feed why it is in each */
	"CREATE TRIGGER route_added AFTER INSERT ON route "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number IN"
	"		(SELECT topic FROM member WHERE entry = new.entry AND state < 2);"
	"END;"
	"CREATE TRIGGER route_changed AFTER UPDATE ON route "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number IN"
	"		(SELECT topic FROM member WHERE entry = new.entry AND state < 2);"
	"END;"
	"CREATE TRIGGER route_dropped AFTER DELETE ON route "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0 AND number IN"
	"		(SELECT topic FROM member WHERE entry = old.entry AND state < 2);"
	"END;"
	"CREATE TRIGGER source_shown AFTER UPDATE OF link, contributor ON source"
	"	WHEN (new.link, new.contributor) IS NOT (old.link, old.contributor) "
	"BEGIN"
	"	UPDATE topic SET dirty = 1 WHERE dirty = 0;"
	"END;",

	"CREATE TABLE kept ("
	"	source INTEGER PRIMARY KEY REFERENCES source,"
	"	url TEXT NOT NULL,"
	"	etag TEXT,"
	"	modified TEXT,"
	"	type TEXT,"
	"	hash TEXT NOT NULL,"
	"	reading TEXT NOT NULL"
	") STRICT;"
	"ALTER TABLE source_run ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0"
	"	CHECK (unchanged IN (0, 1));"
	"ALTER TABLE source_run ADD COLUMN status INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE source_run ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE source_run ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;",

	/* 1: the hub has to be told that the document changed */
	"ALTER TABLE document ADD COLUMN untold INTEGER NOT NULL DEFAULT 0 CHECK (untold IN (0, "
	"1));"
	"CREATE INDEX document_untold ON document (name) WHERE untold = 1;",

	"CREATE TABLE incident ("
	"	number INTEGER PRIMARY KEY,"
	"	source INTEGER NOT NULL REFERENCES source,"
	"	opened INTEGER NOT NULL,"
	"	closed INTEGER,"
	"	suspicious INTEGER NOT NULL CHECK (suspicious IN (0, 1)),"
	"	message TEXT NOT NULL"
	") STRICT;"
	"CREATE UNIQUE INDEX incident_open ON incident (source) WHERE closed IS NULL;"

	"ALTER TABLE source_run ADD COLUMN suspicious INTEGER NOT NULL DEFAULT 0"
	"	CHECK (suspicious IN (0, 1));"

	/* 1: taken out for good, whatever the sources say */
	"ALTER TABLE entry ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0"
	"	CHECK (forgotten = 0 OR title IS NULL);",

	/* where a feed moved to, and when that was said first */
	"ALTER TABLE topic ADD COLUMN moved_to TEXT;"
	"ALTER TABLE topic ADD COLUMN moved INTEGER;",

	/* months and tallies are counts of members, kept by triggers. The page of a month shows what
	 * archives hold of it (older); dirty: the page may show a change */
	"ALTER TABLE member ADD COLUMN month TEXT AS (strftime('%Y-%m', day * 86400, "
	"'unixepoch'));"
	"CREATE INDEX member_month ON member (topic, month, day DESC, published DESC, rank)"
	"	WHERE archive IS NOT NULL;"
	"CREATE TABLE month ("
	"	topic INTEGER NOT NULL REFERENCES topic,"
	"	month TEXT NOT NULL,"
	"	papers INTEGER NOT NULL CHECK (papers >= 0),"
	"	older INTEGER NOT NULL CHECK (older >= 0),"
	"	dirty INTEGER NOT NULL CHECK (dirty IN (0, 1)),"
	"	PRIMARY KEY (topic, month)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX month_dirty ON month (topic, month) WHERE dirty = 1;"
	"INSERT INTO month SELECT topic, month, count(*), count(archive), count(archive) > 0"
	"	FROM member GROUP BY topic, month;"
	"CREATE TABLE tally ("
	"	topic INTEGER NOT NULL REFERENCES topic,"
	"	day INTEGER NOT NULL,"
	"	papers INTEGER NOT NULL CHECK (papers >= 0),"
	"	PRIMARY KEY (topic, day)"
	") STRICT, WITHOUT ROWID;"
	"INSERT INTO tally SELECT topic, day, count(*) FROM member GROUP BY topic, day;"

	"CREATE TRIGGER member_counted AFTER INSERT ON member "
	"BEGIN " COUNT_NEW "END;"
	"CREATE TRIGGER member_moved AFTER UPDATE OF day, published, rank, archive ON member "
	"BEGIN " UNCOUNT_OLD COUNT_NEW "END;"
	"CREATE TRIGGER member_uncounted AFTER DELETE ON member "
	"BEGIN " UNCOUNT_OLD "END;"
	/* a page links to those of the months before and after */
	"CREATE TRIGGER month_added AFTER INSERT ON month WHEN new.older > 0 "
	"BEGIN " DIRTY_NEIGHBOURS "END;"
	"CREATE TRIGGER month_changed AFTER UPDATE OF older ON month"
	"	WHEN (new.older > 0) <> (old.older > 0) "
	"BEGIN " DIRTY_NEIGHBOURS "END;"
	"CREATE TRIGGER entry_month AFTER UPDATE ON entry "
	"BEGIN " DIRTY_MONTHS_OF "new.number" IN_ARCHIVES "END;"
	"CREATE TRIGGER route_added_month AFTER INSERT ON route "
	"BEGIN " DIRTY_MONTHS_OF "new.entry" IN_ARCHIVES "END;"
	"CREATE TRIGGER route_changed_month AFTER UPDATE ON route "
	"BEGIN " DIRTY_MONTHS_OF "new.entry" IN_ARCHIVES "END;"
	"CREATE TRIGGER route_dropped_month AFTER DELETE ON route "
	"BEGIN " DIRTY_MONTHS_OF "old.entry" IN_ARCHIVES "END;",

	/* what is live or has joined is found without a look at what is sealed */
	"CREATE INDEX member_state ON member (topic, state, day);",

	"ALTER TABLE entry ADD COLUMN dated INTEGER;"
	"CREATE INDEX entry_undated ON entry (number)"
	"	WHERE dated IS NULL AND merged_into IS NULL AND title IS NOT NULL;"
	"UPDATE entry SET dated = min(coalesce(published, listed, first_seen), updated)"
	"	WHERE merged_into IS NULL AND title IS NOT NULL;",

	/* what a subscriber has not seen yet is sealed last */
	"ALTER TABLE member ADD COLUMN since INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE member ADD COLUMN sealed INTEGER;"
	"UPDATE member SET sealed = CASE state WHEN 2 THEN"
	"	(SELECT updated FROM entry WHERE number = member.entry) ELSE 0 END"
	"	WHERE archive IS NOT NULL;"
	"CREATE INDEX member_waiting ON member (topic, since, day, published, rank DESC)"
	"	WHERE state < 2;"
	"DROP TRIGGER entry_corrected;"
	"CREATE TRIGGER entry_corrected AFTER UPDATE OF updated ON entry"
	"	WHEN new.updated IS NOT old.updated "
	"BEGIN"
	"	UPDATE member SET state = min(state, 1),"
	"	since = (SELECT max(number) FROM run)"
	"		WHERE entry = new.number AND (state > 0 OR archive IS NULL);"
	"END;",

	/* runs whose files [site] after has yet to be told of */
	"CREATE TABLE owing ("
	"	run INTEGER PRIMARY KEY"
	") STRICT;",

	/* of the entries that share a title the one that a record with nothing else belongs to: else it
	 * would go over to an older one that learns the title later */
	"ALTER TABLE alias ADD COLUMN first INTEGER NOT NULL DEFAULT 0"
	"	CHECK (first IN (0, 1));"
	"UPDATE alias SET first = 1 WHERE entry ="
	"	coalesce((SELECT coalesce(merged_into, number) FROM entry WHERE minted = "
	"alias.key),"
	"	(SELECT number FROM alias AS other JOIN entry ON number = other.entry"
	"	WHERE other.key = alias.key ORDER BY first_seen, number LIMIT 1));",

	/* a run's number may be that of another run in a store that was made anew meanwhile; and files
	 * that go, of which nothing else is left that tells of them */
	"ALTER TABLE owing RENAME COLUMN run TO debt;"
	"CREATE TABLE gone ("
	"	debt INTEGER NOT NULL REFERENCES owing ON DELETE CASCADE,"
	"	name TEXT NOT NULL,"
	"	PRIMARY KEY (debt, name)"
	") STRICT, WITHOUT ROWID;",
};

#define VERSION ((int)(sizeof(steps) / sizeof(steps[0])))

/* The one number that a statement answers with */
static int ask(int *out, struct store *store, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);
	int result = 0;

	*out = 0;
	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int(stmt, 0);
	else
		result = query_fail(store, code, err);
	sqlite3_finalize(stmt);
	return result;
}

/* A file that ends within a page was cut there. SQLite takes what is missing for zeros, and would find that
 * wrong when it comes to it, perhaps after much was written. */
static int check_end(struct store *store, struct err *err)
{
	int page, damaged;

	if (ask(&page, store, "PRAGMA page_size", err) != 0)
		return -1;
	if (page <= 0 || store->size % page == 0)
		return 0;
	if (ask(&damaged, store, "SELECT integrity_check <> 'ok' FROM pragma_integrity_check(1)",
		    err) != 0)
		return -1;
	return damaged ? query_fail(store, SQLITE_CORRUPT, err) : 0;
}

int schema_check(struct store *store, struct err *err)
{
	int application, version, tables;

	if (ask(&application, store, "PRAGMA application_id", err) != 0 ||
		ask(&version, store, "PRAGMA user_version", err) != 0 ||
		ask(&tables, store, "SELECT count(*) FROM sqlite_schema", err) != 0)
		return -1;
	if (application != APPLICATION_ID && (application || version || tables))
		return err_set(err, ERR_STORE, store->path,
			"is another program's database: move it away, or set another state folder");
	if (version < 0 || version > VERSION)
		return err_set(err, ERR_STORE, store->path,
			"was made by a newer paperroute (version %d of the tables, this one knows "
			"%d): install that one",
			version, VERSION);
	return check_end(store, err);
}

static int take_step(struct store *store, int step, struct err *err)
{
	char header[128];
	int code;

	snprintf(header, sizeof(header), "PRAGMA application_id = %d; PRAGMA user_version = %d",
		APPLICATION_ID, step + 1);
	code = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(store->db, steps[step], NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(store->db, header, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return 0;
	query_fail(store, code, err);
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

int schema_update(struct store *store, struct err *err)
{
	int version;

	if (ask(&version, store, "PRAGMA user_version", err) != 0)
		return -1;
	for (; version < VERSION; version++) {
		if (take_step(store, version, err) != 0)
			return -1;
	}
	return 0;
}
