/* SPDX-License-Identifier: ISC */
/*
 * Folders as descriptors, for what other people may be able to write to.
 *
 * A path is looked up anew by every call that takes it, and who may write to a folder of it can put a
 * symbolic link in between. Here the first folder is opened by its path, and all that is below it by
 * one name at a time, relative to the folder above, where no link is followed: what was looked at is
 * what is written to.
 *
 * folder_open, folder_enter as deep as needed, the others, and close(2) for each descriptor. path is
 * what messages call the place.
 */
#ifndef PAPERROUTE_BASE_FOLDER_H
#define PAPERROUTE_BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "base/err.h"

/* The folder at path; links on the way and at its end are followed. *fd is -1 after failure, and when
 * there is nothing, which is ERR_MISSING. */
int folder_open(int *fd, const char *path, struct err *err);

/* The folder called name in the folder parent; with make it is made when missing (FILE_FOLDER less
 * the umask). *fd is -1 after failure; nothing there is ERR_MISSING, anything else than a folder, a link to
 * one too, is ERR_SYSTEM. */
int folder_enter(
	int *fd, int parent, const char *name, bool make, const char *path, struct err *err);

/* What is there under that name, a link itself and not what it leads to. False when there is nothing,
 * or it cannot be looked at. */
bool folder_look(struct stat *out, int fd, const char *name);

/* The whole of a regular file in the folder, as file_read has it. Anything else is ERR_SYSTEM: no link
 * is followed, and no pipe waited for. */
int folder_read(char **out, size_t *len, int fd, const char *name, size_t limit, const char *path,
	struct err *err);

/* Puts len bytes in place of the file called name, or creates it: a temporary file, fsync, rename, fsync
 * of the folder. Readers see the old file or the new one, whole; on failure the old one stays and no
 * temporary file does. A regular file's mode is kept, a new one's is mode less the umask; the time is at
 * least a second after that of the file before, whatever the clock says, unless there is no later one. What
 * else is called so, a link or a pipe, is replaced and not written to; a folder is not. */
int folder_replace(int fd, const char *name, mode_t mode, const void *bytes, size_t len,
	const char *path, struct err *err);

/* Removes what folder_replace left behind when it was killed, of files whose names are ours; NULL: of any. */
void folder_clear(int fd, bool (*is_ours)(const char *name));

#endif
