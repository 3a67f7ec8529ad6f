/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/unpack.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "base/gzip.h"
#include "base/xalloc.h"

#define BLOCK ((size_t)64 << 10)

#define GZIP_ONLY (16 + MAX_WBITS) /* of inflateInit2: a gzip header is needed */

struct unpack {
	const char *name;
	int fd;
	int patience;   /* milliseconds; -1: without end */
	bool over;      /* read() has no more, or none that counts */
	bool begun;     /* it is known whether it is to be inflated */
	bool gzip;      /* zlib has to be told when it ends */
	bool cut;       /* it ended before that */
	bool in_member; /* of gzip: its end has not been seen */
	int failed;     /* zlib's code for damage; Z_OK */
	z_stream zlib;  /* its next_in, avail_in are what was read and not yet inflated */
	char in[BLOCK]; /* as read */
	char out[BLOCK];
};

struct unpack *unpack_new(int fd, const char *name, enum unpack_how how, int patience)
{
	struct unpack *u = xcalloc(1, sizeof(*u));

	u->fd = fd;
	u->name = name;
	u->patience = patience;
	u->begun = how == UNPACK_NOTHING;
	return u;
}

void unpack_free(struct unpack **unpack)
{
	if (*unpack && (*unpack)->gzip)
		inflateEnd(&(*unpack)->zlib);
	free(*unpack);
	*unpack = NULL;
}

bool unpack_is_cut(const struct unpack *unpack)
{
	return unpack->cut;
}

/* Reads behind the have bytes that are in in already; *got is 0 at the end */
static int read_some(struct unpack *u, size_t have, size_t *got, struct err *err)
{
	struct pollfd more = {u->fd, POLLIN, 0};
	ssize_t count;

	*got = 0;
	if (u->patience >= 0 && poll(&more, 1, u->patience) == 0)
		return err_set(
			err, ERR_LIMIT, u->name, "nothing came of it for %d s", u->patience / 1000);
	do
		count = read(u->fd, u->in + have, BLOCK - have);
	while (count < 0 && errno == EINTR);
	*got = count > 0 ? (size_t)count : 0;
	u->over = count == 0;
	return count < 0 ? err_set_errno(err, u->name, "cannot be read") : 0;
}

/* Reads enough to see what it is; a pipe may bring the first byte alone */
static int begin(struct unpack *u, size_t *have, struct err *err)
{
	size_t got;

	*have = 0;
	do {
		if (read_some(u, *have, &got, err) != 0)
			return -1;
		*have += got;
	} while (!u->over && gzip_may_be(u->in, *have));
	u->begun = true;
	if (!gzip_is(u->in, *have))
		return 0;
	u->zlib.next_in = (Bytef *)u->in;
	u->zlib.avail_in = (uInt)*have;
	if (inflateInit2(&u->zlib, GZIP_ONLY) != Z_OK)
		return err_set(err, ERR_SYSTEM, u->name, "zlib cannot begin: no memory is left");
	u->gzip = true;
	u->in_member = true;
	return 0;
}

/* Reads behind what is not yet inflated */
static int read_more(struct unpack *u, struct err *err)
{
	size_t got;

	memmove(u->in, u->zlib.next_in, u->zlib.avail_in);
	if (read_some(u, u->zlib.avail_in, &got, err) != 0)
		return -1;
	u->zlib.next_in = (Bytef *)u->in;
	u->zlib.avail_in += (uInt)got;
	return 0;
}

/* Behind the last member stand zeros, as tar and tapes put them there, or nothing; all else is damage */
static int end_members(struct unpack *u, struct err *err)
{
	for (;;) {
		while (u->zlib.avail_in && !*u->zlib.next_in) {
			u->zlib.next_in++;
			u->zlib.avail_in--;
		}
		if (u->zlib.avail_in || u->over)
			break;
		if (read_more(u, err) != 0)
			return -1;
	}
	if (u->zlib.avail_in) {
		u->failed = Z_DATA_ERROR;
		u->zlib.msg = NULL;
	}
	u->over = true;
	u->zlib.avail_in = 0;
	return 0;
}

/* Behind a member stands another one, or the end */
static int begin_member(struct unpack *u, struct err *err)
{
	while (!u->over && gzip_may_be((const char *)u->zlib.next_in, u->zlib.avail_in)) {
		if (read_more(u, err) != 0)
			return -1;
	}
	u->in_member = gzip_is((const char *)u->zlib.next_in, u->zlib.avail_in);
	if (!u->in_member)
		return end_members(u, err);
	inflateReset(&u->zlib);
	return 0;
}

static void inflate_some(struct unpack *u, size_t *len)
{
	int code;

	u->zlib.next_out = (Bytef *)u->out;
	u->zlib.avail_out = (uInt)BLOCK;
	code = inflate(&u->zlib, Z_NO_FLUSH);
	*len = BLOCK - u->zlib.avail_out;
	if (code == Z_STREAM_END)
		u->in_member = false;
	else if (code != Z_OK && code != Z_BUF_ERROR)
		u->failed = code;
}

/* Until there is something, or an end. Damage is told when all before it has been handed out. */
static int next_inflated(size_t *len, struct unpack *u, struct err *err)
{
	*len = 0;
	while (*len == 0) {
		if (u->failed == Z_OK && !u->in_member && begin_member(u, err) != 0)
			return -1;
		if (u->failed != Z_OK)
			return err_set(err, ERR_FORMAT, u->name, "its gzip data are damaged: %s",
				u->zlib.msg ? u->zlib.msg : zError(u->failed));
		if (!u->in_member)
			return 0;
		if (u->zlib.avail_in == 0 && !u->over && read_more(u, err) != 0)
			return -1;
		inflate_some(u, len);
		u->cut = *len == 0 && u->failed == Z_OK && u->zlib.avail_in == 0 && u->over &&
			 u->in_member;
		if (u->cut)
			return err_set(err, ERR_FORMAT, u->name, "its gzip data are cut short");
	}
	return 0;
}

int unpack_next(const char **bytes, size_t *len, struct unpack *u, struct err *err)
{
	*len = 0;
	*bytes = u->in;
	if (!u->begun && begin(u, len, err) != 0)
		return -1;
	if (u->gzip) {
		*bytes = u->out;
		return next_inflated(len, u, err);
	}
	if (*len == 0 && !u->over)
		return read_some(u, 0, len, err);
	return 0;
}
