/* SPDX-License-Identifier: ISC */
/*
 * What the reading of a body takes and gives: read/ does it, in a process of its own, and box/ carries
 * both over to it and back.
 */
#ifndef PAPERROUTE_MODEL_READING_H
#define PAPERROUTE_MODEL_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "model/record.h"
#include "model/source.h"

enum read_note {
	READ_NOTE_DECISION, /* why a line is what it is taken for; shown with -v */
	READ_NOTE_WARNING,  /* input that was repaired or passed over and should not have to be */
	READ_NOTE_SOURCE,   /* of a line of JSON: the source that its paper says it is from */
	READ_NOTE_REFUSED,  /* of one that is no paper: "COLUMN REASON", 0 for no column */
	READ_NOTES
};

/* Said of a paper that is none. */
#define READ_UNTITLED "a paper without a title is left out"

/* Calls go out in the order of the input; what they are given is borrowed until they return. All but record
 * may be NULL: not wanted. */
struct read_sink {
	void *ctx;
	/* One paper. A value other than 0 stops the reading, which then succeeds. */
	int (*record)(void *ctx, const struct record *record);
	/* A person or group that put the list together. */
	void (*contributor)(void *ctx, const char *name);
	/* line is of the input, from 1; 0 when the note is about all of it. */
	void (*note)(void *ctx, enum read_note kind, size_t line, const char *text);
	/* What leads to the rest of the list: an address, perhaps a relative one. */
	void (*next)(void *ctx, const char *url);
};

/* What readers call, whether it is wanted or not. */
void read_sink_contributor(const struct read_sink *sink, const char *name);
void read_sink_note(
	const struct read_sink *sink, enum read_note kind, size_t line, const char *text);
void read_sink_next(const struct read_sink *sink, const char *url);

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

#endif
