/* SPDX-License-Identifier: ISC */
/*
 * status.atom: the feed that the site's operator subscribes to, an entry for each incident of a source.
 */
#ifndef PAPERROUTE_INCIDENTS_H
#define PAPERROUTE_INCIDENTS_H

#include "base/err.h"
#include "documents.h"
#include "model/site.h"

#define INCIDENTS_SLUG "status" /* no topic has this name */

/* Adds the document when it differs from the published one, or that is not known to be in place. */
int incidents_render(struct documents *out, const struct site *site, struct err *err);

#endif
