/* SPDX-License-Identifier: ISC */
/*
 * The rule engine: which topics an entry belongs to, and why.
 *
 * rules_compile once for a site, which finds every mistake in its expressions; then a matcher for
 * each thread: matcher_new, matcher_route for each entry, matcher_free; at the end rules_free.
 * Compiled rules never change. The match is a pure function of rules and entry and cannot fail, but
 * for regexes that take too long: matcher_tell.
 */
#ifndef PAPERROUTE_RULE_RULE_H
#define PAPERROUTE_RULE_RULE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/entry.h"
#include "model/route.h"
#include "model/site.h"

struct rules;
struct matcher;

/* *out is NULL after failure; every mistake is in problems, and what is legal but suspicious too. The
 * site has to outlive the rules. */
int rules_compile(struct rules **out, const struct site *site, struct problems *problems);

/* Warns of what is legal in a site without mistakes, but suspicious in more ways than rules_compile
 * looks for: terms that others shadow, lists that nobody uses, topics that are equal. */
void rules_check(const struct site *site, struct problems *problems);
void rules_free(struct rules **rules);

/* Tells rules apart that may route differently: equal for equal topics, rules and lists. */
const char *rules_fingerprint(const struct rules *rules);

/* The rules have to outlive the matcher. */
struct matcher *matcher_new(const struct rules *rules);
void matcher_free(struct matcher **matcher);

/* The routes of an entry, by topic; they live in the arena, which is not touched when there are none.
 * Once the matcher has seen the largest entry, nothing else takes memory. */
void matcher_route(struct matcher *matcher, struct arena *arena, const struct entry *entry,
	const struct route **routes, size_t *count);

/* Warns of regexes that were stopped, because they took too long, since matcher_new: what they would
 * have found is missing in the routes. Once, at the end. */
void matcher_tell(const struct matcher *matcher, struct problems *problems);

#endif
