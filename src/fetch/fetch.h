/* SPDX-License-Identifier: ISC */
/*
 * A source's bytes, bounded.
 */
#ifndef PAPERROUTE_FETCH_FETCH_H
#define PAPERROUTE_FETCH_FETCH_H

#include <stddef.h>

#include "base/err.h"
#include "model/site.h"

struct body {
	char *bytes; /* NUL-terminated */
	size_t len;
};

/* Fails with ERR_MISSING, ERR_SYSTEM or ERR_LIMIT (LIMIT_BODY). */
int fetch_body(struct body *out, const struct source *source, struct err *err);
void body_release(struct body *body);

#endif
