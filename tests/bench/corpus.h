/* SPDX-License-Identifier: ISC */
/*
 * Papers to measure with: made from a seed, or read from JSON lines.
 *
 * corpus_generate or corpus_read once, corpus_release at the end. Title and abstract are as tidy/
 * leaves them, so that every peer reads the bytes that the rules read.
 */
#ifndef PAPERROUTE_TESTS_BENCH_CORPUS_H
#define PAPERROUTE_TESTS_BENCH_CORPUS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct paper {
	const char *title;
	const char *abstract; /* empty when there is none */
	const char *line;     /* the paper as one line of JSON, without the line's end */
	size_t line_len;
	size_t start; /* its title, then "\n" and its abstract, in corpus->text */
	size_t len;
};

struct corpus {
	struct arena arena;
	struct paper *papers;
	size_t count;
	size_t cap;
	struct buf text; /* of all papers, one behind the other, "\n" behind each */
};

/* Made-up papers, the same for the same seed. */
void corpus_generate(struct corpus *corpus, size_t count, uint64_t seed);

/* JSON lines with title and abstract, as they are or packed by gzip; other lines are passed over. */
int corpus_read(struct corpus *corpus, const char *path, struct err *err);

void corpus_release(struct corpus *corpus);

/* Adds a paper; what is pointed to is copied. line may be NULL: it is made then. */
void corpus_add(struct corpus *corpus, const char *title, const char *abstract, const char *line);

/* The next of a sequence of numbers, from whatever *state began with. */
uint64_t corpus_random(uint64_t *state);

#endif
