/* SPDX-License-Identifier: ISC */
/*
 * Terms to measure with: what a corpus itself says again and again.
 *
 * sample_make once for a corpus; its first N terms are a sample of N; sample_site makes a site of
 * them; sample_release at the end.
 */
#ifndef PAPERROUTE_TESTS_BENCH_SAMPLE_H
#define PAPERROUTE_TESTS_BENCH_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "bench/corpus.h"
#include "model/site.h"

struct sample {
	struct arena arena;
	const char **terms; /* in random order */
	size_t count;
};

/* At most count sequences of one to three words that stand 3 to 300 times in the corpus, spelled as
 * where they stand first; Title case is taken off, and such with and, or, not are left out. */
void sample_make(struct sample *sample, const struct corpus *corpus, size_t count, uint64_t seed);
void sample_release(struct sample *sample);

/* A site of the first count terms, so many topics with one rule each. */
void sample_site(struct site *out, struct arena *arena, const struct sample *sample, size_t count,
	size_t topics);

#endif
