/* SPDX-License-Identifier: ISC */
/*
 * Hits of terms that are not made of words: values of fields, numbers, regexes. They get numbers from
 * terms_reserve as other terms do, and everything behind the scan treats them alike.
 *
 * For each text scan_text first, then hits_add_span for what is found in it; hits_add for the rest at
 * any time; hits_settle when the entry has been looked through.
 */
#ifndef PAPERROUTE_RULE_HITS_H
#define PAPERROUTE_RULE_HITS_H

#include <stdint.h>

#include "rule/scan.h"

/* A hit of a whole value: its bytes from start to before end. It is near nothing. */
void hits_add(struct scan *scan, uint32_t term, uint32_t place, size_t start, size_t end);

/* A hit in the text scanned last, in these bytes of it: it counts for the words that it touches. */
void hits_add_span(struct scan *scan, uint32_t term, uint32_t place, size_t start, size_t end);

/* Brings all hits into the order that scan.h promises. */
void hits_settle(struct scan *scan);

#endif
