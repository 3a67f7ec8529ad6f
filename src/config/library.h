/* SPDX-License-Identifier: ISC */
/*
 * The same file through iniparser, whose only user this is.
 */
#ifndef PAPERROUTE_CONFIG_LIBRARY_H
#define PAPERROUTE_CONFIG_LIBRARY_H

#include "config/ini.h"

/* Loads the file with iniparser and tells every value that it reads otherwise than the walk did. For
 * a file in which nothing else is wrong: what the walk knows it says better, and of some files old
 * versions of the library make worse than nothing. Not for two threads at once. */
void library_compare(struct ini *ini);

#endif
