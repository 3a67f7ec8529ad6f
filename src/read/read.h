/* SPDX-License-Identifier: ISC */
/*
 * Bytes to a stream of raw records. Pure: no file, no network, no global state, no printing; what
 * it finds goes to a sink while it reads, because it will run in a child process of its own.
 *
 * read_body makes the bytes valid (base/utf8.h) first, then hands them to the format's reader.
 */
#ifndef PAPERROUTE_READ_READ_H
#define PAPERROUTE_READ_READ_H

#include <stddef.h>

#include "base/err.h"
#include "model/record.h"
#include "model/site.h"

enum read_note {
	READ_NOTE_DECISION, /* why a line is what it is taken for; shown with -v */
	READ_NOTE_WARNING,  /* input that was repaired or passed over and should not have to be */
};

/* Calls go out in the order of the input; what they are given is borrowed until they return. */
struct read_sink {
	void *ctx;
	/* One paper. A value other than 0 stops the reading, which then succeeds. */
	int (*record)(void *ctx, const struct record *record);
	/* A person or group that put the list together. */
	void (*contributor)(void *ctx, const char *name);
	/* line is of the input, from 1; 0 when the note is about all of it. */
	void (*note)(void *ctx, enum read_note kind, size_t line, const char *text);
};

struct read_result {
	size_t records;  /* handed to the sink */
	size_t skipped;  /* lines that are neither paper nor date, nor named by skip */
	size_t replaced; /* byte sequences that were no UTF-8, and characters that XML forbids */
};

/* source gives format, skip, and the path for messages. Fails with ERR_FORMAT when the bytes are no
 * text, with ERR_LIMIT when a cap of model/limits.h is passed; the records before it have been handed
 * over. That there is none at all is no failure here. */
int read_body(struct read_result *result, const char *bytes, size_t len,
	const struct source *source, const struct read_sink *sink, struct err *err);

#endif
