/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "publish/after.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/xalloc.h"

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

static bool is_hidden(const char *variable, const struct after_input *input)
{
	for (size_t i = 0; i < input->hidden_count; i++) {
		size_t len = strlen(input->hidden[i]);

		if (strncmp(variable, input->hidden[i], len) == 0 && variable[len] == '=')
			return true;
	}
	return false;
}

/* The environment without what is hidden; the caller frees the array alone */
static char **make_environment(const struct after_input *input)
{
	size_t count = 0;
	size_t put = 0;
	char **out;

	while (environ && environ[count])
		count++;
	out = xcalloc(count + 1, sizeof(*out));
	for (size_t i = 0; i < count; i++) {
		if (!is_hidden(environ[i], input))
			out[put++] = environ[i];
	}
	return out;
}

/* What a run ignores is not what a command expects to be ignored */
static int fill_attributes(posix_spawnattr_t *attributes)
{
	sigset_t signals;
	int code;

	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	sigaddset(&signals, SIGXFSZ);
	code = posix_spawnattr_setsigdefault(attributes, &signals);
	return code ? code : posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

static int start_with(pid_t *child, const char *const argv[], char **environment,
	const posix_spawn_file_actions_t *actions)
{
	posix_spawnattr_t attributes;
	int code = posix_spawnattr_init(&attributes);

	if (code != 0)
		return code;
	code = fill_attributes(&attributes);
	if (code == 0)
		code = posix_spawn(
			child, "/bin/sh", actions, &attributes, (char *const *)argv, environment);
	posix_spawnattr_destroy(&attributes);
	return code;
}

static int start(
	pid_t *child, const char *command, const char *folder, char **environment, int input)
{
	const char *const argv[] = {"sh", "-c", SCRIPT, WHERE, folder, command, NULL};
	posix_spawn_file_actions_t actions;
	int code = posix_spawn_file_actions_init(&actions);

	if (code != 0)
		return code;
	code = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (code == 0)
		code = start_with(child, argv, environment, &actions);
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
	const char *command, const char *folder, const struct after_input *input, struct err *err)
{
	char **environment;
	FILE *names;
	pid_t child;
	int code;

	/* what was printed before stands before what it prints; of what got lost main tells */
	log_flush(NULL);
	names = put_names(input->names, input->len);
	if (!names)
		return err_set_unwritable(err, WHERE,
			"the command was not run, as the names of the files cannot be kept for it "
			"in "
			"the folder for temporary files");
	environment = make_environment(input);
	code = start(&child, command, folder, environment, fileno(names));
	free(environment);
	fclose(names);
	if (code != 0) {
		errno = code;
		return err_set_errno(err, WHERE, "the command cannot be run");
	}
	return wait_for(child, err);
}
