/* SPDX-License-Identifier: ISC */
/*
 * Presets: what paperroute knows of sources that many read, one file each, in the site's folder
 * sources/ and in that of the shipped site. Of two of the same name the site's own counts.
 */
#ifndef PAPERROUTE_CONFIG_PRESET_H
#define PAPERROUTE_CONFIG_PRESET_H

#include "base/arena.h"
#include "base/err.h"
#include "config/ini.h"
#include "model/site.h"

/* Fills site->presets, by name. A preset that is broken is told and left out. */
void preset_read_all(struct site *site, struct arena *arena, struct problems *problems);

/* Makes out what the preset says that key names; false, and told, when there is none. */
bool preset_use(
	struct source *out, struct ini *ini, const struct site *site, const struct ini_key *key);

#endif
