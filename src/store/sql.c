/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/sql.h"

#include "store/row.h"

/* An entry that is no part of another and has been put; entry_order holds just these */
#define LIVING "merged_into IS NULL AND title IS NOT NULL"

/* Of a member: of no topic that the JSON list ?2 names */
#define OTHER_TOPICS \
	" AND topic NOT IN (SELECT number FROM topic JOIN json_each(?2) ON slug = value)"

#define TOPIC_OF_SLUG "(SELECT number FROM topic WHERE slug = ?1)"
#define THIS_RUN      "(SELECT max(number) FROM run)"

/* As model/document.c names it */
#define ARCHIVE_NAME "'archive/' || slug || printf('/%04d.', archive.number) || kind"

/*
 * Writes compare first ("IS NOT"): a run that finds nothing new dirties no page of entries.
 */
const char *const sql_texts[SQL_COUNT] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_LAST_RUN] = "SELECT time FROM run ORDER BY number DESC LIMIT 1",
	[SQL_RUN_AHEAD] = "SELECT time FROM run WHERE number = 1 +"
			  " (SELECT max(number) FROM run WHERE time <= ?1)",
	[SQL_ADD_RUN] = "INSERT INTO run (time) VALUES (?1) RETURNING number",

	[SQL_GET_META] = "SELECT value FROM meta WHERE name = ?1",
	[SQL_SET_META] = "INSERT INTO meta (name, value) VALUES (?1, ?2)"
			 " ON CONFLICT (name) DO UPDATE SET value = excluded.value",

	[SQL_PUT_SOURCE] =
		"INSERT INTO source (name, link) VALUES (?1, ?2)"
		" ON CONFLICT (name) DO UPDATE SET link = excluded.link RETURNING number",
	[SQL_SET_CONTRIBUTOR] = "UPDATE source SET contributor = ?2"
				" WHERE number = ?1 AND contributor IS NOT ?2",
	[SQL_CONTRIBUTORS] =
		"SELECT DISTINCT contributor FROM source WHERE contributor IS NOT NULL"
		" AND number IN (SELECT source FROM member JOIN record ON record.entry = "
		"member.entry"
		" WHERE topic = (SELECT number FROM topic WHERE slug = ?1) AND state < 2)"
		" ORDER BY contributor",
	[SQL_LOG_SOURCE] =
		"INSERT INTO source_run (run, source, records, added, changed, failed, message,"
		" unchanged, status, bytes, attempts, suspicious)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
		" ON CONFLICT (source, run) DO UPDATE SET"
		" records = excluded.records, added = excluded.added, changed = excluded.changed,"
		" failed = excluded.failed, message = excluded.message,"
		" unchanged = excluded.unchanged, status = excluded.status,"
		" bytes = excluded.bytes, attempts = excluded.attempts,"
		" suspicious = excluded.suspicious",
	[SQL_GET_KEPT] =
		"SELECT url, etag, modified, type, hash, reading FROM kept WHERE source = ?1",
	[SQL_PUT_KEPT] = "INSERT INTO kept (source, url, etag, modified, type, hash, reading)"
			 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (source) DO UPDATE SET"
			 " url = excluded.url, etag = excluded.etag, modified = excluded.modified,"
			 " type = excluded.type, hash = excluded.hash, reading = excluded.reading"
			 " WHERE (url, etag, modified, type, hash, reading) IS NOT (excluded.url,"
			 " excluded.etag, excluded.modified, excluded.type, excluded.hash,"
			 " excluded.reading)",

	[SQL_FIRST_RUN] = "SELECT time FROM run ORDER BY number LIMIT 1",
	[SQL_FEWEST] = "SELECT min(records) FILTER (WHERE suspicious = 0) FROM"
		       " (SELECT records, suspicious FROM source_run"
		       " WHERE source = ?1 AND run < ?2 AND failed = 0 AND unchanged = 0"
		       " AND records > 0 ORDER BY run DESC LIMIT ?3)",
	[SQL_OPEN_INCIDENT] = "INSERT INTO incident (source, opened, suspicious, message)"
			      " SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS"
			      " (SELECT 1 FROM incident WHERE source = ?1 AND closed IS NULL)",
	[SQL_CLOSE_INCIDENT] = "UPDATE incident SET closed = ?2 WHERE source = ?1"
			       " AND closed IS NULL AND NOT (suspicious AND ?3)",
	[SQL_INCIDENTS] = "SELECT incident.number, name, opened, closed, suspicious, message"
			  " FROM incident JOIN source ON source.number = source"
			  " ORDER BY incident.number DESC LIMIT ?1",
	[SQL_SOURCE_HEALTH] =
		"WITH runs AS MATERIALIZED (SELECT time, source_run.run, failed, unchanged, added,"
		" changed, records FROM source_run JOIN run ON run.number = source_run.run"
		" WHERE source = (SELECT number FROM source WHERE name = ?1)),"
		" last AS (SELECT max(run) AS good FROM runs WHERE failed = 0)"
		" SELECT (SELECT time FROM runs ORDER BY run DESC LIMIT 1),"
		" (SELECT time FROM runs WHERE failed = 0 ORDER BY run DESC LIMIT 1),"
		" (SELECT time FROM runs WHERE added > 0 OR changed > 0 ORDER BY run DESC LIMIT 1),"
		" (SELECT time FROM runs WHERE failed = 0 AND unchanged = 0"
		" ORDER BY run DESC LIMIT 1),"
		" (SELECT records FROM runs WHERE failed = 0 AND unchanged = 0"
		" ORDER BY run DESC LIMIT 1),"
		" (SELECT count(*) FROM runs, last WHERE run > coalesce(good, 0)),"
		" message, coalesce(suspicious, 0) FROM source LEFT JOIN incident"
		" ON incident.source = source.number AND closed IS NULL WHERE name = ?1",
	/* each part is what SQL_FEWEST or SQL_SOURCE_HEALTH asks for */
	[SQL_FORGET_SOURCE_RUNS] =
		"DELETE FROM source_run WHERE run < ?1 AND (source, run) NOT IN"
		" (SELECT source, run FROM (SELECT source, run,"
		" row_number() OVER (PARTITION BY source ORDER BY run DESC) AS place"
		" FROM source_run WHERE failed = 0 AND unchanged = 0 AND records > 0)"
		" WHERE place <= ?2"
		" UNION ALL SELECT source, max(run) FROM source_run GROUP BY source"
		" UNION ALL SELECT source, max(run) FROM source_run WHERE failed = 0"
		" GROUP BY source"
		" UNION ALL SELECT source, max(run) FROM source_run WHERE added > 0 OR changed > 0"
		" GROUP BY source"
		" UNION ALL SELECT source, max(run) FROM source_run"
		" WHERE failed = 0 AND unchanged = 0 GROUP BY source)",
	/* a leap is seen from the two runs around it: SQL_RUN_AHEAD. A few at a time, as each costs a look at
	 * all of source_run */
	[SQL_FORGET_RUNS] =
		"DELETE FROM run WHERE number IN (SELECT number FROM run AS old"
		" WHERE number > 1 AND number < ?1 AND number NOT IN (SELECT run FROM source_run)"
		" AND coalesce((SELECT time FROM run WHERE number = old.number + 1) - time, 0) <= "
		"?3"
		" AND coalesce(time - (SELECT time FROM run WHERE number = old.number - 1), 0) <= "
		"?3"
		" ORDER BY number LIMIT ?2)",
	[SQL_FORGET_INCIDENTS] = "DELETE FROM incident WHERE closed IS NOT NULL"
				 " AND number <= (SELECT max(number) FROM incident) - ?2",
	[SQL_FEED_HEALTH] =
		"SELECT slug, count(*) FILTER (WHERE state < 2), count(entry),"
		" (SELECT count(DISTINCT number) FROM archive WHERE topic = topic.number),"
		" max(day), (SELECT count(*) FROM document WHERE document.topic = topic.number)"
		" FROM topic LEFT JOIN member ON member.topic = topic.number"
		" GROUP BY topic.number ORDER BY slug",

	[SQL_FIND_STRONG] = "SELECT number, first_seen FROM alias JOIN entry ON number = entry"
			    " WHERE alias.key = ?1 AND strong = 1",
	[SQL_FIND_WEAK] = "SELECT number, first_seen FROM entry"
			  " WHERE minted = ?1 AND merged_into IS NULL AND NOT EXISTS"
			  " (SELECT 1 FROM alias WHERE entry = number AND strong = 1)",
	[SQL_FIND_MINTED] =
		"SELECT coalesce(merged_into, number), first_seen FROM entry WHERE minted = ?1",
	[SQL_FIND_TITLE] = "SELECT number, first_seen FROM alias JOIN entry ON number = entry"
			   " WHERE alias.key = ?1 AND first = 1",
	[SQL_KEYS] = "SELECT key FROM alias WHERE entry = ?1 ORDER BY key",
	[SQL_ADD_ENTRY] = "INSERT INTO entry (minted, key, first_seen) VALUES (?1, ?1, ?2)"
			  " RETURNING number",
	[SQL_ADD_KEY] = "INSERT INTO alias (key, entry, strong, first) VALUES (?1, ?2, ?3,"
			" NOT EXISTS (SELECT 1 FROM alias WHERE key = ?1))"
			" ON CONFLICT DO NOTHING RETURNING first",
	[SQL_GET_KEY] = "SELECT key FROM entry WHERE number = ?1",
	[SQL_SET_KEY] = "UPDATE entry SET key = ?2 WHERE number = ?1",

	[SQL_SHARED_RECORDS] =
		"SELECT mine.source, mine.rank, mine.fields, other.rank, other.fields"
		" FROM record AS mine JOIN record AS other ON other.source = mine.source"
		" WHERE mine.entry = ?1 AND other.entry = ?2 ORDER BY mine.source",
	[SQL_MERGE_RECORDS] =
		"UPDATE record SET first_seen = min(record.first_seen, other.first_seen)"
		" FROM record AS other WHERE record.entry = ?1 AND other.entry = ?2"
		" AND other.source = record.source",
	[SQL_MERGE_MOVE_RECORDS] = "UPDATE OR IGNORE record SET entry = ?1 WHERE entry = ?2",
	[SQL_MERGE_DROP_RECORDS] = "DELETE FROM record WHERE entry = ?2",
	[SQL_MERGE_SHARED_KEYS] =
		"UPDATE alias SET first = 1 WHERE entry = ?1 AND first = 0"
		" AND key IN (SELECT key FROM alias WHERE entry = ?2 AND first = 1)",
	[SQL_MERGE_MOVE_KEYS] = "UPDATE OR IGNORE alias SET entry = ?1 WHERE entry = ?2",
	[SQL_MERGE_DROP_KEYS] = "DELETE FROM alias WHERE entry = ?2",
	[SQL_MERGE_MOVE_ROUTES] =
		"INSERT INTO route (entry, topic, points, reasons)"
		" SELECT number, topic, points, reasons"
		" FROM route, entry WHERE route.entry = ?2 AND number = ?1 AND " LIVING
		" ON CONFLICT DO NOTHING",
	[SQL_MERGE_DROP_ROUTES] = "DELETE FROM route WHERE entry = ?2",
	/* where an archive has the paper already, its new id goes to an archive too: it is no news */
	[SQL_MERGE_MOVE_MEMBERS] =
		"INSERT INTO member (topic, entry, state, archive, day, published, rank)"
		" SELECT topic, number, 0, archive, entry.day, entry.published, entry.rank"
		" FROM member, entry WHERE member.entry = ?2 AND number = ?1 AND " LIVING
		" ON CONFLICT DO NOTHING",
	[SQL_MERGE_DROP_MEMBERS] = "DELETE FROM member WHERE entry = ?2",
	/* what became part of ?2 earlier is now part of ?1: merged_into is never a chain */
	[SQL_MERGE_ENTRY] =
		"UPDATE entry SET merged_into = ?1 WHERE number = ?2 OR merged_into = ?2",

	[SQL_IS_FORGOTTEN] = "SELECT 1 FROM entry WHERE number = ?1 AND forgotten = 1",
	[SQL_IS_ARCHIVED] = "SELECT 1 FROM member WHERE entry = ?1 AND archive IS NOT NULL",
	[SQL_FIND_KEY] = "SELECT number FROM entry WHERE key = ?1 AND " LIVING,
	[SQL_FORGET_RECORDS] = "DELETE FROM record WHERE entry = ?1",
	[SQL_FORGET_ROUTES] = "DELETE FROM route WHERE entry = ?1",
	[SQL_FORGET_PLACES] =
		"DELETE FROM member WHERE entry = ?1 AND (archive IS NULL OR state = 0)",
	[SQL_FORGET_CORRECTIONS] = "UPDATE member SET state = 2 WHERE entry = ?1 AND state = 1",
	[SQL_FORGET_ENTRY] = "UPDATE entry SET forgotten = 1, title = NULL, abstract = NULL,"
			     " authors = NULL, link = NULL, pdf = NULL, code = NULL,"
			     " discussion = NULL WHERE number = ?1",

	[SQL_GET_RECORD] = "SELECT rank, fields FROM record WHERE entry = ?1 AND source = ?2",
	[SQL_PUT_RECORD] = "INSERT INTO record (entry, source, first_seen, rank, fields)"
			   " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (entry, source) DO UPDATE SET"
			   " rank = excluded.rank, fields = excluded.fields"
			   " WHERE (rank, fields) IS NOT (excluded.rank, excluded.fields)",
	[SQL_RECORDS] = "SELECT name, first_seen, rank, fields"
			" FROM record JOIN source ON number = record.source"
			" WHERE entry = ?1 ORDER BY first_seen, name",

	[SQL_GET_ENTRY] = "SELECT " LIVING ", minted,"
			  " (SELECT source.link FROM source WHERE name = entry.source),"
			  " (SELECT json_group_array(name) FROM (SELECT name FROM record"
			  " JOIN source ON source.number = record.source"
			  " WHERE record.entry = entry.number ORDER BY name)),"
			  " dated, key, first_seen, " ROW_COLUMNS " FROM entry WHERE number = ?1",
	[SQL_PUT_ENTRY] = "UPDATE entry SET (" ROW_COLUMNS ") = (" ROW_VALUES ") WHERE number = ?1"
			  " AND (" ROW_COLUMNS ") IS NOT (" ROW_VALUES ")",
	/* as the trigger entry_corrected does where updated moved */
	[SQL_CORRECT] = "UPDATE member SET state = min(state, 1), since = " THIS_RUN ","
			" sealed = CASE WHEN archive IS NOT NULL THEN 0 END"
			" WHERE entry = ?1 AND (state > 0 OR archive IS NULL)",
	[SQL_DATE_ENTRIES] =
		"UPDATE entry SET dated = min(coalesce(published, listed, first_seen), updated)"
		" WHERE dated IS NULL AND " LIVING,
	[SQL_NEXT_ENTRY] =
		"SELECT number FROM entry WHERE number > ?1 AND " LIVING " ORDER BY number LIMIT 1",

	[SQL_ADD_TOPIC] = "INSERT INTO topic (slug, began) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
	[SQL_PUT_ROUTE] =
		"INSERT INTO route (entry, topic, points, reasons)"
		" SELECT entry.number, topic.number, ?3, ?4"
		" FROM entry, topic WHERE entry.number = ?1 AND merged_into IS NULL AND slug = ?2"
		" ON CONFLICT (entry, topic) DO UPDATE SET"
		" points = excluded.points, reasons = excluded.reasons"
		" WHERE (points, reasons) IS NOT (excluded.points, excluded.reasons)",
	[SQL_DROP_ROUTES] = "DELETE FROM route WHERE entry = ?1 AND topic NOT IN"
			    " (SELECT number FROM topic JOIN json_each(?2) ON slug = value)",
	[SQL_ROUTES] = "SELECT slug, points, reasons FROM route JOIN topic ON number = topic"
		       " WHERE entry = ?1 ORDER BY slug <> ?2, slug",

	/* what it missed while it did not belong comes as a correction */
	[SQL_JOIN] = "INSERT INTO member (topic, entry, state, day, published, rank)"
		     " SELECT topic.number, entry.number, 0, day, published, rank"
		     " FROM entry, topic WHERE entry.number = ?1 AND slug = ?2 AND " LIVING
		     " ON CONFLICT (topic, entry) DO UPDATE SET state = 1, since = " THIS_RUN
		     " WHERE state = 2 AND sealed < (SELECT updated FROM entry WHERE number = ?1)",
	[SQL_LEAVE] = "DELETE FROM member WHERE entry = ?1 AND (archive IS NULL OR state = "
		      "0)" OTHER_TOPICS,
	/* a correction that no longer belongs: the archive keeps what it had */
	[SQL_LEAVE_CORRECTION] =
		"UPDATE member SET state = 2 WHERE entry = ?1 AND state = 1" OTHER_TOPICS,
	/* what is of today is news even where a clock that was ahead dated all the others later */
	[SQL_SETTLE] = "UPDATE member SET state = 1, since = " THIS_RUN
		       " WHERE topic = ?1 AND state = 0 AND archive IS NULL"
		       " AND NOT coalesce(day < min((SELECT min(day) FROM member"
		       " WHERE topic = ?1 AND state = 1 AND archive IS NULL),"
		       " (SELECT time / 86400 FROM run ORDER BY number DESC LIMIT 1)), 0)",
	[SQL_COUNT_MEMBERS] = "SELECT count(*) FROM (SELECT 1 FROM member"
			      " WHERE topic = ?1 AND state = ?2 LIMIT ?3)",
	[SQL_OLDEST] = "SELECT entry FROM (SELECT entry, member.day, member.published, member.rank,"
		       " minted FROM member INDEXED BY member_waiting"
		       " JOIN entry ON number = member.entry"
		       " WHERE topic = ?1 AND state = ?2 AND state < 2 ORDER BY since, member.day,"
		       " member.published, member.rank DESC, minted DESC LIMIT ?3)"
		       " ORDER BY day, published, rank DESC, minted DESC",
	[SQL_LIVE] = "SELECT member.entry FROM member JOIN entry ON number = member.entry"
		     " WHERE topic = ?1 AND state < 2"
		     " ORDER BY member.day DESC, member.published DESC, member.rank, minted",

	[SQL_LAST_ARCHIVE] = "SELECT coalesce(max(number), 0) FROM archive WHERE topic = ?1",
	[SQL_SEAL] = "UPDATE member SET state = 2, archive = ?3,"
		     " sealed = (SELECT updated FROM entry WHERE number = ?2)"
		     " WHERE topic = ?1 AND entry = ?2",
	[SQL_PUT_ARCHIVE] = "INSERT INTO archive (topic, number, kind, size, bytes)"
			    " VALUES (?1, ?2, ?3, ?4, ?5)",
	[SQL_PENDING_ARCHIVES] =
		"SELECT slug, archive.number, size, bytes FROM archive"
		" JOIN topic ON topic.number = topic WHERE kind = ?1 AND published = 0"
		" ORDER BY slug, archive.number",
	[SQL_CONFIRM_ARCHIVES] =
		"UPDATE archive SET published = 1 WHERE kind = ?1 AND published = 0",
	[SQL_REPUBLISH] = "UPDATE archive SET published = 0"
			  " WHERE topic = (SELECT number FROM topic WHERE slug = ?1) AND kind = ?2",
	[SQL_NEWEST_SIZE] = "SELECT size FROM archive WHERE topic ="
			    " (SELECT number FROM topic WHERE slug = ?1) AND kind = ?2"
			    " ORDER BY number DESC LIMIT 1",

	[SQL_GET_DOCUMENT] = "SELECT size, mtime FROM document WHERE name = ?1",
	[SQL_PUT_DOCUMENT] =
		"INSERT INTO document (name, topic, size, mtime, untold)"
		" VALUES (?1, (SELECT number FROM topic WHERE slug = ?2), ?3, ?4, ?5)"
		" ON CONFLICT (name) DO UPDATE SET size = excluded.size, mtime = excluded.mtime",
	[SQL_SET_UNTOLD] = "UPDATE document SET untold = ?2 WHERE name = ?1 AND untold <> ?2",
	[SQL_UNTOLD] = "SELECT name FROM document WHERE untold = 1 ORDER BY name",
	[SQL_PROMISE] = "INSERT INTO meta (name, value) VALUES ('promise', hex(randomblob(16)))"
			" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
	[SQL_OWE] = "INSERT INTO owing (debt) VALUES (random()) RETURNING debt",
	[SQL_OWING] = "SELECT 1 FROM owing LIMIT 1",
	[SQL_TAKE_OVER_GONE] = "UPDATE OR IGNORE gone SET debt = ?1 WHERE debt <> ?1",
	[SQL_TAKE_OVER] = "DELETE FROM owing WHERE debt <> ?1",
	[SQL_TOLD] = "DELETE FROM owing WHERE debt = ?1",
	[SQL_GOES] = "INSERT OR IGNORE INTO gone (debt, name) VALUES (?1, ?2)",
	[SQL_GONE] = "SELECT name FROM gone WHERE debt = ?1 ORDER BY name",
	[SQL_SET_CLEAN] = "UPDATE topic SET dirty = 0 WHERE slug = ?1",
	[SQL_SET_DIRTY] = "UPDATE topic SET dirty = 1 WHERE dirty = 0",
	[SQL_REPUBLISH_KIND] = "UPDATE archive SET published = 0"
			       " WHERE kind = ?1 AND published = 1",
	[SQL_FILES] = "SELECT name, slug FROM document LEFT JOIN topic ON number = topic"
		      " UNION ALL SELECT " ARCHIVE_NAME ", slug"
		      " FROM archive JOIN topic ON topic.number = topic WHERE published = 1 OR ?1"
		      " ORDER BY 1",
	[SQL_DOCUMENT_LIKE] = "SELECT 1 FROM document WHERE name GLOB ?1 LIMIT 1",
	[SQL_FORGET_DOCUMENT] = "DELETE FROM document WHERE name = ?1",
	[SQL_FORGET_ARCHIVE] = "UPDATE archive SET published = 0 FROM topic"
			       " WHERE topic.number = topic AND " ARCHIVE_NAME " = ?1",
	[SQL_FORGET_ARCHIVES] = "DELETE FROM archive WHERE topic ="
				" (SELECT number FROM topic WHERE slug = ?1)",
	[SQL_FORGET_MEMBERS] = "DELETE FROM member WHERE topic ="
			       " (SELECT number FROM topic WHERE slug = ?1)",

	[SQL_RESTORE_DATES] = "UPDATE entry SET first_seen = ?2, dated = ?3 WHERE number = ?1",
	/* told of from the newest archive on: a paper that stands in two was corrected in between */
	[SQL_RESTORE_SEALED] =
		"INSERT INTO member (topic, entry, state, archive, day, published, rank, sealed)"
		" SELECT ?1, number, 2, ?3, day, published, rank, ?4 FROM entry"
		" WHERE number = ?2 AND " LIVING " ON CONFLICT (topic, entry) DO UPDATE SET"
		" state = 2, archive = excluded.archive, sealed = excluded.sealed"
		" WHERE archive IS NULL",
	/* since: before all runs that there will be, in the order in which they changed last */
	[SQL_RESTORE_LIVE] =
		"INSERT INTO member (topic, entry, state, since, day, published, rank)"
		" SELECT ?1, number, 1, updated - ?3, day, published, rank FROM entry"
		" WHERE number = ?2 AND " LIVING
		" ON CONFLICT (topic, entry) DO UPDATE SET state = 1, since = excluded.since"
		" WHERE archive IS NULL OR sealed < (SELECT updated FROM entry WHERE number = ?2)",
	[SQL_RESTORE_TOPIC] =
		"UPDATE topic SET updated = ?2, began = min(began, ?2) WHERE number = ?1",
	[SQL_RESTORE_MOVE] = "UPDATE topic SET moved_to = ?2, moved = ?3 WHERE number = ?1",

	[SQL_GET_TOPIC] = "SELECT number, began, updated, dirty FROM topic WHERE slug = ?1",
	/* what tells of the move is an entry of the feed, and as new as that */
	[SQL_MOVE_TOPIC] = "UPDATE topic SET moved = iif(moved_to IS ?2, moved, ?3), moved_to = ?2,"
			   " updated = iif(?2 IS NULL, updated, max(coalesce(updated, 0),"
			   " iif(moved_to IS ?2, moved, ?3)))"
			   " WHERE slug = ?1 RETURNING moved",
	[SQL_SET_TOPIC_UPDATED] = "UPDATE topic SET updated = ?2 WHERE number = ?1",

	[SQL_MONTHS] = "SELECT month, older FROM month WHERE topic = " TOPIC_OF_SLUG
		       " AND older > 0 ORDER BY month DESC",
	[SQL_DIRTY_MONTHS] = "SELECT month, older FROM month WHERE topic = " TOPIC_OF_SLUG
			     " AND dirty = 1 ORDER BY month",
	[SQL_MONTH] = "SELECT member.entry FROM member JOIN entry ON number = member.entry"
		      " WHERE topic = " TOPIC_OF_SLUG " AND month = ?2 AND archive IS NOT NULL"
		      " AND " LIVING
		      " ORDER BY member.day DESC, member.published DESC, member.rank, minted",
	[SQL_SET_MONTH_CLEAN] =
		"UPDATE month SET dirty = 0 WHERE topic = " TOPIC_OF_SLUG " AND month = ?2",
	[SQL_SET_MONTHS_DIRTY] = "UPDATE month SET dirty = 1 WHERE dirty = 0 AND older > 0"
				 " AND topic = " TOPIC_OF_SLUG,
	[SQL_SET_ALL_MONTHS_DIRTY] = "UPDATE month SET dirty = 1 WHERE dirty = 0 AND older > 0",
	[SQL_LATEST] = "SELECT number FROM entry WHERE " LIVING
		       " ORDER BY day DESC, published DESC, rank, minted LIMIT ?1",
	[SQL_NEWEST_DAY] = "SELECT day FROM entry WHERE " LIVING " ORDER BY day DESC LIMIT 1",
	[SQL_SET_RECENT_DIRTY] =
		"UPDATE topic SET dirty = 1 WHERE dirty = 0 AND EXISTS (SELECT 1 FROM member"
		" WHERE topic = topic.number AND state < 2 AND day >= ?1)",
	[SQL_TALLIES] = "SELECT day, papers FROM tally WHERE topic = " TOPIC_OF_SLUG
			" AND day >= ?2 AND papers > 0 ORDER BY day",
	[SQL_PAPERS] = "SELECT coalesce(sum(papers), 0) FROM month WHERE topic = " TOPIC_OF_SLUG,
};
