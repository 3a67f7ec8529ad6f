/* SPDX-License-Identifier: ISC */
/*
 * Addresses in running text. Pure text: what is found may still be no usable URL; tidy/link.h says
 * which are.
 */
#ifndef PAPERROUTE_BASE_URL_H
#define PAPERROUTE_BASE_URL_H

#include <stdbool.h>
#include <stddef.h>

/* Finds the first http or https URL that begins at or after text + *start; true when there is one,
 * *start and *len then say where. Continue at *start + *len.
 *
 * It ends before white space, quotes, < > { } | \ ^ `, any punctuation or symbol outside ASCII, a
 * bracket that has no partner, and a second URL glued to it; full stops and the like at its end
 * belong to the sentence. Calling it over a whole text takes time in proportion to the text. */
bool url_find(const char *text, size_t *start, size_t *len);

/* The address of a link to a URL of len bytes that was found in a text: scheme and host in small letters;
 * what is outside ASCII, and a % that begins no escape, as %XX. To be freed. NULL when a reader could not
 * see where it leads: with a user's name before its host, or a host with escapes or letters outside ASCII,
 * which may only look like others. */
char *url_href(const char *url, size_t len);

#endif
