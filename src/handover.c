/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "handover.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/xalloc.h"
#include "prune.h"
#include "publish/after.h"
#include "turn.h"

void handover_init(struct handover *handover, const struct site *site)
{
	*handover = (struct handover){.site = site, .lock = -1};
	buf_init(&handover->names, SIZE_MAX / 2);
}

void handover_release(struct handover *handover)
{
	if (handover->lock >= 0)
		close(handover->lock);
	buf_release(&handover->names);
	handover_init(handover, handover->site);
}

/* --- names --- */

/* In an arena */
struct names {
	struct arena arena;
	const char **items;
	size_t count;
	size_t cap;
};

static void names_init(struct names *names)
{
	*names = (struct names){0};
	arena_init(&names->arena);
}

static void names_release(struct names *names)
{
	free(names->items);
	arena_release(&names->arena);
}

static void names_add(struct names *names, const char *name, size_t len)
{
	names->items = xgrow(names->items, &names->cap, names->count + 1, sizeof(*names->items));
	names->items[names->count++] = arena_strndup(&names->arena, name, len);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The lines, in order of their bytes */
static void names_sort(struct names *out, const struct buf *lines)
{
	const char *at = buf_str(lines);
	const char *end;

	names_init(out);
	for (; (end = strchr(at, '\n')); at = end + 1)
		names_add(out, at, (size_t)(end - at));
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), compare);
}

static bool names_has(const struct names *sorted, const char *name)
{
	return sorted->count &&
	       bsearch(&name, sorted->items, sorted->count, sizeof(*sorted->items), compare);
}

/* --- what is owed --- */

/* Files that this run is going to remove */
struct leaving {
	const struct publisher *publisher;
	struct names names;
};

static void note_leaving(void *ctx, const char *name)
{
	struct leaving *leaving = ctx;
	struct published file;

	publish_look(&file, leaving->publisher, name);
	if (file.found)
		names_add(&leaving->names, name, strlen(name));
}

/* No failure when the command of another run is at work */
static int lock(struct handover *handover, struct err *err)
{
	struct err locked = {0};

	if (turn_lock(&handover->lock, handover->site, TURN_AFTER, false, &locked) == 0 ||
		locked.code == ERR_LOCKED)
		return 0;
	*err = locked;
	return -1;
}

/* before: whether earlier runs owe. Where the store knows of no file that it wrote, what they owed may have
 * gone with a lost one: then it is taken that they do. */
static int look_back(bool *before, struct store *store, struct err *err)
{
	int64_t debt;
	bool wrote;

	if (store_has_document_like(store, &wrote, "*", err) != 0 ||
		(!wrote && store_owe(store, &debt, err) != 0))
		return -1;
	return store_owing(store, before, err);
}

/* A run that names all files owes for those before it, too */
static int owe(struct handover *handover, struct store *store, const struct names *leaving,
	struct err *err)
{
	if (store_owe(store, &handover->debt, err) != 0 ||
		(handover->all && store_take_over(store, handover->debt, err) != 0))
		return -1;
	for (size_t i = 0; i < leaving->count; i++) {
		if (store_goes(store, handover->debt, leaving->items[i], err) != 0)
			return -1;
	}
	handover->owes = true;
	return 0;
}

static int owe_if_news(struct handover *handover, const struct documents *documents,
	const struct names *leaving, struct err *err)
{
	bool news = documents->count || documents->again || leaving->count;
	bool before;

	if (look_back(&before, documents->store, err) != 0)
		return -1;
	if (!news && !before)
		return 0;
	if (lock(handover, err) != 0)
		return -1;
	handover->all = before && handover->lock >= 0;
	return news || handover->all ? owe(handover, documents->store, leaving, err) : 0;
}

int handover_owe(
	struct handover *handover, const struct documents *documents, bool prune, struct err *err)
{
	struct leaving leaving = {.publisher = &documents->publisher};
	int result;

	if (!handover->site->after)
		return 0;
	names_init(&leaving.names);
	result = prune_due(documents, handover->site, prune, note_leaving, &leaving, err);
	if (result == 0)
		result = owe_if_news(handover, documents, &leaving.names, err);
	names_release(&leaving.names);
	return result;
}

/* --- every file --- */

struct gathering {
	struct handover *handover;
	const struct publisher *publisher;
	struct names changed; /* sorted: they stand there already */
};

static void add(const struct gathering *gathering, const char *name, bool gone)
{
	struct published file;

	publish_look(&file, gathering->publisher, name);
	if (file.found != gone && !names_has(&gathering->changed, name))
		buf_printf(&gathering->handover->names, "%s\n", name);
}

/* Twins are files of their own, but those of archives */
static void add_with_twin(void *ctx, const char *name, const char *slug)
{
	const struct gathering *gathering = ctx;
	char *twin;

	(void)slug;
	add(gathering, name, false);
	if (strncmp(name, "archive/", strlen("archive/")) != 0 || strstr(name, ".html"))
		return;
	twin = documents_twin(name);
	add(gathering, twin, false);
	free(twin);
}

static int add_gone(const struct gathering *gathering, struct store *store, struct err *err)
{
	const char **names;
	struct arena arena;
	size_t count;
	int result;

	arena_init(&arena);
	result = store_gone(store, gathering->handover->debt, &arena, &names, &count, err);
	for (size_t i = 0; i < count && result == 0; i++)
		add(gathering, names[i], true);
	arena_release(&arena);
	return result;
}

int handover_gather(struct handover *handover, const struct documents *documents,
	const struct buf *changed, struct err *err)
{
	struct gathering gathering = {.handover = handover, .publisher = &documents->publisher};
	int result;

	handover->whole = true;
	if (!handover->all)
		return 0;
	buf_puts(&handover->names, buf_str(changed));
	names_sort(&gathering.changed, changed);
	result = store_each_file(documents->store, false, add_with_twin, &gathering, err);
	if (result == 0)
		result = add_gone(&gathering, documents->store, err);
	names_release(&gathering.changed);
	return result;
}

/* --- the command --- */

/* The command may have taken long enough for another run to be at work: it may take as long as it will */
static int settle(const struct handover *handover, struct err *err)
{
	struct turn turn;
	int result;

	if (!handover->owes || !handover->whole)
		return 0;
	result = turn_take(&turn, handover->site, err);
	if (result == 0)
		result = store_begin_confirm(turn.store, err);
	if (result == 0)
		result = store_told(turn.store, handover->debt, err);
	if (result == 0)
		result = store_commit(turn.store, err);
	turn_end(&turn);
	return result;
}

int handover_do(struct handover *handover, const struct buf *changed, struct err *err)
{
	const struct site *site = handover->site;
	const struct buf *names = handover->names.len ? &handover->names : changed;
	struct after_input input = {
		buf_str(names), names->len, site->variables, site->variable_count};

	if (!site->after)
		return 0;
	if (names->len && after_run(site->after, site->folder, &input, err) != 0)
		return -1;
	return settle(handover, err);
}
