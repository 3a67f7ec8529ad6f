/* SPDX-License-Identifier: ISC */
/*
 * The reader of format = csv: RFC 4180 with a header line. What parts the columns is the first comma,
 * semicolon or tab of that line; the rest of the file is taken as it comes: fields in quotes may hold
 * anything, and a quote that is never closed ends with its line.
 *
 * A mapping's expression is the name of a column, in any case.
 */
#ifndef PAPERROUTE_READ_CSV_H
#define PAPERROUTE_READ_CSV_H

#include <stdbool.h>

#include "base/err.h"
#include "read/item.h"

/* As read_body (read/read.h). */
int csv_read(struct items *items, const struct read_input *input, struct err *err);

/* Whether the first line has a column of one of the names in text, parted by |. */
bool csv_has_column(const struct read_input *input, const char *text);

#endif
