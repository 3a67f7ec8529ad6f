/* SPDX-License-Identifier: ISC */
/*
 * What Windows calls Unicode text: lists, tables and JSON in UTF-16 with a byte order mark. XML and
 * pages in it are left alone, as libxml2 knows it.
 */
#ifndef PAPERROUTE_READ_UTF16_H
#define PAPERROUTE_READ_UTF16_H

#include <stddef.h>

/* Bytes in UTF-16 with a byte order mark as UTF-8, of which *len is the length; half surrogates become
 * U+FFFD. To be freed; NULL when the bytes are something else, or begin with an element. */
char *utf16_decode(const char *bytes, size_t *len);

#endif
