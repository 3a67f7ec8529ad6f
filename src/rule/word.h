/* SPDX-License-Identifier: ISC */
/*
 * Text to words, the same for texts and for terms.
 *
 * A word is a run of letters and digits with what belongs to it, folded in two ways: "cased" as it
 * stands, but compatibility characters replaced (a superscript 2 is 2) and marks taken off Latin,
 * Greek and Cyrillic letters; "folded" the same in lower case. What joins and parts words:
 *
 *   . between digits, & between letters and digits	inside a word (3.5, Q&A)
 *   ' followed by a letter				dropped (don't is dont)
 *   's and ' after s at a word's end			dropped (LLM's is LLM)
 *   ^ _ { } and the soft hyphen			dropped (R^2 is R2)
 *   ++ and # after a single letter, . before capitals	inside (C++, C#, .NET)
 *   Han, Hiragana, Katakana				each character is a word
 *   a hyphen, a slash, white space			part words of one phrase
 *   everything else					parts phrases
 *
 * word_scan_init, then word_scan_next until it is false. Text is valid UTF-8; nothing fails.
 */
#ifndef PAPERROUTE_RULE_WORD_H
#define PAPERROUTE_RULE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/limits.h"

/* What stands before a word. */
enum gap {
	GAP_BREAK,  /* no phrase goes across; also at the start of the text */
	GAP_SPACE,  /* white space; a hyphen with white space at one side */
	GAP_HYPHEN, /* one hyphen alone: the two words may also be one */
	GAP_SLASH,
	GAP_NONE, /* nothing: characters of a run of Han or kana, or after "C++" */
};

struct word_scan {
	const char *text;
	size_t len;
	size_t at;
	/* the word found last */
	size_t start; /* in bytes of text; its possessive 's is not counted in */
	size_t end;
	enum gap gap;
	size_t folded_len;
	size_t cased_len;
	bool too_long; /* over LIMIT_WORD: the rest of it is not in folded and cased */
	char folded[LIMIT_WORD + 1]; /* NUL-terminated */
	char cased[LIMIT_WORD + 1];
};

void word_scan_init(struct word_scan *scan, const char *text, size_t len);
bool word_scan_next(struct word_scan *scan);

/* The two halves of word_scan_next: to where the next word begins, false when there is none; and the
 * word that begins at scan->at. A caller that reads plain words by itself (rule/token.c) sets scan->at
 * behind them. */
bool word_scan_skip(struct word_scan *scan);
void word_scan_read(struct word_scan *scan);

/* Whether c ends a phrase where it stands between words: all but white space, hyphens, slashes and
 * what is dropped. */
bool word_breaks(int32_t c);

#endif
