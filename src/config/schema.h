/* SPDX-License-Identifier: ISC */
/*
 * Which sections and keys there are, what kind of value each has, and which field of the model it
 * fills. paperroute.ini(5) and paperroute-rules(5) describe the same for people.
 */
#ifndef PAPERROUTE_CONFIG_SCHEMA_H
#define PAPERROUTE_CONFIG_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "config/ini.h"

struct key_row {
	const char *name;
	/* Reads the value into the field at out; tells when it is not what it should be. NULL for a
	 * key that may have several values: NAME, NAME.2, ... */
	void (*read)(
		void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);
	size_t offset;       /* of the field in the record of keys_fill */
	long least, most;    /* of numbers */
	bool required;       /* told when it is missing */
	bool optional;       /* may be empty, which is the same as not there */
	const char *example; /* of a value, for messages; NULL when none is needed */
};

struct section_row {
	const char *kind;
	const char *name;           /* what stands for the name in messages; NULL: it has none */
	bool required;              /* at least one */
	const struct key_row *keys; /* NULL: any key, with several values */
	size_t key_count;
	const char *unless[2]; /* keys that make a required one needless; NULL: there is none */
};

struct schema {
	const struct section_row *sections;
	size_t count;
};

extern const struct schema schema_site;
extern const struct schema schema_preset;
extern const struct schema schema_topic;
extern const struct schema schema_rules;
extern const struct schema schema_lists;

#endif
