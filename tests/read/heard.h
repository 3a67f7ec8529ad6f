/* SPDX-License-Identifier: ISC */
/*
 * What a reader hands over, as text that a fixture holds.
 */
#ifndef PAPERROUTE_TESTS_READ_HEARD_H
#define PAPERROUTE_TESTS_READ_HEARD_H

#include "base/buf.h"
#include "read/read.h"

/* A sink that writes papers, contributors, warnings and the next page into out. */
struct read_sink heard_sink(struct buf *out);

#endif
