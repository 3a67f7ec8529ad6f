/* SPDX-License-Identifier: ISC */
/*
 * Reading in a box: what read_body and its like do, done by a process of its own (box/box.h).
 *
 * main hands its arguments to reader_take_over before anything else; in what the box started, that is
 * all it does. Elsewhere: reader_open, reader_read, reader_read_own or reader_read_lines for each
 * body, reader_close.
 */
#ifndef PAPERROUTE_READER_H
#define PAPERROUTE_READER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "box/box.h"
#include "model/reading.h"

struct reader {
	struct box box;
};

/* Whether this process was started to read for another: then it has done so, and main returns
 * *status. Else the program's name is remembered, and nothing else has happened, but that libraries take
 * their memory as read/prepare.h says. */
bool reader_take_over(int *status, int argc, char **argv);

/* No process is started yet. */
void reader_open(struct reader *reader);
void reader_close(struct reader *reader);

/* As read_body (read/read.h), but that a body that crashes, fills or holds up its reader fails too: then
 * nothing went to the sink. Everything that went there was checked. */
int reader_read(struct read_result *result, struct reader *reader, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err);

/* The same of own_read (read/own.h); name is what messages call the document. */
int reader_read_own(struct read_result *result, struct reader *reader, const char *bytes,
	size_t len, const char *name, const struct read_sink *sink, struct err *err);

/* The same of json_lines_read or json_object_read (read/json_lines.h). */
int reader_read_lines(struct read_result *result, struct reader *reader, const char *bytes,
	size_t len, bool object, const char *name, const struct read_sink *sink, struct err *err);

/* What keeps a reader in its box on this machine, as one makes out that is started for this:
 * "memory, cpu, ...", appended to out. */
int reader_describe(struct buf *out, struct err *err);

#endif
