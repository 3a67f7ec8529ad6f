/* SPDX-License-Identifier: ISC */
/*
 * Sections of XML as text, in which < and & are characters: CDATA, comments and instructions. For what
 * mends XML before it is parsed (tags.h, ampersand.h).
 *
 * Where the next mark of a kind stands is remembered, so that a document of a million beginnings without an
 * end is looked through once and not a million times.
 */
#ifndef PAPERROUTE_READ_SECTION_H
#define PAPERROUTE_READ_SECTION_H

#include <stddef.h>

enum section {
	SECTION_NONE,
	SECTION_CDATA,
	SECTION_COMMENT,
	SECTION_INSTRUCTION,
};

/* What is looked for. */
enum section_mark {
	MARK_CDATA,           /* a beginning */
	MARK_CDATA_END,       /* ]]> */
	MARK_COMMENT_END,     /* --> */
	MARK_INSTRUCTION_END, /* ?> */
	MARK_END_TAG,         /* </ */
	MARK_XML,             /* a declaration */
	MARK_RSS,             /* roots */
	MARK_RDF,
	MARK_FEED,
	MARK_ITEM,  /* of RSS */
	MARK_ENTRY, /* of Atom */
	MARK_COUNT,
};

struct sections {
	const char *end;               /* of the document */
	const char *found[MARK_COUNT]; /* the last answers; NULL: not asked for yet */
};

/* What begins at at. */
enum section section_begins(const char *at, const char *end);

/* Behind what such a section begins with. */
const char *section_text(enum section section, const char *at);

/* Behind the section that begins at at, or end where it does not end; NULL when none begins there. */
const char *section_end(const char *at, const char *end);

/* The next such mark that does not stand before at, which never goes back; the document's end when there
 * is none. */
const char *section_mark(struct sections *sections, enum section_mark mark, const char *at);

/* Where a CDATA section whose text begins at text was meant to end, when that was lost: before the end of
 * the element name around it, or before the next paper, if the ]]> that comes is that of another section, or none comes. NULL: it has
 * its own end. *behind is where that begins. */
const char *section_lost_end(struct sections *sections, const char *text, const char *name,
	size_t name_len, const char **behind);

#endif
