/* SPDX-License-Identifier: ISC */
/*
 * What the store remembers of the last body that a source's URL gave and that was read without a
 * fault. The body itself is a file of state/cache (fetch/cache.h).
 */
#ifndef PAPERROUTE_MODEL_KEPT_H
#define PAPERROUTE_MODEL_KEPT_H

struct kept_body {
	const char *url;      /* SHA-256 of the address that gave it, after redirects */
	const char *etag;     /* the answer's ETag, or NULL */
	const char *modified; /* its Last-Modified, or NULL */
	const char *type;     /* its Content-Type, or NULL */
	const char *hash;     /* SHA-256 of the body's bytes */
	const char *reading;  /* SHA-256 of how it was read: settings and program version */
};

#endif
