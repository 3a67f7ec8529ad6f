/* SPDX-License-Identifier: ISC */
/*
 * Names of files and folders.
 */
#ifndef PAPERROUTE_CONFIG_PATH_H
#define PAPERROUTE_CONFIG_PATH_H

#include <stdbool.h>

#include "base/arena.h"

/* name as it is reached from here when it is relative to folder. In the folder "." that is name. */
const char *path_join(struct arena *arena, const char *folder, const char *name);

/* The absolute path without . and .. in it, and with symbolic links followed as far as they lead to
 * what exists; what does not exist yet is taken by its name. */
const char *path_real(struct arena *arena, const char *path);

/* Whether inner, as path_real returns it, is the folder outer or below it. */
bool path_is_inside(const char *inner, const char *outer);

#endif
