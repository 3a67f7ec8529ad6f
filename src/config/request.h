/* SPDX-License-Identifier: ISC */
/*
 * What a [source] or [preset] section says about where its list is and how it is asked for, as far as no
 * table of config/schema.c can tell.
 */
#ifndef PAPERROUTE_CONFIG_REQUEST_H
#define PAPERROUTE_CONFIG_REQUEST_H

#include "config/ini.h"

/* Appends the names of the variables that the source's headers take from the environment, for which
 * there is room, to site->variables. */
void request_add_variables(struct site *site, struct arena *arena, const struct source *source);

/* The most that there can be of them in one source. */
size_t request_count_variables(const struct source *source);

/* Fills in the headers, in place of a preset's, and adds all that the section says to the settings'
 * text. */
void request_read(struct source *source, struct ini *ini, const struct ini_section *section);

/* Tells unless the source has either a path or a url. A path takes the place of a preset's url. */
void request_place(struct source *source, struct ini *ini, const struct ini_section *section);

#endif
