/* SPDX-License-Identifier: ISC */
/*
 * A feed without its root: only its items came, its beginning is cut off, or the root is called as no
 * feed's is.
 */
#ifndef PAPERROUTE_READ_ROOT_H
#define PAPERROUTE_READ_ROOT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes are such a feed: without a root they have an item or entry with a title and a link, guid
 * or id. A page in HTML is none. */
bool root_is_missing(const char *bytes, size_t len);

/* Whether what begins with no mark-up ends as a feed does: it is what is left of one, and no text. */
bool root_is_cut(const char *bytes, size_t len);

/* A copy of *len bytes with a root before what is left of the feed, on the same lines; to be freed. NULL when
 * none is missing. */
char *root_put(const char *bytes, size_t *len);

#endif
