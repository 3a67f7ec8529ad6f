/* SPDX-License-Identifier: ISC */
/*
 * The commands, one file each. main.c reads the options that all of them share, and calls the row of
 * its table that the command line names.
 */
#ifndef PAPERROUTE_CMD_CMD_H
#define PAPERROUTE_CMD_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/outcome.h"

struct cmd_context {
	const char *folder; /* the site's, -C */
	const char *config; /* -c; NULL: paperroute.ini in the folder */
	int64_t now;
	bool clock_said; /* now is not the system's, but somebody's word */
};

/* argv[0] is the command's name. A command reports what goes wrong itself, but for mistakes in the
 * use of its arguments: these go to err with ERR_USAGE, together with OUTCOME_FAILED. */
enum outcome cmd_run(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_check(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_explain(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_grep(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_route(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_test(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_status(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_forget(const struct cmd_context *context, int argc, char **argv, struct err *err);
enum outcome cmd_init(const struct cmd_context *context, int argc, char **argv, struct err *err);

#endif
