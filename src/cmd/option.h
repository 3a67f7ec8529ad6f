/* SPDX-License-Identifier: ISC */
/*
 * The options of a command, and what getopt_long refuses, told of as it was given.
 */
#ifndef PAPERROUTE_CMD_OPTION_H
#define PAPERROUTE_CMD_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/* An option, and where it goes: to flag, or to value. */
struct command_option {
	const char *name; /* behind --; of one letter: behind - */
	bool *flag;       /* set to true */
	const char *
		*value; /* what is given with it, borrowed of argv; the last one, but for count */
	size_t *count;  /* of value, which then has room for as many as there are arguments */
};

#define OPTIONS(options) (sizeof(options) / sizeof((options)[0]))

/* Reads those of a command. Returns the index of the first argument behind them; -1 when there is one that
 * it has not, or that lacks its value. */
int option_read(
	const struct command_option *options, size_t count, int argc, char **argv, struct err *err);

/* The option that getopt_long refused, right after it returned '?' or ':'; letter is room for one of a
 * letter. */
const char *option_name(char letter[3], char **argv);

#endif
