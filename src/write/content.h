/* SPDX-License-Identifier: ISC */
/*
 * What readers show of an entry: the HTML content and the text summary, the same in every format.
 */
#ifndef PAPERROUTE_WRITE_CONTENT_H
#define PAPERROUTE_WRITE_CONTENT_H

#include "base/buf.h"
#include "base/err.h"
#include "model/feed.h"

/* Appends an HTML fragment (fit for a div): the abstract with its addresses as links, the links, and
 * why the entry is here. */
int content_html(struct buf *out, const struct feed_entry *item, struct err *err);

/* Appends the abstract's beginning, as plain text on one line; nothing when there is no abstract. */
void content_summary(struct buf *out, const struct entry *entry);

#endif
