/* SPDX-License-Identifier: ISC */
/*
 * A route: why an entry is in a topic. rule/ finds them, the store keeps them, write/ shows them.
 */
#ifndef PAPERROUTE_MODEL_ROUTE_H
#define PAPERROUTE_MODEL_ROUTE_H

#include <stddef.h>

/* One rule that fired. */
struct reason {
	const char *rule; /* its name */
	int points;
	const char *
		field; /* "title", "abstract", "author", "category", "source", "link", "id", "votes",
			    * "comments" or "authors", of the first hit that counted; NULL if none did
			    * (a rule made of "not") */
	const char *text; /* what hit, as it stands in the field; NULL likewise */
	unsigned value;   /* which of the field's values hit, from 0; the store forgets this */
	size_t start;     /* where in it the text begins, in bytes; likewise */
};

struct route {
	const char *topic;      /* slug */
	int points;             /* the sum of its reasons' */
	struct reason *reasons; /* in the order of the topic's rules */
	size_t reason_count;
};

#endif
