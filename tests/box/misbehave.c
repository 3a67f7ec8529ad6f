/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "misbehave.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "box/frame.h"
#include "box/jail.h"
#include "box/keeper.h"
#include "box/task.h"
#include "read/json_lines.h"
#include "read/prepare.h"
#include "read/read.h"

static struct frames frames;
static struct task task;
static struct read_result result;
static volatile bool for_ever = true;
static volatile int *volatile nowhere;

/* --- what well-behaved readers do --- */

static void send_paper(const char *title)
{
	struct record_value value = {FIELD_TITLE, title};
	struct record record = {&value, 1, 1, result.records++};
	struct read_sink sink = frames_sink(&frames);

	sink.record(sink.ctx, &record);
}

static int finish(void)
{
	return frames_end(&frames, &result, &task.source, false, NULL) == 0 ? 0 : 3;
}

static int tell(bool escaped)
{
	send_paper(escaped ? ESCAPED : HELD);
	return finish();
}

static int do_behave(void)
{
	send_paper("A paper");
	return finish();
}

/* What the task is there for */
static int do_read(void)
{
	struct read_sink sink = frames_sink(&frames);
	struct err err = {0};
	bool failed = read_body(&result, &task.input, &task.source, &sink, &err) != 0;

	return frames_end(&frames, &result, &task.source, failed, &err) == 0 ? 0 : 3;
}

/* Lines of JSON, of which the word CRASH breaks it */
static int do_lines_crash(void)
{
	struct read_sink sink = frames_sink(&frames);
	struct err err = {0};

	if (memmem(task.input.bytes, task.input.len, "CRASH", 5))
		return *nowhere;
	json_lines_read(&result, &task.input, &task.source, &sink, &err);
	return finish();
}

static void send_line(size_t line, const char *title)
{
	struct record_value value = {FIELD_TITLE, title};
	struct record record = {&value, 1, line, result.records++};
	struct read_sink sink = frames_sink(&frames);

	sink.record(sink.ctx, &record);
}

/* Papers of lines that there are not, that are done with or twice, and notes about them */
static int do_lines_lie(void)
{
	struct read_sink sink = frames_sink(&frames);

	send_line(0, "of no line");
	sink.note(sink.ctx, READ_NOTE_REFUSED, 0, "1 of none");
	send_line(2, "second");
	send_line(2, "second again");
	send_line(1, "late");
	sink.note(sink.ctx, READ_NOTE_WARNING, 1, "late");
	sink.note(sink.ctx, READ_NOTE_SOURCE, SIZE_MAX, "beyond");
	send_line(1000, "beyond");
	sink.note(sink.ctx, READ_NOTE_REFUSED, 3, "99999999999999999999 no column");
	return finish();
}

/* The same for ever: papers, and then an error, so that it is asked for the rest */
static int do_lines_fail(void)
{
	struct err err;

	err_set(&err, ERR_FORMAT, "", "had enough");
	if (task.input.len > 20)
		send_line(1, "first of many");
	return frames_end(&frames, &result, &task.source, true, &err) == 0 ? 0 : 3;
}

/* --- ends --- */

static int do_crash(void)
{
	send_paper("A paper");
	return *nowhere;
}

static int do_abort(void)
{
	abort();
	return 6;
}

static int dig(volatile char *above, size_t depth)
{
	char here[4096];

	memset(here, above ? *above : 1, sizeof(here));
	return depth ? dig(here, depth - 1) + here[7] : here[9];
}

static int do_overflow(void)
{
	return dig(NULL, SIZE_MAX);
}

static int do_status(void)
{
	finish();
	return 7;
}

static int do_vanish(void)
{
	send_paper("A paper");
	return 0;
}

static int do_close(void)
{
	close(STDOUT_FILENO);
	return 0;
}

static int do_close_and_stay(void)
{
	close(STDOUT_FILENO);
	while (for_ever)
		pause();
	return 6;
}

static int do_finish_and_stay(void)
{
	do_behave();
	while (for_ever)
		pause();
	return 6;
}

/* --- too much --- */

static int do_spin(void)
{
	while (for_ever)
		;
	return 6;
}

static int do_sleep(void)
{
	while (for_ever)
		pause();
	return 6;
}

static int do_allocate(void)
{
	while (for_ever)
		memset(xmalloc((size_t)1 << 20), 1, (size_t)1 << 20);
	return 6;
}

static int do_map(void)
{
	size_t size = (size_t)1 << 24;

	while (mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
		MAP_FAILED)
		;
	return tell(false);
}

static int do_flood(void)
{
	char bytes[4096] = {0};

	while (write(STDOUT_FILENO, bytes, sizeof(bytes)) > 0)
		;
	return 0;
}

static int do_flood_papers(void)
{
	char title[4096];

	memset(title, 'x', sizeof(title) - 1);
	title[sizeof(title) - 1] = '\0';
	while (for_ever)
		send_paper(title);
	return 6;
}

static int do_flood_notes(void)
{
	struct read_sink sink = frames_sink(&frames);

	while (for_ever) {
		frames.notes = 0;
		sink.note(sink.ctx, READ_NOTE_WARNING, 1, "x");
	}
	return 6;
}

/* --- lies --- */

static int do_repeat(void)
{
	finish();
	return finish();
}

static int do_miscount(void)
{
	result.records++;
	return finish();
}

static int do_hello_again(void)
{
	frames_hello(&frames, JAIL_ALL);
	return finish();
}

/* --- ways out --- */

static int do_open(void)
{
	return tell(open(task.source.link, O_RDONLY) >= 0);
}

static int do_create(void)
{
	return tell(open(task.source.link, O_WRONLY | O_CREAT, 0666) >= 0);
}

static int do_unlink(void)
{
	return tell(unlink(task.source.link) == 0);
}

static int do_truncate(void)
{
	return tell(truncate(task.source.link, 0) == 0);
}

static int do_mkdir(void)
{
	return tell(mkdir(task.source.link, 0777) == 0);
}

static int do_chmod(void)
{
	return tell(chmod(task.source.link, 0777) == 0);
}

static int do_socket(void)
{
	return tell(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static int do_socketpair(void)
{
	int fds[2];

	return tell(socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
}

static int do_dup(void)
{
	return tell(dup(STDOUT_FILENO) >= 0);
}

static int do_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return tell(child > 0);
}

static int do_exec(void)
{
	const char *const argv[] = {"true", NULL};

	execv("/bin/true", (char *const *)argv);
	return tell(false);
}

static int do_kill(void)
{
	return tell(kill((pid_t)strtol(task.source.link, NULL, 10), SIGTERM) == 0);
}

static int do_kill_keeper(void)
{
	return tell(kill(getppid(), SIGKILL) == 0);
}

static int do_trace(void)
{
	pid_t victim = (pid_t)strtol(task.source.link, NULL, 10);

	return tell(ptrace(PTRACE_ATTACH, victim, NULL, NULL) == 0);
}

static int do_raise_limit(void)
{
	const struct rlimit high = {RLIM_INFINITY, RLIM_INFINITY};

	return tell(setrlimit(RLIMIT_AS, &high) == 0 &&
		    mmap(NULL, (size_t)1 << 32, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
			    MAP_FAILED);
}

/* Memory that can be run, at once or later */
static int do_make_code(void)
{
	size_t size = 4096;
	int both = PROT_READ | PROT_EXEC;
	void *page = mmap(NULL, size, both, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED) {
		page = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
		return tell(page != MAP_FAILED && mprotect(page, size, both) == 0);
	}
	return tell(true);
}

static int do_become_root(void)
{
	return tell(setuid(0) == 0 && geteuid() == 0);
}

/* Descriptors other than its own are there */
static int do_look_around(void)
{
	struct stat st;

	for (int fd = 3; fd < 1024; fd++) {
		if (fstat(fd, &st) == 0)
			return tell(true);
	}
	return tell(fstat(STDIN_FILENO, &st) == 0 || getenv("HOME") || getenv("PATH"));
}

static const struct {
	const char *name;
	int (*act)(void);
} deeds[] = {
	{"behave", do_behave},
	{"read", do_read},
	{"lines-crash", do_lines_crash},
	{"lines-lie", do_lines_lie},
	{"lines-fail", do_lines_fail},
	{"crash", do_crash},
	{"abort", do_abort},
	{"overflow", do_overflow},
	{"status", do_status},
	{"vanish", do_vanish},
	{"close", do_close},
	{"close-and-stay", do_close_and_stay},
	{"finish-and-stay", do_finish_and_stay},
	{"spin", do_spin},
	{"sleep", do_sleep},
	{"allocate", do_allocate},
	{"map", do_map},
	{"flood", do_flood},
	{"flood-papers", do_flood_papers},
	{"flood-notes", do_flood_notes},
	{"repeat", do_repeat},
	{"miscount", do_miscount},
	{"hello-again", do_hello_again},
	{"open", do_open},
	{"create", do_create},
	{"unlink", do_unlink},
	{"truncate", do_truncate},
	{"mkdir", do_mkdir},
	{"chmod", do_chmod},
	{"socket", do_socket},
	{"socketpair", do_socketpair},
	{"dup", do_dup},
	{"fork", do_fork},
	{"exec", do_exec},
	{"kill", do_kill},
	{"kill-keeper", do_kill_keeper},
	{"trace", do_trace},
	{"raise-limit", do_raise_limit},
	{"make-code", do_make_code},
	{"become-root", do_become_root},
	{"look-around", do_look_around},
};

static int act(void)
{
	unsigned wanted = jail_possible() & ~(unsigned)task.source.year;

	frames_init(&frames, STDOUT_FILENO, task.decisions);
	frames_hello(&frames, jail_enter(wanted, &task.limits));
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++) {
		if (strcmp(deeds[i].name, task.source.name) == 0)
			return deeds[i].act();
	}
	return 4;
}

int misbehave(void)
{
	static struct arena arena;
	int served;

	read_prepare_memory();
	read_prepare();
	served = keeper_serve();
	if (served != 1)
		return served;
	arena_init(&arena);
	if (task_open(&task, STDIN_FILENO, &arena) != 0)
		return 5;
	served = act();
	_exit(served);
}
