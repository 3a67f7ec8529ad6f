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

/* What makes a title on this page */
enum page_titles {
	TITLES_PLAIN,    /* nothing but what it is and what follows */
	TITLES_HEADINGS, /* a heading of one level */
	TITLES_LABELS,   /* "Title: ..." */
	TITLES_NUMBERS,  /* "1. ...", "2. ...", counted through the page */
	TITLES_ITEMS,    /* it begins a line that leads to a paper */
};

struct page {
	struct units units;
	size_t *next; /* per unit: the next one that is no detail of a paper */
	enum page_titles titles;
	size_t title_level; /* of the headings that are titles; 0: headings are none */
	bool numbered;      /* items are counted through the page */
	bool linked;        /* addresses of papers stand below titles, and few texts */
	bool bylines;       /* lines of names stand below titles */
	size_t texts;       /* how many texts */
	size_t typical;     /* characters of a text of this page, the median */
	size_t first_titled; /* the first unit that is a title because text follows; or their count */
	size_t last_titled; /* and the last */
	size_t end_titles;  /* from this unit on every text could be a title: no footer follows */
	bool capitals;      /* most titles with a text are written in capitals */
	bool cards;         /* "Submitted by" stands somewhere */
	bool numbers_first; /* a paper's number stands before its title */
	size_t titled;      /* how many titles have a text or mark-up */
	bool links_around;  /* a paper's addresses stand before its title and behind its text */
	bool links_first;   /* a paper's address stands before its title */
};

/* Strings live in the arena. Fails as units_read does; what was read before can be used. */
int page_read(struct page *out, struct arena *arena, const char *text, const char *where,
	struct err *err);
void page_release(struct page *page);

/* A title without a text behind it is written as the titles that have one are. */
bool page_is_written_so(const struct page *page, const struct unit *unit);

/* A title by the page's mark-up, TITLES_PLAIN has none. */
bool page_is_marked_title(const struct page *page, const struct unit *unit);

/* The unit behind number that is no detail, or NULL. */
const struct unit *page_next(const struct page *page, size_t number);

/* That unit is a text, or names stand between. */
bool page_text_follows(const struct page *page, size_t number);

#endif
