/* SPDX-License-Identifier: ISC */
/*
 * A term as a person wrote it, to the words that it asks for.
 */
#ifndef PAPERROUTE_RULE_TERM_H
#define PAPERROUTE_RULE_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "rule/terms.h"

/* Reads len bytes of text: "large language model", "=RAG", "quanti*", or what stood between quotes.
 * Returns -1 when that can match nothing, with the reason in message and the byte of text that it is
 * about in *at. */
int term_read(struct term *out, const char *text, size_t len, bool quoted, size_t *at,
	char *message, size_t message_size);

/* Makes names of a term that term_read read count in any case, or its words in their own form only, or
 * both. What was written as "=Exact" stays as it is. */
void term_restrict(struct term *term, bool quoted, bool any_case, bool own_form);

/* Whether a word has a capital after its first letter, and so is matched exactly. */
bool term_is_name(const char *cased);

#endif
