/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/option.h"

#include <getopt.h>
#include <stdio.h>

const char *option_name(char letter[3], char **argv)
{
	/* in the middle of "-xy" getopt_long has not gone past it */
	if (optopt <= ' ' || optopt > '~')
		return argv[optind - 1];
	snprintf(letter, 3, "-%c", optopt);
	return letter;
}

int option_refuse(struct err *err, int returned, char **argv)
{
	char letter[3];
	const char *name = option_name(letter, argv);

	if (returned == ':')
		return err_set(err, ERR_USAGE, argv[0], "%s needs a value", name);
	return err_set(err, ERR_USAGE, argv[0], "%s is no option of it", name);
}
