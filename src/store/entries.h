/* SPDX-License-Identifier: ISC */
/*
 * Inside the store: an entry with what only a document needs of it.
 */
#ifndef PAPERROUTE_STORE_ENTRIES_H
#define PAPERROUTE_STORE_ENTRIES_H

#include "store/store.h"

struct stored_entry {
	struct entry entry;
	bool living;          /* was put, and is no part of another */
	const char *minted;   /* the key that its id is made of */
	const char *template; /* link template of its first source, or NULL */
	int64_t dated; /* what documents say that published is; CLOCK_NONE before the first */
};

/* The number is one that the store gave. */
int entries_load(struct stored_entry *out, struct store *store, struct arena *arena, int64_t number,
	struct err *err);

#endif
