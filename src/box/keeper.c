/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "box/jail.h"
#include "box/pass.h"

#define SOCKET STDIN_FILENO

static void close_others(void)
{
#ifdef HAVE_CLOSEFROM
	closefrom(STDERR_FILENO + 1);
#else
	for (long fd = STDERR_FILENO + 1; fd < sysconf(_SC_OPEN_MAX); fd++)
		close((int)fd);
#endif
}

/* Where limits on memory do not hold, or the machine has little: readers are what Linux ends first */
static void offer_first(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "1000", 4) != 4)
		errno = 0; /* then the machine chooses */
	close(fd);
}

/* In the copy */
static int become_reader(const int fds[PASS_FDS], pid_t keeper)
{
	if (!jail_tie(keeper) || dup2(fds[0], STDIN_FILENO) < 0 || dup2(fds[1], STDOUT_FILENO) < 0)
		return -1;
	close_others();
	offer_first();
	return 1;
}

static int wait_for(pid_t reader)
{
	int status;

	while (waitpid(reader, &status, 0) < 0) {
		if (errno != EINTR)
			return -errno;
	}
	return status;
}

int keeper_serve(void)
{
	pid_t self = getpid();
	int fds[PASS_FDS];
	struct stat st;

	if (fstat(SOCKET, &st) != 0 || !S_ISSOCK(st.st_mode))
		return -1;
	close_others();
	jail_tie(getppid());
	while (pass_take(fds, SOCKET) == 0) {
		pid_t reader = fork();
		int status = -errno;

		if (reader == 0)
			return become_reader(fds, self);
		close(fds[0]);
		close(fds[1]);
		if (reader > 0)
			status = wait_for(reader);
		if (send(SOCKET, &status, sizeof(status), MSG_NOSIGNAL) != sizeof(status))
			break;
	}
	return 0;
}
