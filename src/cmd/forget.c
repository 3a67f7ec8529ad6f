/* SPDX-License-Identifier: ISC */
/*
 * forget: takes one entry out, for good.
 */
#include "config.h"

#include <unistd.h>

#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/load.h"
#include "mend.h"
#include "pipeline.h"
#include "store/store.h"
#include "turn.h"

/* The key of the one paper that what means; NULL, and told, when there is not just one */
static const char *find_key(struct arena *arena, const char *what, const struct site *site,
	int64_t now, struct err *err)
{
	struct papers papers = {.site = site, .now = now};
	struct candidates candidates;

	if (find_paper(&candidates, arena, what, &papers, err) != 0)
		return NULL;
	if (candidates.count == 1)
		return candidates.items[0].key;
	find_show(&candidates);
	err_set(err, ERR_MISSING, what,
		candidates.count ? "this may be any of several papers: name one by its key"
				 : "there is no such paper");
	return NULL;
}

static int forget(bool *archived, const char *key, const struct site *site,
	const struct cmd_context *context, struct err *err)
{
	int64_t now = context->now;
	struct store *store;
	int64_t entry;
	bool found;
	int result = -1;

	if (store_open(&store, site->state, STORE_KEEP, err) != 0)
		return -1;
	if (context->clock_said)
		store_believe_clock(store);
	if (store_begin(store, &now, err) != 0 || store_find(store, &entry, &found, key, err) != 0)
		goto out;
	if (!found)
		result = err_set(err, ERR_MISSING, key, "there is no such paper any more");
	else if (store_forget(store, entry, archived, err) == 0)
		result = store_commit(store, err);
out:
	store_close(&store);
	return result;
}

/* No run may be at work, and none that begins now goes by what is remembered of the paper. *suspicious is
 * set when a log had to be kept aside. */
static int forget_locked(bool *archived, bool *suspicious, const char *key, const struct site *site,
	const struct cmd_context *context, struct err *err)
{
	struct mending mending = {site, context->now, suspicious};
	int lock;
	int result;

	if (turn_lock(&lock, site, TURN_SITE, true, err) != 0)
		return -1;
	result = mend_log(&mending, err);
	if (result == 0)
		result = forget(archived, key, site, context, err);
	close(lock);
	return result;
}

/* The feeds without the paper: a run that reads no source */
static enum outcome publish(struct loaded *loaded, const struct cmd_context *context)
{
	struct pipeline_options options = {
		.now = context->now, .clock_said = context->clock_said, .wait = true};

	if (loaded->problems.errors) {
		log_configuration(&loaded->problems);
		log_error(loaded->site.folder, "the feeds still show it: run when this is mended");
		return OUTCOME_FAILED;
	}
	loaded->site.source_count = 0;
	return pipeline_run(&loaded->site, loaded->rules, &options);
}

static enum outcome forget_paper(
	struct loaded *loaded, const char *what, const struct cmd_context *context)
{
	enum outcome outcome = OUTCOME_FAILED;
	bool archived = false, suspicious = false;
	struct arena arena;
	struct err err;
	const char *key;

	arena_init(&arena);
	key = find_key(&arena, what, &loaded->site, context->now, &err);
	if (!key || forget_locked(&archived, &suspicious, key, &loaded->site, context, &err) != 0) {
		log_err(&err);
		goto out;
	}
	log_progress(key, "forgotten");
	outcome = publish(loaded, context);
	if (archived)
		log_warning(key, "archives that hold it stay as they are: what is sealed never "
				 "changes");
	if ((archived || suspicious) && outcome == OUTCOME_DONE)
		outcome = OUTCOME_SUSPICIOUS;
out:
	arena_release(&arena);
	return outcome;
}

enum outcome cmd_forget(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded;

	if (argc != 2) {
		err_set(err, ERR_USAGE, argv[0],
			"takes one paper: a key, an id, an address, or "
			"words of a title in quotes");
		return OUTCOME_FAILED;
	}
	if (load_site(&loaded, context) != 0)
		log_configuration(&loaded.problems);
	else
		outcome = forget_paper(&loaded, argv[1], context);
	load_release(&loaded);
	return outcome;
}
