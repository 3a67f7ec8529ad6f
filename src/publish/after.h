/* SPDX-License-Identifier: ISC */
/*
 * The site's own command behind a run that changed files: [site] after.
 */
#ifndef PAPERROUTE_PUBLISH_AFTER_H
#define PAPERROUTE_PUBLISH_AFTER_H

#include <stddef.h>

#include "base/err.h"

/* Runs the command by sh in folder, with names (len bytes, one a line) on its standard input, and
 * waits for its end. It need not read them. Fails with ERR_SYSTEM when it cannot be run, ends with
 * another status than 0 or by a signal. */
int after_run(
	const char *command, const char *folder, const char *names, size_t len, struct err *err);

#endif
