/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/filter.h"

#ifdef HAVE_LIBSECCOMP

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include <seccomp.h>

/* A call that the processor has not, or knows by another name, is no error */
static const int allowed[] = {
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),  /* memory */
	SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close),    /* the answer */
	SCMP_SYS(fstat), SCMP_SYS(fstat64),                                    /* stdio asks */
	SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),          /* the end */
	SCMP_SYS(sigreturn), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), /* abort() */
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(restart_syscall), SCMP_SYS(futex),
	SCMP_SYS(sched_yield), SCMP_SYS(getcpu),                                    /* locks */
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(clock_getres), /* clocks */
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom), SCMP_SYS(sysinfo),
	SCMP_SYS(sched_getaffinity), /* hashes, qsort() */
};

static const struct {
	int call;
	int error;
} refused[] = {
	{SCMP_SYS(open), EACCES},
	{SCMP_SYS(openat), EACCES},
	{SCMP_SYS(stat), EACCES},
	{SCMP_SYS(stat64), EACCES},
	{SCMP_SYS(lstat), EACCES},
	{SCMP_SYS(lstat64), EACCES},
	{SCMP_SYS(newfstatat), EACCES},
	{SCMP_SYS(fstatat64), EACCES},
	{SCMP_SYS(statx), EACCES},
	{SCMP_SYS(access), EACCES},
	{SCMP_SYS(faccessat), EACCES},
	{SCMP_SYS(faccessat2), EACCES},
	{SCMP_SYS(readlink), EACCES},
	{SCMP_SYS(readlinkat), EACCES},
	{SCMP_SYS(getcwd), EACCES},
	{SCMP_SYS(ioctl), ENOTTY},
	{SCMP_SYS(lseek), ESPIPE},
	{SCMP_SYS(prctl), EPERM},
	{SCMP_SYS(prlimit64), EPERM},
	{SCMP_SYS(getrlimit), EPERM},
	{SCMP_SYS(ugetrlimit), EPERM},
};

/* Memory, but never of files, and never to be run */
static const struct scmp_arg_cmp not_code = {2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
static const struct scmp_arg_cmp no_file = {3, SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS};

/* Allows a call whose arguments are as count conditions say */
static int add_condition(
	scmp_filter_ctx filter, int call, unsigned count, const struct scmp_arg_cmp *conditions)
{
	int code = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, count, conditions);

	return code == -EDOM ? 0 : code; /* the processor has no such call */
}

static int add_conditions(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp memory[] = {not_code, no_file};
	/* abort() sends itself the signal */
	const struct scmp_arg_cmp self = {0, SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0};
	int code = add_condition(filter, SCMP_SYS(mmap), 2, memory);

	if (code == 0)
		code = add_condition(filter, SCMP_SYS(mmap2), 2, memory);
	if (code == 0)
		code = add_condition(filter, SCMP_SYS(mprotect), 1, &not_code);
	if (code == 0)
		code = add_condition(filter, SCMP_SYS(tgkill), 1, &self);
	return code;
}

static bool add_rules(scmp_filter_ctx filter)
{
	int code = 0;

	for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed) && code == 0; i++)
		code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	for (size_t i = 0; i < sizeof(refused) / sizeof(*refused) && code == 0; i++)
		code = seccomp_rule_add(
			filter, SCMP_ACT_ERRNO((uint32_t)refused[i].error), refused[i].call, 0);
	return code == 0 && add_conditions(filter) == 0;
}

bool filter_close(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool closed = false;

	if (!filter)
		return false;
	if (seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
		add_rules(filter))
		closed = seccomp_load(filter) == 0;
	seccomp_release(filter);
	return closed;
}

#else

bool filter_close(void)
{
	return false;
}

#endif
