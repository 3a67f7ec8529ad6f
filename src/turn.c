/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "turn.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "model/limits.h"

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
