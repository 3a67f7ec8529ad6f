/* SPDX-License-Identifier: ISC */
/*
 * The files that pages use: style, script and icon. Each is looked for in the folder web of the site
 * and of the one that ships; [site] style names another stylesheet.
 */
#ifndef PAPERROUTE_CONFIG_PAGES_H
#define PAPERROUTE_CONFIG_PAGES_H

#include "config/ini.h"
#include "model/site.h"

/* Fills site->page_files when html is among its formats. A file that is not there is told. section is
 * [site], whose keys have been read. */
void pages_find(struct site *site, struct ini *ini, const struct ini_section *section);

#endif
