/* SPDX-License-Identifier: ISC */
/*
 * One pass over a text: its words, and every place where a term stands.
 *
 * scan_init once for a set of terms; for each entry scan_clear, then scan_text for each field; read
 * the hits; scan_release at the end. The arrays grow to the largest entry seen and are kept.
 */
#ifndef PAPERROUTE_RULE_SCAN_H
#define PAPERROUTE_RULE_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "rule/place.h"
#include "rule/terms.h"
#include "rule/token.h"

struct hit {
	uint32_t term;
	uint32_t next;  /* index of the term's next hit, TERMS_NONE at the end */
	uint32_t place; /* rule/place.h */
	uint32_t first; /* words of the field: from first to before last */
	uint32_t last;
	uint32_t start; /* bytes of the field's text: likewise */
	uint32_t end;
};

struct scan {
	const struct terms *terms;
	struct hit *hits; /* by place, then by first word */
	size_t hit_count;
	size_t hit_cap;
	struct hit *sorted; /* room that hits_settle sorts into */
	size_t sorted_cap;
	uint32_t *first_hit; /* per term: TERMS_NONE when it did not hit */
	uint32_t *last_hit;
	uint32_t *found; /* the terms that hit, each once */
	size_t found_count;
	struct tokens tokens; /* of the text being scanned */
};

void scan_init(struct scan *scan, const struct terms *terms);
void scan_release(struct scan *scan);
void scan_clear(struct scan *scan);

/* Adds the hits of the text of a place: the title's first, then the abstract's. */
void scan_text(struct scan *scan, uint32_t place, const char *text, size_t len);

#endif
