/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/observer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>
#include <ftw.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "pipeline/document.h"
#include "pipeline/tree.h"
#include "pipeline/walk.h"

#define ALL WORLD_TOPICS

/* One look at all. */
struct look {
	struct observer *observer;
	const struct world *world;
	const char *folder;
	unsigned feed;
	struct walk walk;
};

void observer_init(struct observer *observer)
{
	*observer = (struct observer){0};
}

void observer_release(struct observer *observer)
{
	for (size_t i = 0; i < observer->known_count; i++) {
		free(observer->known[i].id);
		free(observer->known[i].letters);
	}
	for (size_t i = 0; i < observer->file_count; i++)
		free(observer->files[i].path);
	free(observer->known);
	free(observer->files);
	observer_init(observer);
}

static const char *feed_name(unsigned feed)
{
	return feed == ALL ? "all" : world_topics[feed];
}

/* --- what is known of ids --- */

static unsigned paper_of(const struct item *item)
{
	const char *place = strstr(item->letters, "caseq");

	ck_assert_msg(place != NULL, "%s: of no paper: %s", item->id, item->text);
	return (unsigned)strtoul(place + strlen("caseq"), NULL, 10);
}

static struct known *find_known(const struct observer *observer, const char *id)
{
	for (size_t i = 0; i < observer->known_count; i++) {
		if (strcmp(observer->known[i].id, id) == 0)
			return &observer->known[i];
	}
	return NULL;
}

static void meet(struct look *look, const struct item *item)
{
	struct observer *observer = look->observer;
	struct known *known;

	observer->known = xgrow(observer->known, &observer->known_cap, observer->known_count + 1,
		sizeof(*observer->known));
	known = &observer->known[observer->known_count++];
	*known = (struct known){.id = xstrdup(item->id),
		.letters = xstrdup(item->letters),
		.paper = paper_of(item),
		.published = item->published,
		.updated = item->updated,
		.step = look->world->step,
		.changed = look->world->step};
}

/* The feed of everything says what is true of a paper today */
static void learn(struct look *look, const struct item *item)
{
	struct known *known = find_known(look->observer, item->id);
	bool same;

	if (!known) {
		meet(look, item);
		return;
	}
	ck_assert_msg(known->paper == paper_of(item), "%s: two papers", item->id);
	/* a correction goes with it, and what an archive has of it before stays */
	if (look->world->papers[known->paper].forgotten)
		return;
	same = strcmp(known->letters, item->letters) == 0;
	ck_assert_msg(item->updated >= known->updated, "%s: updated went back", item->id);
	ck_assert_msg(!same || item->updated == known->updated,
		"%s: updated moved, and nothing changed: %s", item->id, item->text);
	/* a clock that was turned back is held, or else believed: there may be no later time to give */
	ck_assert_msg(
		same || item->updated > known->updated || look->world->clock <= known->updated,
		"%s: changed, and updated is the same: %s", item->id, item->text);
	if (!same)
		known->changed = look->world->step;
	free(known->letters);
	known->letters = xstrdup(item->letters);
	known->updated = item->updated;
}

/* Of one step that one came first whose source is read before the other's: ids are named alike */
static bool is_older(const struct known *a, const struct known *b)
{
	return a->step != b->step ? a->step < b->step : strcmp(a->id, b->id) < 0;
}

/* The paper's key that the id was made of; KEY_COUNT where that was the title */
static enum world_key key_of(const struct known *known)
{
	static const char *const parts[KEY_COUNT] = {":arxiv:", ":doi:", "//journal.", "//press."};
	int key = 0;

	while (key < KEY_COUNT && !strstr(known->id, parts[key]))
		key++;
	return (enum world_key)key;
}

/* Of all ids of what is known to be one paper, the oldest is emitted: 1 this one, 0 not this one, -1
 * nobody can say, as with ids made of titles, which may have joined either of two */
static int is_living(const struct look *look, const struct known *known)
{
	const struct paper *paper = &look->world->papers[known->paper];
	int living = !paper->forgotten;

	for (size_t i = 0; i < look->observer->known_count && living; i++) {
		const struct known *other = &look->observer->known[i];
		enum world_key a = key_of(known), b = key_of(other);

		if (other == known || other->paper != known->paper)
			continue;
		if (world_identities(paper) > 1 && (a == KEY_COUNT || b == KEY_COUNT))
			living = -1;
		else if (world_identities(paper) > 1 && paper->group[a] != paper->group[b])
			continue;
		else if (is_older(other, known))
			living = 0;
	}
	return living;
}

/* --- one document --- */

static void check_items(const struct look *look, const struct document *document)
{
	for (size_t i = 0; i < document->count; i++) {
		const struct item *item = &document->items[i];
		const struct known *known = find_known(look->observer, item->id);

		ck_assert_msg(document_find(document, item->id) == item, "%s: twice", item->id);
		ck_assert_msg(item->published <= item->updated, "%s: published later", item->id);
		ck_assert_msg(item->updated <= look->world->now, "%s: in the future", item->id);
		ck_assert_msg(!known || known->published == item->published,
			"%s: published changed from %lld to %lld", item->id,
			(long long)(known ? known->published : 0), (long long)item->published);
		ck_assert_msg(item->updated <= document->updated || !document->updated,
			"%s: later than its feed", item->id);
	}
}

static void check_live(struct look *look)
{
	const struct document *live = &look->walk.documents[0];

	ck_assert_msg(live->count < 2 * (size_t)look->world->entries, "%s: %zu entries live",
		feed_name(look->feed), live->count);
	ck_assert_int_le(live->updated, look->world->now);
	if (live->updated) {
		ck_assert_int_ge(live->updated, look->observer->updated[look->feed]);
		look->observer->updated[look->feed] = live->updated;
	}
	for (size_t i = 0; i < live->count; i++) {
		const struct known *known = find_known(look->observer, live->items[i].id);

		ck_assert_msg(
			known != NULL, "%s: not in the feed of everything", live->items[i].id);
		ck_assert_msg(
			!look->world->papers[known->paper].forgotten, "%s: forgotten", known->id);
		ck_assert_msg(strcmp(known->letters, live->items[i].letters) == 0 &&
				      known->updated == live->items[i].updated,
			"%s: not as in the feed of everything", known->id);
	}
}

/* Every format has the same entries, in the same order */
static void compare_formats(struct look *look)
{
	const struct world *world = look->world;
	const char *const kinds[] = {"atom", "json", "rss"};
	const bool on[] = {world->atom, world->json, world->rss};
	const struct document *live = &look->walk.documents[0];

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct document other;
		char path[600];

		if (!on[i])
			continue;
		snprintf(path, sizeof(path), "%s/public/%s.%s", look->folder, feed_name(look->feed),
			kinds[i]);
		document_load(&other, path);
		ck_assert_msg(other.count == live->count, "%s: %zu, not %zu", path, other.count,
			live->count);
		for (size_t j = 0; j < live->count; j++) {
			ck_assert_str_eq(other.items[j].id, live->items[j].id);
			ck_assert_int_eq(other.items[j].published, live->items[j].published);
		}
		document_release(&other);
	}
}

/* --- one feed --- */

/* What a reader finds new, marked as read: it may know the paper under another id only where nobody
 * could know that these are one */
static void read_items(struct look *look)
{
	for (size_t i = 0; i < look->walk.count; i++) {
		for (size_t j = 0; j < look->walk.documents[i].count; j++) {
			const char *id = look->walk.documents[i].items[j].id;
			struct known *known = find_known(look->observer, id);

			if (i > 0)
				known->sealed[look->feed] = true;
			if (known->seen[look->feed])
				continue;
			known->seen[look->feed] = true;
			for (size_t k = 0; k < look->observer->known_count; k++) {
				const struct known *other = &look->observer->known[k];

				if (other == known || other->paper != known->paper ||
					!other->seen[look->feed])
					continue;
				ck_assert_msg(look->world->papers[known->paper].split,
					"%s: shown before as %s", id, other->id);
				ck_assert_msg(i > 0 || !other->sealed[look->feed] ||
						      known->changed == look->world->step ||
						      is_living(look, other) != 0,
					"%s: %s: shown as new, and sealed as %s",
					feed_name(look->feed), id, other->id);
			}
		}
	}
}

static unsigned words_of(const struct known *known)
{
	unsigned words = 0;

	for (unsigned i = 0; i < WORLD_WORDS; i++)
		words |= strstr(known->letters, world_words[i]) ? 1U << i : 0;
	return words;
}

/* Where the id belongs: 1 in the feed, 0 not, -1 nobody can say */
static int belongs(const struct look *look, const struct known *known)
{
	const struct paper *paper = &look->world->papers[known->paper];
	unsigned doubtful, in;

	if (look->feed == ALL)
		return 1;
	in = world_routes(
		look->world, words_of(known), paper->most, world_identities(paper) > 1, &doubtful);
	return (doubtful & 1U << look->feed) ? -1 : (int)(in >> look->feed & 1);
}

/* How many papers came into the feed in this step, or came again: none of them is to be sealed before
 * it was in the live document, but where that cannot hold so many */
static size_t arrivals(const struct look *look)
{
	size_t fresh = look->walk.count - look->observer->walked[look->feed];
	size_t count = 0;

	for (size_t i = 0; i <= fresh && i < look->walk.count; i++) {
		for (size_t j = 0; j < look->walk.documents[i].count; j++) {
			const struct known *known =
				find_known(look->observer, look->walk.documents[i].items[j].id);

			count += !known->live[look->feed] || known->changed == look->world->step;
		}
	}
	return count;
}

/* For the next look */
static void remember(struct look *look)
{
	look->observer->walked[look->feed] = look->walk.count;
	for (size_t i = 0; i < look->observer->known_count; i++) {
		struct known *known = &look->observer->known[i];

		known->live[look->feed] =
			document_find(&look->walk.documents[0], known->id) != NULL;
	}
}

static void check_member(const struct look *look, const struct known *known, size_t arrived)
{
	const struct item *live = document_find(&look->walk.documents[0], known->id);
	const struct item *item = walk_latest(&look->walk, known->id);
	const char *feed = feed_name(look->feed);
	int living = is_living(look, known);
	int in = belongs(look, known);

	ck_assert_msg(
		!live || (living && in), "%s: %s is there: %s", feed, known->id, known->letters);
	ck_assert_msg(living != 1 || in != 1 || item, "%s: %s is not there: %s", feed, known->id,
		known->letters);
	if (!item || living != 1 || in != 1)
		return;
	ck_assert_msg(item->updated == known->updated && strcmp(item->letters, known->letters) == 0,
		"%s: %s is not the latest: %s", feed, known->id, item->text);
	ck_assert_msg(live || known->changed != look->world->step ||
			      look->observer->step == look->world->step ||
			      !(known->live[look->feed] || known->sealed[look->feed]) ||
			      arrived >= look->world->entries,
		"%s: %s: a correction is sealed unseen", feed, known->id);
}

static void learn_all(struct look *look)
{
	for (size_t i = 0; i < look->walk.count; i++) {
		const struct document *document = &look->walk.documents[i];

		for (size_t j = 0; j < document->count; j++)
			learn(look, walk_latest(&look->walk, document->items[j].id));
	}
}

static void look_at_feed(struct look *look)
{
	size_t arrived;

	walk_follow(&look->walk, look->folder, feed_name(look->feed),
		look->world->atom ? "atom" : "json");
	if (look->feed == ALL)
		learn_all(look);
	for (size_t i = 0; i < look->walk.count; i++)
		check_items(look, &look->walk.documents[i]);
	check_live(look);
	compare_formats(look);
	arrived = arrivals(look);
	for (size_t i = 0; i < look->observer->known_count; i++)
		check_member(look, &look->observer->known[i], arrived);
	read_items(look);
	remember(look);
	if (look->world->atom && look->world->json) {
		size_t count = look->walk.count;

		walk_follow(&look->walk, look->folder, feed_name(look->feed), "json");
		ck_assert_uint_eq(look->walk.count, count);
	}
	walk_release(&look->walk);
}

/* --- what is sealed --- */

static struct observer *walker; /* nftw has no place for it */

static int on_file(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (kind != FTW_F || !strstr(path, "/archive/") || strstr(path, ".gz") ||
		strstr(path, ".html"))
		return 0;
	for (size_t i = 0; i < walker->file_count; i++) {
		if (strcmp(walker->files[i].path, path) == 0)
			return 0;
	}
	walker->files = xgrow(
		walker->files, &walker->file_cap, walker->file_count + 1, sizeof(*walker->files));
	walker->files[walker->file_count++] =
		(struct sealed_file){xstrdup(path), tree_hash(path), false};
	return 0;
}

static void look_at_sealed(struct observer *observer, const char *folder)
{
	for (size_t i = 0; i < observer->file_count; i++) {
		struct sealed_file *file = &observer->files[i];
		uint64_t hash = tree_hash(file->path);

		ck_assert_msg(hash == file->hash || (file->pruned && !hash),
			"%s: sealed, and changed", file->path);
		file->pruned = !hash;
	}
	walker = observer;
	nftw(folder, on_file, 16, FTW_PHYS);
}

static void forget_files(struct observer *observer, const char *folder)
{
	size_t count = 0;

	for (size_t i = 0; i < observer->file_count; i++) {
		if (strncmp(observer->files[i].path, folder, strlen(folder)) == 0)
			free(observer->files[i].path);
		else
			observer->files[count++] = observer->files[i];
	}
	observer->file_count = count;
}

void observer_prune(struct observer *observer, const struct world *world, const char *folder)
{
	char path[600];

	for (unsigned feed = 0; feed < WORLD_TOPICS; feed++) {
		if (world->topics[feed].there)
			continue;
		snprintf(path, sizeof(path), "%s/public/archive/%s/", folder, feed_name(feed));
		forget_files(observer, path);
		observer->walked[feed] = 0;
		for (size_t i = 0; i < observer->known_count; i++) {
			struct known *known = &observer->known[i];

			known->seen[feed] = known->sealed[feed] = known->live[feed] = false;
		}
	}
	for (size_t i = 0; i < observer->file_count; i++)
		observer->files[i].pruned = true;
}

/* No more ids in live documents than papers that can be told apart */
static void count_ids(const struct look *look)
{
	for (unsigned paper = 0; paper < look->world->count; paper++) {
		size_t ids = 0;

		for (size_t i = 0; i < look->observer->known_count; i++) {
			const struct known *known = &look->observer->known[i];

			ids += known->paper == paper && is_living(look, known) == 1;
		}
		ck_assert_msg(ids <= 1 || look->world->papers[paper].split, "case q%u: %zu ids",
			paper, ids);
	}
}

void observer_look(struct observer *observer, const struct world *world, const char *folder)
{
	struct look look = {.observer = observer, .world = world, .folder = folder};

	look_at_sealed(observer, folder);
	look.feed = ALL;
	look_at_feed(&look);
	for (look.feed = 0; look.feed < WORLD_TOPICS; look.feed++) {
		if (world->topics[look.feed].there)
			look_at_feed(&look);
	}
	count_ids(&look);
	observer->step = world->step;
}
