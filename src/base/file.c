/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/xalloc.h"

#define READ_STEP ((size_t)64 << 10)

int file_read_open(char **out, size_t *len, int fd, size_t limit, const char *path, struct err *err)
{
	char *bytes = NULL;
	size_t cap = 0;
	size_t used = 0;

	*out = NULL;
	*len = 0;
	for (;;) {
		ssize_t got;

		bytes = xgrow(bytes, &cap, used + READ_STEP + 1, 1);
		got = read(fd, bytes + used, READ_STEP);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			err_set_errno(err, path, "cannot be read");
			break;
		}
		if (got == 0) {
			bytes[used] = '\0';
			*out = bytes;
			*len = used;
			return 0;
		}
		used += (size_t)got;
		if (used > limit) {
			err_set(err, ERR_LIMIT, path, "is larger than %zu bytes", limit);
			break;
		}
	}
	free(bytes);
	return -1;
}

int file_read(char **out, size_t *len, const char *path, size_t limit, struct err *err)
{
	int fd;
	int result;

	*out = NULL;
	*len = 0;
	if (strcmp(path, "-") == 0)
		return file_read_open(out, len, STDIN_FILENO, limit, "standard input", err);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set_errno(err, path, "cannot be opened");
	result = file_read_open(out, len, fd, limit, path, err);
	close(fd);
	return result;
}

int file_write(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t put = write(fd, bytes, len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return -1;
		bytes += put;
		len -= (size_t)put;
	}
	return 0;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Nobody may be able to make anything in the folders above: those that are there are left alone */
int file_make_folder(const char *path, mode_t mode, struct err *err)
{
	char *part = xstrdup(path);
	int result = 0;

	for (char *slash = part + 1; *part && slash; slash++) {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (!is_folder(part) &&
			mkdir(part, slash && slash[1 + strspn(slash + 1, "/")] ? FILE_FOLDER
									       : mode) != 0 &&
			errno != EEXIST) {
			result = err_set_unwritable(err, path, "the folder cannot be made");
			break;
		}
		if (!slash)
			break;
		*slash = '/';
	}
	free(part);
	if (result == 0 && !is_folder(path))
		result = err_set(err, ERR_SYSTEM, path, "is in the way: a folder is needed here");
	return result;
}

int file_replace(const char *dir, const char *name, mode_t mode, const void *bytes, size_t len,
	struct err *err)
{
	size_t size = strlen(dir) + strlen(name) + 2;
	char *path;
	int result;
	int fd;

	if (folder_open(&fd, dir, err) != 0)
		return -1;
	path = xmalloc(size);
	snprintf(path, size, "%s/%s", dir, name);
	result = folder_replace(fd, name, mode, bytes, len, path, err);
	free(path);
	close(fd);
	return result;
}

void file_remove_leftovers(const char *dir)
{
	int fd;

	if (folder_open(&fd, dir, NULL) != 0)
		return;
	folder_clear(fd, NULL);
	close(fd);
}

int file_open_private(int *fd, const char *path, struct err *err)
{
	int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	struct stat st;

	*fd = open(path, flags, FILE_PRIVATE);
	if (*fd < 0 && errno != ELOOP)
		return err_set_unwritable(err, path, "cannot be opened");
	if (*fd >= 0 && fstat(*fd, &st) == 0 && S_ISREG(st.st_mode))
		return 0;
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
	return err_set(err, ERR_SYSTEM, path,
		"is in the way: a file is needed here, and no link or pipe, move it away");
}

int file_lock(int *fd, const char *path, bool wait, struct err *err)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int result;

	if (file_open_private(fd, path, err) != 0)
		return -1;
	do
		result = fcntl(*fd, wait ? F_SETLKW : F_SETLK, &lock);
	while (result != 0 && errno == EINTR);
	if (result == 0)
		return 0;
	if (errno == EACCES || errno == EAGAIN)
		err_set(err, ERR_LOCKED, path, "another run holds this site");
	else
		err_set_errno(err, path, "cannot be locked");
	close(*fd);
	*fd = -1;
	return -1;
}

bool file_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR);
}
