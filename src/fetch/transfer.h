/* SPDX-License-Identifier: ISC */
/*
 * One request and its answer; with header.c and host.c the only users of libcurl.
 *
 * transfer_start puts the request on its way; when the multi handle says that it is through,
 * transfer_finish tells what came; then transfer_release. Redirects are not followed here: where
 * one leads is told, so that the next request can be judged like the first.
 */
#ifndef PAPERROUTE_FETCH_TRANSFER_H
#define PAPERROUTE_FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/source.h"

struct transfer {
	CURL *easy; /* NULL before transfer_start */
	CURLM *multi;
	long timeout;              /* of the whole transfer, in seconds */
	struct curl_slist *lines;  /* the request's headers */
	struct buf bytes;          /* of the body as they came, so far */
	size_t head;               /* bytes of header lines that came */
	bool packed;               /* one of these says that the transfer is */
	bool outer_only;           /* no inner address is asked */
	char inner[64];            /* one that was to be asked all the same; else empty */
	char why[CURL_ERROR_SIZE]; /* curl's words when it fails */
};

/* What to ask for. */
struct order {
	const char *url;
	const char *agent;             /* User-Agent */
	const struct request *request; /* its time-outs */
	size_t max_size;               /* of the body as it comes */
	bool outer_only;               /* nothing but public addresses, see reach.h */
	const char *etag, *modified;   /* what is known already; NULL when nothing is */
	const char *const *lines;      /* "Name: value", with secrets; copied */
	size_t line_count;
};

/* What came. All texts are borrowed until transfer_release; NULL when not there. */
struct answer {
	const char *failure; /* why there is no whole answer, or its body is packed in an odd way */
	bool transient;      /* and it may be better in a while */
	bool too_large;      /* it is because the body is larger than the order allows */
	bool outer;          /* a public address answered */
	int status;          /* HTTP's; 0 when none came */
	const char *location; /* where a redirect leads, as an absolute URL */
	const char *retry_after, *date, *etag, *modified, *type;
};

/* Fails with ERR_SYSTEM when curl cannot even begin. */
int transfer_start(struct transfer *transfer, CURLM *multi, const struct order *order, void *tag,
	struct err *err);

/* code is the multi handle's. */
void transfer_finish(struct answer *out, struct transfer *transfer, CURLcode code);

/* Also in the middle of a transfer, which ends it, and before any. */
void transfer_release(struct transfer *transfer);

#endif
