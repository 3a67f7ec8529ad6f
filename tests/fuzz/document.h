/* SPDX-License-Identifier: ISC */
/*
 * Documents that we write, judged by those who will read them.
 */
#ifndef PAPERROUTE_TESTS_FUZZ_DOCUMENT_H
#define PAPERROUTE_TESTS_FUZZ_DOCUMENT_H

#include <stddef.h>

/* libxml2 finds no mistake in it, and its root is an element of that name. */
void document_require_xml(const char *text, size_t len, const char *root);

/* jansson finds no mistake in it: an object of which the list items has so many. */
void document_require_json(const char *text, size_t len, size_t items);

#endif
