/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "recover.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "fetch/cache.h"
#include "former.h"
#include "heads.h"
#include "model/limits.h"
#include "publish/publish.h"
#include "store/restore.h"
#include "tidy/identity.h"
#include "tidy/tidy.h"

#define MOVED "moved/"
#define ALL   "all"

struct recovery {
	struct store *store;
	const struct site *site;
	struct reader *reader;
	struct heads heads;
	size_t papers;
	size_t archives;
	size_t refused; /* entries, and documents that are none of ours */
	struct err *err;
};

/* Reads a document; false, with *bytes NULL, when there is none that can be read */
static bool read_file(char **bytes, size_t *len, const struct recovery *r, const char *name)
{
	struct publisher publisher = {r->site->output, true};

	return publish_read(bytes, len, &publisher, name, NULL) == 0;
}

/* Documents of another site, as in a copy of its folder, are not replaced, and its archives are not taken
 * for ours: subscribers would find its ids in them for ever. Where papers are ours, it is a damaged id. */
static int refuse_foreign(const struct recovery *r, const struct former *feed, const char *name)
{
	if (!feed->foreign || feed->count)
		return 0;
	return err_set(r->err, ERR_CONFIG, r->site->output,
		"has documents of another site, as %s is %s: name another output, or move away "
		"what is not of this one; if it is, tag_authority and tag_date have to be as they "
		"were",
		name, feed->foreign);
}

/* A document in Atom; one that is none of ours, or is not there, has no entries, and *good is false. Fails
 * for one of another site, and when no reader could be had: then nobody knows what it has. */
static int read_feed(struct former *out, bool *good, struct recovery *r, struct arena *arena,
	const char *slug, unsigned archive)
{
	const char *name = document_path(arena, slug, archive, DOCUMENT_ATOM);
	struct err why = {0};
	char *bytes;
	size_t len;

	*good = false;
	former_begin(out);
	if (!read_file(&bytes, &len, r, name))
		return 0;
	*good = former_read(out, arena, r->reader, bytes, len, r->heads.options.tag_prefix, name,
			&why) == 0;
	free(bytes);
	if (!*good && why.code == ERR_SYSTEM) {
		*r->err = why;
		return -1;
	}
	if (!*good) {
		log_warning(why.where, "%s", why.text);
		r->refused++;
	}
	r->refused += out->refused;
	return refuse_foreign(r, out, name);
}

/* The keys of a paper as documents show it. An address may be a search's, made of the source's template:
 * it counts only where it has a registry's number. */
static void identify(struct identity *out, struct arena *arena, const struct entry *entry)
{
	struct record record = {0};
	struct identity shown;

	record_add(&record, arena, FIELD_TITLE, entry->title);
	record_add(&record, arena, FIELD_LINK, entry->link ? entry->link : "");
	tidy_identity(&shown, arena, &record, "");
	*out = (struct identity){.title_can_join = shown.title_can_join};
	out->keys = arena_array(arena, shown.count + 1, sizeof(*out->keys));
	out->keys[out->count++] = entry->key;
	for (size_t i = 0; i < shown.count; i++) {
		bool last = i + 1 == shown.count;
		bool counts = strncmp(shown.keys[i], "arxiv:", 6) == 0 ||
			      strncmp(shown.keys[i], "doi:", 4) == 0;

		if (last || (counts && strcmp(shown.keys[i], entry->key) != 0))
			out->keys[out->count++] = shown.keys[i];
	}
}

static int restore(
	int64_t *number, struct recovery *r, struct arena *arena, const struct entry *entry)
{
	struct identity identity;

	identify(&identity, arena, entry);
	return restore_entry(r->store, number, &identity, entry, tidy_renew, r->err);
}

static int restore_bytes(
	struct recovery *r, struct arena *arena, const char *slug, unsigned archive)
{
	int result = 0;

	for (size_t i = 0; i < DOCUMENT_ARCHIVED && result == 0; i++) {
		const char *name = document_path(arena, slug, archive, document_archived[i]);
		struct buf bytes = {0};

		if (!read_file(&bytes.data, &bytes.len, r, name))
			continue;
		result = restore_archive(r->store, slug, archive,
			&(struct sealed){document_archived[i], &bytes}, r->err);
		free(bytes.data);
	}
	return result;
}

/* From the newest archive to the first. One that cannot be read keeps its number and its bytes. */
static int restore_archives(struct recovery *r, const char *slug, unsigned count)
{
	struct arena arena;
	int result = 0;

	for (unsigned archive = count; archive > 0 && result == 0; archive--) {
		struct former feed = {0};
		bool good;

		arena_init(&arena);
		result = read_feed(&feed, &good, r, &arena, slug, archive);
		if (result == 0)
			result = restore_bytes(r, &arena, slug, archive);
		for (size_t i = 0; i < feed.count && result == 0; i++) {
			int64_t number;

			result = restore(&number, r, &arena, &feed.entries[i]);
			if (result == 0)
				result = restore_place(r->store, slug, number, archive,
					feed.entries[i].updated, r->err);
		}
		r->archives++;
		arena_release(&arena);
	}
	return result;
}

static bool has_archive(const struct recovery *r, const char *slug, unsigned archive)
{
	struct arena arena;
	char *bytes;
	size_t len;
	bool has;

	arena_init(&arena);
	has = read_file(&bytes, &len, r, document_path(&arena, slug, archive, DOCUMENT_ATOM));
	if (has)
		free(bytes);
	arena_release(&arena);
	return has;
}

/* The number of the newest: one that is gone must not take those behind it along, whose numbers would be
 * given again */
static unsigned count_archives(const struct recovery *r, const char *slug)
{
	unsigned count = 0;

	for (unsigned i = 1; i <= count + LIMIT_ARCHIVES_GONE; i++) {
		if (has_archive(r, slug, i))
			count = i;
	}
	return count;
}

static int restore_live(
	struct recovery *r, const char *slug, const struct former *feed, const int64_t *numbers)
{
	for (size_t i = 0; i < feed->count; i++) {
		const struct entry *entry = &feed->entries[i];
		int result;

		if (strncmp(entry->key, MOVED, strlen(MOVED)) == 0)
			result =
				restore_move(r->store, slug, entry->link, entry->published, r->err);
		else
			result = restore_place(r->store, slug, numbers[i], 0, 0, r->err);
		if (result != 0)
			return -1;
	}
	return 0;
}

static int restore_one(struct recovery *r, const char *slug)
{
	struct former feed;
	struct arena arena;
	int64_t *numbers;
	bool good;
	int result;

	arena_init(&arena);
	result = read_feed(&feed, &good, r, &arena, slug, 0);
	if (result == 0 && good)
		result = restore_feed(r->store, slug, feed.updated, r->err);
	numbers = arena_array(&arena, feed.count, sizeof(*numbers));
	for (size_t i = 0; i < feed.count && result == 0; i++) {
		if (strncmp(feed.entries[i].key, MOVED, strlen(MOVED)) != 0)
			result = restore(&numbers[i], r, &arena, &feed.entries[i]);
	}
	if (result == 0)
		result = restore_archives(r, slug, count_archives(r, slug));
	if (result == 0)
		result = restore_live(r, slug, &feed, numbers);
	arena_release(&arena);
	return result;
}

/* --- what there is to read back --- */

static bool was_published(const struct recovery *r)
{
	char *bytes;
	size_t len;

	if (!read_file(&bytes, &len, r, ALL ".atom"))
		return false;
	free(bytes);
	return true;
}

static bool has_cache(const struct site *site)
{
	struct buf folder;
	bool has = false;

	buf_init(&folder, SIZE_MAX / 2);
	buf_printf(&folder, "%s/cache", site->state);
	for (size_t i = 0; i < site->source_count; i++)
		has = has || cache_has(buf_str(&folder), site->sources[i].name);
	buf_release(&folder);
	return has;
}

static int restore_all(struct recovery *r)
{
	for (size_t i = 0; i < r->heads.count; i++) {
		if (restore_one(r, r->heads.feeds[i].slug) != 0)
			return -1;
	}
	return restore_count(r->store, &r->papers, r->err);
}

static void tell(const struct recovery *r)
{
	log_warning(r->site->state,
		"what the site remembered is gone: %zu papers and %zu archives were read back from "
		"%s, with their ids and dates; papers that were forgotten, incidents, and feeds of "
		"topics that are gone were not",
		r->papers, r->archives, r->site->output);
	if (r->refused)
		log_warning(r->site->output,
			"%zu papers or documents in it are not of this site, or damaged, and could "
			"not be read back",
			r->refused);
}

int recover(bool *lost, struct store *store, const struct site *site, struct reader *reader,
	bool topics, struct err *err)
{
	struct recovery r = {.store = store, .site = site, .reader = reader, .err = err};
	int result = 0;

	*lost = false;
	if (!restore_is_due(store))
		return 0;
	if (!was_published(&r)) {
		*lost = store_was_missing(store) && has_cache(site);
		if (*lost)
			log_warning(site->state,
				"what the site remembered is gone, and %s has no all.atom to read "
				"it back from: papers are dated anew",
				site->output);
		return 0;
	}
	if (!topics)
		return err_set(err, ERR_CONFIG, site->state,
			"what the site remembered is gone, and is read back from %s when the "
			"configuration is right",
			site->output);
	heads_init(&r.heads, site);
	result = restore_all(&r);
	heads_release(&r.heads);
	*lost = result == 0;
	if (*lost)
		tell(&r);
	return result;
}
