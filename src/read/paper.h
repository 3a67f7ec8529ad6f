/* SPDX-License-Identifier: ISC */
/*
 * The papers of a list while it is read: begun, added to, and handed over at the end, because a paper
 * that stands twice is one record and links may be explained at the end of the page.
 *
 * papers_init; for each paper paper_begin and what is found of it; papers_emit; papers_release.
 */
#ifndef PAPERROUTE_READ_PAPER_H
#define PAPERROUTE_READ_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/record.h"
#include "model/reading.h"

struct paper {
	struct record record;
	const char *key;   /* utf8_title_key of its title */
	const char **refs; /* "[Title][32]": where its links are explained */
	size_t ref_count;
	const char *number; /* "arXiv:2404.01234", when an address of it says so, or NULL */
};

struct reference {
	const char *name;
	const char *url;
};

struct papers {
	struct arena *arena;
	struct paper *items;
	size_t count;
	size_t cap;
	struct paper *open;  /* the one that is added to, or NULL */
	struct buf abstract; /* of the open one, so far */
	bool cut;            /* a paragraph did not fit into an abstract */
	struct reference *references;
	size_t reference_count;
	size_t reference_cap;
};

void papers_init(struct papers *papers, struct arena *arena);
void papers_release(struct papers *papers);

/* Ends the open paper and begins another. */
void paper_begin(struct papers *papers, const char *title, size_t line);

/* Adds to the open paper; nothing when there is none or the field is there already. */
void paper_add(struct papers *papers, enum field field, const char *text);

/* Every name of a list of authors; every category or keyword of a list that has semicolons between
 * them, or spaces between codes as cs.CL, or commas. */
void paper_add_authors(struct papers *papers, const char *names);
void paper_add_categories(struct papers *papers, const char *text);

/* A paragraph more for the open paper's abstract. */
void paper_add_abstract(struct papers *papers, const char *paragraph);
bool paper_has_abstract(const struct papers *papers);

/* An address on a line of its own, or behind a title: link, pdf or code by where it leads. Of other
 * places only one that stands bare is the paper's link. */
void paper_add_url(struct papers *papers, const char *url, bool bare);

/* The address has the number of another paper than the open one: it is none of its addresses, and
 * paper_add_url adds nothing. */
bool paper_is_of_another(const struct papers *papers, const char *url);

/* A number of a reference, of whose address the same holds. NULL adds nothing. */
void paper_add_ref(struct papers *papers, const char *ref);

/* Whether an address is that of one paper at a place where papers are kept; or that of its code. */
bool paper_is_host(const char *url);
bool paper_is_code(const char *url);

void papers_add_reference(struct papers *papers, const char *name, const char *url);

/* Hands the papers over, each once, in order; papers that stand twice fill each other in. */
void papers_emit(struct papers *papers, struct read_result *result, const struct read_sink *sink);

#endif
