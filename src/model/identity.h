/* SPDX-License-Identifier: ISC */
/*
 * The keys that a record is known by. tidy/identity.h makes them, the store finds entries by them.
 */
#ifndef PAPERROUTE_MODEL_IDENTITY_H
#define PAPERROUTE_MODEL_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

struct identity {
	const char **keys;   /* strongest first; the last is the title's */
	size_t count;        /* at least 1 */
	bool title_can_join; /* the title has at least four words: it is not "Books Received" */
};

/* Whether a key is more than a title's: two entries whose strong keys differ are two papers. */
bool identity_is_strong(const char *key);

#endif
