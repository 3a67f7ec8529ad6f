/* SPDX-License-Identifier: ISC */
/*
 * In which charset a page or text is.
 */
#ifndef PAPERROUTE_READ_CHARSET_H
#define PAPERROUTE_READ_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "model/reading.h"

/* Whether all bytes are UTF-8, and some are not ASCII. */
bool charset_is_utf8(const char *bytes, size_t len);

#define CHARSET_SIZE 40

/* Bytes that are no UTF-8, and of which ten times as many are single ones above 0x7f as make characters
 * of UTF-8, as UTF-8: they are in windows-1252, as far as can be told. To be freed, and cleaned
 * (base/utf8.h); NULL when they are not so, or are binary. */
char *charset_from_1252(const char *bytes, size_t len);

/* A text that is no UTF-8, as UTF-8: from what HTTP says that it is in; else, when it is in Latin
 * letters, from windows-1252, as browsers do. For what cannot say it itself: lists, tables, JSON.
 * *charset is which; to be freed, and cleaned. NULL when the text is UTF-8, or was and has some broken
 * bytes, or is binary. */
char *charset_decode(const char **charset, const struct read_input *input);

/* Whether utf8_clean would hand the bytes on as they are, and charset_mend_controls too: UTF-8 of
 * characters that may stand in a document, without CR. */
bool charset_is_clean(const char *bytes, size_t len);

/* A copy of UTF-8 in which U+0080 to U+009F, which are no characters of any text, are those that
 * windows-1252 has there: who made the text took that for ISO-8859-1. To be freed; NULL when there are
 * none. */
char *charset_mend_controls(const char *bytes, size_t len);

/* Whether a character of ASCII is the same one byte in the charset; false when there is none of that name. */
bool charset_has_ascii(const char *charset);

/* The charset's name for libxml2, perhaps in name. In this order: a byte order mark; UTF-8 when the bytes
 * are that, whatever is said of them, for no text in another charset looks like it by chance; what HTTP
 * says; what the page says; windows-1252. As in the HTML standard, ISO-8859-1 means windows-1252. */
const char *charset_of_html(char name[CHARSET_SIZE], const struct read_input *input);

#endif
