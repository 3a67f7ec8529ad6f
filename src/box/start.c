/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/start.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "box/jail.h"

#define SELF "/proc/self/exe"

/* What the dynamic linker, sanitizers and counters of coverage look at */
static const char *const passed_on[] = {
	"LD_LIBRARY_PATH",
#ifdef INSTRUMENTED
	"ASAN_OPTIONS",
	"UBSAN_OPTIONS",
	"LSAN_OPTIONS",
	"GCOV_PREFIX",
	"GCOV_PREFIX_STRIP",
	"LLVM_PROFILE_FILE",
#endif
};

#define PASSED_ON (sizeof(passed_on) / sizeof(*passed_on))

static void fill_environment(char *environment[PASSED_ON + 1])
{
	size_t used = 0;

	for (char **at = environ; *at; at++) {
		for (size_t i = 0; i < PASSED_ON && used < PASSED_ON; i++) {
			size_t len = strlen(passed_on[i]);

			if (strncmp(*at, passed_on[i], len) == 0 && (*at)[len] == '=')
				environment[used++] = *at;
		}
	}
	environment[used] = NULL;
}

/* Its standard input is the socket; it says nothing, but where somebody watches what it does */
static int fill_actions(posix_spawn_file_actions_t *actions, int socket, int nothing)
{
	int code = posix_spawn_file_actions_adddup2(actions, socket, STDIN_FILENO);

	if (code == 0)
		code = posix_spawn_file_actions_adddup2(actions, nothing, STDOUT_FILENO);
#ifndef INSTRUMENTED
	if (code == 0)
		code = posix_spawn_file_actions_adddup2(actions, nothing, STDERR_FILENO);
#endif
	return code;
}

/* As if the program had been started by nobody in particular: no signal ignored, none blocked */
static int fill_attributes(posix_spawnattr_t *attributes)
{
	sigset_t signals;
	int code;

	sigemptyset(&signals);
	code = posix_spawnattr_setsigmask(attributes, &signals);
	sigfillset(&signals);
	if (code == 0)
		code = posix_spawnattr_setsigdefault(attributes, &signals);
	if (code == 0)
		code = posix_spawnattr_setflags(
			attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	return code;
}

static int spawn(pid_t *keeper, const char *program, const char *word,
	const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes)
{
	char *environment[PASSED_ON + 1];
	char *const argv[] = {(char *)program, (char *)word, NULL};
	char path[PATH_MAX];
	ssize_t len = -1;

	fill_environment(environment);
	/* under valgrind the file that runs is valgrind's, but readlink tells what it stands for */
	if (jail_in_valgrind())
		len = readlink(SELF, path, sizeof(path) - 1);
	if (len > 0) {
		path[len] = '\0';
		return posix_spawn(keeper, path, actions, attributes, argv, environment);
	}
	if (access(SELF, X_OK) == 0)
		return posix_spawn(keeper, SELF, actions, attributes, argv, environment);
	return posix_spawnp(keeper, program, actions, attributes, argv, environment);
}

static int spawn_with(pid_t *keeper, int socket, int nothing, const char *program, const char *word)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int code = posix_spawn_file_actions_init(&actions);

	if (code != 0)
		return code;
	code = posix_spawnattr_init(&attributes);
	if (code == 0) {
		code = fill_actions(&actions, socket, nothing);
		if (code == 0)
			code = fill_attributes(&attributes);
		if (code == 0)
			code = spawn(keeper, program, word, &actions, &attributes);
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&actions);
	return code;
}

/* The same as none of the standard streams: where one of them is closed it may be that, and would not stay */
static int move_up(int fd)
{
	int moved = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	int code = errno;

	close(fd);
	errno = code;
	return moved;
}

/* A descriptor that nothing can be written to: there need not be a /dev/null */
static int open_nothing(void)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	close(ends[1]);
	return move_up(ends[0]);
}

static int spawn_at(pid_t *keeper, int socket, const char *program, const char *word)
{
	int nothing = open_nothing();
	int code = nothing < 0 ? errno : spawn_with(keeper, socket, nothing, program, word);

	if (nothing >= 0)
		close(nothing);
	return code;
}

int start_keeper(pid_t *keeper, int *out, const char *program, const char *word)
{
	int ends[2];
	int inner, code;

	*keeper = 0;
	*out = -1;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	inner = move_up(ends[1]);
	code = inner < 0 ? errno : spawn_at(keeper, inner, program, word);
	if (inner >= 0)
		close(inner);
	if (code == 0) {
		*out = ends[0];
		return 0;
	}
	close(ends[0]);
	*keeper = 0;
	errno = code;
	return -1;
}
