/* SPDX-License-Identifier: ISC */
/*
 * Sections of XML as text, in which < and & are characters: CDATA, comments and instructions. For what
 * mends XML before it is parsed (tags.h, ampersand.h).
 */
#ifndef PAPERROUTE_READ_SECTION_H
#define PAPERROUTE_READ_SECTION_H

#include <stddef.h>

/* Behind the section that begins at at, or end where it does not end; NULL when none begins there. */
const char *section_end(const char *at, const char *end);

/* The line, from 1, that at is in. */
size_t section_line(const char *bytes, const char *at);

#endif
