/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/jail.h"

#include <grp.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef HAVE_SYS_PRCTL_H
#include <sys/prctl.h>
#endif

#include "box/filter.h"
#include "box/landlock.h"
#include "model/limits.h"

/* Whom Linux and BSD call nobody, nogroup; its name could only be looked up in files */
#define NOBODY 65534

/* Seconds of CPU between the signal that a process may catch and the one that it may not */
#define GRACE 5

static const struct {
	enum jail_part part;
	const char *name;
} parts[] = {
	{JAIL_MEMORY, "memory"},
	{JAIL_CPU, "cpu"},
	{JAIL_FILES, "files"},
	{JAIL_PROCESSES, "processes"},
	{JAIL_USER, "user"},
	{JAIL_LANDLOCK, "landlock"},
	{JAIL_SECCOMP, "seccomp"},
};

unsigned jail_part(const char **name, size_t i)
{
	*name = i < sizeof(parts) / sizeof(*parts) ? parts[i].name : NULL;
	return *name ? parts[i].part : 0;
}

bool jail_in_valgrind(void)
{
	const char *preloaded = getenv("LD_PRELOAD");

	return preloaded && strstr(preloaded, "vgpreload");
}

unsigned jail_possible(void)
{
#ifdef INSTRUMENTED
	return JAIL_CPU;
#else
	return jail_in_valgrind() ? JAIL_CPU : JAIL_ALL;
#endif
}

bool jail_tie(long parent)
{
#if defined(HAVE_SYS_PRCTL_H) && defined(PR_SET_PDEATHSIG)
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	return getppid() == (pid_t)parent;
}

/* Both the limit that counts and the one up to which it could be raised; a lower one stays */
static bool limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit now;

	if (getrlimit(resource, &now) != 0)
		return false;
	if (now.rlim_max != RLIM_INFINITY && hard > now.rlim_max)
		hard = now.rlim_max;
	now.rlim_cur = soft < hard ? soft : hard;
	now.rlim_max = hard;
	return setrlimit(resource, &now) == 0;
}

static bool limit_memory(const struct box_limits *limits)
{
	return limit(RLIMIT_STACK, LIMIT_READER_STACK, LIMIT_READER_STACK) &&
	       limit(RLIMIT_AS, limits->memory, limits->memory);
}

static bool limit_cpu(const struct box_limits *limits)
{
	return limit(RLIMIT_CPU, limits->seconds, limits->seconds + GRACE);
}

/* Linux moves the limit on by a second whenever it is met; up to the second one, which is none */
void jail_count_seconds(void (*second)(int))
{
	(void)signal(SIGXCPU, second);
	limit(RLIMIT_CPU, 1, RLIM_INFINITY);
}

static bool limit_files(const struct box_limits *limits)
{
	(void)limits;
	return limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_NOFILE, 0, 0);
}

static bool limit_processes(const struct box_limits *limits)
{
	(void)limits;
#ifdef RLIMIT_NPROC
	return limit(RLIMIT_NPROC, 0, 0);
#else
	return false;
#endif
}

/* Where there is no such user, as in some containers, the others have to do */
static bool become_nobody(const struct box_limits *limits)
{
	(void)limits;
	return geteuid() == 0 && setgroups(0, NULL) == 0 && setgid(NOBODY) == 0 &&
	       setuid(NOBODY) == 0;
}

static bool close_landlock(const struct box_limits *limits)
{
	(void)limits;
	return landlock_close();
}

static bool close_filter(const struct box_limits *limits)
{
	(void)limits;
	return filter_close();
}

/* Landlock needs a descriptor, and the filter forbids what the others do */
static const struct {
	enum jail_part part;
	bool (*enter)(const struct box_limits *limits);
} order[] = {
	{JAIL_USER, become_nobody},
	{JAIL_LANDLOCK, close_landlock},
	{JAIL_MEMORY, limit_memory},
	{JAIL_CPU, limit_cpu},
	{JAIL_FILES, limit_files},
	{JAIL_PROCESSES, limit_processes},
	{JAIL_SECCOMP, close_filter},
};

/* Another user has other limits, and its processes are another's to look into: asked again */
static void stay_small(long parent)
{
	limit(RLIMIT_CORE, 0, 0);
#ifdef HAVE_SYS_PRCTL_H
	prctl(PR_SET_DUMPABLE, 0);
#endif
	jail_tie(parent);
}

unsigned jail_enter(unsigned wanted, const struct box_limits *limits)
{
	long parent = getppid();
	unsigned entered = 0;

#if defined(HAVE_SYS_PRCTL_H) && defined(PR_SET_NO_NEW_PRIVS)
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
#endif
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		if (order[i].part == JAIL_SECCOMP && jail_possible() == JAIL_ALL)
			stay_small(parent);
		if ((order[i].part & wanted) && order[i].enter(limits))
			entered |= order[i].part;
	}
	return entered;
}
