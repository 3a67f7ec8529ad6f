/* SPDX-License-Identifier: ISC */
/*
 * The site that ships with the program: where it is, built, installed or moved.
 */
#ifndef PAPERROUTE_CONFIG_DATADIR_H
#define PAPERROUTE_CONFIG_DATADIR_H

#include "base/arena.h"
#include "base/err.h"

/* Sets *out, in the arena, to the folder that $PAPERROUTE_DATADIR names. Without that it is the first
 * of these that holds a paperroute.ini: ../share/paperroute from the running program's folder, the
 * installed data folder, and where the program was built, ../feeds and feeds from the program's
 * folder. Fails with ERR_MISSING when there is none; *out is then NULL. */
int datadir_find(const char **out, struct arena *arena, struct err *err);

#endif
