/* SPDX-License-Identifier: ISC */
/*
 * Sources to bounded bytes: files, and URLs several at a time.
 *
 * fetch_open, fetch_add for every source in the order of the run, then fetch_take for each in the
 * same order, fetch_keep for bodies that were read without a fault, fetch_close. While one source is
 * waited for those behind it are on their way; bodies come out in the order of the run, so that what
 * the store makes of them does not hang on which server was faster.
 *
 *   job.c        one URL: attempts, redirects, what the answers mean
 *   transfer.c   one request on curl
 *   reach.c      which addresses are public
 *   retry.c      whether and when to ask again
 *   host.c       one request at a time for each host, and a pause between them
 *   header.c     what stands in the answers' headers
 *   secret.c     what stands in the requests' and nobody may see
 *   cache.c      the last good bodies
 */
#ifndef PAPERROUTE_FETCH_FETCH_H
#define PAPERROUTE_FETCH_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/kept.h"
#include "model/site.h"

struct fetch;

struct fetch_options {
	const struct site *site; /* its folder, state and contact */
	bool offline;            /* URLs are what was kept of them */
	bool dry;                /* nothing is kept */
	int64_t now;             /* the run's time, for answers that do not say theirs */
	uint64_t seed;           /* of the jitter between attempts */
};

/* What fetch_take has got. */
struct body {
	char *bytes; /* NUL-terminated; NULL when unchanged */
	size_t len;
	bool unchanged;        /* the bytes are those of the last good body: nothing new */
	const char *type;      /* Content-Type of the answer; NULL when there is none */
	const char *charset;   /* that it names; NULL when it names none */
	const char *url;       /* that gave it, after redirects; NULL when no server did */
	int status;            /* HTTP's last; 0 when no server answered or none was asked */
	unsigned attempts;     /* requests that were made, those to other places not counted */
	bool paged;            /* for the caller: it is the first of several pages */
	bool outer;            /* it came from a public address */
	struct kept_body kept; /* of a URL: what to remember; url is NULL when there is nothing */
	struct arena arena;    /* of the texts */
};

/* The site is borrowed. Removes what a killed run left in the cache, unless dry; asks nobody yet. */
void fetch_open(struct fetch **out, const struct fetch_options *options);
bool fetch_is_offline(const struct fetch *fetch);
void fetch_close(struct fetch **out);

/* known is what the store remembers, or NULL; borrowed until fetch_close, like the source. reread:
 * it was read in another way than it would be now, so that even an unchanged body is wanted; then
 * the kept one is given. Nothing is asked for yet. */
void fetch_add(struct fetch *fetch, const struct source *source, const struct kept_body *known,
	bool reread);

/* The body of the source that was added as number at, from 0. Each can be taken once, in order.
 * body_release in any case; after a failure only status and attempts say something. Fails with
 * ERR_MISSING, ERR_SYSTEM, ERR_LIMIT (the source's max_size) or ERR_CONFIG (secrets that are not
 * there), and where is the source's path or URL. */
int fetch_take(struct body *out, struct fetch *fetch, size_t at, struct err *err);
void body_release(struct body *body);

/* Whether further pages of the source's list can be asked for. */
bool fetch_has_pages(const struct fetch *fetch, const struct source *source);

/* The page that body, which is of the source, leads to: next is an address, perhaps a relative one.
 * It is asked for like the first, unconditionally, and is on the same server; ERR_FORMAT when it is
 * not. Else as fetch_take. */
int fetch_page(struct body *out, struct fetch *fetch, const struct source *source,
	const struct body *body, const char *next, struct err *err);

/* Keeps the body for the next run; nothing when there is nothing to keep, or the run is a dry one. */
int fetch_keep(const struct fetch *fetch, const struct source *source, const struct body *body,
	struct err *err);

#endif
