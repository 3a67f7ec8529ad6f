/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/option.h"

#include <getopt.h>
#include <stdio.h>

#define MOST  8   /* options of a command */
#define FIRST 256 /* what getopt_long returns for the first: no letter */

const char *option_name(char letter[3], char **argv)
{
	/* in the middle of "-xy" getopt_long has not gone past it */
	if (optopt <= ' ' || optopt > '~')
		return argv[optind - 1];
	snprintf(letter, 3, "-%c", optopt);
	return letter;
}

static int refuse(struct err *err, int returned, char **argv)
{
	char letter[3];
	const char *name = option_name(letter, argv);

	if (returned == ':')
		return err_set(err, ERR_USAGE, argv[0], "%s needs a value", name);
	return err_set(err, ERR_USAGE, argv[0], "%s is no option of it", name);
}

static void take(const struct command_option *option)
{
	if (option->flag)
		*option->flag = true;
	else
		option->value[option->count ? (*option->count)++ : 0] = optarg;
}

int option_read(
	const struct command_option *options, size_t count, int argc, char **argv, struct err *err)
{
	struct option known[MOST + 1] = {{0}};
	char letters[MOST + 2] = ":";
	size_t names = 0, short_ones = 1;
	int returned;

	for (size_t i = 0; i < count; i++) {
		if (options[i].name[1])
			known[names++] = (struct option){options[i].name,
				options[i].flag ? no_argument : required_argument, NULL,
				FIRST + (int)i};
		else
			letters[short_ones++] = *options[i].name;
	}
	optind = 0; /* main's options were read before */
	opterr = 0;
	while ((returned = getopt_long(argc, argv, letters, known, NULL)) != -1) {
		size_t i = returned >= FIRST ? (size_t)(returned - FIRST) : 0;

		while (returned < FIRST && i < count &&
			(options[i].name[1] || *options[i].name != returned))
			i++;
		if (i == count)
			return refuse(err, returned, argv);
		take(&options[i]);
	}
	return optind;
}
