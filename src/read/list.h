/* SPDX-License-Identifier: ISC */
/*
 * The reader of format = list: pages copied or scraped as text.
 */
#ifndef PAPERROUTE_READ_LIST_H
#define PAPERROUTE_READ_LIST_H

#include "base/err.h"
#include "model/reading.h"

/* text is valid UTF-8, lines ended by LF; the rest as read_body (read/read.h). */
int list_read(struct read_result *result, const char *text, const struct source *source,
	const struct read_sink *sink, struct err *err);

#endif
