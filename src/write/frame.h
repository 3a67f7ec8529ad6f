/* SPDX-License-Identifier: ISC */
/*
 * The frame of all pages: what stands around the content, from the doctype to the footer.
 *
 * frame_open, the content (inside of main), frame_close. Nothing of a page leads to another host but
 * links that a person follows: style, script and icon are files beside the pages, and the page's own
 * policy forbids anything else, inline styles and scripts included.
 */
#ifndef PAPERROUTE_WRITE_FRAME_H
#define PAPERROUTE_WRITE_FRAME_H

#include "model/feed.h"
#include "model/site.h"
#include "write/xml.h"

struct frame {
	const struct site *site;
	const char *title;       /* of the page; the site's is added */
	const char *description; /* NULL when there is none */
	const char *path;        /* the page's name inside the output folder */
	const char *root;        /* how that folder is reached from the page: "", "../", ... */
	/* Whose documents the page announces to feed readers, the best first */
	const struct feed *const *feeds;
	size_t feed_count;
	bool home; /* the site's first page */
};

void frame_open(struct xml *xml, struct buf *out, const struct frame *frame);

/* Fails as xml_close does. */
int frame_close(struct xml *xml, const struct buf *out, const struct frame *frame, struct err *err);

#endif
