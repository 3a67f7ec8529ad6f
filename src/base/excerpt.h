/* SPDX-License-Identifier: ISC */
/*
 * The line of a file that a message is about, with a mark under the place.
 */
#ifndef PAPERROUTE_BASE_EXCERPT_H
#define PAPERROUTE_BASE_EXCERPT_H

#include "base/buf.h"

/* Appends two lines: the file's line, of a long one the part around the column, and below it a ^ under
 * that column; both are indented by four spaces. line and column (in characters) are from 1; a column
 * behind the line's end is at its end. Appends nothing when the file cannot be read or has no such
 * line. Tabs and control characters are shown as spaces. */
void excerpt_put(struct buf *out, const char *file, unsigned line, unsigned column);

/* The same for a text of one line; its column is from 1. */
void excerpt_put_text(struct buf *out, const char *text, unsigned column);

#endif
