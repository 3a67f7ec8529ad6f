/* SPDX-License-Identifier: ISC */
/*
 * What every test of the rules needs: a site put together piece by piece, compiled, and asked.
 *
 * help_begin, help_list, help_topic, help_rule, help_match..., then help_compile, help_routes...,
 * help_end. What a call adds belongs to what the call before it added.
 */
#ifndef PAPERROUTE_TESTS_RULE_HELP_H
#define PAPERROUTE_TESTS_RULE_HELP_H

#include <check.h>

#include "rule/rule.h"

struct help {
	struct arena arena;
	struct site site;
	struct problems problems;
	struct rules *rules;
	struct matcher *matcher;
	bool common; /* rules are of rules.ini */
};

void help_begin(struct help *help);
void help_end(struct help *help);

/* One more value of the list of that name, which is made when it is new. */
void help_list(struct help *help, const char *name, const char *text);

void help_topic(struct help *help, const char *slug, int threshold);
void help_rule(struct help *help, const char *name, int score, int title_score);

/* A match of the last rule; its place is 1:1 of the file "match", "match.2", ... */
void help_match(struct help *help, const char *text);

/* Rules, until the next topic, are of rules.ini and count in all of them. */
void help_common(struct help *help);

/* The last topic, for its settings. */
struct topic *help_last_topic(struct help *help);

/* As help_routes, for an entry with more than texts. */
const char *help_routes_of(struct help *help, const struct entry *entry);

/* The last rule rejects. */
void help_reject(struct help *help);

/* The result of rules_compile; on success there is a matcher then. */
int help_compile(struct help *help);

/* A topic t of threshold 1 with one rule r of score 1 that has this match. */
void help_one(struct help *help, const char *match);

/* The routes of an entry, as text that lives in the arena:
 * "slug 10 (rule 6 title <hit text>, rule 4), slug ...". abstract may be NULL. */
const char *help_routes(struct help *help, const char *title, const char *abstract);

/* Whether help_one's rule fires. */
bool help_fires(struct help *help, const char *title, const char *abstract);

/* All problems, as text that lives in the arena: "error match:1:5 text\n"... */
const char *help_problems(struct help *help);

/* A copy of part, count times, in the arena. */
char *help_repeat(struct help *help, const char *part, size_t count);

Suite *word_suite(void);
Suite *plural_suite(void);
Suite *term_suite(void);
Suite *compile_suite(void);
Suite *match_suite(void);
Suite *pieces_suite(void);
Suite *explain_suite(void);
Suite *hostile_suite(void);
Suite *cases_suite(void);
Suite *reference_suite(void);
Suite *regex_suite(void);

#endif
