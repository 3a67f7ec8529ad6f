/* SPDX-License-Identifier: ISC */
/*
 * gzip (RFC 1952), the only user of zlib that writes. Equal input gives equal bytes: no time, no
 * name, no operating system in the header.
 */
#ifndef PAPERROUTE_BASE_GZIP_H
#define PAPERROUTE_BASE_GZIP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* How many bytes tell it */
#define GZIP_MAGIC 3

/* Whether the bytes begin as those of gzip do (section 2.3.1). */
bool gzip_is(const char *bytes, size_t len);

/* Whether they do as far as they go, and are too few to tell. */
bool gzip_may_be(const char *bytes, size_t len);

/* Appends len bytes, packed, to out. out fails when it would be over its limit. */
void gzip_pack(struct buf *out, const void *bytes, size_t len);

/* Appends what gzip_pack made of it to out. Returns -1 when the bytes are damaged or out would be
 * over its limit. */
int gzip_unpack(struct buf *out, const void *bytes, size_t len);

#endif
