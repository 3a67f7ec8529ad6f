/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "reader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/log.h"
#include "box/frame.h"
#include "box/jail.h"
#include "box/keeper.h"
#include "box/task.h"
#include "model/limits.h"
#include "read/json_lines.h"
#include "read/own.h"
#include "read/prepare.h"
#include "read/read.h"

/* No command is called so, and nobody types it */
#define WORD "--read-for-another"

static const char *program = "paperroute";

/* --- the reader's side --- */

/* What exit() leaves with: that of base/xalloc until all is done */
static int reader_status = EXIT_FAILURE;

static int (*const readers[TASK_KINDS])(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err) = {
	[TASK_SOURCE] = read_body,
	[TASK_OWN] = own_read,
	[TASK_LINES] = json_lines_read,
	[TASK_OBJECT] = json_object_read,
};

/* Libraries have much to do at the end of a process, and a jail has no room for it */
static void leave(void)
{
	_exit(reader_status);
}

static int read_task(void)
{
	struct task task;
	struct read_result result;
	struct frames frames;
	struct read_sink sink;
	struct arena arena;
	struct err err = {0};
	unsigned possible = jail_possible();
	bool failed;

	if (possible == JAIL_ALL && atexit(leave) != 0)
		return EXIT_FAILURE;
	arena_init(&arena);
	if (task_open(&task, STDIN_FILENO, &arena) != 0)
		return EXIT_FAILURE;
	frames_init(&frames, STDOUT_FILENO, task.decisions);
	frames_hello(&frames, jail_enter(possible, &task.limits));
	sink = frames_sink(&frames);
	failed = readers[task.kind](&result, &task.input, &task.source, &sink, &err) != 0;
	reader_status = frames_end(&frames, &result, &task.source, failed, &err) == 0
				? EXIT_SUCCESS
				: EXIT_FAILURE;
	frames_release(&frames);
	arena_release(&arena);
	return reader_status;
}

bool reader_take_over(int *status, int argc, char **argv)
{
	int served;

	read_prepare_memory();
	if (argc > 0)
		program = argv[0];
	if (argc != 2 || strcmp(argv[1], WORD) != 0)
		return false;
	read_prepare();
	served = keeper_serve();
	*status = served == 1 ? read_task() : served == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
	return true;
}

/* --- the other side --- */

void reader_open(struct reader *reader)
{
	box_init(&reader->box, program, WORD);
}

void reader_close(struct reader *reader)
{
	box_close(&reader->box);
}

/* The answer, checked, in *bytes. size: of the bodies that it may use up as much for as is due. */
static int ask(char **bytes, struct answer *answer, struct reader *reader, struct task *task,
	size_t size, struct err *err)
{
	int fd;
	int result;

	task->decisions = log_shows_details();
	box_limits_for(&task->limits, size);
	answer_init(answer, &task->source, task->limits.answer);
	*bytes = NULL;
	if (task_write(&fd, task, err) != 0)
		return -1;
	result = box_run(bytes, answer, &reader->box, fd, &task->limits, err);
	close(fd);
	return result;
}

static int do_task(struct read_result *result, struct reader *reader, struct task *task,
	size_t size, const struct read_sink *sink, struct err *err)
{
	struct answer answer;
	char *bytes;
	int failed;

	*result = (struct read_result){0};
	failed = ask(&bytes, &answer, reader, task, size, err);
	if (!failed)
		failed = answer_deliver(result, &answer, bytes, sink, err);
	answer_release(&answer);
	free(bytes);
	return failed;
}

int reader_read(struct read_result *result, struct reader *reader, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	struct task task = {.source = *source, .input = *input};

	return do_task(result, reader, &task, source->max_size, sink, err);
}

/* What is no source's has no settings */
static struct task task_for(enum task_kind kind, const char *name, const char *bytes, size_t len)
{
	struct task task = {
		.kind = kind, .source = source_defaults, .input = {.bytes = bytes, .len = len}};

	task.source.name = task.source.path = name;
	task.source.max_size = 0;
	return task;
}

int reader_read_own(struct read_result *result, struct reader *reader, const char *bytes,
	size_t len, const char *name, const struct read_sink *sink, struct err *err)
{
	struct task task = task_for(TASK_OWN, name, bytes, len);

	return do_task(result, reader, &task, len, sink, err);
}

int reader_read_lines(struct read_result *result, struct reader *reader, const char *bytes,
	size_t len, bool object, const char *name, const struct read_sink *sink, struct err *err)
{
	struct task task = task_for(object ? TASK_OBJECT : TASK_LINES, name, bytes, len);

	return do_task(result, reader, &task, LIMIT_LINE, sink, err);
}

int reader_describe(struct buf *out, struct err *err)
{
	struct task task = {.source = source_defaults, .input = {.bytes = ""}};
	struct reader reader;
	struct answer answer;
	const char *name;
	char *bytes;
	int failed;

	task.source.name = task.source.path = "box";
	reader_open(&reader);
	failed = ask(&bytes, &answer, &reader, &task, task.source.max_size, err);
	for (size_t i = 0; !failed && jail_part(&name, i); i++) {
		if (answer.parts & jail_part(&name, i))
			buf_printf(out, "%s%s", out->len ? ", " : "", name);
	}
	answer_release(&answer);
	reader_close(&reader);
	free(bytes);
	return failed;
}
