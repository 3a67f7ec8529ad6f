/* SPDX-License-Identifier: ISC */
/*
 * The command init, without its command line: a copy of the shipped site to start from.
 */
#ifndef PAPERROUTE_CMD_INIT_H
#define PAPERROUTE_CMD_INIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Copies the shipped site (config/datadir.h) without what it published and remembers into dir, which
 * must not exist or be an empty folder; sets tag_date to now's month; *topics is how many topics it
 * has. Fails with a reason, and then removes all that it made. */
int init_site(size_t *topics, const char *dir, int64_t now, struct err *err);

#endif
