/* SPDX-License-Identifier: ISC */
/*
 * The DOCTYPE in front of a document in XML. Nothing in it says anything about papers, and most of the
 * attacks that XML knows stand there: entities that grow without end, that name files and servers,
 * defaults for thousands of attributes. So no parser sees it.
 */
#ifndef PAPERROUTE_READ_DOCTYPE_H
#define PAPERROUTE_READ_DOCTYPE_H

#include <stdbool.h>
#include <stddef.h>

struct doctype {
	size_t begin; /* of "<!DOCTYPE" */
	size_t end;   /* behind its ">"; where the document ends when it has none */
	bool closed;
};

/* Finds it behind white space, declarations and comments, in any case of its letters; false when the
 * document has none. */
bool doctype_find(struct doctype *out, const char *bytes, size_t len);

/* A copy of bytes in which it is blanks, so that lines keep their numbers; to be freed. */
char *doctype_blank(const struct doctype *doctype, const char *bytes, size_t len);

#endif
