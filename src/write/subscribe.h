/* SPDX-License-Identifier: ISC */
/*
 * Where a page offers its feed to feed readers: a link for every format, and a button that copies the
 * address, which the script shows.
 */
#ifndef PAPERROUTE_WRITE_SUBSCRIBE_H
#define PAPERROUTE_WRITE_SUBSCRIBE_H

#include "model/feed.h"
#include "write/xml.h"

/* A section with a heading. */
void subscribe_put(struct xml *xml, const struct feed *feed, const char *root);

/* Links only: "Atom RSS JSON Feed", as a list. */
void subscribe_put_links(struct xml *xml, const struct feed *feed, const char *root);

#endif
