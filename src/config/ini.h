/* SPDX-License-Identifier: ISC */
/*
 * One INI file: its sections and keys as its lines say them, each with its place, and all that is
 * wrong with them.
 *
 * ini_read, then config/keys.h to get typed values out of the sections, then ini_close. What is
 * wrong is gathered in ini->problems until ini_close hands it over; nothing else can fail.
 *
 *   hidden.c     lines that may hold a secret
 *   encoding.c   bytes that are no text
 *   line.c       lines joined by a \ at their end
 *   walk.c       sections and keys
 *   value.c      quotes and comments: what a line says, and what iniparser would make of it
 *   schema.c     which sections and keys there may be; keys.c sees to it
 *   library.c    the same file through iniparser: nothing may differ
 */
#ifndef PAPERROUTE_CONFIG_INI_H
#define PAPERROUTE_CONFIG_INI_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/hidden.h"
#include "model/site.h"

struct schema; /* config/schema.h */

struct ini_key {
	const char *name; /* as written */
	struct place place;
	struct expression value; /* what the line says, without the quotes around it */
	struct expression raw;   /* the same with them */
	char quote;              /* ' or " when it stands around the whole value, else 0 */
};

struct ini_section {
	const char *title; /* what stands between the brackets: "rule methods" */
	const char *kind;  /* its first word, in lower case: "rule" */
	const char *name;  /* the rest, as written: "methods"; "" when there is none */
	struct place place;
	bool ignored;         /* unknown or repeated, which was told */
	struct ini_key *keys; /* in the file's order */
	size_t key_count;
	size_t key_cap;
	struct ini_key **by_name; /* the same, for ini_find */
};

struct ini {
	const char *file;
	struct arena *arena;          /* holds all texts */
	struct ini_section *sections; /* in the file's order */
	size_t count;
	size_t cap;
	struct problems problems;
	struct hidden hidden; /* lines that messages do not quote */
};

/* Reads path, which also names the file in messages. A file that cannot be read has no sections and
 * one mistake. Texts live in the arena; sections and keys until ini_close, which has to be called. */
void ini_read(struct ini *out, struct arena *arena, const char *path, const struct schema *schema);

/* Adds what is wrong with the file to problems, by line, at most LIMIT_FILE_PROBLEMS of a kind. */
void ini_close(struct ini *ini, struct problems *problems);

/* One thing that is wrong. place NULL: with the file as a whole. */
void ini_tell(struct ini *ini, enum severity severity, const struct place *place,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/* text, or its beginning and three dots when it is too long for a message. */
const char *ini_show(struct ini *ini, const char *text);

/* The section's first key of that name, without case; NULL when there is none. */
struct ini_key *ini_find(const struct ini_section *section, const char *name);

/* Has to be called when the name of a key changed, before the next ini_find. */
void ini_index(struct ini_section *section);

#endif
