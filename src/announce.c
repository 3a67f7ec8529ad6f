/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "announce.h"

#include <string.h>

#include "publish/websub.h"
#include "turn.h"

/* What the hub has yet to be told of */
struct news {
	struct arena arena;
	const char **names;
	size_t count;
	const char *promised; /* what stood for the last run that changed any, when we looked */
};

static int find(struct news *news, const struct site *site, struct err *err)
{
	struct turn turn;
	int result;

	result = turn_take(&turn, site, err);
	if (result == 0)
		result = store_promised(&news->promised, turn.store, &news->arena, err);
	if (result == 0)
		result = store_untold(turn.store, &news->arena, &news->names, &news->count, err);
	turn_end(&turn);
	return result;
}

/* A run that came in between may have changed them once more, behind what we told: then they stay as they
 * are, and it tells the hub, or the next one does. */
static int set_told(struct store *store, struct news *news, size_t told, struct err *err)
{
	const char *promised;

	if (store_begin_confirm(store, err) != 0 ||
		store_promised(&promised, store, &news->arena, err) != 0)
		return -1;
	for (size_t i = 0; i < told && strcmp(promised, news->promised) == 0; i++) {
		if (store_set_untold(store, news->names[i], false, err) != 0)
			return -1;
	}
	return store_commit(store, err);
}

static int remember(const struct site *site, struct news *news, size_t told, struct err *err)
{
	struct turn turn;
	int result;

	if (!told)
		return 0;
	result = turn_take(&turn, site, err);
	if (result == 0)
		result = set_told(turn.store, news, told, err);
	turn_end(&turn);
	return result;
}

/* The site is free meanwhile: a hub may take its time */
static int tell(const struct site *site, struct news *news, struct err *err)
{
	const char **urls = arena_array(&news->arena, news->count, sizeof(*urls));
	struct err other = {0};
	size_t told;
	int result;

	for (size_t i = 0; i < news->count; i++)
		urls[i] = arena_printf(&news->arena, "%s%s", site->base_url, news->names[i]);
	result = websub_tell(
		&told, site->hub, "paperroute/" PACKAGE_VERSION, urls, news->count, err);
	if (remember(site, news, told, result == 0 ? err : &other) != 0)
		result = -1;
	return result;
}

int announce(const struct site *site, struct err *err)
{
	struct news news = {0};
	int result;

	if (!site->hub)
		return 0;
	arena_init(&news.arena);
	result = find(&news, site, err);
	if (result == 0 && news.count)
		result = tell(site, &news, err);
	arena_release(&news.arena);
	return result;
}
