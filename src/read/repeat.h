/* SPDX-License-Identifier: ISC */
/*
 * Lines that a page has again and again, as "Read the paper" behind every paper: they are furniture,
 * whatever they say. A title that stands twice is known by the text behind it, which stands twice too.
 */
#ifndef PAPERROUTE_READ_REPEAT_H
#define PAPERROUTE_READ_REPEAT_H

#include <stddef.h>

#include "read/unit.h"

/* Sets repeated of units. next is as in struct page, texts the number of units that are texts. */
void repeat_mark(struct units *units, const size_t *next, size_t texts);

#endif
