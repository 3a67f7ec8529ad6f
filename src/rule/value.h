/* SPDX-License-Identifier: ISC */
/*
 * Fields that are compared as a whole (category, source, link, id), and numbers (votes, comments,
 * authors). Letters A to Z count like small ones.
 *
 * values_init, values_add and values_add_test while rules are compiled; then values_find for each
 * entry; values_release.
 */
#ifndef PAPERROUTE_RULE_VALUE_H
#define PAPERROUTE_RULE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/entry.h"
#include "rule/lex.h"
#include "rule/place.h"
#include "rule/scan.h"
#include "rule/terms.h"
#include "rule/wordmap.h"

/* "cs.*", or a number that one is compared with. */
struct value_test {
	enum place_of_hit field;
	uint32_t term;
	const char *prefix; /* NULL: a number */
	size_t len;
	enum lex_comparison comparison;
	uint64_t number;
};

struct values {
	struct arena arena;   /* keys and prefixes */
	struct wordmap exact; /* the field's letter and the value, to its term */
	struct value_test *tests;
	size_t test_count;
	size_t test_cap;
	unsigned fields; /* bit set of enum place_of_hit that exact values are compared with */
};

/* Room to write an entry's values in, grown to the largest and kept. */
struct value_room {
	char *text;
	size_t cap;
};

void values_init(struct values *values);
void values_release(struct values *values);

/* The term of a value; with prefix, of all values that begin so. An id is as identity knows it:
 * "arxiv:" may be left out, and a version counts for nothing. */
uint32_t values_add(struct values *values, struct terms *terms, enum place_of_hit field,
	const char *text, size_t len, bool prefix);

/* The term of "field comparison number". */
uint32_t values_add_test(struct values *values, struct terms *terms, enum place_of_hit field,
	enum lex_comparison comparison, uint64_t number);

/* The number that a term of values_add_test is compared with, as text: ">= 10". The paper's own number
 * would be another one at every run. */
const char *values_show_test(const struct values *values, struct arena *arena, uint32_t term);

/* Adds the hits that an entry's fields are. */
void values_find(const struct values *values, struct scan *scan, struct value_room *room,
	const struct entry *entry);

#endif
