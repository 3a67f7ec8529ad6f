/* SPDX-License-Identifier: ISC */
/*
 * A feed's document as a reader has it: Atom, RSS or JSON Feed, by libxml2 and jansson alone, so that
 * the program does not judge itself.
 */
#ifndef PAPERROUTE_TESTS_PIPELINE_DOCUMENT_H
#define PAPERROUTE_TESTS_PIPELINE_DOCUMENT_H

#include <stddef.h>
#include <stdint.h>

struct item {
	char *id;
	char *letters; /* of title, summary and authors: letters and digits, small */
	char *text;    /* these as they stand there */
	int64_t published;
	int64_t updated; /* 0 in RSS, which has none */
};

struct document {
	char *id; /* of the feed; NULL where the format has none */
	int64_t updated;
	char *previous; /* address of the archive before this; NULL: there is none */
	struct item *items;
	size_t count;
};

/* Aborts the test when the file is no such document; path ends in .atom, .rss or .json. An Atom
 * document must be valid too. */
void document_load(struct document *out, const char *path);
void document_release(struct document *document);

/* The first item of that id, or NULL. */
const struct item *document_find(const struct document *document, const char *id);

#endif
