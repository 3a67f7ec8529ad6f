/* SPDX-License-Identifier: ISC */
/*
 * What the command explain prints of an explanation (rule/explain.h).
 */
#ifndef PAPERROUTE_CMD_EXPLAIN_H
#define PAPERROUTE_CMD_EXPLAIN_H

#include <stddef.h>

#include "rule/explain.h"

struct explanation {
	const struct entry *entry;
	const struct explained_topic *topics; /* in the order of the site's */
	size_t count;
	const char *only; /* a topic's slug; NULL: all */
};

/* For people: the topics that it is in first, then those that it came near to. */
void explain_show(const struct explanation *explanation);

/* For programs: one line of JSON. */
void explain_show_json(const struct explanation *explanation);

#endif
