/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "announce.h"

#include "publish/websub.h"
#include "store/store.h"

static int remember(struct store *store, const char *const *names, size_t told, struct err *err)
{
	if (!told)
		return 0;
	if (store_begin_confirm(store, err) != 0)
		return -1;
	for (size_t i = 0; i < told; i++) {
		if (store_set_untold(store, names[i], false, err) != 0)
			return -1;
	}
	return store_commit(store, err);
}

static int tell(struct store *store, const struct site *site, struct err *err)
{
	struct err other = {0};
	struct arena arena;
	const char **names, **urls;
	size_t count, told;
	int result = -1;

	arena_init(&arena);
	if (store_untold(store, &arena, &names, &count, err) != 0)
		goto out;
	urls = arena_array(&arena, count, sizeof(*urls));
	for (size_t i = 0; i < count; i++)
		urls[i] = arena_printf(&arena, "%s%s", site->base_url, names[i]);
	result = count ? websub_tell(
				 &told, site->hub, "paperroute/" PACKAGE_VERSION, urls, count, err)
		       : 0;
	if (count && remember(store, names, told, result == 0 ? err : &other) != 0)
		result = -1;
out:
	arena_release(&arena);
	return result;
}

int announce(const struct site *site, struct err *err)
{
	struct store *store;
	int result;

	if (!site->hub)
		return 0;
	result = store_open(&store, site->state, STORE_KEEP, err);
	if (result == 0)
		result = tell(store, site, err);
	store_close(&store);
	return result;
}
