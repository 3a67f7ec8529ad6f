/* SPDX-License-Identifier: ISC */
/*
 * The reader of format = xml: a document whose papers are found by a path of elements, and their
 * fields by XPath from there. It streams: of a document as long as it may be, one paper at a time is
 * in memory, and the elements around it.
 */
#ifndef PAPERROUTE_READ_XML_H
#define PAPERROUTE_READ_XML_H

#include "base/err.h"
#include "read/item.h"

/* As read_body (read/read.h). error and next are asked of what is left when the papers are out. */
int xml_read(struct items *items, const struct read_input *input, struct err *err);

#endif
