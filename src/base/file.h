/* SPDX-License-Identifier: ISC */
/*
 * Files: bounded reads, atomic replacement, locks. All paths are as the system calls take them.
 */
#ifndef PAPERROUTE_BASE_FILE_H
#define PAPERROUTE_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* The whole of a file into *out (the caller's, NUL-terminated, NULL after failure) and *len, at most
 * limit bytes. path "-" is standard input. ERR_MISSING, ERR_SYSTEM, or ERR_LIMIT; a folder is
 * ERR_SYSTEM. */
int file_read(char **out, size_t *len, const char *path, size_t limit, struct err *err);

/* Makes the folder and those above it (mode 0777 less the umask). One that is there already is no
 * error. */
int file_make_folder(const char *path, struct err *err);

/* Puts len bytes in place of dir/name, or creates it: a temporary file in dir, fsync, rename, fsync
 * of dir. Readers see the old file or the new one, whole; on failure the old one stays and no
 * temporary file does. An existing file's mode is kept, a new one's is 0666 less the umask. */
int file_replace(const char *dir, const char *name, const void *bytes, size_t len, struct err *err);

/* Removes what file_replace left behind in dir when it was killed. */
void file_remove_leftovers(const char *dir);

/* Locks path (made when missing) for this process until *fd is closed or the process ends. When
 * another process has it, waits for that if wait is set, else fails at once with ERR_LOCKED. *fd is
 * -1 after failure. */
int file_lock(int *fd, const char *path, bool wait, struct err *err);

bool file_exists(const char *path);

#endif
