/* SPDX-License-Identifier: ISC */
/*
 * INI files to a site (model/site.h). The only user of iniparser, whose values are never trusted
 * alone: config/ini.h walks the raw lines too.
 *
 * Every mistake is gathered, with file, line and column; a broken topic does not hide the others.
 */
#ifndef PAPERROUTE_CONFIG_LOAD_H
#define PAPERROUTE_CONFIG_LOAD_H

#include "base/arena.h"
#include "base/err.h"
#include "model/site.h"

/* Reads folder/paperroute.ini (or file, when not NULL: then relative paths in it are still the folder's),
 * folder/lists.ini and folder/rules.ini where there are any, and folder/topics/[!.]*.ini. Mistakes in
 * paperroute.ini make it return -1: nothing can run. Mistakes elsewhere are counted in problems->errors
 * only: sources can still be read and remembered, but nothing may be published. */
int config_load(struct site *out, struct arena *arena, const char *folder, const char *file,
	struct problems *problems);

#endif
