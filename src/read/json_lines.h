/* SPDX-License-Identifier: ISC */
/*
 * Papers as lines of JSON, a piece of a stream at a time: what commands look at without a run. Pure; like
 * all readers it runs in a box, and src/flow.h is its other side.
 *
 * For each line that is not blank, in order, the sink gets what is odd about it, as warnings; its "source",
 * as READ_NOTE_SOURCE, if it names one; then its record, whose line is counted from 1 in this piece. Or,
 * in place of a record, why there is none: READ_NOTE_REFUSED.
 */
#ifndef PAPERROUTE_READ_JSON_LINES_H
#define PAPERROUTE_READ_JSON_LINES_H

#include "base/err.h"
#include "model/reading.h"

/* Never fails, but where records are more than LIMIT_RECORDS: ERR_LIMIT. */
int json_lines_read(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err);

/* The same of one object, on as many lines as it likes. */
int json_object_read(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err);

#endif
