/* SPDX-License-Identifier: ISC */
/*
 * Characters: what each is for words, and what is left of it in one.
 */
#ifndef PAPERROUTE_RULE_FOLD_H
#define PAPERROUTE_RULE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FOLD_SIZE 128 /* most bytes that one character folds to: 32 code points of 4 */

enum char_class {
	C_BREAK, /* parts phrases */
	C_SPACE,
	C_HYPHEN,
	C_SLASH,
	C_DROP,
	C_APOSTROPHE,
	C_OTHER, /* what needs a look around or is not ASCII */
	C_LOWER, /* ASCII lower-case letters and digits */
	C_UPPER, /* ASCII; these two last, for a quick look */
};

/* The class of a character that is not ASCII (rule/word.c has a table of those): C_OTHER for letters,
 * digits of every kind and marks, which words are made of. */
enum char_class fold_class(int32_t c);

/* The marks of Latin, Greek and Cyrillic letters, and the selectors of a character's variant: they
 * are dropped. Those of other scripts, kana among them, make another letter and stay. */
bool fold_is_dropped(int32_t c);

/* Han and kana, of which each character is a word. */
bool fold_is_run(int32_t c);

/* The marks that make ga of ka, and pa of ha. */
bool fold_is_kana_mark(int32_t c);

/* Writes c as UTF-8: compatibility characters replaced, dropped marks taken off, and in lower case if
 * lower is true. Returns how many bytes: of a character that words are made of, 0 only when it is
 * dropped. */
size_t fold_character(char out[FOLD_SIZE], int32_t c, bool lower);

#endif
