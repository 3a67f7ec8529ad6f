/* SPDX-License-Identifier: ISC */
/*
 * What messages may not show: addresses come from the configuration, from servers that redirect and
 * from libraries that complain, and may hold what only one server is to know. Every message passes
 * here (base/err, base/log), and so does what the store and status.atom say of it.
 */
#ifndef PAPERROUTE_BASE_REDACT_H
#define PAPERROUTE_BASE_REDACT_H

#include <stdbool.h>
#include <stddef.h>

/* In place, wherever an address stands in text: a user name and password become dots, and so does the
 * value of a parameter whose name is that of a key (token=, api_key=, and the like), and all of what libcurl
 * says is no proxy. Text never grows. */
void redact(char *text);

/* The same of all that stands behind the ? or # of an address, whatever it is called: for documents that
 * everybody can read. */
void redact_queries(char *text);

/* As much of an address, be it relative, as a message may show that names it: its first count characters at
 * most, with dots for a user name and password, and without what stands behind the ? or #. To be freed. */
char *redact_address(const char *url, size_t count);

/* Whether the address, which begins at its scheme, has a user name or password in it. */
bool redact_has_user(const char *url);

#endif
