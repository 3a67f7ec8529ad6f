/* SPDX-License-Identifier: ISC */
/*
 * One line of a list as text, looked at by itself: what kind of line it is, and what it says once its
 * mark-up is taken off. What a line of plain text means follows from its neighbours: read/list.c.
 */
#ifndef PAPERROUTE_READ_LINE_H
#define PAPERROUTE_READ_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum line_kind {
	LINE_BLANK,
	LINE_TEXT,
	LINE_HEADING,   /* "### Title", "### [Title](url)" */
	LINE_DAY,       /* "Mar 14", "March 14, 2025", "2025-03-14" */
	LINE_MONTH,     /* "Mar": the day stands on the next line */
	LINE_NUMBER,    /* "65", "1.2k" */
	LINE_SUBMITTER, /* "Submitted by", and a name or not */
	LINE_AUTHORS,   /* "12 authors" */
	LINE_PUBLISHED, /* "Published on Sep 16, 2026" */
	LINE_VOTES,     /* "Upvote 65" */
	LINE_CURATOR,   /* "byAK and the research community" */
	LINE_LINK,      /* nothing but an address, or a label that is one */
	LINE_REFERENCE, /* "[32]: https://..." */
	LINE_SIGN,      /* no letter or digit: "·", "][", "-----" */
	LINE_KINDS
};

struct line {
	enum line_kind kind;
	size_t number; /* in the input, from 1 */
	const char
		*text; /* what the line says: the title, the day, the number, the name, the label */
	const char *url; /* of a heading or link, or NULL */
	const char *ref; /* the number behind "[Title][32]", or of a reference, or NULL */
	size_t level;    /* of a heading: how many # */
	bool bullet;     /* began with a list's bullet */
	bool indented;   /* began with white space */
};

/* The name of a kind, for people. */
const char *line_kind_name(enum line_kind kind);

/* Reads len bytes of valid UTF-8 without line breaks. What out points to lives in the arena. */
void line_read(struct line *out, struct arena *arena, const char *text, size_t len, size_t number);

#endif
