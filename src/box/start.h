/* SPDX-License-Identifier: ISC */
/*
 * Starting the keeper (keeper.h): this very program again, by the file that runs even when another was
 * put in its place meanwhile, with an empty environment and no descriptor but one end of a socket, and what
 * nothing can be written to. No file is needed for that, not even /dev/null.
 */
#ifndef PAPERROUTE_BOX_START_H
#define PAPERROUTE_BOX_START_H

#include <sys/types.h>

/* *out, its socket, is the caller's to close, *keeper to wait for; program and word as in struct box.
 * Returns -1 with errno: then there is neither. */
int start_keeper(pid_t *keeper, int *out, const char *program, const char *word);

#endif
