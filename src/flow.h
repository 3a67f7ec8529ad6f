/* SPDX-License-Identifier: ISC */
/*
 * Papers as lines of JSON, as they come: split here, read in boxes (read/json_lines.h).
 *
 * As many lines as are there, within LIMIT_FLOW, go to a reader at a time, so that a line that ends what
 * came through a pipe is answered before more is waited for, and a long file takes few readers. A line
 * that breaks its reader is passed over with a warning, and those around it are read by others.
 */
#ifndef PAPERROUTE_FLOW_H
#define PAPERROUTE_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/lines.h"
#include "model/record.h"
#include "reader.h"

struct flow_line {
	const struct line *line;
	const char *where;           /* what messages call what the line is of */
	bool blank;                  /* there is nothing in it */
	const struct record *record; /* NULL: it is blank, or no paper, which problems tells */
	const char *source;          /* that it names; NULL when it names none */
	struct problems *problems;   /* what is odd about it; more may be added */
};

struct flow {
	struct reader *reader;
	/* Takes each line, in order; what it is given is borrowed until it returns. A value other than 0
	 * stops. */
	int (*take)(void *ctx, const struct flow_line *line);
	/* Before more is waited for; may be NULL. Fails as the whole. */
	int (*wait)(void *ctx, struct err *err);
	void *ctx;
};

/* Lines of the file, or of standard input when path is "-". Returns what take did, or -1 with the reason
 * in err: the file cannot be read, or no reader can be had. */
int flow_read(const struct flow *flow, const char *path, struct err *err);

/* One object, on as many lines as it likes, of what messages call where. Returns as flow_read. */
int flow_read_object(
	const struct flow *flow, const char *text, size_t len, const char *where, struct err *err);

#endif
