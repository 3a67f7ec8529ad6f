/* SPDX-License-Identifier: ISC */
/*
 * Papers that commands look at without a run: those that the site remembers, or those of a file of
 * JSON lines, read in boxes and tidied as a run tidies what a source gives it.
 */
#ifndef PAPERROUTE_CMD_PAPER_H
#define PAPERROUTE_CMD_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "flow.h"
#include "model/entry.h"
#include "model/site.h"

struct paper {
	struct entry entry;
	const char *const *keys; /* all that it is known by */
	size_t key_count;
};

/* The paper of a line of JSON that has a record, in the arena. What is odd about it goes to the line's
 * problems, and so does why it is none when this fails. */
int paper_make(struct paper *out, struct arena *arena, const struct flow_line *line, int64_t now);

struct papers {
	const char *file; /* of JSON lines, "-" is standard input; NULL: what is remembered */
	const struct site *site; /* whose papers these are */
	int64_t now;             /* of a paper that does not say when it was listed */
	/* What is done with each, in no order that says anything. A value other than 0 stops. */
	int (*visit)(void *ctx, const struct paper *paper);
	void *ctx;
	bool quiet;      /* odd lines were told when the file was read before */
	bool suspicious; /* set when a line was odd, and said so */
};

/* Visits every paper; changes nothing in the site, nor makes a file in it. Lines that are no papers are
 * reported and passed over. Returns what visit did, or -1 with the reason in err. */
int papers_each(struct papers *papers, struct err *err);

#endif
