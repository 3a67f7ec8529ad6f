/* SPDX-License-Identifier: ISC */
/*
 * UTF-8 and Unicode; the only user of utf8proc.
 *
 * Inside the program a string is UTF-8 made of valid XML 1.0 characters (XML 1.0, section 2.2);
 * utf8_clean makes one of any bytes, at the doors. Lengths are in bytes unless said otherwise.
 */
#ifndef PAPERROUTE_BASE_UTF8_H
#define PAPERROUTE_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xfffd

/* The code point at text (len bytes remain, at least 1) and its length in *size. Bytes that are no
 * UTF-8 (RFC 3629: overlong, surrogate, cut short, past U+10FFFF) give -1 and a *size of 1. */
int32_t utf8_decode(const char *text, size_t len, size_t *size);

/* Writes c as UTF-8; returns how many bytes, 1 to 4. */
size_t utf8_encode(char out[4], int32_t c);

/* Whether all of eight bytes are ASCII from the blank to the tilde. */
static inline bool utf8_is_plain(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	/* a borrow or carry comes only out of a byte that is none */
	return !((bytes | (bytes - ones * ' ') | (bytes + ones)) & ones << 7);
}

/* How many of the first len bytes of text are ASCII from the blank to the tilde: most of every text. */
size_t utf8_plain(const char *text, size_t len);

/* c may stand in a document: allowed by XML 1.0, and none of the controls and noncharacters that
 * section 2.2's note discourages. */
bool utf8_is_xml(int32_t c);

/* Whether utf8_clean leaves len bytes as they are, but for byte order marks at their start. */
bool utf8_is_clean(const char *bytes, size_t len);

/* A copy of len bytes of which every sequence that is no UTF-8 became one U+FFFD, every character
 * that utf8_is_xml refuses was dropped, byte order marks at the start were dropped, and CR LF and CR
 * became LF. *replaced counts the first two kinds; it may be NULL. The caller frees the result. */
char *utf8_clean(const char *bytes, size_t len, size_t *replaced);

/* Makes text that was put into a buffer of size bytes what utf8_clean makes, in place. A character that
 * was cut at its end goes, and so does what has no room any more. */
void utf8_mend(char *text, size_t size);

/* Whether text is in NFC for sure; of some texts that are it does not say so. */
bool utf8_is_nfc(const char *text);

/* A copy of text in NFC, to be freed. */
char *utf8_nfc(const char *text);

/* A copy for comparing titles, to be freed: NFKD, letters and decimal digits only, lower case. The
 * identity of papers hangs on this (tidy/identity.h): it never changes, and of every code point
 * that Unicode had in 2026 its result never may. */
char *utf8_title_key(const char *text);

/* Characters of text, not bytes. */
size_t utf8_length(const char *text);

/* How many bytes of text its first count characters take. */
size_t utf8_prefix(const char *text, size_t count);

/* Where the character begins that ends before text + at; at is more than 0. */
size_t utf8_back(const char *text, size_t at);

/* What steers a terminal or the text around it and is not to be printed as it is: controls, line and
 * paragraph separators, and what turns the direction of text until it is ended. Line ends and tabs are
 * of these; marks that say the direction of a place are not. */
bool utf8_steers(int32_t c);

/* White space as people see it: Unicode's White_Space, and the zero-width space. */
bool utf8_is_space(int32_t c);

/* Makes each run of white space one space, and takes it off both ends; in place. */
void utf8_fold_space(char *text);

/* Columns that a character takes on a terminal: 0, 1 or 2. */
int utf8_width(int32_t c);

bool utf8_is_letter(int32_t c);
bool utf8_is_upper(int32_t c);
bool utf8_is_lower(int32_t c);

/* Unicode's general category Nd. */
bool utf8_is_digit(int32_t c);

/* Numbers of every kind: superscripts, Roman numerals, general categories Nd, Nl, No. */
bool utf8_is_number(int32_t c);

/* A letter or digit stands in len bytes of text. */
bool utf8_has_word(const char *text, size_t len);

/* Combining marks, general categories Mn, Mc, Me. */
bool utf8_is_mark(int32_t c);

/* Compatibility decomposition of one code point into out (of room for 32), lower-cased first by
 * full case folding when fold is true. Returns how many code points were written, at least 1. */
size_t utf8_decompose(int32_t out[32], int32_t c, bool fold);

#endif
