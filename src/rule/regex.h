/* SPDX-License-Identifier: ISC */
/*
 * Regexes, by PCRE2. One is asked only of texts that hold a literal which it needs (rule/literal.h);
 * all literals are looked for in one pass.
 *
 * regexes_new, regexes_add while rules are compiled, regexes_finish; then for each matcher
 * regex_run_new, and for each text regex_run_text after scan_text; regex_run_free, regexes_free.
 *
 * A regex that takes more than LIMIT_REGEX_STEPS on a text finds nothing in it; after
 * LIMIT_REGEX_STRIKES of such texts the run does without it. regex_run_tell reports both.
 */
#ifndef PAPERROUTE_RULE_REGEX_H
#define PAPERROUTE_RULE_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "model/place.h"
#include "rule/scan.h"
#include "rule/terms.h"

struct regexes;
struct regex_run;

/* A regex as an expression has it: /pattern/flags. */
struct regex_text {
	const char *pattern; /* len bytes */
	size_t len;
	const char *flags; /* of i, m, s and x */
	size_t flag_count;
	bool any_case;      /* as with the flag i */
	unsigned places;    /* bit set of enum place_of_hit */
	struct place place; /* in its file */
};

/* What regexes_add says of one. */
struct regex_report {
	uint32_t term;    /* TERMS_NONE: it is wrong */
	bool has_literal; /* else it is asked of every text */
	size_t at;        /* byte of the pattern that the message is about */
	char message[256];
};

struct regexes *regexes_new(void);
void regexes_free(struct regexes **regexes);
void regexes_add(struct regex_report *out, struct regexes *regexes, struct terms *terms,
	const struct regex_text *text);
void regexes_finish(struct regexes *regexes);

/* The fields that any of them is asked of: bit set of enum place_of_hit. */
unsigned regexes_places(const struct regexes *regexes);

struct regex_run *regex_run_new(const struct regexes *regexes);
void regex_run_free(struct regex_run **run);

/* Adds the hits in the text of a place, which was scanned last if it is one of words. */
void regex_run_text(
	struct regex_run *run, struct scan *scan, uint32_t place, const char *text, size_t len);

/* Warns of regexes that were stopped. */
void regex_run_tell(const struct regex_run *run, struct problems *problems);

#endif
