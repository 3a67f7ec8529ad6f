/* SPDX-License-Identifier: ISC */
/*
 * Where a feed begins that something stands before: a server's warnings ("<br /><b>Warning</b>: ..."), a
 * page around it, header lines that a program saved along.
 */
#ifndef PAPERROUTE_READ_START_H
#define PAPERROUTE_READ_START_H

#include <stddef.h>

/* How many bytes stand before the XML declaration, or before a feed's root element; 0 when nothing does,
 * when neither is within LIMIT_BEFORE bytes, or when what stands there may. */
size_t start_find(const char *bytes, size_t len);

#endif
