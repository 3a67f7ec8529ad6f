/* SPDX-License-Identifier: ISC */
/*
 * The reader of format = feed: RSS, Atom and, where it begins as JSON, JSON Feed. It streams: however
 * long the feed is, one paper at a time is in memory.
 *
 * What elements mean is in read/element.h. A mapping's expression is the name of an element of the
 * item, PREFIX:NAME or PREFIX:NAME/@ATTRIBUTE; what it names is that field's alone.
 */
#ifndef PAPERROUTE_READ_FEED_H
#define PAPERROUTE_READ_FEED_H

#include <stddef.h>

#include "base/err.h"
#include "read/item.h"

/* As read_body (read/read.h). */
int feed_read(struct items *items, const struct read_input *input, struct err *err);

#endif
