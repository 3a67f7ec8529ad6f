/* SPDX-License-Identifier: ISC */
/*
 * Markdown in one line: links, pictures, emphasis.
 */
#ifndef PAPERROUTE_READ_MARKUP_H
#define PAPERROUTE_READ_MARKUP_H

#include <stddef.h>

#include "base/arena.h"

struct markup {
	const char *text;  /* without mark-up, white space folded; a link is its label */
	const char *url;   /* of the first link, or NULL */
	const char *ref;   /* of the first "[label][ref]", or NULL */
	const char **urls; /* of all links and bare addresses, in order */
	size_t url_count;
	const char *lead; /* the bold text or label that begins the line, else what stands before
			     the first link; "" when there is neither */
	const char *rest; /* what stands behind the lead, without the labels of links */
	size_t outside;   /* letters and digits outside of links: 0 when the line is only links */
};

/* Takes the mark-up off len bytes of text. Brackets that are no link stay as they are. */
void markup_strip(struct markup *out, struct arena *arena, const char *text, size_t len);

#endif
