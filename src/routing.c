/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "routing.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "model/limits.h"

struct routing {
	struct matcher *matcher;
	struct store *store;
	struct err *err;
};

static int route_entry(void *ctx, int64_t number, const struct entry *entry)
{
	struct routing *routing = ctx;
	const struct route *routes;
	struct arena arena;
	size_t count;
	int result;

	arena_init(&arena);
	matcher_route(routing->matcher, &arena, entry, &routes, &count);
	result = store_put_routes(routing->store, number, routes, count, routing->err);
	arena_release(&arena);
	return result;
}

static int route_touched(struct routing *routing, const struct touched *touched)
{
	struct arena arena;
	struct entry entry;
	bool found;
	int result = 0;

	for (size_t i = 0; i < touched->count && result == 0; i++) {
		arena_init(&arena);
		result = store_get_entry(
			routing->store, &entry, &found, &arena, touched->entries[i], routing->err);
		if (result == 0 && found)
			result = route_entry(routing, touched->entries[i], &entry);
		arena_release(&arena);
	}
	return result;
}

bool route_tell(const struct matcher *matcher)
{
	struct problems problems;
	bool told;

	problems_init(&problems, LIMIT_PROBLEMS);
	matcher_tell(matcher, &problems);
	log_problems(&problems);
	told = problems.warnings != 0;
	problems_release(&problems);
	return told;
}

/* Whether the rules are those by which everything was routed */
static int are_known(bool *known, struct store *store, const struct rules *rules, struct err *err)
{
	const char *fingerprint;
	struct arena arena;
	int result;

	arena_init(&arena);
	result = store_get_fingerprint(store, &arena, &fingerprint, err);
	*known = result == 0 && strcmp(fingerprint, rules_fingerprint(rules)) == 0;
	arena_release(&arena);
	return result;
}

int route(bool *suspicious, struct store *store, const struct rules *rules,
	const struct touched *touched, struct err *err)
{
	struct routing routing = {NULL, store, err};
	bool known;
	int result;

	if (!rules)
		return touched->count ? store_set_fingerprint(store, "", err) : 0;
	if (are_known(&known, store, rules, err) != 0)
		return -1;
	routing.matcher = matcher_new(rules);
	result = known ? route_touched(&routing, touched)
		       : store_each_entry(store, route_entry, &routing, err);
	*suspicious = route_tell(routing.matcher) || *suspicious;
	matcher_free(&routing.matcher);
	if (result != 0)
		return -1;
	return store_set_fingerprint(store, rules_fingerprint(rules), err);
}
