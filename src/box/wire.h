/* SPDX-License-Identifier: ISC */
/*
 * Values as bytes, and back: numbers, texts, arrays, as they go through a pipe between two processes
 * of the same program.
 *
 * A struct wire either puts values behind each other into a buffer or takes them out of bytes; the
 * same calls in the same order do both, so that what is put and what is taken cannot differ. Taking
 * trusts nothing: past the end, or when a text is not what a text has to be, it fails for good and
 * gives zeros and NULLs from there on, so that one look at failed, behind the last call, is enough.
 */
#ifndef PAPERROUTE_BOX_WIRE_H
#define PAPERROUTE_BOX_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct wire {
	struct buf *out;     /* putting: where to; NULL when taking */
	const char *at;      /* taking: what is left of the bytes */
	const char *end;     /* and where they end */
	struct arena *arena; /* taking: of arrays */
	bool failed;         /* taking: the bytes are not what they should be */
};

/* out is borrowed. */
void wire_put(struct wire *wire, struct buf *out);

/* bytes and arena are borrowed; texts that are taken lie in the bytes. arena may be NULL when nothing
 * calls wire_array. */
void wire_take(struct wire *wire, const char *bytes, size_t len, struct arena *arena);

void wire_u64(struct wire *wire, uint64_t *number);
void wire_size(struct wire *wire, size_t *size);

/* Fails for a number that is no int. */
void wire_int(struct wire *wire, int *number);

/* Fails for anything but 0 and 1. */
void wire_flag(struct wire *wire, bool *flag);

/* A text or NULL, at most limit bytes of it. */
void wire_text(struct wire *wire, const char **text, size_t limit);

/* *count items of size bytes, which take at least one byte each on the wire: when taking, room for
 * them, zeroed, becomes *items. The caller then goes through the items. */
void wire_array(struct wire *wire, void **items, size_t *count, size_t size);

/* Whether everything was taken and was right. */
bool wire_is_done(const struct wire *wire);

#endif
