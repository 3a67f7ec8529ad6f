/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "publish/publish.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "model/limits.h"

int publish_open(const struct publisher *publisher, struct err *err)
{
	if (publisher->dry)
		return 0;
	if (file_make_folder(publisher->folder, err) != 0)
		return -1;
	file_remove_leftovers(publisher->folder);
	return 0;
}

/* "a-z0-9-" and an ending of letters: names come from checked slugs, and are checked here again
 * because they become paths */
static bool is_good_name(const char *name)
{
	size_t stem = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	size_t ending;

	if (!stem || name[stem] != '.')
		return false;
	ending = strspn(name + stem + 1, "abcdefghijklmnopqrstuvwxyz");
	return ending && !name[stem + 1 + ending];
}

/* Whether the file at path has other bytes than these, or is not there. Only a regular file may be
 * there: a link could lead out of the folder. */
static int differs(bool *out, const char *path, const void *bytes, size_t len, struct err *err)
{
	struct stat st;
	char *old;
	size_t old_len;

	*out = true;
	if (lstat(path, &st) != 0)
		return errno == ENOENT || errno == ENOTDIR
			       ? 0
			       : err_set_errno(err, path, "cannot be read");
	if (!S_ISREG(st.st_mode))
		return err_set(
			err, ERR_SYSTEM, path, "is in the way and no file of ours: move it away");
	if ((uintmax_t)st.st_size != len)
		return 0;
	if (file_read(&old, &old_len, path, LIMIT_DOCUMENT, err) != 0)
		return -1;
	*out = old_len != len || memcmp(old, bytes, len) != 0;
	free(old);
	return 0;
}

int publish_file(bool *changed, const struct publisher *publisher, const char *name,
	const void *bytes, size_t len, struct err *err)
{
	struct buf path;
	int result;

	*changed = false;
	if (!is_good_name(name))
		return err_set(err, ERR_CONFIG, name, "is no name for a document");
	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/%s", publisher->folder, name);
	result = differs(changed, buf_str(&path), bytes, len, err);
	buf_release(&path);
	if (result != 0 || !*changed || publisher->dry)
		return result;
	return file_replace(publisher->folder, name, bytes, len, err);
}
