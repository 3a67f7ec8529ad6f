/* SPDX-License-Identifier: ISC */
/*
 * Kinds of values: readers that the tables of config/schema.c name (struct key_row). Each fills a
 * field of the given type, or tells why not and leaves it as it was.
 */
#ifndef PAPERROUTE_CONFIG_VALUES_H
#define PAPERROUTE_CONFIG_VALUES_H

#include "config/schema.h"

/* const char *: text for people, white space folded to single spaces */
void values_text(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* const char *: as written */
void values_plain(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* const char *: the name of a file or folder, as written */
void values_path(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* int, from row->least to row->most */
void values_int(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* size_t, likewise */
void values_size(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* bool: yes, no, true, false, on, off, 1, 0 */
void values_bool(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* uint64_t, likewise */
void values_count(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* bool: whether case is to be ignored: ignore or match */
void values_case(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* bool: whether words are to be found in their own form only: no */
void values_plural(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* struct rule_def: score, or reject for the word "reject" */
void values_score(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* unsigned: bit set of enum document_kind, by names with commas between them; a feed of some kind is
 * among them */
void values_documents(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* size_t: bytes, from row->least to row->most; 500K is 500 * 1024, and 32M likewise */
void values_bytes(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* const char *: a command, as written */
void values_command(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* enum format, by name */
void values_format(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

#endif
