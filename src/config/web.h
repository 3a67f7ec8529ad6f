/* SPDX-License-Identifier: ISC */
/*
 * Kinds of values that end up in what is published: addresses, names in tag: URIs, languages.
 * Readers for the tables of config/schema.c, like those of config/values.h; all fill a const char *.
 */
#ifndef PAPERROUTE_CONFIG_WEB_H
#define PAPERROUTE_CONFIG_WEB_H

#include "config/schema.h"

/* The http or https address of a folder; a slash at its end is added. */
void web_base_url(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* An http or https address to read from. */
void web_url(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* What a server's owner finds in requests: a mail address or URL, made of ASCII without spaces and
 * parentheses. */
void web_contact(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* Sets *out to an http or https address with {title} in it; for a key with several values. */
void web_link(const char **out, struct ini *ini, const struct expression *value);

/* A domain or mail address in lower case (RFC 4151, authorityName). Warns of example.org and what
 * is below it: that is nobody's. */
void web_authority(
	void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* 2026, 2026-11 or 2026-11-23 (RFC 4151, date). */
void web_tag_date(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

/* A language tag of a language, and regions and the like after it (BCP 47). */
void web_language(void *out, struct ini *ini, const struct key_row *row, const struct ini_key *key);

#endif
