/* SPDX-License-Identifier: ISC */
/*
 * The walk over a file's lines: which sections and keys stand where.
 */
#ifndef PAPERROUTE_CONFIG_WALK_H
#define PAPERROUTE_CONFIG_WALK_H

#include <stddef.h>

#include "config/ini.h"

/* Fills ini->sections from what encoding_check left, and tells every line that is none of comment,
 * [section] and name = value, or that iniparser would read as something else. A line that is wrong
 * is taken for what it was meant to be as far as that can be seen, so that one mistake is told
 * once. */
void walk_lines(struct ini *ini, const char *bytes, size_t len);

#endif
