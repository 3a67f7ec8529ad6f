/* SPDX-License-Identifier: ISC */
/*
 * What a reader is asked: limits, settings and a body, in a file without a name.
 *
 * The parent writes it with task_write and hands the descriptor on; the child maps it with
 * task_open. A file and no pipe: nobody waits for anybody while it is handed over, and a reader
 * that ends in the middle of it, or never looks at it, is none of the parent's business.
 */
#ifndef PAPERROUTE_BOX_TASK_H
#define PAPERROUTE_BOX_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "box/limits.h"
#include "model/reading.h"

/* As what a body is read. */
enum task_kind {
	TASK_SOURCE, /* as its source says: read/read.h */
	TASK_OWN,    /* as a document of ours: read/own.h */
	TASK_LINES,  /* as papers, a line of JSON each: read/json_lines.h */
	TASK_OBJECT, /* as one of these, on several lines */
	TASK_KINDS
};

struct task {
	enum task_kind kind;
	struct box_limits limits;
	bool decisions;       /* notes of READ_NOTE_DECISION are wanted */
	struct source source; /* as far as settings.h takes it over */
	struct read_input input;
};

/* *fd is the caller's to close; -1 after failure. */
int task_write(int *fd, const struct task *task, struct err *err);

/* The child's: maps the task, until the process ends, and closes fd. The texts lie in the mapping,
 * arrays in the arena. The body is only pointed to; a NUL follows it. Returns -1 when fd holds no
 * task. */
int task_open(struct task *out, int fd, struct arena *arena);

#endif
