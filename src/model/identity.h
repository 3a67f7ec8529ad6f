/* SPDX-License-Identifier: ISC */
/*
 * The keys that a record is known by. tidy/identity.h makes them, the store finds entries by them.
 */
#ifndef PAPERROUTE_MODEL_IDENTITY_H
#define PAPERROUTE_MODEL_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

/* What a key has beside letters and digits: RFC 3986's pchar without percent-encoding, slash, question
 * mark (RFC 4151, section 2.1). */
#define IDENTITY_SIGNS "-._~!$&'()*+,;=:@/?"

struct identity {
	const char **keys;   /* strongest first; the last is the title's */
	size_t count;        /* at least 1 */
	bool title_can_join; /* the title has at least four words: it is not "Books Received" */
};

/* Whether a key is more than a title's: two entries whose strong keys differ are two papers. */
bool identity_is_strong(const char *key);

/* Whether text is not empty, and of characters alone that may stand in a tag URI, as all of a key's do. */
bool identity_is_tag(const char *text);

/* The place of a key's kind among the kinds: 0 for the strongest. */
unsigned identity_rank(const char *key);

/* Whether two sets of keys, in any order, belong to two papers. The strongest registry that has
 * numbers in both decides: arXiv, then DOI, then a source's own ids; they are two when it has none
 * in common. URLs and titles decide nothing: a paper may have several, and papers may share one. */
bool identity_contradicts(
	const char *const *a, size_t a_count, const char *const *b, size_t b_count);

#endif
