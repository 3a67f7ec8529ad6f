/* SPDX-License-Identifier: ISC */
/*
 * A document that a browser showed as text, saved as the page that it made of that: nothing but one <pre>,
 * in which mark-up is escaped. Of a feed the page may be lost, and only the escapes be there.
 */
#ifndef PAPERROUTE_READ_PRE_H
#define PAPERROUTE_READ_PRE_H

#include <stddef.h>

/* The document in *len bytes, on the same lines; *len is its length. To be freed; NULL when they are no
 * such page, or when what it shows is neither XML nor JSON. */
char *pre_undo(const char *bytes, size_t *len);

#endif
