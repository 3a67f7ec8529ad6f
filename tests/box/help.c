/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "help.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "box/task.h"
#include "misbehave.h"

/* An hour: a machine that is busy fails no test */
const struct box_limits small_limits = {
	.memory = (size_t)256 << 20, .seconds = 1, .wall = 3600, .answer = (size_t)8 << 20};

static int on_record(void *ctx, const struct record *record)
{
	struct deed *deed = ctx;

	deed->papers++;
	snprintf(deed->title, sizeof(deed->title), "%s", record_get(record, FIELD_TITLE));
	return 0;
}

void deed_open(struct box *box)
{
	box_init(box, "tests/box/run", MISBEHAVE);
}

void deed_do(struct deed *out, struct box *box, const char *name, unsigned left_out,
	const char *argument, const struct box_limits *limits)
{
	struct task task = {.limits = *limits, .input = {"", 0, NULL, NULL}};
	struct read_sink sink = {.ctx = out, .record = on_record};
	struct read_result result;
	struct answer answer;
	char *bytes;
	int fd;

	*out = (struct deed){0};
	task.source.name = name;
	task.source.path = "the source";
	task.source.link = argument;
	task.source.year = (int)left_out;
	answer_init(&answer, &task.source, limits->answer);
	ck_assert_int_eq(task_write(&fd, &task, &out->err), 0);
	out->failed = box_run(&bytes, &answer, box, fd, limits, &out->err) != 0;
	close(fd);
	if (!out->failed)
		ck_assert_int_eq(answer_deliver(&result, &answer, bytes, &sink, &out->err), 0);
	ck_assert(out->failed == !bytes);
	out->parts = answer.parts;
	answer_release(&answer);
	free(bytes);
}
