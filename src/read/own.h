/* SPDX-License-Identifier: ISC */
/*
 * A document in Atom that write/atom.c wrote, read back: what is left of a site whose store is lost.
 *
 * Other feeds are read by feed.h, which takes what it can get; this takes what we write as it stands. Pure,
 * like all of read/; src/former.h makes entries of what it finds.
 */
#ifndef PAPERROUTE_READ_OWN_H
#define PAPERROUTE_READ_OWN_H

#include "base/err.h"
#include "model/reading.h"

/* The first record is the feed's: FIELD_LISTED is when it was updated. Then one for each
 * entry, in the document's order: FIELD_ID is the whole id, FIELD_LISTED when it was updated,
 * FIELD_AUTHOR_COUNT of all authors, the other fields as they are called. An entry of which nothing can
 * be said is only counted, as refused. ERR_FORMAT when the document is none of ours, before any record;
 * ERR_LIMIT when it has more entries than LIMIT_RECORDS. */
int own_read(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err);

#endif
