/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "box/box.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/xalloc.h"
#include "box/jail.h"
#include "box/pass.h"
#include "box/start.h"
#include "model/limits.h"

#define READ_STEP ((size_t)64 << 10)

/* One reader at work */
struct work {
	struct box *box;
	struct answer *answer;
	const struct box_limits *limits;
	int pipe; /* its answer's; -1 at its end */
	char *bytes;
	size_t len;
	size_t cap;
	bool done;     /* status is known */
	int status;    /* as waitpid gives it; less than 0: errno of why it could not be started */
	bool lost;     /* the keeper is gone */
	bool too_much; /* more bytes than an answer may have */
	int64_t deadline; /* of clock_monotonic */
};

void box_init(struct box *box, const char *program, const char *word)
{
	*box = (struct box){.program = program, .word = word, .socket = -1};
}

static void wait_for_keeper(struct box *box)
{
	while (waitpid(box->keeper, NULL, 0) < 0 && errno == EINTR)
		;
	box->keeper = 0;
}

void box_close(struct box *box)
{
	if (!box->keeper)
		return;
	close(box->socket);
	box->socket = -1;
	wait_for_keeper(box);
}

/* The keeper's end is that of its reader too */
void box_kill(struct box *box)
{
	if (!box->keeper)
		return;
	kill(box->keeper, SIGKILL);
	box_close(box);
}

/* --- while it works --- */

/* What is there of the answer, as far as there is any */
static void take_bytes(struct work *work)
{
	ssize_t got;

	work->bytes = xgrow(work->bytes, &work->cap, work->len + READ_STEP, 1);
	got = read(work->pipe, work->bytes + work->len, work->cap - work->len);
	if (got > 0) {
		work->len += (size_t)got;
		work->too_much = work->len > work->limits->answer;
		if (!work->too_much)
			answer_check(work->answer, work->bytes, work->len);
	} else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
		close(work->pipe);
		work->pipe = -1;
	}
}

static void take_status(struct work *work)
{
	ssize_t got = recv(work->box->socket, &work->status, sizeof(work->status), 0);

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	work->done = got == sizeof(work->status);
	work->lost = !work->done;
}

static bool is_late(const struct work *work)
{
	return !work->done && clock_monotonic() >= work->deadline;
}

/* Milliseconds to wait at most. Once the reader is gone there is only to take what it left. */
static int waiting_time(const struct work *work)
{
	int64_t left = work->deadline - clock_monotonic();

	if (work->done || left <= 0)
		return 0;
	return left < 60000 ? (int)left : 60000;
}

/* Until the reader is gone and its answer taken, or there is a reason to end it */
static void watch(struct work *work)
{
	for (;;) {
		struct pollfd fds[] = {
			{work->pipe, POLLIN, 0}, {work->done ? -1 : work->box->socket, POLLIN, 0}};
		int ready;

		if (work->answer->fault || work->too_much || work->lost || is_late(work) ||
			(work->done && work->pipe < 0))
			return;
		ready = poll(fds, 2, waiting_time(work));
		if (ready < 0 && errno != EINTR)
			work->lost = true;
		if (ready == 0 && work->done)
			return;
		if (ready > 0 && fds[0].revents)
			take_bytes(work);
		else if (ready > 0 && fds[1].revents)
			take_status(work);
	}
}

/* --- how it ended --- */

#define NOTHING "nothing of it is taken, what else there is goes on"

/* What each signal says of its reader; of others than these, that it crashed */
static const struct {
	int signal;
	enum err_code code;
	const char *what;
} endings[] = {
	{SIGSYS, ERR_FORMAT,
		"tried what no reader needs, and was stopped: the page may be an attack"},
	{SIGXFSZ, ERR_FORMAT, "tried to write a file, and was stopped: the page may be an attack"},
	{SIGKILL, ERR_SYSTEM, "was killed, perhaps as the machine ran out of memory"},
	{SIGTERM, ERR_SYSTEM, "was killed"},
};

/* What can be done about limits that grow with the setting; a document of ours has none */
static const char *advice(const struct work *work)
{
	return work->answer->source->max_size ? "; a larger max_size allows more" : "";
}

static int explain_signal(const struct work *work, const char *where, struct err *err)
{
	int number = WTERMSIG(work->status);

	if (number == SIGXCPU)
		return err_set(err, ERR_LIMIT, where,
			"its reader needed more than %u s of CPU: " NOTHING "%s",
			work->limits->seconds, advice(work));
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (endings[i].signal == number)
			return err_set(err, endings[i].code, where,
				"its reader %s (signal %d); " NOTHING, endings[i].what, number);
	}
	return err_set(err, ERR_FORMAT, where, "its reader crashed (signal %d): " NOTHING, number);
}

static int explain_status(const struct work *work, const char *where, struct err *err)
{
	int status = work->status;

	if (status < 0) {
		errno = -status;
		return err_set_errno(err, where, "its reader cannot be started");
	}
	if (WIFSIGNALED(status))
		return explain_signal(work, where, err);
	/* base/xalloc */
	if (WEXITSTATUS(status) == EXIT_FAILURE && (work->answer->parts & JAIL_MEMORY))
		return err_set(err, ERR_LIMIT, where,
			"its reader needed more than %zu MB of memory: " NOTHING "%s",
			work->limits->memory >> 20, advice(work));
	if (WEXITSTATUS(status) != 0)
		return err_set(err, ERR_FORMAT, where, "its reader ended with status %d: " NOTHING,
			WEXITSTATUS(status));
	return err_set(err, ERR_FORMAT, where, "its reader broke off its answer: " NOTHING);
}

/* Why the answer does not count */
static int explain(const struct work *work, struct err *err)
{
	const char *where = source_where(work->answer->source);

	if (work->answer->fault)
		return err_set(err, ERR_FORMAT, where,
			"its reader answered what no reader answers, %s: " NOTHING,
			work->answer->fault);
	if (work->too_much)
		return err_set(err, ERR_LIMIT, where,
			"its reader answered more than %zu MB: " NOTHING "%s",
			work->limits->answer >> 20, advice(work));
	if (work->done)
		return explain_status(work, where, err);
	if (is_late(work))
		return err_set(err, ERR_LIMIT, where,
			"its reader was not done after %u s: " NOTHING, work->limits->wall);
	return err_set(err, ERR_SYSTEM, where, "its reader was lost: " NOTHING);
}

/* --- one reader --- */

static int open_pipe(int fds[2])
{
	if (pipe2(fds, O_CLOEXEC) != 0)
		return -1;
#ifdef F_SETPIPE_SZ
	fcntl(fds[0], F_SETPIPE_SZ, LIMIT_PIPE);
#endif
	return fcntl(fds[0], F_SETFL, O_NONBLOCK);
}

/* Hands the task to the keeper, and starts one when there is none */
static int hand_over(struct box *box, int task, int answer, const char *where, struct err *err)
{
	const int fds[PASS_FDS] = {task, answer};

	if (box->keeper && pass_send(box->socket, fds) == 0)
		return 0;
	if (box->keeper)
		box_kill(box);
	if (start_keeper(&box->keeper, &box->socket, box->program, box->word) == 0 &&
		pass_send(box->socket, fds) == 0)
		return 0;
	err_set_errno(err, where, "its reader cannot be started");
	if (box->keeper)
		box_kill(box);
	return -1;
}

/* One reader from its beginning to its end */
static int work_run(struct work *work, int task, const char *where, struct err *err)
{
	int fds[2];
	int result;

	if (open_pipe(fds) != 0)
		return err_set_errno(err, where, "its reader cannot be started");
	work->pipe = fds[0];
	result = hand_over(work->box, task, fds[1], where, err);
	close(fds[1]);
	if (result == 0) {
		work->deadline = clock_monotonic() + (int64_t)work->limits->wall * 1000;
		watch(work);
		if (!work->done)
			box_kill(work->box);
		if (!work->done || work->status != 0 || !answer_is_whole(work->answer, work->len))
			result = explain(work, err);
	}
	if (work->pipe >= 0)
		close(work->pipe);
	return result;
}

int box_run(char **bytes, struct answer *answer, struct box *box, int task,
	const struct box_limits *limits, struct err *err)
{
	struct work work = {.box = box, .answer = answer, .limits = limits};
	const char *where = source_where(answer->source);
	int result = work_run(&work, task, where, err);

	/* a keeper that was ended from outside: no byte of the body was looked at before the hello */
	if (work.lost && !work.len) {
		free(work.bytes);
		work = (struct work){.box = box, .answer = answer, .limits = limits};
		result = work_run(&work, task, where, err);
	}
	*bytes = result == 0 ? work.bytes : NULL;
	if (result != 0)
		free(work.bytes);
	return result;
}

/* --- one that answers as it goes --- */

int box_start(struct box *box, int *out, int task, const char *where, struct err *err)
{
	int fds[2];
	int result;

	*out = -1;
	if (pipe2(fds, O_CLOEXEC) != 0)
		return err_set_errno(err, where, "its reader cannot be started");
	result = hand_over(box, task, fds[1], where, err);
	close(fds[1]);
	if (result == 0)
		*out = fds[0];
	else
		close(fds[0]);
	return result;
}

int box_wait(struct box *box)
{
	struct pollfd end = {box->socket, POLLIN, 0};
	ssize_t got = -1;
	int status;

	if (poll(&end, 1, LIMIT_READER_SECONDS * LIMIT_READER_WALL * 1000) > 0)
		got = recv(box->socket, &status, sizeof(status), 0);
	return got == sizeof(status) ? status : -1;
}
