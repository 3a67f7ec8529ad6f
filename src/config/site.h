/* SPDX-License-Identifier: ISC */
/*
 * paperroute.ini: the site's own settings and its sources.
 */
#ifndef PAPERROUTE_CONFIG_SITE_H
#define PAPERROUTE_CONFIG_SITE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/site.h"

/* Reads the file path into out, whose folder and presets are set; topics and lists are left alone. What is
 * wrong is added to problems: out may be used when there was no error. */
void site_read(struct site *out, struct arena *arena, const char *path, struct problems *problems);

#endif
