/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "turn.h"

#include <poll.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "model/limits.h"

/* Tries, of 50 ms, before a site counts as busy: a run that is over takes it for a moment, to remember whom
 * it told */
#define TRIES 20

int turn_lock(int *lock, const struct site *site, const char *name, bool wait, struct err *err)
{
	struct buf path;
	int result;

	buf_init(&path, LIMIT_URL + ERR_WHERE_SIZE);
	buf_printf(&path, "%s/%s", site->state, name);
	result = file_lock(lock, buf_str(&path), wait, err);
	buf_release(&path);
	return result;
}

/* Without wait a run that is at work is reason to leave */
static int take_site(int *lock, const struct site *site, bool wait, struct err *err)
{
	int result = turn_lock(lock, site, TURN_SITE, wait, err);

	for (int i = 1; i < TRIES && result != 0 && err->code == ERR_LOCKED; i++) {
		(void)poll(NULL, 0, 50);
		result = turn_lock(lock, site, TURN_SITE, false, err);
	}
	return result;
}

int turn_begin(int *lock, const struct site *site, bool wait, bool dry, struct err *err)
{
	struct buf path;
	bool wanted;

	if (!dry && file_make_folder(site->state, FILE_PRIVATE_FOLDER, err) != 0)
		return -1;
	buf_init(&path, LIMIT_URL + ERR_WHERE_SIZE);
	buf_printf(&path, "%s/" TURN_SITE, site->state);
	wanted = !dry || file_exists(buf_str(&path));
	buf_release(&path);
	return wanted ? take_site(lock, site, wait, err) : 0;
}

int turn_take(struct turn *turn, const struct site *site, struct err *err)
{
	*turn = (struct turn){.lock = -1};
	if (turn_lock(&turn->lock, site, TURN_SITE, true, err) != 0)
		return -1;
	return store_open(&turn->store, site->state, STORE_KEEP, err);
}

void turn_end(struct turn *turn)
{
	store_close(&turn->store);
	if (turn->lock >= 0)
		close(turn->lock);
	turn->lock = -1;
}
