/* SPDX-License-Identifier: ISC */
/*
 * The door that an INI file's bytes come in by: after it they are UTF-8 made of valid XML
 * characters, so that every string of the configuration is.
 */
#ifndef PAPERROUTE_CONFIG_ENCODING_H
#define PAPERROUTE_CONFIG_ENCODING_H

#include <stddef.h>

#include "config/ini.h"

/* Tells what is no text, and changes the bytes to text of the same lines and columns, so that the
 * file's other mistakes can be found too: no byte order mark, no CR at the end of a line, a question mark for
 * each bad byte or character. *len may become less. Returns -1 when there is no sense in reading
 * on: the file is UTF-16, or mostly no text, or one line. */
int encoding_check(struct ini *ini, char *bytes, size_t *len);

#endif
