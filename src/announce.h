/* SPDX-License-Identifier: ISC */
/*
 * The hub is told of the feeds that changed, after their files are in place.
 */
#ifndef PAPERROUTE_ANNOUNCE_H
#define PAPERROUTE_ANNOUNCE_H

#include "base/err.h"
#include "model/site.h"

/* Tells the site's hub, if it has one, of all documents that it has yet to be told of: those of this
 * run, and those of earlier ones at which the hub failed. After a failure the store remembers what is
 * left for the next run. To be called when the run has let the site go: it takes the site's turn (turn.h)
 * twice, which may have to be waited for, and holds up nobody while the hub answers. */
int announce(const struct site *site, struct err *err);

#endif
