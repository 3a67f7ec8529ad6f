/* SPDX-License-Identifier: ISC */
/*
 * Files: bounded reads, atomic replacement, locks. All paths are as the system calls take them.
 */
#ifndef PAPERROUTE_BASE_FILE_H
#define PAPERROUTE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"

/* Modes of what is made, before the umask takes from them: what a web server is to read, what nobody
 * else is to, files of a site that a group may edit, and folders of each kind. Nothing is everybody's
 * to write to, whatever the umask. */
#define FILE_PUBLIC         0644
#define FILE_PRIVATE        0600
#define FILE_EDITED         0664
#define FILE_FOLDER         0775
#define FILE_PRIVATE_FOLDER 0700

/* The whole of a file into *out (the caller's, NUL-terminated, NULL after failure) and *len, at most
 * limit bytes. path "-" is standard input. ERR_MISSING, ERR_SYSTEM, or ERR_LIMIT; a folder is
 * ERR_SYSTEM. */
int file_read(char **out, size_t *len, const char *path, size_t limit, struct err *err);

/* The same of what is open already; path is what messages call it. */
int file_read_open(
	char **out, size_t *len, int fd, size_t limit, const char *path, struct err *err);

/* Writes all of it, in as many calls as that takes; -1 with errno. */
int file_write(int fd, const char *bytes, size_t len);

/* Makes the folder, of that mode less the umask, and those above it, of FILE_FOLDER. One that is there
 * already keeps its mode, and is no error. */
int file_make_folder(const char *path, mode_t mode, struct err *err);

/* folder_replace (base/folder.h) in the folder dir, whose path may lead through links. */
int file_replace(const char *dir, const char *name, mode_t mode, const void *bytes, size_t len,
	struct err *err);

/* Removes what file_replace left behind in dir when it was killed. */
void file_remove_leftovers(const char *dir);

/* Opens a file of ours to read and write, made when missing with FILE_PRIVATE. A link is not followed,
 * and nothing but a regular file will do: ERR_SYSTEM. *fd is -1 after failure. */
int file_open_private(int *fd, const char *path, struct err *err);

/* Locks path, as file_open_private has it, for this process until *fd is closed or the process ends. When
 * another process has it, waits for that if wait is set, else fails at once with ERR_LOCKED. *fd is
 * -1 after failure. */
int file_lock(int *fd, const char *path, bool wait, struct err *err);

/* Whether there is something of that name. It may be a link that leads nowhere, or out of reach: who opens
 * it is told. */
bool file_exists(const char *path);

#endif
