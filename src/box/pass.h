/* SPDX-License-Identifier: ISC */
/*
 * Descriptors through a socket, from one process to another.
 */
#ifndef PAPERROUTE_BOX_PASS_H
#define PAPERROUTE_BOX_PASS_H

#include <stddef.h>

#define PASS_FDS 2

/* Sends all of fds through the socket; they stay the caller's. Returns -1, with errno, when the other
 * side is not there any more. */
int pass_send(int socket, const int fds[PASS_FDS]);

/* Waits for them; they are the caller's, and not handed on to what it runs. Returns -1 when no more
 * come. */
int pass_take(int fds[PASS_FDS], int socket);

#endif
