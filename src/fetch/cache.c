/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/cache.h"

#include <stdint.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/folder.h"

#define ENDING ".body"

static void put_name(struct buf *out, const char *name)
{
	buf_init(out, SIZE_MAX / 2);
	buf_printf(out, "%s" ENDING, name);
}

/* A link or pipe of that name is no body that we kept: it is neither followed nor waited for */
bool cache_has(const char *folder, const char *name)
{
	struct buf file;
	struct stat st;
	bool has = false;
	int fd;

	if (folder_open(&fd, folder, NULL) != 0)
		return false;
	put_name(&file, name);
	has = folder_look(&st, fd, buf_str(&file)) && S_ISREG(st.st_mode);
	buf_release(&file);
	close(fd);
	return has;
}

int cache_read(char **bytes, size_t *len, const char *folder, const char *name, size_t limit,
	struct err *err)
{
	struct buf file, path;
	int result;
	int fd;

	*bytes = NULL;
	*len = 0;
	if (folder_open(&fd, folder, err) != 0)
		return -1;
	put_name(&file, name);
	buf_init(&path, SIZE_MAX / 2);
	buf_printf(&path, "%s/%s", folder, buf_str(&file));
	result = folder_read(bytes, len, fd, buf_str(&file), limit, buf_str(&path), err);
	buf_release(&path);
	buf_release(&file);
	close(fd);
	return result;
}

void cache_tidy(const char *folder)
{
	file_remove_leftovers(folder);
}

int cache_write(
	const char *folder, const char *name, const void *bytes, size_t len, struct err *err)
{
	struct buf file;
	int result;

	if (file_make_folder(folder, FILE_PRIVATE_FOLDER, err) != 0)
		return -1;
	put_name(&file, name);
	result = file_replace(folder, buf_str(&file), FILE_PRIVATE, bytes, len, err);
	buf_release(&file);
	return result;
}
