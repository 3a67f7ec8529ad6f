/* SPDX-License-Identifier: ISC */
/*
 * Feeds to documents, one file per format. Pure functions of the feed: no clock, no files.
 */
#ifndef PAPERROUTE_WRITE_WRITE_H
#define PAPERROUTE_WRITE_WRITE_H

#include "base/buf.h"
#include "base/err.h"
#include "model/feed.h"

/* Appends an Atom 1.0 document (RFC 4287) to out. Fails with ERR_LIMIT when out is full. */
int write_atom(struct buf *out, const struct feed *feed, struct err *err);

#endif
