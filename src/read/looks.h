/* SPDX-License-Identifier: ISC */
/*
 * What a unit of a list looks like by itself, whatever stands around it (evidence 2 and 3 of read/list.c).
 * The answers change when read/page.h has found lines of names and what is repeated.
 */
#ifndef PAPERROUTE_READ_LOOKS_H
#define PAPERROUTE_READ_LOOKS_H

#include <stdbool.h>

#include "read/unit.h"

#define LOOKS_LONG 300 /* characters that no title has */

/* The end of a sentence stands inside of the text. */
bool looks_like_sentences(const char *text);

/* An abstract, or a part of one. */
bool looks_like_text(const struct unit *unit);

/* It can be a title; whether it is one, what follows says. */
bool looks_like_title(const struct unit *unit);

/* It stands between a title and its abstract without parting them. */
bool looks_like_detail(const struct unit *unit);

/* A link to a paper, with any label or none. */
bool looks_like_paper_address(const struct unit *unit);

/* A link to a paper whose label is a title. */
bool looks_like_paper_link(const struct unit *unit);

#endif
