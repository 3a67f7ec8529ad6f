/* SPDX-License-Identifier: ISC */
/*
 * What getopt_long refuses, told of as it was given. Only right after it returned '?' or ':'.
 */
#ifndef PAPERROUTE_CMD_OPTION_H
#define PAPERROUTE_CMD_OPTION_H

#include "base/err.h"

/* The option that was refused; letter is room for one of a letter. */
const char *option_name(char letter[3], char **argv);

/* For a command: that this is no option of it, or needs a value, by what getopt_long returned.
 * Returns -1. */
int option_refuse(struct err *err, int returned, char **argv);

#endif
