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
#include "model/record.h"

enum line_kind {
	LINE_BLANK,
	LINE_TEXT,
	LINE_HEADING,   /* "### Title", "### [Title](url)" */
	LINE_DAY,       /* "Mar 14", "March 14, 2025", "2025-03-14" */
	LINE_MONTH,     /* "Mar": the day stands on the next line */
	LINE_NUMBER,    /* "65", "1.2k"; a number that is a link */
	LINE_SUBMITTER, /* "Submitted by", and a name or not */
	LINE_FIELD,     /* "12 authors", "Published on Sep 16, 2026", "Upvote 65" */
	LINE_CURATOR,   /* "byAK and the research community" */
	LINE_LINK,      /* nothing but addresses, with labels or without */
	LINE_REFERENCE, /* "[32]: https://..." */
	LINE_SIGN,      /* no letter or digit: "·", "][", "-----" */
	LINE_KINDS
};

struct line {
	enum line_kind kind;
	enum field
		field; /* of a field, and of text with a label, "Authors: ..."; else FIELD_COUNT */
	size_t number; /* in the input, from 1 */
	const char
		*text;   /* what the line says: the title, the day, the number, the name, the label;
			     behind a label of a field */
	const char *url; /* of a heading or link, or NULL */
	const char *ref; /* the number behind "[Title][32]", or of a reference, or NULL */
	const char **urls; /* all addresses of the line, in order */
	size_t url_count;
	const char *lead;  /* what an item begins with, bold, linked, or before a link; or "" */
	const char *rest;  /* what stands behind that, without links; or "" */
	size_t item;       /* "12. Title": the 12; 0 when the line is not numbered */
	size_t item_skip;  /* bytes of text that the item's number takes */
	size_t level;      /* of a heading: how many # */
	bool labelled;     /* field comes from a label */
	bool bullet;       /* began with a list's bullet */
	bool indented;     /* began with white space */
	bool dot;          /* a "·" or "|" stands before it, in the same line of the input */
	struct line *more; /* the next detail of the same line of the input, or NULL */
};

/* The name of a kind, for people. */
const char *line_kind_name(enum line_kind kind);

/* Reads len bytes of valid UTF-8 without line breaks. What out points to lives in the arena. */
void line_read(struct line *out, struct arena *arena, const char *text, size_t len, size_t number);

#endif
