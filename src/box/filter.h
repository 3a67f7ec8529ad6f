/* SPDX-License-Identifier: ISC */
/*
 * Which system calls are left to a process: those that computing, memory and an answer on a pipe need.
 * The only user of libseccomp.
 */
#ifndef PAPERROUTE_BOX_FILTER_H
#define PAPERROUTE_BOX_FILTER_H

#include <stdbool.h>

/* From here on any other call ends the process by SIGSYS, but that opening and looking at files just
 * fails, as libraries that try it on the way can do without. Needs no_new_privs. False when there is
 * no libseccomp, or the kernel has no filters. */
bool filter_close(void);

#endif
