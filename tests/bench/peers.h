/* SPDX-License-Identifier: ISC */
/*
 * What the rules are measured against. Every function returns the processor's seconds that it took,
 * or a negative number when the peer is not there.
 */
#ifndef PAPERROUTE_TESTS_BENCH_PEERS_H
#define PAPERROUTE_TESTS_BENCH_PEERS_H

#include <stddef.h>

#include "bench/corpus.h"
#include "bench/sample.h"

/* Seconds of processor time that this process has had. */
double peers_now(void);

/* LC_ALL=C.UTF-8 wc -w of a file. */
double peers_wc(const char *path);

/* jansson on the first count papers' lines: to values and away with them. */
double peers_json(const struct corpus *corpus, size_t count);

/* Vectorscan (or Hyperscan), when the bench was built with it. */
struct vectorscan;

enum vectorscan_form {
	VECTORSCAN_REGEX,   /* \bfoo[\s-]+bars?\b */
	VECTORSCAN_LITERAL, /* foo bar, anywhere, also inside of words */
};

/* The first count terms, caseless, in block mode; NULL without Vectorscan. *seconds: what compiling
 * took. */
struct vectorscan *vectorscan_new(
	const struct sample *sample, size_t count, enum vectorscan_form form, double *seconds);
void vectorscan_free(struct vectorscan **scanner);

/* One scan per paper; *hits counts what it reported. */
double vectorscan_run(struct vectorscan *scanner, const struct corpus *corpus, size_t *hits);

#endif
