/* SPDX-License-Identifier: ISC */
/*
 * Bytes to a stream of raw records. Pure: no file, no network, no global state, no printing; what
 * it finds goes to a sink while it reads, because it will run in a child process of its own.
 *
 * read_body inflates what is compressed (gunzip.h), finds out the format where the source does not
 * say it (guess.h), and hands the bytes to the format's reader. All but that of lists fill items
 * (item.h) as the source's mapping says. Texts are made valid (base/utf8.h) on their way out.
 */
#ifndef PAPERROUTE_READ_READ_H
#define PAPERROUTE_READ_READ_H

#include <stdbool.h>
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
	/* What leads to the rest of the list: an address, perhaps a relative one. NULL: not wanted. */
	void (*next)(void *ctx, const char *url);
};

/* What a source sent. */
struct read_input {
	const char *bytes;
	size_t len;
	const char *charset; /* what was said of it apart from it, as by HTTP; or NULL */
	const char *base;    /* its address, which relative ones are meant from; or NULL */
};

struct read_result {
	size_t records; /* handed to the sink */
	size_t skipped; /* of a list, lines that are neither paper nor date, nor named by skip; else
			  * papers that the mapping passes over */
	size_t refused; /* what stands where papers do, but is none that can be read */
	size_t replaced;    /* byte sequences that were no UTF-8, and characters that XML forbids */
	bool container;     /* a list of papers was recognised, though it may be empty */
	enum format format; /* as which it was read; FORMAT_AUTO when that was not found out */
	const char *preset; /* whose mapping was used: the source's, or the one that was
			     * recognised; NULL when none */
};

/* Whether a body without papers is a quiet day of its source, and no sign that something broke: a
 * feed, or a list in JSON or XML, that is empty. Pages and texts without papers are suspicious. */
bool read_is_quiet(const struct read_result *result);

/* source gives format, mapping, skip, and the path for messages. Fails with ERR_FORMAT when the bytes
 * are not what the format should be, with ERR_LIMIT when a cap of model/limits.h is passed; the records before it have been handed
 * over. That there is none at all is no failure here. */
int read_body(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err);

#endif
