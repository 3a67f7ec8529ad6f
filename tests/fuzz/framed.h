/* SPDX-License-Identifier: ISC */
/*
 * Answers of readers, with all checked that the parent promises of what it hands on (box/answer.h).
 */
#ifndef PAPERROUTE_TESTS_FUZZ_FRAMED_H
#define PAPERROUTE_TESTS_FUZZ_FRAMED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "model/reading.h"

/* Has the bytes taken for an answer. What is handed on is said once more, as a reader would: from then
 * on the same bytes have to come out. sound: it is known to be an answer. */
void framed_check(const char *bytes, size_t len, const struct source *source, bool sound);

/* Has body read by the reader, which says it in frames, and the answer checked as sound. */
void framed_read(const struct read_input *input, const struct source *source);

#endif
