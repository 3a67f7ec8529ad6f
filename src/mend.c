/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "mend.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/log.h"
#include "store/aside.h"

int mend_log(const struct mending *mending, struct err *err)
{
	struct buf kept;
	int result;

	buf_init(&kept, SIZE_MAX / 2);
	result = aside_log(&kept, mending->site->state, mending->now, err);
	if (result == 0 && kept.len) {
		log_warning(mending->site->state,
			"the log of a killed run fits no database here, and is kept aside as %s: "
			"what only it held is lost, unless a backup that it belongs to is put back "
			"with it",
			buf_str(&kept));
		*mending->suspicious = true;
	}
	buf_release(&kept);
	return result;
}

/* What came by a pipe came once */
static bool can_run_again(const struct site *site)
{
	struct stat st;

	for (size_t i = 0; i < site->source_count; i++) {
		const char *path = site->sources[i].path;

		if (site->sources[i].enabled && path &&
			(strcmp(path, "-") == 0 || (stat(path, &st) == 0 && S_ISFIFO(st.st_mode))))
			return false;
	}
	return true;
}

int mend_store(bool *moved, const struct mending *mending, bool unreadable, struct err *err)
{
	const char *folder = mending->site->state;
	struct buf kept;

	*moved = false;
	if (!unreadable && !aside_is_damaged(folder))
		return 0;
	log_detail(err->where, "%s", err->text);
	buf_init(&kept, SIZE_MAX / 2);
	*moved = aside_move(&kept, folder, mending->now, err) == 0;
	if (*moved) {
		log_warning(err->where,
			"is damaged, and kept aside as %s: to have back all that it remembers, put "
			"a backup in its place and run again",
			buf_str(&kept));
		*mending->suspicious = true;
	}
	buf_release(&kept);
	if (*moved && !can_run_again(mending->site))
		return err_set(err, ERR_STORE, folder,
			"nothing was kept of what came by a pipe: give it once more");
	return *moved ? 0 : -1;
}
