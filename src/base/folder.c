/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/xalloc.h"

#define FOLDER_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

/* Temporary files are PREFIX NAME . PROCESS; no document's name starts with a dot */
#define TEMP_PREFIX ".paperroute-"

/* The last of the year 9999, or that this system's times reach */
#define LAST_SECOND (sizeof(time_t) > 4 ? INT64_C(253402300799) : INT32_MAX)

int folder_open(int *fd, const char *path, struct err *err)
{
	*fd = open(path, FOLDER_FLAGS);
	return *fd < 0 ? err_set_errno(err, path, "the folder cannot be opened") : 0;
}

int folder_enter(
	int *fd, int parent, const char *name, bool make, const char *path, struct err *err)
{
	*fd = openat(parent, name, FOLDER_FLAGS | O_NOFOLLOW);
	if (*fd < 0 && errno == ENOENT && make) {
		if (mkdirat(parent, name, FILE_FOLDER) != 0 && errno != EEXIST)
			return err_set_unwritable(err, path, "the folder cannot be made");
		*fd = openat(parent, name, FOLDER_FLAGS | O_NOFOLLOW);
	}
	if (*fd >= 0)
		return 0;
	if (errno == ENOTDIR || errno == ELOOP)
		return err_set(
			err, ERR_SYSTEM, path, "is in the way and no folder of ours: move it away");
	return err_set_errno(err, path, "the folder cannot be opened");
}

bool folder_look(struct stat *out, int fd, const char *name)
{
	return fstatat(fd, name, out, AT_SYMLINK_NOFOLLOW) == 0;
}

int folder_read(char **out, size_t *len, int fd, const char *name, size_t limit, const char *path,
	struct err *err)
{
	int file = openat(fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	int result = -1;

	*out = NULL;
	*len = 0;
	if (file < 0)
		return err_set_errno(err, path, "cannot be opened");
	if (fstat(file, &st) == 0 && S_ISREG(st.st_mode))
		result = file_read_open(out, len, file, limit, path, err);
	else
		err_set(err, ERR_SYSTEM, path, "is no file");
	close(file);
	return result;
}

/* What has the name by accident or intent is not written to, whatever it leads to */
static int create(int fd, const char *temp, mode_t mode)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
	int file = openat(fd, temp, flags, mode);

	if (file < 0 && errno == EEXIST && unlinkat(fd, temp, 0) == 0)
		file = openat(fd, temp, flags, mode);
	return file;
}

/* A time that is another second than that of the file before, and a later one: a server tells files of
 * equal size apart by their seconds, and a subscriber who has the newer one must not be sent the other. */
static int set_later(int file, const struct stat *old)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = old->st_mtim.tv_sec}};
	struct stat st;

	if (fstat(file, &st) != 0)
		return -1;
	if ((int64_t)old->st_mtim.tv_sec >= LAST_SECOND)
		return 0; /* somebody set it, and HTTP has no later date */
	times[1].tv_sec++;
	return st.st_mtim.tv_sec > old->st_mtim.tv_sec ? 0 : futimens(file, times);
}

static int write_temp(int fd, const char *temp, const struct stat *old, mode_t mode,
	const void *bytes, size_t len)
{
	int file = create(fd, temp, old ? old->st_mode & 0777 : mode);
	int result;

	if (file < 0)
		return -1;
	result = file_write(file, bytes, len);
	if (result == 0 && old)
		result = fchmod(file, old->st_mode & 0777);
	if (result == 0 && old)
		result = set_later(file, old);
	if (result == 0)
		result = fsync(file);
	if (close(file) != 0)
		result = -1;
	return result;
}

/* A power cut may not undo a rename that the caller was told of */
static int sync_folder(int fd)
{
	int result = fsync(fd);

	if (result != 0 && errno == EINVAL)
		result = 0; /* a file system that cannot sync folders */
	return result;
}

int folder_replace(int fd, const char *name, mode_t mode, const void *bytes, size_t len,
	const char *path, struct err *err)
{
	size_t size = strlen(TEMP_PREFIX) + strlen(name) + 32;
	char *temp = xmalloc(size);
	struct stat st;
	bool keep = folder_look(&st, fd, name) && S_ISREG(st.st_mode);
	int result = 0;

	snprintf(temp, size, "%s%s.%ld", TEMP_PREFIX, name, (long)getpid());
	if (write_temp(fd, temp, keep ? &st : NULL, mode, bytes, len) != 0 ||
		renameat(fd, temp, fd, name) != 0) {
		result = err_set_unwritable(err, path, "cannot be written");
		unlinkat(fd, temp, 0);
	} else if (sync_folder(fd) != 0) {
		result = err_set_unwritable(err, path, "its folder cannot be synced to disk");
	}
	free(temp);
	return result;
}

/* Whether folder_replace calls files so: what somebody else keeps there is none of ours */
static bool is_temp(const char *name, bool (*is_ours)(const char *name))
{
	size_t prefix = strlen(TEMP_PREFIX);
	const char *process =
		strncmp(name, TEMP_PREFIX, prefix) == 0 ? strrchr(name + prefix, '.') : NULL;
	char *file;
	bool is;

	if (!process || !process[1] || process[1 + strspn(process + 1, "0123456789")])
		return false;
	file = xstrndup(name + prefix, (size_t)(process - name) - prefix);
	is = !is_ours || is_ours(file);
	free(file);
	return is;
}

void folder_clear(int fd, bool (*is_ours)(const char *name))
{
	int again = openat(fd, ".", FOLDER_FLAGS);
	DIR *folder = again < 0 ? NULL : fdopendir(again);
	struct dirent *item;

	if (!folder) {
		if (again >= 0)
			close(again);
		return;
	}
	while ((item = readdir(folder))) {
		if (is_temp(item->d_name, is_ours))
			unlinkat(fd, item->d_name, 0);
	}
	closedir(folder);
}
