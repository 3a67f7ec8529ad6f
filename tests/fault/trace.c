/* SPDX-License-Identifier: ISC */
/*
 * Runs a program and counts its system calls that write to files or folders; does harm at one of them.
 *
 *	trace LOG HARM NUMBER PROGRAM [ARGUMENT ...]
 *
 * HARM is what happens to call NUMBER, from 1:
 *	none		nothing at all: LOG tells how many there are
 *	kill		the program is killed in its place
 *	ENOSPC, EIO, EACCES
 *			it fails with that; close does its work first, as on a network's disk
 *	short		of what it should write it writes half, and the next write fails with ENOSPC
 *	full		from it on every call that needs room fails with ENOSPC
 * LOG gets a line for each call: its number, its name, the bytes of a write or 0, the file.
 * The exit status is the program's, 128 and the signal when it was killed, 77 when the system lets
 * nobody trace, 99 when the tracer failed.
 *
 * Only the program itself is followed: what it starts runs on by itself. A preloaded library would not
 * see what libc does inside, and nothing of a static program.
 */
#include "config.h"

#include <stdio.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

/* Without <linux/ptrace.h>, which clashes with <sys/ptrace.h> on some systems */
#define SYSCALL_ENTRY 1
#define SYSCALL_EXIT  2
struct call_info {
	uint8_t op;
	uint8_t pad[3];
	uint32_t arch;
	uint64_t instruction_pointer;
	uint64_t stack_pointer;
	uint64_t number;
	uint64_t args[6];
	uint64_t more[2]; /* of stops that are not asked for here */
};

/* PATH_AT: relative to the folder in the argument before */
enum target { PATH, PATH_AT, FILE_OF_FD };

/* What a call writes to, in which argument, and where the bytes are counted that it writes */
static const struct call {
	long number;
	const char *name;
	enum target target;
	int at;
	int flags; /* where its open(2) flags are; -1: it has none */
	int size;  /* where its size is; -1: it has none */
	bool room; /* it may need room on the disk */
} calls[] = {
	{SYS_write, "write", FILE_OF_FD, 0, -1, 2, true},
	{SYS_pwrite64, "pwrite64", FILE_OF_FD, 0, -1, 2, true},
	{SYS_writev, "writev", FILE_OF_FD, 0, -1, -1, true},
	{SYS_pwritev, "pwritev", FILE_OF_FD, 0, -1, -1, true},
	{SYS_fallocate, "fallocate", FILE_OF_FD, 0, -1, -1, true},
	{SYS_ftruncate, "ftruncate", FILE_OF_FD, 0, -1, -1, false},
	{SYS_fsync, "fsync", FILE_OF_FD, 0, -1, -1, false},
	{SYS_fdatasync, "fdatasync", FILE_OF_FD, 0, -1, -1, false},
	{SYS_fchmod, "fchmod", FILE_OF_FD, 0, -1, -1, false},
	{SYS_fchown, "fchown", FILE_OF_FD, 0, -1, -1, false},
	{SYS_close, "close", FILE_OF_FD, 0, -1, -1, false},
	{SYS_mmap, "mmap", FILE_OF_FD, 4, -1, -1, false},
	{SYS_openat, "openat", PATH_AT, 1, 2, -1, false},
	{SYS_mkdirat, "mkdirat", PATH_AT, 1, -1, -1, true},
	{SYS_mknodat, "mknodat", PATH_AT, 1, -1, -1, true},
	{SYS_unlinkat, "unlinkat", PATH_AT, 1, -1, -1, false},
	{SYS_renameat2, "renameat2", PATH_AT, 3, -1, -1, false},
	{SYS_linkat, "linkat", PATH_AT, 3, -1, -1, true},
	{SYS_symlinkat, "symlinkat", PATH_AT, 2, -1, -1, true},
	{SYS_fchmodat, "fchmodat", PATH_AT, 1, -1, -1, false},
	{SYS_fchownat, "fchownat", PATH_AT, 1, -1, -1, false},
	{SYS_utimensat, "utimensat", PATH_AT, 1, -1, -1, false},
	{SYS_truncate, "truncate", PATH, 0, -1, -1, false},
	{SYS_memfd_create, "memfd_create", PATH, 0, -1, -1, true},
#ifdef SYS_open
	{SYS_open, "open", PATH, 0, 1, -1, false},
	{SYS_creat, "creat", PATH, 0, -1, -1, false},
	{SYS_mkdir, "mkdir", PATH, 0, -1, -1, true},
	{SYS_mknod, "mknod", PATH, 0, -1, -1, true},
	{SYS_unlink, "unlink", PATH, 0, -1, -1, false},
	{SYS_rmdir, "rmdir", PATH, 0, -1, -1, false},
	{SYS_rename, "rename", PATH, 1, -1, -1, false},
	{SYS_link, "link", PATH, 1, -1, -1, true},
	{SYS_symlink, "symlink", PATH, 1, -1, -1, true},
	{SYS_chmod, "chmod", PATH, 0, -1, -1, false},
	{SYS_chown, "chown", PATH, 0, -1, -1, false},
	{SYS_lchown, "lchown", PATH, 0, -1, -1, false},
#endif
#ifdef SYS_renameat
	{SYS_renameat, "renameat", PATH_AT, 3, -1, -1, false},
#endif
};

enum harm { NONE, KILL, FAIL, SHORT, FULL };

static struct {
	FILE *log;
	enum harm harm;
	int error;  /* of FAIL */
	long which; /* the call that is harmed */
	long count; /* of calls so far */
	bool next;  /* the next write fails: it comes after one that was cut */
	pid_t child;
} trace;

static _Noreturn void die(const char *what)
{
	perror(what);
	exit(99);
}

/* --- what a call is about --- */

/* The text at an address of the program; "" when there is none */
static void read_text(char *out, size_t size, uint64_t address)
{
	char name[64];
	ssize_t got;
	int fd;

	snprintf(name, sizeof(name), "/proc/%d/mem", (int)trace.child);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	got = fd < 0 ? -1 : pread(fd, out, size - 1, (off_t)address);
	out[got < 0 ? 0 : got] = '\0';
	if (fd >= 0)
		close(fd);
}

/* But for the disk in memory, what is there is none */
static bool is_device(const char *path)
{
	return strncmp(path, "/dev/", 5) == 0 && strncmp(path, "/dev/shm/", 9) != 0;
}

/* What stands before a descriptor's flags, in octal */
#define FLAGS "flags:"

/* The file of an open descriptor, and its flags; false when it is no file: a pipe, a socket, a device */
static bool find_file(char *out, size_t size, int *flags, int fd)
{
	char name[64], text[64];
	ssize_t len;
	FILE *info;

	snprintf(name, sizeof(name), "/proc/%d/fd/%d", (int)trace.child, fd);
	len = readlink(name, out, size - 1);
	if (len <= 0)
		return false;
	out[len] = '\0';
	snprintf(name, sizeof(name), "/proc/%d/fdinfo/%d", (int)trace.child, fd);
	info = fopen(name, "re");
	while (info && fgets(text, sizeof(text), info)) {
		if (strncmp(text, FLAGS, strlen(FLAGS)) == 0)
			*flags = (int)strtol(text + strlen(FLAGS), NULL, 8);
	}
	if (info)
		fclose(info);
	return *out == '/' && !is_device(out);
}

static bool writes(int flags)
{
	return (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC);
}

/* Where a path leads that begins in a folder; the path alone where that is not known */
static void find_path(char *where, size_t size, int folder, uint64_t address)
{
	char path[2048], start[2048];
	int flags;

	read_text(path, sizeof(path), address);
	if (*path == '/' || folder == AT_FDCWD || !find_file(start, sizeof(start), &flags, folder))
		snprintf(where, size, "%s", path);
	else
		snprintf(where, size, "%s/%s", start, path);
}

/* Whether the call writes to a file or folder; then where is that */
static bool is_counted(
	char *where, size_t size, const struct call *call, const struct call_info *info)
{
	int flags = 0;

	if (call->target != FILE_OF_FD) {
		if (call->flags >= 0 && !writes((int)info->args[call->flags]))
			return false;
		find_path(where, size,
			call->target == PATH_AT ? (int)info->args[call->at - 1] : AT_FDCWD,
			info->args[call->at]);
		return !is_device(where);
	}
	if (call->number == SYS_mmap &&
		(!(info->args[2] & PROT_WRITE) || !(info->args[3] & MAP_SHARED) ||
			info->args[3] & MAP_ANONYMOUS))
		return false;
	if (!find_file(where, size, &flags, (int)info->args[call->at]))
		return false;
	return call->number != SYS_close || writes(flags);
}

/* --- harm --- */

static struct iovec registers_of(struct user_regs_struct *registers)
{
	return (struct iovec){registers, sizeof(*registers)};
}

static void get(struct user_regs_struct *registers)
{
	struct iovec vector = registers_of(registers);

	if (ptrace(PTRACE_GETREGSET, trace.child, (void *)NT_PRSTATUS, &vector) != 0)
		die("PTRACE_GETREGSET");
}

static void set(struct user_regs_struct *registers)
{
	struct iovec vector = registers_of(registers);

	if (ptrace(PTRACE_SETREGSET, trace.child, (void *)NT_PRSTATUS, &vector) != 0)
		die("PTRACE_SETREGSET");
}

/* The call that is about to be made is made no more */
static void skip_call(void)
{
#ifdef __x86_64__
	struct user_regs_struct registers;

	get(&registers);
	registers.orig_rax = (unsigned long long)-1;
	set(&registers);
#else
	int number = -1;
	struct iovec vector = {&number, sizeof(number)};

	if (ptrace(PTRACE_SETREGSET, trace.child, (void *)NT_ARM_SYSTEM_CALL, &vector) != 0)
		die("PTRACE_SETREGSET");
#endif
}

static void set_result(int error)
{
	struct user_regs_struct registers;

	get(&registers);
#ifdef __x86_64__
	registers.rax = (unsigned long long)-error;
#else
	registers.regs[0] = (unsigned long long)-error;
#endif
	set(&registers);
}

static void set_size(uint64_t size)
{
	struct user_regs_struct registers;

	get(&registers);
#ifdef __x86_64__
	registers.rdx = size;
#else
	registers.regs[2] = size;
#endif
	set(&registers);
}

/* The error that the call is to end with; 0: its own. What is cut is cut here. */
static int judge(const struct call *call, const struct call_info *info)
{
	bool here = trace.count == trace.which;

	if (trace.next && call->room) {
		trace.next = false;
		return ENOSPC;
	}
	if (trace.harm == FULL)
		return trace.count >= trace.which && call->room ? ENOSPC : 0;
	if (trace.harm == SHORT && here && call->size >= 0) {
		set_size(info->args[call->size] / 2);
		trace.next = true;
	}
	return trace.harm == FAIL && here ? trace.error : 0;
}

static int on_entry(const struct call_info *info)
{
	char where[4096];
	int error;

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		const struct call *call = &calls[i];

		if ((uint64_t)call->number != info->number ||
			!is_counted(where, sizeof(where), call, info))
			continue;
		trace.count++;
		fprintf(trace.log, "%ld %s %llu %s\n", trace.count, call->name,
			call->size < 0 ? 0ULL : (unsigned long long)info->args[call->size], where);
		if (trace.harm == KILL && trace.count == trace.which) {
			kill(trace.child, SIGKILL);
			return 0;
		}
		error = judge(call, info);
		if (error && call->number != SYS_close)
			skip_call();
		return error;
	}
	return 0;
}

/* --- the program --- */

/* Goes on to the next stop, with a signal that came; false when the program has ended */
static bool next_stop(int *status, int signal)
{
	if (ptrace(PTRACE_SYSCALL, trace.child, NULL, (void *)(long)signal) != 0 && errno != ESRCH)
		die("PTRACE_SYSCALL");
	while (waitpid(trace.child, status, 0) < 0) {
		if (errno != EINTR)
			die("waitpid");
	}
	return WIFSTOPPED(*status);
}

static int follow(void)
{
	struct call_info info;
	int status, error = 0, signal = 0;

	while (next_stop(&status, signal)) {
		signal = 0;
		if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
			/* the stop of an execve is no signal */
			signal = WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status);
			continue;
		}
		if (ptrace(PTRACE_GET_SYSCALL_INFO, trace.child, (void *)sizeof(info), &info) < 0)
			continue; /* it was killed meanwhile */
		if (info.op == SYSCALL_ENTRY)
			error = on_entry(&info);
		else if (info.op == SYSCALL_EXIT && error)
			set_result(error);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The program, stopped before its first instruction; its descriptors are ours but for the log */
static void start(char **argv)
{
	int status;

	trace.child = fork();
	if (trace.child == 0) {
		if (ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0)
			_exit(77);
		execvp(argv[0], argv);
		_exit(99);
	}
	if (trace.child < 0 || waitpid(trace.child, &status, 0) < 0)
		die("fork");
	if (WIFEXITED(status))
		exit(WEXITSTATUS(status));
	if (ptrace(PTRACE_SETOPTIONS, trace.child, NULL,
		    (void *)(PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACEEXEC)) != 0)
		die("PTRACE_SETOPTIONS");
}

static bool set_harm(const char *word)
{
	static const struct {
		const char *word;
		enum harm harm;
		int error;
	} harms[] = {
		{"none", NONE, 0},
		{"kill", KILL, 0},
		{"ENOSPC", FAIL, ENOSPC},
		{"EIO", FAIL, EIO},
		{"EACCES", FAIL, EACCES},
		{"short", SHORT, 0},
		{"full", FULL, 0},
	};

	for (size_t i = 0; i < sizeof(harms) / sizeof(*harms); i++) {
		if (strcmp(word, harms[i].word) != 0)
			continue;
		trace.harm = harms[i].harm;
		trace.error = harms[i].error;
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	int status;

	if (argc < 5 || !set_harm(argv[2])) {
		fputs("usage: trace LOG HARM NUMBER PROGRAM [ARGUMENT ...]\n", stderr);
		return 99;
	}
	trace.log = fopen(argv[1], "we");
	if (!trace.log)
		die(argv[1]);
	trace.which = strtol(argv[3], NULL, 10);
	start(argv + 4);
	status = follow();
	if (fclose(trace.log) != 0)
		die(argv[1]);
	return status;
}

#else

int main(void)
{
	fputs("skipped: system calls are traced on Linux for x86-64 and AArch64 alone\n", stderr);
	return 77;
}

#endif
