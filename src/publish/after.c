/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "publish/after.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"

#define WHERE "after"

/* posix_spawn knows no folder */
#define SCRIPT "unset CDPATH; cd -- \"$1\" && eval \"$2\""

/* The names as a file without a name: a command that reads none or half of them breaks no pipe, and
 * one that writes much before it reads cannot lock us up. */
static FILE *put_names(const char *names, size_t len)
{
	FILE *file = tmpfile();

	if (!file)
		return NULL;
	if (fwrite(names, 1, len, file) == len && fflush(file) == 0 &&
		lseek(fileno(file), 0, SEEK_SET) == 0)
		return file;
	fclose(file);
	return NULL;
}

static int start(pid_t *child, const char *command, const char *folder, int input)
{
	const char *const argv[] = {"sh", "-c", SCRIPT, WHERE, folder, command, NULL};
	posix_spawn_file_actions_t actions;
	int code = posix_spawn_file_actions_init(&actions);

	if (code != 0)
		return code;
	code = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (code == 0)
		code = posix_spawn(child, "/bin/sh", &actions, NULL, (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	return code;
}

static int wait_for(pid_t child, struct err *err)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return err_set_errno(err, WHERE, "the command cannot be waited for");
	}
	if (WIFSIGNALED(status))
		return err_set(err, ERR_SYSTEM, WHERE, "the command was ended by signal %d",
			WTERMSIG(status));
	if (WEXITSTATUS(status) != 0)
		return err_set(err, ERR_SYSTEM, WHERE, "the command ended with status %d",
			WEXITSTATUS(status));
	return 0;
}

int after_run(
	const char *command, const char *folder, const char *names, size_t len, struct err *err)
{
	FILE *input;
	pid_t child;
	int code;

	/* what was printed before stands before what it prints */
	if (log_flush(err) != 0)
		return -1;
	input = put_names(names, len);
	if (!input)
		return err_set_unwritable(err, WHERE,
			"the command was not run, as the names of the files cannot be kept for it "
			"in "
			"the folder for temporary files");
	code = start(&child, command, folder, fileno(input));
	fclose(input);
	if (code != 0) {
		errno = code;
		return err_set_errno(err, WHERE, "the command cannot be run");
	}
	return wait_for(child, err);
}
