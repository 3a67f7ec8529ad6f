/* SPDX-License-Identifier: ISC */
/*
 * The options that all commands share, the table of commands, the exit status.
 */
#include "config.h"

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/suggest.h"
#include "cmd/cmd.h"
#include "cmd/option.h"
#include "reader.h"
#include "stream.h"

static const struct command {
	const char *name;
	enum outcome (*run)(
		const struct cmd_context *context, int argc, char **argv, struct err *err);
	const char *usage;
	const char *help;
} commands[] = {
	{"run", cmd_run, "run [FILE or URL ...]",
		"read the sources, publish the feeds that changed"},
	{"check", cmd_check, "check", "read the whole configuration and print every mistake"},
	{"explain", cmd_explain, "explain WHAT", "say why a paper is, and is not, in each topic"},
	{"grep", cmd_grep, "grep EXPR", "show what an expression hits"},
	{"route", cmd_route, "route [FILE]", "add topics to papers given as JSON lines"},
	{"test", cmd_test, "test LABELS", "measure the rules against labelled papers"},
	{"status", cmd_status, "status", "show how the sources are doing, and what feeds hold"},
	{"forget", cmd_forget, "forget PAPER", "take one paper out, for good"},
	{"init", cmd_init, "init DIR", "make a new site to start from"},
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

enum { OPTION_NOW = 256, OPTION_HELP, OPTION_VERSION };

static const struct option options[] = {
	{"now", required_argument, NULL, OPTION_NOW},
	{"help", no_argument, NULL, OPTION_HELP},
	{"version", no_argument, NULL, OPTION_VERSION},
	{NULL, 0, NULL, 0},
};

static void print_help(void)
{
	log_out("usage: paperroute [-C DIR] [-c FILE] [-q | -v] [--now TIME] COMMAND\n\n"
		"Routes lists of papers into one Atom feed per topic.\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		log_out("  %-20s %s\n", commands[i].usage, commands[i].help);
	log_out("\n"
		"  -C DIR               the site's folder (default: this one)\n"
		"  -c FILE              its configuration (default: DIR/paperroute.ini)\n"
		"  -q                   print errors only\n"
		"  -v                   print every decision\n"
		"  --now TIME           the time of this run, as 2026-11-23T06:00:00Z or @SECONDS\n"
		"  --help, --version\n\n"
		"Exit status: 0 done; 1 failed, nothing published; 2 done, but something was\n"
		"skipped or looks wrong, and was reported. See paperroute(1).\n");
}

static int unknown_command(const char *name, struct err *err)
{
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < COMMANDS; i++)
		suggest_offer(&suggest, commands[i].name);
	if (suggest.best)
		return err_set(
			err, ERR_USAGE, name, "is no command: did you mean %s?", suggest.best);
	return err_set(err, ERR_USAGE, name, "is no command: see paperroute --help");
}

/* What the options before the command ask for */
struct call {
	struct cmd_context context;
	enum log_level level;
	const char *now;
	bool help;
	bool version;
};

static int read_options(struct call *call, int argc, char **argv, struct err *err)
{
	char letter[3];
	int option;

	opterr = 0;
	/* + : what follows the command is the command's */
	while ((option = getopt_long(argc, argv, "+:C:c:qv", options, NULL)) != -1) {
		switch (option) {
		case 'C':
			call->context.folder = optarg;
			break;
		case 'c':
			call->context.config = optarg;
			break;
		case 'q':
			call->level = LOG_QUIET;
			break;
		case 'v':
			call->level = LOG_DETAIL;
			break;
		case OPTION_NOW:
			call->now = optarg;
			break;
		case OPTION_HELP:
			call->help = true;
			break;
		case OPTION_VERSION:
			call->version = true;
			break;
		default:
			return err_set(err, ERR_USAGE, option_name(letter, argv), "%s",
				option == ':' ? "needs a value: see paperroute --help"
					      : "is no option: see paperroute --help");
		}
	}
	return 0;
}

static enum outcome run_command(struct call *call, int argc, char **argv, struct err *err)
{
	if (clock_now(&call->context.now, call->now, err) != 0)
		return OUTCOME_FAILED;
	call->context.clock_said = !clock_is_read(call->now);
	for (size_t i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, argv[0]) == 0)
			return commands[i].run(&call->context, argc, argv, err);
	}
	unknown_command(argv[0], err);
	return OUTCOME_FAILED;
}

/* The second line says what keeps the readers of hostile bytes in */
static int print_version(struct err *err)
{
	struct buf box;
	int result;

	buf_init(&box, SIZE_MAX / 2);
	result = reader_describe(&box, err);
	log_out("paperroute %s\n", PACKAGE_VERSION);
	if (result == 0)
		log_out("box: %s\n", buf_str(&box));
	buf_release(&box);
	return result;
}

/* What fails as a closed stream does, though it is there, in place of one; there may be no /dev/null.
 * Returns the descriptor, or -1. */
static int stand_in(int fd)
{
	bool in = fd == STDIN_FILENO;
	int got = open("/dev/null", in ? O_WRONLY : O_RDONLY);
	int ends[2];

	if (got >= 0 || pipe(ends) != 0)
		return got;
	/* ends[0], which cannot be written to, is fd, the lowest that is free */
	if (in)
		(void)dup2(ends[1], fd);
	close(ends[1]);
	return fd;
}

/* Where a standard stream is closed, the next file that is opened would be it, and messages might go
 * there. A limit on the size of files is to fail the write that meets it, with a message, and not to end
 * the program. */
static void prepare_process(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
		int open_one = fcntl(fd, F_GETFD) < 0 ? stand_in(fd) : fd;

		if (open_one < 0)
			break;
	}
	(void)signal(SIGXFSZ, SIG_IGN);
}

int main(int argc, char **argv)
{
	struct call call = {.context = {.folder = "."}, .level = LOG_NORMAL};
	enum outcome outcome = OUTCOME_DONE;
	struct err err = {0};
	int status;

	if (reader_take_over(&status, argc, argv) || stream_take_over(&status, argc, argv))
		return status;
	prepare_process();
	if (read_options(&call, argc, argv, &err) != 0) {
		outcome = OUTCOME_FAILED;
	} else if (call.help) {
		print_help();
	} else if (call.version) {
		if (print_version(&err) != 0)
			outcome = OUTCOME_FAILED;
	} else if (optind == argc) {
		err_set(&err, ERR_USAGE, "", "which command? see paperroute --help");
		outcome = OUTCOME_FAILED;
	} else {
		log_init(call.level);
		outcome = run_command(&call, argc - optind, argv + optind, &err);
	}
	if (err.code == ERR_NONE && log_flush(&err) != 0)
		outcome = OUTCOME_FAILED;
	if (err.code != ERR_NONE)
		log_err(&err);
	return (int)outcome;
}
