/* SPDX-License-Identifier: ISC */
/*
 * One character of a text to what is left of it in a word.
 */
#ifndef PAPERROUTE_RULE_FOLD_H
#define PAPERROUTE_RULE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FOLD_SIZE 128 /* most bytes that one character folds to: 32 code points of 4 */

/* Letters, digits of every kind and marks: what words are made of. */
bool fold_is_word(int32_t c);

/* The marks of Latin, Greek and Cyrillic letters, and the selectors of a character's variant: they
 * are dropped. Those of other scripts, kana among them, make another letter and stay. */
bool fold_is_dropped(int32_t c);

/* Writes c as UTF-8: compatibility characters replaced, dropped marks taken off, and in lower case if
 * lower is true. Returns how many bytes: of a character that words are made of, 0 only when it is
 * dropped. */
size_t fold_character(char out[FOLD_SIZE], int32_t c, bool lower);

#endif
