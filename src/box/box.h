/* SPDX-License-Identifier: ISC */
/*
 * Readers in boxes: a process for every body, which gives up all it does not need (jail.h) before it
 * looks at one byte, and whose answer is checked as a stranger's (answer.h).
 *
 * box_init; box_run for each task (task.h), one after the other, or box_start, box_wait and box_kill for one
 * that answers as it goes; box_close. The process that
 * makes readers (keeper.h) is started by the first box_run, and again after one that ended badly.
 *
 * Whatever a reader does, box_run comes back in the time of its limits: it ends well and answered, or
 * it is gone and there is one line that says why. Readers end with this process, however it ends.
 */
#ifndef PAPERROUTE_BOX_BOX_H
#define PAPERROUTE_BOX_BOX_H

#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"
#include "box/answer.h"
#include "box/limits.h"

struct box {
	const char *program; /* how this one was called, where the system does not say what runs */
	const char *word;    /* the argument by which main knows that it is to be the keeper */
	pid_t keeper;        /* 0 when there is none */
	int socket;          /* to it; -1 */
};

/* Both are borrowed. */
void box_init(struct box *box, const char *program, const char *word);
void box_close(struct box *box);

/* Has the task, a descriptor, read, and the answer checked while it comes. *bytes, the caller's, is
 * then the whole answer, of answer->checked bytes, for answer_deliver. Fails, with answer->source as
 * the place, when the reader did anything but answer and end with status 0: then *bytes is NULL. */
int box_run(char **bytes, struct answer *answer, struct box *box, int task,
	const struct box_limits *limits, struct err *err);

/* For what answers with plain bytes, and perhaps never ends: *out, the caller's to close, is where they
 * come; task stays the caller's. Fails with ERR_SYSTEM and where as the place. At their end box_wait
 * returns its status as waitpid gives it, or -1 when there is none, even a while later. box_kill ends it
 * at any time. */
int box_start(struct box *box, int *out, int task, const char *where, struct err *err);
int box_wait(struct box *box);
void box_kill(struct box *box);

#endif
