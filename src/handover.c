/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "handover.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

int handover_owe(struct handover *handover, struct store *store, bool news, struct err *err)
{
	int64_t run;
	bool before;

	if (!handover->site->after)
		return 0;
	if (store_owing(store, &run, &before, err) != 0)
		return -1;
	if (!news && !before)
		return 0;
	if (lock(handover, err) != 0)
		return -1;
	handover->all = before && handover->lock >= 0;
	if (!news && !handover->all)
		return 0;
	handover->run = run;
	/* one that names all files owes for those before it */
	if (news && handover->all && store_told(store, 0, run - 1, err) != 0)
		return -1;
	return news ? store_owe(store, err) : 0;
}

/* --- every file --- */

struct gathering {
	struct handover *handover;
	const struct publisher *publisher;
	const struct buf *changed;
};

static bool has_line(const struct buf *lines, const char *line)
{
	size_t len = strlen(line);
	const char *at = buf_str(lines);

	while ((at = strstr(at, line))) {
		if ((at == buf_str(lines) || at[-1] == '\n') && at[len] == '\n')
			return true;
		at += len;
	}
	return false;
}

static void add(const struct gathering *gathering, const char *name)
{
	struct published file;

	publish_look(&file, gathering->publisher, name);
	if (file.found && !has_line(gathering->changed, name))
		buf_printf(&gathering->handover->names, "%s\n", name);
}

/* Twins are files of their own, but those of archives */
static void add_with_twin(void *ctx, const char *name, const char *slug)
{
	const struct gathering *gathering = ctx;
	char *twin;

	(void)slug;
	add(gathering, name);
	if (strncmp(name, "archive/", strlen("archive/")) != 0 || strstr(name, ".html"))
		return;
	twin = documents_twin(name);
	add(gathering, twin);
	free(twin);
}

int handover_gather(struct handover *handover, const struct documents *documents,
	const struct buf *changed, struct err *err)
{
	struct gathering gathering = {handover, &documents->publisher, changed};

	handover->whole = true;
	if (!handover->all)
		return 0;
	buf_puts(&handover->names, buf_str(changed));
	return store_each_file(documents->store, add_with_twin, &gathering, err);
}

/* --- the command --- */

/* The command may have taken long enough for another run to be at work: it may take as long as it will */
static int settle(const struct handover *handover, struct err *err)
{
	int64_t run = handover->run;
	struct turn turn;
	int result;

	if (!run || !handover->whole)
		return 0;
	result = turn_take(&turn, handover->site, err);
	if (result == 0)
		result = store_begin_confirm(turn.store, err);
	if (result == 0)
		result = store_told(turn.store, handover->all ? 0 : run, run, err);
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
