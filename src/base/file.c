/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xalloc.h"

#define READ_STEP ((size_t)64 << 10)

/* Temporary files are PREFIX NAME . PROCESS; no document's name starts with a dot */
#define TEMP_PREFIX ".paperroute-"

static int read_all(
	char **out, size_t *len, int fd, const char *path, size_t limit, struct err *err)
{
	char *bytes = NULL;
	size_t cap = 0;
	size_t used = 0;

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
		return read_all(out, len, STDIN_FILENO, "standard input", limit, err);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set_errno(err, path, "cannot be opened");
	result = read_all(out, len, fd, path, limit, err);
	close(fd);
	return result;
}

int file_make_folder(const char *path, struct err *err)
{
	char *part = xstrdup(path);
	struct stat st;
	int result = 0;

	for (char *slash = part + 1; *part && slash; slash++) {
		slash = strchr(slash, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(part, 0777) != 0 && errno != EEXIST) {
			result = err_set_errno(err, path, "the folder cannot be made");
			break;
		}
		if (!slash)
			break;
		*slash = '/';
	}
	free(part);
	if (result == 0 && (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)))
		result = err_set(err, ERR_SYSTEM, path, "is in the way: a folder is needed here");
	return result;
}

static int write_all(int fd, const char *bytes, size_t len)
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

/* A power cut may not undo a rename that the caller was told of */
static int sync_folder(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int result;

	if (fd < 0)
		return -1;
	result = fsync(fd);
	if (result != 0 && errno == EINVAL)
		result = 0; /* a file system that cannot sync folders */
	close(fd);
	return result;
}

/* The mode that name has, or the one that a new file gets */
static mode_t mode_for(const char *path)
{
	struct stat st;
	mode_t mask;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		return st.st_mode & 0777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static int write_temp(const char *temp, mode_t mode, const void *bytes, size_t len)
{
	int fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	int result;

	if (fd < 0)
		return -1;
	result = write_all(fd, bytes, len);
	if (result == 0)
		result = fchmod(fd, mode);
	if (result == 0)
		result = fsync(fd);
	if (close(fd) != 0)
		result = -1;
	return result;
}

static char *join(const char *dir, const char *prefix, const char *name, long number)
{
	size_t size = strlen(dir) + strlen(prefix) + strlen(name) + 32;
	char *path = xmalloc(size);

	if (number < 0)
		snprintf(path, size, "%s/%s%s", dir, prefix, name);
	else
		snprintf(path, size, "%s/%s%s.%ld", dir, prefix, name, number);
	return path;
}

int file_replace(const char *dir, const char *name, const void *bytes, size_t len, struct err *err)
{
	char *path = join(dir, "", name, -1);
	char *temp = join(dir, TEMP_PREFIX, name, (long)getpid());
	int result = 0;

	if (write_temp(temp, mode_for(path), bytes, len) != 0 || rename(temp, path) != 0) {
		result = err_set_errno(err, path, "cannot be written");
		unlink(temp);
	} else if (sync_folder(dir) != 0) {
		result = err_set_errno(err, dir, "the folder cannot be synced to disk");
	}
	free(temp);
	free(path);
	return result;
}

void file_remove_leftovers(const char *dir)
{
	DIR *folder = opendir(dir);
	struct dirent *item;

	if (!folder)
		return;
	while ((item = readdir(folder))) {
		if (strncmp(item->d_name, TEMP_PREFIX, strlen(TEMP_PREFIX)) == 0)
			unlinkat(dirfd(folder), item->d_name, 0);
	}
	closedir(folder);
}

int file_lock(int *fd, const char *path, bool wait, struct err *err)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int result;

	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (*fd < 0)
		return err_set_errno(err, path, "cannot be opened");
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
	return access(path, F_OK) == 0;
}
