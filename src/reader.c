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
#include "read/prepare.h"
#include "read/read.h"

/* No command is called so, and nobody types it */
#define WORD "--read-for-another"

static const char *program = "paperroute";

/* --- the reader's side --- */

/* What exit() leaves with: that of base/xalloc until all is done */
static int reader_status = EXIT_FAILURE;

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
	failed = read_body(&result, &task.input, &task.source, &sink, &err) != 0;
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

/* The answer, checked, in *bytes */
static int ask(char **bytes, struct answer *answer, struct reader *reader,
	const struct read_input *input, const struct source *source, struct err *err)
{
	struct task task = {.decisions = log_shows_details(), .source = *source, .input = *input};
	int fd;
	int result;

	box_limits_for(&task.limits, source->max_size);
	answer_init(answer, source, task.limits.answer);
	*bytes = NULL;
	if (task_write(&fd, &task, err) != 0)
		return -1;
	result = box_run(bytes, answer, &reader->box, fd, &task.limits, err);
	close(fd);
	return result;
}

int reader_read(struct read_result *result, struct reader *reader, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	struct answer answer;
	char *bytes;
	int failed;

	*result = (struct read_result){0};
	failed = ask(&bytes, &answer, reader, input, source, err);
	if (!failed)
		failed = answer_deliver(result, &answer, bytes, sink, err);
	answer_release(&answer);
	free(bytes);
	return failed;
}

int reader_describe(struct buf *out, struct err *err)
{
	struct read_input input = {"", 0, NULL, NULL};
	struct source source = source_defaults;
	struct reader reader;
	struct answer answer;
	const char *name;
	char *bytes;
	int failed;

	source.name = source.path = "box";
	reader_open(&reader);
	failed = ask(&bytes, &answer, &reader, &input, &source, err);
	for (size_t i = 0; !failed && jail_part(&name, i); i++) {
		if (answer.parts & jail_part(&name, i))
			buf_printf(out, "%s%s", out->len ? ", " : "", name);
	}
	answer_release(&answer);
	reader_close(&reader);
	free(bytes);
	return failed;
}
