/* SPDX-License-Identifier: ISC */
/*
 * The site's own command behind a run that changed files: [site] after.
 */
#ifndef PAPERROUTE_PUBLISH_AFTER_H
#define PAPERROUTE_PUBLISH_AFTER_H

#include <stddef.h>

#include "base/err.h"

/* What the command gets beside the environment. */
struct after_input {
	const char *names; /* for its standard input, one a line */
	size_t len;
	const char *const *hidden; /* variables that it does not get: secrets of requests */
	size_t hidden_count;
};

/* Runs the command by sh in folder, with the names on its standard input, and waits for its end. It need
 * not read them. Fails with ERR_SYSTEM when it cannot be run, ends with another status than 0 or by a
 * signal. */
int after_run(
	const char *command, const char *folder, const struct after_input *input, struct err *err);

#endif
