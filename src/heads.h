/* SPDX-License-Identifier: ISC */
/*
 * The heads of a site's feeds: what is known of them before their papers are read.
 *
 * heads_init, heads_release. What they point to is the site's or lives in the heads' arena.
 */
#ifndef PAPERROUTE_HEADS_H
#define PAPERROUTE_HEADS_H

#include "base/arena.h"
#include "model/feed.h"
#include "model/site.h"
#include "store/store.h"

struct heads {
	struct arena arena;
	struct store_feed_options options;
	struct feed *feeds; /* that of all papers first, then one for each topic, in their order */
	size_t count;
};

void heads_init(struct heads *heads, const struct site *site);
void heads_release(struct heads *heads);

#endif
