/* SPDX-License-Identifier: ISC */
/*
 * Landlock (Linux 5.13 and later): a process gives up all access to paths, and from later versions on
 * to ports and to the processes outside. Needs no library and no right; needs no_new_privs.
 */
#ifndef PAPERROUTE_BOX_LANDLOCK_H
#define PAPERROUTE_BOX_LANDLOCK_H

#include <stdbool.h>

/* Gives up all that this kernel knows; false when it knows nothing of it. */
bool landlock_close(void);

#endif
