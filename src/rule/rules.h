/* SPDX-License-Identifier: ISC */
/*
 * Compiled rules, as rule/compile.c makes them and rule/match.c reads them.
 */
#ifndef PAPERROUTE_RULE_RULES_H
#define PAPERROUTE_RULE_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sha256.h"
#include "model/site.h"
#include "rule/regex.h"
#include "rule/rule.h"
#include "rule/terms.h"
#include "rule/tree.h"
#include "rule/value.h"

#define RULES_COMMON UINT32_MAX /* the topic of a rule that counts in every one */

struct compiled_rule {
	const struct rule_def *def;
	uint32_t topic; /* index into site->topics, or RULES_COMMON */
	uint32_t root;  /* node of its expression */
};

/* A rule that has a term. */
struct user {
	uint32_t rule;
	uint16_t places; /* where the term counts, a bit set of enum place_of_hit */
	bool plain;      /* the rule is that term or an or of terms: one hit there, and it fires */
};

struct rules {
	const struct site *site;
	struct terms terms;
	struct tree tree;
	struct values values;
	struct regexes *regexes;
	bool asks_authors;           /* a rule looks for terms in them */
	struct compiled_rule *rules; /* those of RULES_COMMON, then by topic, each as in its file */
	size_t count;
	size_t cap;
	size_t common_count;  /* of RULES_COMMON */
	uint32_t *ranks;      /* per topic: how many are asked before it, by priority */
	uint32_t *catch_alls; /* the topics that take what others left */
	size_t catch_all_count;
	/* The rules that have term t are users[first_user[t]] to before users[first_user[t + 1]]. */
	uint32_t *first_user;
	struct user *users;
	uint32_t *always; /* rules that can fire without any hit: "not survey" */
	size_t always_count;
	char fingerprint[SHA256_HEX_SIZE];
};

#endif
