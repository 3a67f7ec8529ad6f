/* SPDX-License-Identifier: ISC */
/*
 * A list's page as a whole: its units, and what only all of them together tell.
 *
 * page_read once; the rest answers questions; page_release.
 */
#ifndef PAPERROUTE_READ_PAGE_H
#define PAPERROUTE_READ_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "read/unit.h"

struct page {
	struct units units;
	size_t *next;       /* per unit: the next one that is no detail of a paper */
	size_t title_level; /* of the headings that are titles; 0: headings are none */
	size_t last_titled; /* the last unit that is a title because text follows; or their count */
	size_t end_titles;  /* from this unit on every text could be a title: no footer follows */
	bool cards;         /* "Submitted by" stands somewhere */
};

/* Strings live in the arena. Fails as units_read does; what was read before can be used. */
int page_read(struct page *out, struct arena *arena, const char *text, const char *where,
	struct err *err);
void page_release(struct page *page);

/* Evidence 2 and 3 of read/list.c: a text, whatever stands around it. */
bool page_is_text(const struct unit *unit);

/* What a title can be by itself. */
bool page_may_be_title(const struct unit *unit);

/* A link to a paper whose label is a title. */
bool page_is_paper_link(const struct line *line);

/* The end of a sentence stands inside of the text. */
bool page_has_sentence_end(const char *text);

/* The unit behind number that is no detail, or NULL. */
const struct unit *page_next(const struct page *page, size_t number);

/* That unit is a text. */
bool page_text_follows(const struct page *page, size_t number);

#endif
