/* SPDX-License-Identifier: ISC */
/*
 * What a reader answers: frames, each a kind, a length and so many bytes (wire.h). This is the side of
 * the child, which writes them; answer.h is the parent's, which believes none.
 *
 * First FRAME_HELLO; then any number of records, contributors, notes and addresses of further pages in
 * the order in which they were found; last either FRAME_RESULT or FRAME_ERROR, and nothing behind it.
 *
 * frames_init, frames_hello, the sink of frames_sink while the body is read, frames_end. Texts are made
 * valid and cut to what the parent takes, so that an odd message costs no paper.
 */
#ifndef PAPERROUTE_BOX_FRAME_H
#define PAPERROUTE_BOX_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/reading.h"

enum frame {
	FRAME_HELLO = 1, /* the program's version; which parts of the jail are there (jail.h) */
	FRAME_RECORD,    /* line, rank, number of values; each one's field and text */
	FRAME_CONTRIBUTOR,
	FRAME_NOTE,   /* kind, line, text */
	FRAME_NEXT,   /* an address */
	FRAME_RESULT, /* what struct read_result says; the preset by its number */
	FRAME_ERROR,  /* the same, then code, line, column and text of an error */
	FRAME_COUNT
};

/* Kind and length, in front of every frame. */
#define FRAME_HEAD (2 * sizeof(uint64_t))

/* How a preset is named: none, the source's own, or one of its list from 2 on. */
enum { PRESET_NONE, PRESET_OWN, PRESET_LISTED };

struct frames {
	int fd;
	struct buf out; /* frames on their way */
	bool decisions; /* notes of READ_NOTE_DECISION are wanted */
	size_t notes;   /* that were sent */
	size_t others;  /* contributors and addresses that were sent */
	bool lost;      /* the parent does not listen any more */
};

/* fd is borrowed. */
void frames_init(struct frames *frames, int fd, bool decisions);
void frames_release(struct frames *frames);

/* parts is a bit set of enum jail_part. Sent at once. */
void frames_hello(struct frames *frames, unsigned parts);

/* What makes frames of all that a reader finds. */
struct read_sink frames_sink(struct frames *frames);

/* The last frame: an error when failed. Returns -1 when not all could be sent. */
int frames_end(struct frames *frames, const struct read_result *result, const struct source *source,
	bool failed, const struct err *err);

#endif
