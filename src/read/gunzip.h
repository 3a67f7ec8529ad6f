/* SPDX-License-Identifier: ISC */
/*
 * Bodies that are compressed files, told by their first bytes. The only user of zlib here.
 */
#ifndef PAPERROUTE_READ_GUNZIP_H
#define PAPERROUTE_READ_GUNZIP_H

#include <stddef.h>

#include "base/err.h"

/* Inflates all members of the file into *out (to be freed, NUL-terminated; NULL after failure), at most
 * limit bytes. *behind is how many bytes stand behind the last one, when these are not the zeros that tar
 * and tapes put there; else 0. where names the source. Fails with ERR_LIMIT, and with ERR_FORMAT when the
 * file is broken or cut short. */
int gunzip(char **out, size_t *out_len, size_t *behind, const char *bytes, size_t len, size_t limit,
	const char *where, struct err *err);

#endif
