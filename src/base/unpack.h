/* SPDX-License-Identifier: ISC */
/*
 * The bytes of a descriptor as they come: as they are, or inflated where they are those of gzip.
 *
 * unpack_new, unpack_next until nothing is left, unpack_free. The memory used does not grow with the input.
 * Gzip is told by its first bytes (base/gzip.h), not by a name; members that stand one behind the other are
 * one stream, and the zeros that tar and tapes put behind the last one are not of it. What has
 * come through a pipe is handed out before more is waited for, which zlib's own gzread does not do.
 */
#ifndef PAPERROUTE_BASE_UNPACK_H
#define PAPERROUTE_BASE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct unpack;

enum unpack_how { UNPACK_NOTHING, UNPACK_GZIP };

/* fd, and name, by which messages call it, are borrowed. patience: for how many milliseconds may nothing
 * come; -1: for ever. */
struct unpack *unpack_new(int fd, const char *name, enum unpack_how how, int patience);
void unpack_free(struct unpack **unpack);

/* The next bytes, borrowed until the next call; *len is 0 at the end. Fails with ERR_SYSTEM when fd cannot
 * be read, with ERR_LIMIT when nothing came for too long, with ERR_FORMAT when gzip data are damaged or cut
 * short; what came before has been handed out. */
int unpack_next(const char **bytes, size_t *len, struct unpack *unpack, struct err *err);

/* Whether it failed as gzip data are cut short. */
bool unpack_is_cut(const struct unpack *unpack);

#endif
