/* SPDX-License-Identifier: ISC */
/*
 * From the sections and keys of a file to the fields of the model, by the tables of
 * config/schema.h.
 *
 * keys_check (ini_read calls it) tells what does not belong in the file; then for every section
 * keys_fill, and keys_collect for keys that may have several values. What cannot be read is told
 * and leaves the field as it was, so defaults go into the record before.
 */
#ifndef PAPERROUTE_CONFIG_KEYS_H
#define PAPERROUTE_CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/ini.h"
#include "config/schema.h"

/* What a key's name says: base, or base.number. */
struct key_name {
	const char *base; /* borrowed, not NUL-terminated */
	size_t len;
	unsigned number; /* 1 for base alone; 0: a number that none may have */
};
struct key_name keys_split(const char *name);

/* The value is there: optional keys may be empty. */
bool keys_has_value(const struct ini_key *key);

/* Tells unknown, repeated, missing and empty sections and keys, lists with a gap in their numbers or
 * in double quotes. */
void keys_check(struct ini *ini, const struct schema *schema);

/* Reads the section's values into the fields of out, whose kind is the section's. */
void keys_fill(
	void *out, struct ini *ini, const struct schema *schema, const struct ini_section *section);

/* The values of base, base.2, base.3, ... up to the first number that is missing. *count is 0 when
 * there is none. */
void keys_collect(struct expression **out, size_t *count, struct ini *ini,
	const struct ini_section *section, const char *base);

#endif
