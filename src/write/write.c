/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/write.h"

static int (*const writers[DOCUMENT_KINDS])(
	struct buf *out, const struct feed *feed, struct err *err) = {
	[DOCUMENT_ATOM] = write_atom,
	[DOCUMENT_RSS] = write_rss,
	[DOCUMENT_JSON] = write_json,
};

int write_feed(struct buf *out, enum document_kind kind, const struct feed *feed, struct err *err)
{
	return writers[kind](out, feed, err);
}
