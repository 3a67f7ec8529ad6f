/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/cache.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/file.h"

#define ENDING ".body"

static void put_path(struct buf *path, const char *folder, const char *name)
{
	buf_init(path, SIZE_MAX / 2);
	buf_printf(path, "%s/%s" ENDING, folder, name);
}

bool cache_has(const char *folder, const char *name)
{
	struct buf path;
	bool has;

	put_path(&path, folder, name);
	has = file_exists(buf_str(&path));
	buf_release(&path);
	return has;
}

int cache_read(char **bytes, size_t *len, const char *folder, const char *name, size_t limit,
	struct err *err)
{
	struct buf path;
	int result;

	put_path(&path, folder, name);
	result = file_read(bytes, len, buf_str(&path), limit, err);
	buf_release(&path);
	return result;
}

int cache_write(
	const char *folder, const char *name, const void *bytes, size_t len, struct err *err)
{
	struct buf file;
	int result;

	if (file_make_folder(folder, err) != 0)
		return -1;
	file_remove_leftovers(folder);
	buf_init(&file, SIZE_MAX / 2);
	buf_printf(&file, "%s" ENDING, name);
	result = file_replace(folder, buf_str(&file), bytes, len, err);
	buf_release(&file);
	return result;
}
