/* SPDX-License-Identifier: ISC */
/*
 * URLs as sources give them to URLs that may be published.
 *
 * link_clean first; the others take what it returned. Nothing is fetched and no name looked up.
 */
#ifndef PAPERROUTE_TIDY_LINK_H
#define PAPERROUTE_TIDY_LINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* The URL in text, white space around it apart, in RFC 3986's form: scheme and host in lower case,
 * no default port, a path of at least "/", what is not ASCII or not allowed percent-encoded. NULL
 * when it is no URL that may be published: not http or https, no host name of letters, digits,
 * hyphens and dots, a user name or password, control characters, over LIMIT_URL bytes. */
const char *link_clean(struct arena *arena, const char *text);

/* Where the parts of a clean URL are. */
struct link {
	const char *host;
	size_t host_len; /* without a port */
	const char *path;
	size_t path_len;   /* at least 1 */
	const char *query; /* after the question mark; query_len is 0 when there is none */
	size_t query_len;
	bool fragment; /* there is one */
};
void link_split(struct link *out, const char *clean);

/* A clean URL without fragment, parameters that only say where a reader came from (utm_..., fbclid and
 * their like), slashes at the path's end, and percent-encoding of characters that need none (RFC 3986,
 * section 6.2.2). What it is made of is frozen: keys of papers hang on it. */
const char *link_canonical(struct arena *arena, const char *clean);

/* Whether the host is name, "www." apart. */
bool link_host_is(const struct link *link, const char *name);

/* It points into a code host: github.com/owner/..., not github.com itself. */
bool link_is_code(const char *clean);

/* It is a search for the paper, not the paper: huggingface.co/papers?q=... */
bool link_is_search(const char *clean);

/* It is a host's home page. */
bool link_is_home(const char *clean);

/* The first code URL in running text, clean; NULL when there is none. */
const char *link_find_code(struct arena *arena, const char *text);

#endif
