/* SPDX-License-Identifier: ISC */
/*
 * The entry: one paper, tidied; the record that every later stage passes on. paperroute-entry(5)
 * lists the same fields for users.
 *
 * Strings are in NFC, made of valid XML characters, white space folded to single spaces. An entry
 * owns nothing: all that it points to lives in its maker's arena.
 */
#ifndef PAPERROUTE_MODEL_ENTRY_H
#define PAPERROUTE_MODEL_ENTRY_H

#include <stddef.h>
#include <stdint.h>

struct entry {
	const char *key;      /* canonical identity: "arxiv:2404.01234"; the strongest known */
	const char *title;    /* never NULL or empty */
	const char *abstract; /* NULL when there is none; paragraphs set apart by "\n\n" */
	const char **authors; /* in the source's order */
	size_t author_count;
	uint32_t author_total; /* at least author_count; more when a source only counts them */
	const char *link;      /* landing page; http or https, as all URLs here; NULL if unknown */
	const char *pdf;       /* these three NULL if unknown */
	const char *code;
	const char *discussion;
	const char **categories;
	size_t category_count;
	int64_t published;    /* when the paper appeared; CLOCK_NONE if unknown */
	int64_t listed;       /* first day that a source listed it; CLOCK_NONE if unknown */
	int64_t first_seen;   /* when we first stored it */
	int64_t updated;      /* when title, abstract or authors last really changed */
	uint64_t votes;       /* the most ever seen */
	uint64_t comments;    /* likewise */
	uint64_t rank;        /* place in its first list, from 0 */
	const char *source;   /* the name of the source that it came from first */
	const char **sources; /* those of all that list it, by name */
	size_t source_count;  /* 0 where only the first is known */
};

#endif
