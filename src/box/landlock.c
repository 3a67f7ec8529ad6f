/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/landlock.h"

#include <stdint.h>
#include <unistd.h>

#ifdef HAVE_LINUX_LANDLOCK_H
#include <linux/landlock.h>
#include <sys/syscall.h>
#endif

#if defined(HAVE_LINUX_LANDLOCK_H) && defined(SYS_landlock_create_ruleset)

/* As of version 6. The header may be older than the kernel, which takes what is longer than it knows
 * as long as the rest is zero. */
struct ruleset {
	uint64_t files;
	uint64_t ports;
	uint64_t scopes;
};

/* What each version brought: rights to paths, to ports, and what is outside of its reach */
static const struct ruleset versions[] = {
	{0x1fff, 0, 0}, /* 1: open, run, list, make and remove of every kind */
	{0x3fff, 0, 0}, /* 2: moving between folders */
	{0x7fff, 0, 0}, /* 3: cutting */
	{0x7fff, 3, 0}, /* 4: binding and connecting TCP */
	{0xffff, 3, 0}, /* 5: ioctl of devices */
	{0xffff, 3, 3}, /* 6: abstract sockets and signals */
};

bool landlock_close(void)
{
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	long known = sizeof(versions) / sizeof(*versions);
	int ruleset;
	bool closed;

	if (version < 1)
		return false;
	if (version > known)
		version = known;
	ruleset = (int)syscall(
		SYS_landlock_create_ruleset, &versions[version - 1], sizeof(*versions), 0);
	if (ruleset < 0)
		return false;
	closed = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
	close(ruleset);
	return closed;
}

#else

bool landlock_close(void)
{
	return false;
}

#endif
