/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "render.h"

#include <stdlib.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/sha256.h"
#include "heads.h"
#include "incidents.h"
#include "model/limits.h"
#include "pages.h"
#include "write/write.h"

/* What one rendering works on */
struct rendering {
	struct documents *out;
	struct store *store;
	const struct site *site;
	struct heads heads; /* as rendered: what OPML lists */
	struct pages pages;
	struct err *err;
};

/* --- one feed --- */

/* Seals what is due, archive by archive */
static int seal(struct rendering *r, const struct feed *head)
{
	struct feed feed = *head;
	struct arena arena;
	int result;

	for (;;) {
		struct sealed sealed[DOCUMENT_ARCHIVED];
		struct buf bytes[DOCUMENT_ARCHIVED];

		arena_init(&arena);
		result = store_oldest(r->store, &feed, &arena, &r->heads.options, r->err);
		if (result != 0 || !feed.entry_count)
			break;
		for (size_t i = 0; i < DOCUMENT_ARCHIVED; i++) {
			buf_init(&bytes[i], LIMIT_DOCUMENT);
			sealed[i] = (struct sealed){document_archived[i], &bytes[i]};
			if (result == 0)
				result = write_feed(&bytes[i], document_archived[i], &feed, r->err);
		}
		if (result == 0)
			result = store_seal(r->store, &feed, sealed, DOCUMENT_ARCHIVED, r->err);
		for (size_t i = 0; i < DOCUMENT_ARCHIVED; i++)
			buf_release(&bytes[i]);
		if (result != 0)
			break;
		arena_release(&arena);
	}
	arena_release(&arena);
	return result;
}

static int render_kind(struct rendering *r, const struct feed *feed, enum document_kind kind)
{
	struct document document = {.slug = (char *)feed->slug, .entries = feed->entry_count};
	struct arena arena;
	struct buf bytes;
	int result;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	result = write_feed(&bytes, kind, feed, r->err);
	document.name = document_path(&arena, feed->slug, 0, kind);
	if (result == 0)
		result = documents_add(r->out, &bytes, &document, r->err);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

/* The last entry of a feed that moved, before those that are there */
static int add_farewell(struct rendering *r, struct feed *feed, struct arena *arena, const char *to)
{
	struct entry *entry = arena_alloc(arena, sizeof(*entry));
	struct feed_entry *entries = arena_array(arena, feed->entry_count + 1, sizeof(*entries));
	int64_t when;

	if (store_move_feed(r->store, &when, feed->slug, to, r->err) != 0)
		return -1;
	if (!to)
		return 0;
	*entry = (struct entry){
		.title = arena_printf(arena, "%s: this feed has moved", feed->title),
		.abstract = "This feed has moved, and says nothing more here. Subscribe at its new "
			    "address.",
		.link = to,
		.published = when,
		.listed = CLOCK_NONE,
		.first_seen = when,
		.updated = when,
	};
	entries[0] = (struct feed_entry){.entry = entry,
		.id = arena_printf(arena, "%smoved/%s", r->heads.options.tag_prefix, feed->slug)};
	for (size_t i = 0; i < feed->entry_count; i++)
		entries[i + 1] = feed->entries[i];
	feed->entries = entries;
	feed->entry_count++;
	feed->ended = true;
	if (when > feed->updated)
		feed->updated = when;
	return 0;
}

static int find_contributors(struct rendering *r, struct feed *head, struct arena *arena)
{
	return store_contributors(
		r->store, arena, &head->contributors, &head->contributor_count, head->slug, r->err);
}

/* Makes the feed's documents; head gets what OPML shows */
static int render_feed(struct rendering *r, struct feed *head, const struct topic *topic)
{
	struct feed feed;
	struct arena arena;
	int result = -1;

	arena_init(&arena);
	/* Asked again when some are sealed, as the papers of a curator may all be */
	if (store_settle(r->store, head->slug, r->err) != 0 ||
		find_contributors(r, head, &arena) != 0 || seal(r, head) != 0 ||
		find_contributors(r, head, &arena) != 0)
		goto out;
	feed = *head;
	if (store_feed(r->store, &feed, &arena, &r->heads.options, r->err) != 0 ||
		add_farewell(r, &feed, &arena, topic ? topic->moved_to : NULL) != 0)
		goto out;
	head->updated = feed.updated;
	result = 0;
	for (int kind = 0; kind < DOCUMENT_OPML && result == 0; kind++) {
		if (!(r->site->kinds & DOCUMENT_BIT(kind)))
			continue;
		result = kind == DOCUMENT_HTML ? pages_add_feed(&r->pages, &feed, r->err)
					       : render_kind(r, &feed, (enum document_kind)kind);
	}
out:
	head->contributors = NULL;
	head->contributor_count = 0;
	arena_release(&arena);
	return result;
}

/* Whether the feed has to be looked at. Of the archives only the newest is: one that is gone or cut
 * makes us look at all. */
static int is_due(bool *due, struct rendering *r, const struct feed *feed)
{
	int result = 0;

	for (int kind = 0; kind < DOCUMENT_OPML && result == 0 && !*due; kind++) {
		bool in_place = true;

		if (r->site->kinds & DOCUMENT_BIT(kind))
			result = documents_in_place(&in_place, r->out,
				document_path(
					&r->heads.arena, feed->slug, 0, (enum document_kind)kind),
				r->err);
		*due = !in_place;
	}
	return result;
}

static int check_archives(struct rendering *r, const struct feed *feed, unsigned archives)
{
	for (size_t i = 0; i < DOCUMENT_ARCHIVED && archives; i++) {
		struct published file, twin;
		const char *name;
		char *other;
		int64_t size;

		if (!(r->site->kinds & DOCUMENT_BIT(document_archived[i])))
			continue;
		if (store_newest_archive(
			    r->store, &size, feed->slug, document_archived[i], r->err) != 0)
			return -1;
		name = document_path(&r->heads.arena, feed->slug, archives, document_archived[i]);
		publish_look(&file, &r->out->publisher, name);
		other = documents_twin(name);
		publish_look(&twin, &r->out->publisher, other);
		free(other);
		if (file.found && file.size == size && (!r->out->pack || twin.found))
			continue;
		if (store_republish(r->store, feed->slug, document_archived[i], r->err) != 0)
			return -1;
		r->out->again = true;
	}
	return 0;
}

static int visit_feed(struct rendering *r, struct feed *head, const struct topic *topic)
{
	struct store_feed_state state;

	if (store_feed_state(r->store, &state, head->slug, r->err) != 0 ||
		check_archives(r, head, state.archives) != 0 ||
		pages_check_months(&r->pages, head->slug, r->err) != 0 ||
		is_due(&state.dirty, r, head) != 0)
		return -1;
	head->updated = state.updated;
	return state.dirty ? render_feed(r, head, topic) : 0;
}

/* --- the site --- */

static int render_opml(struct rendering *r)
{
	struct document document = {
		.name = document_path(&r->heads.arena, "feeds", 0, DOCUMENT_OPML),
		.entries = r->heads.count};
	struct buf bytes;
	int result;

	if (!(r->site->kinds & DOCUMENT_BIT(DOCUMENT_OPML)))
		return 0;
	buf_init(&bytes, LIMIT_DOCUMENT);
	result = write_opml(&bytes, r->heads.feeds, r->heads.count, r->err);
	if (result == 0)
		result = documents_add_small(r->out, &bytes, &document, r->err);
	buf_release(&bytes);
	return result;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

/* Other settings may want twins of archives that have none */
static int keep_look(struct rendering *r, const char *digest)
{
	bool changed;

	if (store_set_look(r->store, &changed, digest, r->err) != 0)
		return -1;
	for (size_t i = 0; i < DOCUMENT_ARCHIVED && changed && r->out->pack; i++) {
		if (r->site->kinds & DOCUMENT_BIT(document_archived[i]) &&
			store_republish_kind(r->store, document_archived[i], r->err) != 0)
			return -1;
	}
	return 0;
}

/* All settings that a document shows, and the program that wrote it */
static int set_look(struct rendering *r)
{
	const struct site *site = r->site;
	char digest[SHA256_HEX_SIZE];
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	buf_printf(&buf, "%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s\n%zu %u %d\n", PACKAGE_VERSION,
		r->heads.options.tag_prefix, site->title, site->base_url, site->author,
		or_empty(site->rights), or_empty(site->hub), site->language, or_empty(site->header),
		or_empty(site->footer), site->entries, site->kinds, site->precompress);
	for (size_t i = 0; i < site->topic_count; i++)
		buf_printf(&buf, "%s\n%s\n%s\n%s\n", site->topics[i].slug, site->topics[i].title,
			or_empty(site->topics[i].subtitle), or_empty(site->topics[i].moved_to));
	sha256_hex(digest, buf.data, buf.len);
	buf_release(&buf);
	return keep_look(r, digest);
}

int render(struct documents *out, const struct site *site, struct err *err)
{
	struct rendering r = {.out = out, .store = out->store, .site = site, .err = err};
	int result;

	heads_init(&r.heads, site);
	result = set_look(&r);
	if (result == 0)
		result = store_date_entries(r.store, err);
	if (result == 0)
		result = pages_begin(&r.pages, out, site, &r.heads, err);
	for (size_t i = 0; i < r.heads.count && result == 0; i++)
		result = visit_feed(&r, &r.heads.feeds[i], i ? &site->topics[i - 1] : NULL);
	if (result == 0)
		result = render_opml(&r);
	if (result == 0)
		result = pages_add_site(&r.pages, err);
	if (result == 0)
		result = incidents_render(out, site, err);
	heads_release(&r.heads);
	return result;
}

/* --- archives --- */

struct visit {
	const struct documents *documents;
	enum document_kind kind;
	void (*tell)(void *ctx, const char *name);
	void *ctx;
	size_t changed;
	struct err *err;
};

static int publish_archive(void *ctx, const char *slug, unsigned number, const struct buf *bytes)
{
	struct visit *visit = ctx;
	struct arena arena;
	const char *name;
	bool changed;
	int result;

	arena_init(&arena);
	name = document_path(&arena, slug, number, visit->kind);
	result = documents_put(&changed, visit->documents, name, bytes, visit->err);
	if (result == 0 && changed) {
		visit->changed++;
		visit->tell(visit->ctx, name);
	}
	arena_release(&arena);
	return result;
}

int render_archives(size_t *changed, const struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct visit visit = {.documents = documents, .tell = tell, .ctx = ctx, .err = err};

	for (size_t i = 0; i < DOCUMENT_ARCHIVED; i++) {
		visit.kind = document_archived[i];
		if (site->kinds & DOCUMENT_BIT(visit.kind) &&
			store_pending_archives(
				documents->store, visit.kind, publish_archive, &visit, err) != 0)
			return -1;
	}
	*changed = visit.changed;
	return 0;
}

int render_confirm(const struct documents *documents, const struct site *site, struct err *err)
{
	struct store *store = documents->store;

	if (store_begin_confirm(store, err) != 0 || documents_confirm(documents, err) != 0)
		return -1;
	for (size_t i = 0; i < DOCUMENT_ARCHIVED; i++) {
		if (site->kinds & DOCUMENT_BIT(document_archived[i]) &&
			store_confirm_archives(store, document_archived[i], err) != 0)
			return -1;
	}
	return store_commit(store, err);
}
