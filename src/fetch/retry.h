/* SPDX-License-Identifier: ISC */
/*
 * When to ask again, and when to give up. Pure: no clock, no network, and the one random number
 * generator is the caller's.
 */
#ifndef PAPERROUTE_FETCH_RETRY_H
#define PAPERROUTE_FETCH_RETRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/source.h"

#define RETRY_NOT_ASKED (-1)

enum verdict {
	VERDICT_BODY,      /* there is a body */
	VERDICT_UNCHANGED, /* what was there last time still is */
	VERDICT_ELSEWHERE, /* a redirect */
	VERDICT_LATER,     /* may be better in a while */
	VERDICT_FAILED,    /* will be the same in a while */
};

/* What an HTTP status means for a GET. */
enum verdict retry_judge(int status);

/* Whether a body that came with 200 is what arXiv's servers say instead of 429. */
bool retry_is_throttled(const char *bytes, size_t len);

/* Milliseconds to wait before the next attempt when failures have failed; -1 to give up. asked is
 * what the server asked for, in seconds, or RETRY_NOT_ASKED: a wish within request->max_wait is
 * granted, to a longer one the answer is to let it alone. Without a wish: a second, then two, four
 * and so on up to max_wait, of which a random part of up to half is left out, so that many programs
 * that failed together do not come back together. */
int64_t retry_wait(
	uint64_t *random, const struct request *request, unsigned failures, int64_t asked);

#endif
