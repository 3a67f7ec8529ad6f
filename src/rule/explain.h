/* SPDX-License-Identifier: ISC */
/*
 * Why an entry is, and is not, in each topic.
 *
 * Every rule is compiled once more as if it were a topic of its own, and so is every piece of its
 * expressions (rule/pieces.h). So what is told of a rule is what the matcher says of it, and hangs on
 * no other rule, veto or early exit.
 *
 * explainer_new once for a site whose rules compile, explainer_explain for each entry, explainer_free.
 */
#ifndef PAPERROUTE_RULE_EXPLAIN_H
#define PAPERROUTE_RULE_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/entry.h"
#include "model/route.h"
#include "model/site.h"
#include "rule/pieces.h"

enum explained_why {
	EXPLAINED_IN,
	EXPLAINED_SHORT,    /* of points */
	EXPLAINED_REJECTED, /* by a rule with score = reject */
	EXPLAINED_MOVED,    /* the topic has moved_to, and takes none */
	EXPLAINED_SOURCE,   /* the topic takes papers of other sources */
	EXPLAINED_VOTES,    /* it has fewer than min_votes */
	EXPLAINED_TAKEN,    /* an exclusive topic that is asked earlier has it for itself */
	EXPLAINED_NOT_LEFT, /* the topic takes what others leave, and one of them has it */
};

/* A place in the entry where something hit; text is NULL when there is none. */
struct explained_hit {
	const char *field; /* as of struct reason */
	const char *text;  /* the whole field, of several values the one that was hit */
	size_t start;      /* bytes of text */
	size_t end;
};

struct explained_piece {
	const struct piece *piece;
	bool holds;
	struct explained_hit hit; /* what makes it hold; else what its inner part hit */
};

struct explained_rule {
	const struct rule_def *def;
	bool common; /* it is one of rules.ini */
	bool fired;
	int points; /* what it gave; of one that did not fire what it could have */
	struct explained_hit hit;
	/* Of one that did not fire: the alternative that came nearest, NULL when nothing of any hit. */
	const struct alternative *nearest;
	struct explained_piece *pieces; /* of nearest */
};

struct explained_topic {
	const struct topic *topic;
	enum explained_why why;
	const struct topic *taken_by; /* of EXPLAINED_TAKEN */
	long points;                  /* of all rules that fired, those of rules.ini too */
	struct explained_rule *rules; /* those that fired or came near, in the order of the
				       * topic's, then of rules.ini */
	size_t rule_count;
};

struct explainer;

/* NULL when its rules do not compile. The site has to outlive the explainer. */
struct explainer *explainer_new(const struct site *site);
void explainer_free(struct explainer **explainer);

/* Topics in the order of the site's; all in the arena, which has to live as long as the entry. */
void explainer_explain(struct explained_topic **out, struct explainer *explainer,
	struct arena *arena, const struct entry *entry);

/* Warns of regexes that were stopped, as matcher_tell does: what they would have found is missing. */
void explainer_tell(const struct explainer *explainer, struct problems *problems);

/* Where a reason that the matcher gave for the entry stands in it. */
void explain_hit(struct explained_hit *out, struct arena *arena, const struct entry *entry,
	const struct reason *reason);

#endif
