/* SPDX-License-Identifier: ISC */
/*
 * The text of a node as a person reads it: without scripts and styles, and with line breaks where
 * HTML's blocks end.
 */
#ifndef PAPERROUTE_READ_NODE_H
#define PAPERROUTE_READ_NODE_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "base/buf.h"

/* Whether an element of that name, in any case, stands on lines of its own in HTML. */
bool node_is_block(const char *name);

/* Appends the text of an element, attribute or text node. */
void node_text(struct buf *out, xmlNodePtr top);

#endif
