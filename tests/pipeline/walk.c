/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pipeline/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "base/xalloc.h"
#include "pipeline/tree.h"

void walk_release(struct walk *walk)
{
	for (size_t i = 0; i < walk->count; i++)
		document_release(&walk->documents[i]);
	free(walk->documents);
	*walk = (struct walk){0};
}

/* The number in ".../archive/SLUG/0012.atom" */
static unsigned archive_number(const char *address)
{
	return (unsigned)strtoul(strrchr(address, '/') + 1, NULL, 10);
}

static const struct document *add(struct walk *walk, const char *path)
{
	struct document *document;

	walk->documents =
		xgrow(walk->documents, &walk->cap, walk->count + 1, sizeof(*walk->documents));
	document = &walk->documents[walk->count++];
	document_load(document, path);
	return document;
}

void walk_follow(struct walk *out, const char *folder, const char *feed, const char *kind)
{
	const struct document *document;
	unsigned number = 0;
	char path[600];

	walk_release(out);
	snprintf(path, sizeof(path), "%s/public/%s.%s", folder, feed, kind);
	while ((document = add(out, path))->previous) {
		unsigned before = number;

		number = archive_number(document->previous);
		ck_assert_msg(out->count == 1 || number == before - 1, "%s: gap", path);
		ck_assert_uint_gt(number, 0);
		snprintf(path, sizeof(path), "%s/public/archive/%s/%04u.%s", folder, feed, number,
			kind);
	}
	ck_assert_msg(number == (out->count > 1), "%s: the first is no. %u", path, number);
	snprintf(path, sizeof(path), "%s/public/archive/%s/%04zu.%s", folder, feed, out->count,
		kind);
	ck_assert_msg(tree_hash(path) == 0, "%s: nothing leads to it", path);
}

const struct item *walk_latest(const struct walk *walk, const char *id)
{
	const struct item *best = NULL;

	for (size_t i = 0; i < walk->count; i++) {
		const struct item *item = document_find(&walk->documents[i], id);

		if (item && (!best || item->updated > best->updated))
			best = item;
	}
	return best;
}
