/* SPDX-License-Identifier: ISC */
/*
 * Made-up expressions, and papers of a few words that they hit often. What is decided on the way comes
 * from bytes, behind them from a seed: equal ones make the same.
 *
 * made_begin, which also chooses the few words; then made_... in any order.
 */
#ifndef PAPERROUTE_TESTS_RULE_MADE_H
#define PAPERROUTE_TESTS_RULE_MADE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/entry.h"

/* bytes are borrowed; seed is not 0. */
void made_begin(const unsigned char *bytes, size_t count, unsigned long long seed);

/* True once in n times. */
bool made_choice(unsigned n);

/* Appends an expression without mistakes. It may use the list @l of rule/reference.h. */
void made_expression(struct buf *out);

/* An entry; its texts live in the arena. */
void made_entry(struct entry *out, struct arena *arena);

#endif
