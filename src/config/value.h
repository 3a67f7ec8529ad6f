/* SPDX-License-Identifier: ISC */
/*
 * What stands after the =. A value ends where its line does or before a comment; '...' or "..."
 * around all of it are not part of it.
 *
 * iniparser cuts a value at the first ; or #, and one that begins with a quote at the next such
 * quote, without a word. Here a comment begins with a ; or # that white space stands before, and
 * whatever else would be cut off is told.
 */
#ifndef PAPERROUTE_CONFIG_VALUE_H
#define PAPERROUTE_CONFIG_VALUE_H

#include <stddef.h>

#include "config/line.h"

/* Fills value, raw and quote of key from what the joined line holds at from, where white space has
 * been passed over. Blanks comments out that the line's later parts follow. */
void value_read(struct ini_key *key, struct line *line, size_t from);

#endif
