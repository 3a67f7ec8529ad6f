/* SPDX-License-Identifier: ISC */
/*
 * The site and its compiled rules, as every command that works on a site needs them.
 */
#ifndef PAPERROUTE_CMD_LOAD_H
#define PAPERROUTE_CMD_LOAD_H

#include "base/arena.h"
#include "base/err.h"
#include "cmd/cmd.h"
#include "model/site.h"
#include "rule/rule.h"

struct loaded {
	struct arena arena; /* holds the site */
	struct site site;
	struct rules *rules; /* NULL when a topic or list is broken */
	struct problems problems;
};

/* Reads everything that there is and gathers every mistake, arranged by file and place. Returns -1 when
 * paperroute.ini is broken, so that there is no site. load_release in any case. */
int load_site(struct loaded *out, const struct cmd_context *context);
void load_release(struct loaded *loaded);

#endif
