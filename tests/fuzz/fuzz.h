/* SPDX-License-Identifier: ISC */
/*
 * What every fuzz target needs: promises that are checked, not only crashes waited for.
 *
 * A target is a file fuzz_NAME.c with LLVMFuzzerTestOneInput. ./configure --enable-fuzzers links it
 * with libFuzzer; other builds link it with replay.c, which calls it on the files that it is given.
 * doc/INTERNALS says how to run one and how to add one.
 */
#ifndef PAPERROUTE_TESTS_FUZZ_FUZZ_H
#define PAPERROUTE_TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Prints what was promised and aborts unless it is kept, so that the input is kept as a finding. */
void fuzz_require(bool kept, const char *promise, ...) __attribute__((format(printf, 2, 3)));

/* text is what strings are inside the program (conventions of base/utf8.h), by a decoder that shares
 * nothing with the program's; and is not empty and at most limit bytes. */
void fuzz_require_text(const char *text, size_t limit, const char *what);

/* The same, and it has no line breaks or other controls. */
void fuzz_require_line(const char *text, size_t limit, const char *what);

/* Both texts are there and equal, or neither is there. */
void fuzz_require_equal(const char *a, const char *b, const char *what);

/* A reason says something, and only what may stand in a document. */
void fuzz_require_err(const struct err *err);

/* All problems, likewise. */
void fuzz_require_problems(const struct problems *problems);

/* The input as text as the doors let it in (utf8_clean), in the arena. */
char *fuzz_clean(struct arena *arena, const uint8_t *data, size_t size);

/* Takes the first line off *text, in place; "" when there is none. */
char *fuzz_take_line(char **text);

/* The path of a file of the source tree; in the arena. */
const char *fuzz_path(struct arena *arena, const char *name);

/* The path of a file that holds the bytes, in memory where there is such a file system; the same at
 * every call of one process, which removes it at its end. */
const char *fuzz_file(const void *bytes, size_t size);

#endif
