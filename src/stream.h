/* SPDX-License-Identifier: ISC */
/*
 * A file of lines, or what comes through a pipe: where it is compressed, or may be, a process in a box
 * inflates it, and what comes out of that is read here.
 *
 * stream_open, then its lines until there are no more, stream_end, which says whether that was the end;
 * stream_close in any case. main hands its arguments to stream_take_over, as to reader_take_over.
 *
 * That process reads from the file itself and writes into a pipe, so that neither has to wait for more than
 * there is. It is jailed as readers are (box/jail.h), but that its limit of CPU begins anew with all that it
 * writes: a stream may never end.
 */
#ifndef PAPERROUTE_STREAM_H
#define PAPERROUTE_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/lines.h"
#include "box/box.h"

struct stream {
	struct lines *lines;
	struct unpack *from;
	struct box box; /* of what inflates */
	int fd;         /* of the file */
	int pipe;       /* what comes out of the box; -1 when nothing has to be inflated */
};

/* Whether this process was started to inflate for another: then it has done so, and main returns *status. */
bool stream_take_over(int *status, int argc, char **argv);

/* path "-" is standard input; limit as in lines_new. Fails with ERR_SYSTEM:
 * the file cannot be read, or no process be had. stream_close also after a failure. */
int stream_open(struct stream *out, const char *path, size_t limit, struct err *err);
void stream_close(struct stream *stream);

/* After the last line: fails when gzip data were damaged or cut short, or what inflated them broke or did so
 * no more: ERR_LIMIT. */
int stream_end(struct stream *stream, struct err *err);

#endif
