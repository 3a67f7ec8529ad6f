/* SPDX-License-Identifier: ISC */
/*
 * Bytes to a stream of raw records. Pure: no file, no network, no global state, no printing; what
 * it finds goes to a sink while it reads, because it runs in a child process of its own (box/).
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
#include "model/reading.h"

/* Whether a body without papers is a quiet day of its source, and no sign that something broke: a
 * feed, or a list in JSON or XML, that is empty. Pages and texts without papers are suspicious. */
bool read_is_quiet(const struct read_result *result);

/* source gives format, mapping, skip, and the path for messages. Fails with ERR_FORMAT when the bytes are
 * not what the format should be, with ERR_LIMIT when a cap of model/limits.h is passed; the records before
 * it have been handed over. That there is none at all is no failure here. */
int read_body(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err);

#endif
