/* SPDX-License-Identifier: ISC */
/*
 * What read/list.c, which decides what each unit of a page is, and read/list_take.c share: the page, the
 * papers so far, and what becomes of a unit once that is known. Each such function notes why.
 */
#ifndef PAPERROUTE_READ_LIST_WORK_H
#define PAPERROUTE_READ_LIST_WORK_H

#include <stdbool.h>

#include "model/reading.h"
#include "read/page.h"
#include "read/paper.h"

/* One page on its way to papers. */
struct list_work {
	struct read_result *result;
	const struct source *source;
	const struct read_sink *sink;
	struct page page;
	struct papers papers;
	bool detached;    /* a banner line stands behind the open paper: numbers are not its */
	bool listing;     /* in a list that the open paper's abstract announced */
	bool in_list;     /* behind the first paper or day */
	bool open_titles; /* a title without full stop was found */
	enum { CARD_NONE, CARD_NAME, CARD_TITLE, CARD_REST } card; /* what a card has next */
	const char *votes;             /* seen before the title that they are for */
	const char *listed;            /* the day that holds for the papers to come */
	const char *pending_url;       /* of the title to come */
	const char *pending_published; /* likewise, when it was published */
};

/* Notes what the unit is taken for. */
void list_note(
	const struct list_work *r, const struct unit *unit, const char *what, const char *why);

/* The unit is a line of no paper. */
void list_pass_over(struct list_work *r, const struct unit *unit, const char *why);

/* The unit is a title; with it go what was kept for it, and its links. */
void list_begin_paper(struct list_work *r, const struct unit *unit, const char *why);

/* The unit is a text of the open paper; passed over when there is none, or something stands between. */
void list_add_abstract(struct list_work *r, const struct unit *unit);

/* Whether the open paper's abstract announces what comes: "Our contributions are:" */
bool list_abstract_goes_on(const struct list_work *r);

/* Adds what belongs to the open paper, as long as nothing else stands between. */
void list_add_detail(struct list_work *r, enum field field, const char *text);

#endif
