/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "prune.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "incidents.h"
#include "pages.h"

struct file {
	const char *name;
	const char *slug; /* of its feed; NULL: the site's */
};

struct files {
	struct arena arena;
	struct file *items;
	size_t count;
	size_t cap;
};

static void add_file(void *ctx, const char *name, const char *slug)
{
	struct files *files = ctx;

	files->items = xgrow(files->items, &files->cap, files->count + 1, sizeof(*files->items));
	files->items[files->count++] =
		(struct file){arena_strdup(&files->arena, name), arena_strdup(&files->arena, slug)};
}

static void release(struct files *files)
{
	free(files->items);
	arena_release(&files->arena);
}

static bool is_twin(const char *name)
{
	size_t len = strlen(name);

	return len > strlen(TWIN) && strcmp(name + len - strlen(TWIN), TWIN) == 0;
}

static bool has_feed(const struct site *site, const char *slug)
{
	if (!slug || strcmp(slug, "all") == 0)
		return true;
	for (size_t i = 0; i < site->topic_count; i++) {
		if (strcmp(site->topics[i].slug, slug) == 0)
			return true;
	}
	return false;
}

/* Files beside pages belong to them */
static const char *kind_of_ending(const char *ending)
{
	static const char *const beside[] = {"css", "js", "svg"};

	for (size_t i = 0; i < sizeof(beside) / sizeof(*beside); i++) {
		if (strcmp(ending, beside[i]) == 0)
			return document_name(DOCUMENT_HTML);
	}
	return ending;
}

/* The feed of incidents is written whatever the formats are */
static bool is_incidents(const char *name)
{
	return strncmp(name, INCIDENTS_SLUG ".", strlen(INCIDENTS_SLUG ".")) == 0;
}

/* Whether the site writes documents that end as this one does */
static bool has_kind(const struct site *site, const char *name)
{
	const char *dot = strchr(name, '.') + 1;
	char *ending = xstrndup(dot, strlen(dot) - (is_twin(name) ? strlen(TWIN) : 0));
	bool found = false;

	for (int kind = 0; kind < DOCUMENT_KINDS; kind++) {
		if (site->kinds & DOCUMENT_BIT(kind) &&
			strcmp(kind_of_ending(ending), document_name((enum document_kind)kind)) ==
				0)
			found = true;
	}
	free(ending);
	return found;
}

static bool is_stale(const struct site *site, const struct file *file)
{
	return !is_incidents(file->name) &&
	       !(has_feed(site, file->slug) && has_kind(site, file->name));
}

/* Removes the file, and forgets it when there is something to forget */
static int drop(const struct documents *documents, const char *name,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	bool removed;

	if (publish_remove(&removed, &documents->publisher, name, err) != 0)
		return -1;
	if (removed)
		tell(ctx, name);
	return documents->publisher.dry ? 0 : store_forget_document(documents->store, name, err);
}

/* The twin of the file of that name, or that file if it is one */
static int drop_twin(const struct documents *documents, const char *name,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	char *twin = is_twin(name) ? xstrdup(name) : documents_twin(name);
	int result = drop(documents, twin, tell, ctx, err);

	free(twin);
	return result;
}

static int drop_twins(const struct documents *documents, const struct files *files,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	for (size_t i = 0; i < files->count; i++) {
		if (drop_twin(documents, files->items[i].name, tell, ctx, err) != 0)
			return -1;
	}
	return 0;
}

int prune_twins(const struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct files files = {0};
	bool any;
	int result;

	if (site->precompress || documents->publisher.dry)
		return 0;
	if (store_has_document_like(documents->store, &any, "*" TWIN, err) != 0)
		return -1;
	if (!any)
		return 0;
	arena_init(&files.arena);
	result = store_begin_confirm(documents->store, err);
	if (result == 0)
		result = store_each_file(documents->store, false, add_file, &files, err);
	if (result == 0)
		result = drop_twins(documents, &files, tell, ctx, err);
	release(&files);
	return result == 0 ? store_commit(documents->store, err) : -1;
}

static int drop_stale(const struct documents *documents, const struct site *site,
	const struct files *files, void (*tell)(void *ctx, const char *name), void *ctx,
	struct err *err)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct file *file = &files->items[i];

		if (!is_stale(site, file))
			continue;
		if (drop(documents, file->name, tell, ctx, err) != 0)
			return -1;
		if (!is_twin(file->name) && drop_twin(documents, file->name, tell, ctx, err) != 0)
			return -1;
		if (!documents->publisher.dry && !has_feed(site, file->slug) &&
			store_forget_feed(documents->store, file->slug, err) != 0)
			return -1;
	}
	return 0;
}

int prune_all(const struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct files files = {0};
	int result = 0;

	arena_init(&files.arena);
	if (!documents->publisher.dry)
		result = store_begin_confirm(documents->store, err);
	if (result == 0)
		result = store_each_file(documents->store, false, add_file, &files, err);
	if (result == 0)
		result = drop_stale(documents, site, &files, tell, ctx, err);
	release(&files);
	if (result == 0 && !documents->publisher.dry)
		result = store_commit(documents->store, err);
	return result;
}

/* The file, its twin, or both */
static void tell_due(const struct file *file, bool stale, bool twins,
	void (*tell)(void *ctx, const char *name), void *ctx)
{
	char *twin;

	if (stale)
		tell(ctx, file->name);
	if (is_twin(file->name) || !(stale || twins))
		return;
	twin = documents_twin(file->name);
	tell(ctx, twin);
	free(twin);
}

int prune_due(const struct documents *documents, const struct site *site, bool all,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct store *store = documents->store;
	struct files files = {0};
	bool twins = false;
	int result;

	arena_init(&files.arena);
	result = pages_leaving(store, site, tell, ctx, err);
	if (result == 0 && !site->precompress)
		result = store_has_document_like(store, &twins, "*" TWIN, err);
	/* archives that are put in place once more, with new settings, are confirmed before they go */
	if (result == 0 && (all || twins))
		result = store_each_file(store, true, add_file, &files, err);
	for (size_t i = 0; i < files.count && result == 0; i++)
		tell_due(&files.items[i], all && is_stale(site, &files.items[i]), twins, tell, ctx);
	release(&files);
	return result;
}
