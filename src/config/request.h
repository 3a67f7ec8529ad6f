/* SPDX-License-Identifier: ISC */
/*
 * What a [source] section says about where its list is and how it is asked for, as far as no table of
 * config/schema.c can tell.
 */
#ifndef PAPERROUTE_CONFIG_REQUEST_H
#define PAPERROUTE_CONFIG_REQUEST_H

#include "config/ini.h"

/* Adds all that the section says to the settings' text. */
void request_settings(struct source *source, struct ini *ini, const struct ini_section *section);

/* Tells unless there is either a path or a url; fills in the headers and the settings' text. */
void request_read(struct source *source, struct ini *ini, const struct ini_section *section);

#endif
