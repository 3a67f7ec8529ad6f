/* SPDX-License-Identifier: ISC */
/*
 * lists.ini: word lists that rules share.
 */
#ifndef PAPERROUTE_CONFIG_LISTS_H
#define PAPERROUTE_CONFIG_LISTS_H

#include "base/arena.h"
#include "base/err.h"
#include "model/site.h"

/* Reads the file path into lists and list_count of out. What is wrong is added to problems. */
void lists_read(struct site *out, struct arena *arena, const char *path, struct problems *problems);

#endif
