/* SPDX-License-Identifier: ISC */
/*
 * A reader's answer (frame.h) as the parent sees it: bytes from a process that may have been taken over
 * by the page that it read. Nothing in them is believed.
 *
 * answer_init; answer_check while bytes come in, each time with all of them so far; answer_is_whole
 * when no more come; then, if the reader ended well, answer_deliver, which hands all of it to a sink.
 * Before that nobody has seen anything of it: an answer counts as a whole or not at all.
 *
 * What passes: frames in their order, of known kinds, that say exactly what their kind says. Texts are
 * UTF-8 of characters that XML allows, without NUL; values are not empty and of fields that there are,
 * several only where a field repeats. Everything has its cap of model/limits.h, records come by rank,
 * and what the result counts is what came.
 */
#ifndef PAPERROUTE_BOX_ANSWER_H
#define PAPERROUTE_BOX_ANSWER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/reading.h"

struct answer {
	const struct source *source;
	size_t limit;      /* most bytes of all of it */
	size_t checked;    /* bytes from its start that are whole frames, and right */
	bool hello;        /* it began */
	bool ended;        /* its last frame came */
	bool failed;       /* which was that of an error */
	unsigned parts;    /* of the jail, as the reader says: bits of enum jail_part */
	size_t records;    /* that came */
	size_t rank;       /* least of the next one */
	size_t notes;      /* that came */
	size_t others;     /* contributors and addresses that came */
	const char *fault; /* what is wrong with it; NULL when nothing is so far */
	struct read_result result;
	struct err err;               /* when failed */
	const struct read_sink *sink; /* while it is delivered; else NULL */
	bool stopped;                 /* the sink wants no more */
	struct record_value *values;  /* room for those of one record */
	size_t value_cap;
};

/* source says which formats and presets there can be; borrowed. limit is in bytes. */
void answer_init(struct answer *answer, const struct source *source, size_t limit);
void answer_release(struct answer *answer);

/* Looks at what is new of the first len bytes of an answer: those before answer->checked were looked at
 * before. Returns -1, and fault says why, when no reader answers such a thing; it stays so. */
int answer_check(struct answer *answer, const char *bytes, size_t len);

/* Whether the len bytes are an answer from the first frame to the last, and no byte more. */
bool answer_is_whole(const struct answer *answer, size_t len);

/* Hands over what a whole answer says, as read_body would have: the same bytes have to be there. Fills
 * err and returns -1 when the answer is an error, after the records before it. */
int answer_deliver(struct read_result *result, const struct answer *answer, const char *bytes,
	const struct read_sink *sink, struct err *err);

/* All of it in one call, for an answer that is in memory: checked as a whole, then delivered. Returns
 * -1 also for what is no answer: then the sink was not called, and err says what is wrong. Any bytes
 * may be given. */
int answer_read(struct read_result *result, const char *bytes, size_t len,
	const struct source *source, const struct read_sink *sink, struct err *err);

#endif
