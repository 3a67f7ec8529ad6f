/* SPDX-License-Identifier: ISC */
/*
 * The keys that say where in a document the fields of a record stand, to struct mapping.
 */
#ifndef PAPERROUTE_CONFIG_MAPPING_H
#define PAPERROUTE_CONFIG_MAPPING_H

#include "config/ini.h"
#include "model/source.h"

/* Reads the section's numbered keys into source->mapping and source->link; a key that is there
 * replaces what a preset said. source->format, and what config/schema.c reads, has to be there. Tells
 * what cannot be used, and what is missing for the format. */
void mapping_read(struct source *source, struct ini *ini, const struct ini_section *section);

#endif
