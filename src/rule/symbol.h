/* SPDX-License-Identifier: ISC */
/*
 * A word of a term to its symbol, and to what that accepts of a text: the word's own form, its plurals, its
 * spelling, or what begins so. A part of rule/terms.h while terms are added.
 */
#ifndef PAPERROUTE_RULE_SYMBOL_H
#define PAPERROUTE_RULE_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "rule/terms.h"

/* The symbol of a word, made when there is none yet. */
uint32_t symbol_of(struct terms *terms, const struct term_word *word);

/* Whether the case of a word counts. */
bool symbol_is_cased(enum word_mode mode);

/* What tells the word from others of its mode. */
const char *symbol_spelling(const struct term_word *word);

#endif
