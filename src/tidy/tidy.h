/* SPDX-License-Identifier: ISC */
/*
 * Raw records to clean entries. In the order of calls, for each record that a reader hands over:
 *
 *   tidy_pin	   dates made absolute, which only the day of the fetch can do
 *   tidy_identity (tidy/identity.h) its keys, by which the store finds what it has of the paper
 *   tidy_renew	   the record of the same source and entry that is kept already, brought up to date
 *   tidy_merge	   all records of the entry, one per source, to the entry
 *
 * Everything but tidy_pin is a pure function of the records. Results live in the caller's arena.
 * What is odd about a record goes to problems as a warning with the record's line.
 */
#ifndef PAPERROUTE_TIDY_TIDY_H
#define PAPERROUTE_TIDY_TIDY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/sha256.h"
#include "model/entry.h"
#include "model/record.h"

struct tidy_context {
	const char *source; /* file or name, for messages */
	int year;           /* of dates without one; 0: the latest such day not after now's */
	int64_t now;        /* the run's time */
};

/* Rewrites FIELD_PUBLISHED and FIELD_LISTED as RFC 3339 in UTC. A date that cannot be read or that
 * is in the future is taken out, with a warning. Returns -1, with a warning, when the record has no
 * title and so is no paper. */
int tidy_pin(struct record *out, struct arena *arena, const struct record *record,
	const struct tidy_context *context, struct problems *problems);

/* What to keep of a source's record when the source lists the paper again: the new one, but with
 * the earlier listed day, the higher votes and comments, and the first rank; a field that the new
 * one lacks stays. old may be NULL. */
void tidy_renew(struct record *out, struct arena *arena, const struct record *old,
	const struct record *new);

/* All fields of the entry except key, first_seen and updated, which are the store's to give. The
 * order of records does not matter. */
void tidy_merge(
	struct entry *out, struct arena *arena, const struct sourced_record *records, size_t count);

/* Whether a subscriber should hear of the change: title, abstract or authors differ in letters or
 * digits. A better LaTeX table or other marks are no news. */
bool tidy_really_changed(const struct entry *old, const struct entry *new);

/* What tidy_merge does, as a hash of its tables and its version: entries that were made under another
 * one are made anew. */
void tidy_fingerprint(char out[SHA256_HEX_SIZE]);

/* template with {title} replaced by the percent-encoded title (RFC 3986, section 2.1). */
char *tidy_expand_link(struct arena *arena, const char *template, const struct entry *entry);

#endif
