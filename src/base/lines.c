/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#include "base/xalloc.h"

#define BLOCK ((size_t)64 << 10)

#define GZIP_ONLY (16 + MAX_WBITS) /* of inflateInit2: a gzip header is needed */

struct lines {
	char *name;
	int fd;
	size_t limit;
	size_t number;
	bool over;       /* read() has no more */
	bool begun;      /* the first block told whether it is gzip */
	bool gzip;       /* zlib has to be told when it ends */
	bool in_member;  /* of gzip: its end has not been seen */
	z_stream zlib;   /* its next_in, avail_in are what was read and not yet inflated */
	char in[BLOCK];  /* as read */
	char out[BLOCK]; /* inflated */
	const char *at;  /* in in or out: what no line has been made of yet */
	size_t left;
	char *text; /* the line at hand */
	size_t len;
	size_t cap;
};

int lines_open(struct lines **out, const char *path, size_t limit, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct lines *lines;

	*out = NULL;
	if (fd < 0)
		return err_set_errno(err, path, "cannot be opened");
	lines = xcalloc(1, sizeof(*lines));
	lines->name = xstrdup(is_stdin ? "standard input" : path);
	lines->fd = fd;
	lines->limit = limit;
	*out = lines;
	return 0;
}

void lines_close(struct lines **lines)
{
	struct lines *l = *lines;

	if (!l)
		return;
	if (l->gzip)
		inflateEnd(&l->zlib);
	if (l->fd != STDIN_FILENO)
		close(l->fd);
	free(l->name);
	free(l->text);
	free(l);
	*lines = NULL;
}

/* Reads behind the have bytes that are in in already; *got is 0 at the end */
static int read_some(struct lines *l, size_t have, size_t *got, struct err *err)
{
	ssize_t count;

	do
		count = read(l->fd, l->in + have, BLOCK - have);
	while (count < 0 && errno == EINTR);
	*got = count > 0 ? (size_t)count : 0;
	l->over = count == 0;
	return count < 0 ? err_set_errno(err, l->name, "cannot be read") : 0;
}

/* The two bytes that every gzip member begins with (RFC 1952, section 2.3.1) */
static bool is_gzip(const char *bytes, size_t len)
{
	return len >= 2 && (unsigned char)bytes[0] == 0x1f && (unsigned char)bytes[1] == 0x8b;
}

/* Reads enough to see what it is; a pipe may bring the first byte alone */
static int begin(struct lines *l, struct err *err)
{
	size_t have = 0;
	size_t got;

	do {
		if (read_some(l, have, &got, err) != 0)
			return -1;
		have += got;
	} while (have == 1 && !l->over && (unsigned char)l->in[0] == 0x1f);
	l->begun = true;
	l->at = l->in;
	l->left = have;
	if (!is_gzip(l->in, have))
		return 0;
	l->left = 0;
	l->zlib.next_in = (Bytef *)l->in;
	l->zlib.avail_in = (uInt)have;
	if (inflateInit2(&l->zlib, GZIP_ONLY) != Z_OK)
		return err_set(err, ERR_SYSTEM, l->name, "zlib cannot begin: no memory is left");
	l->gzip = true;
	l->in_member = true;
	return 0;
}

static int inflate_some(struct lines *l, struct err *err)
{
	int code;

	if (!l->in_member) {
		inflateReset(&l->zlib);
		l->in_member = true;
	}
	l->zlib.next_out = (Bytef *)l->out;
	l->zlib.avail_out = (uInt)BLOCK;
	code = inflate(&l->zlib, Z_NO_FLUSH);
	l->at = l->out;
	l->left = BLOCK - l->zlib.avail_out;
	if (code == Z_STREAM_END)
		l->in_member = false;
	else if (code != Z_OK && code != Z_BUF_ERROR)
		return err_set(err, ERR_FORMAT, l->name, "its gzip data are damaged: %s",
			l->zlib.msg ? l->zlib.msg : zError(code));
	return 0;
}

/* Fills at and left; left stays 0 only at the end */
static int fill(struct lines *l, struct err *err)
{
	size_t got;

	if (!l->begun && begin(l, err) != 0)
		return -1;
	while (l->gzip && l->left == 0) {
		if (l->zlib.avail_in == 0 && !l->over) {
			if (read_some(l, 0, &got, err) != 0)
				return -1;
			l->zlib.next_in = (Bytef *)l->in;
			l->zlib.avail_in = (uInt)got;
		}
		if (l->zlib.avail_in == 0 && l->over && !l->in_member)
			return 0;
		if (inflate_some(l, err) != 0)
			return -1;
		if (l->left == 0 && l->zlib.avail_in == 0 && l->over && l->in_member)
			return err_set(err, ERR_FORMAT, l->name, "its gzip data are cut short");
	}
	if (l->left == 0 && !l->over) {
		if (read_some(l, 0, &l->left, err) != 0)
			return -1;
		l->at = l->in;
	}
	return 0;
}

/* Appends len bytes to the line at hand, as far as the limit, "\r\n" and a NUL let it */
static void take(struct lines *l, size_t len)
{
	size_t most = l->limit + 2;
	size_t kept = len < most - l->len ? len : most - l->len;

	l->text = xgrow(l->text, &l->cap, l->len + kept + 1, 1);
	memcpy(l->text + l->len, l->at, kept);
	l->len += kept;
	l->at += len;
	l->left -= len;
}

static void finish(struct line *out, struct lines *l, bool ended)
{
	l->text[l->len] = '\0';
	*out = (struct line){
		.text = l->text, .len = l->len, .whole = l->len, .number = ++l->number};
	if (ended && l->len && l->text[l->len - 1] == '\n')
		out->len--;
	if (ended && out->len && out->len < l->len && l->text[out->len - 1] == '\r')
		out->len--;
	out->too_long = out->len > l->limit;
	if (out->too_long) {
		out->len = out->whole = l->limit;
		l->text[l->limit] = '\0';
	}
}

int lines_next(struct line *out, bool *found, struct lines *l, struct err *err)
{
	const char *end;

	l->len = 0;
	*found = false;
	for (;;) {
		if (l->left == 0 && fill(l, err) != 0)
			return -1;
		if (l->left == 0)
			break;
		*found = true;
		end = memchr(l->at, '\n', l->left);
		take(l, end ? (size_t)(end + 1 - l->at) : l->left);
		if (end)
			break;
	}
	if (*found)
		finish(out, l, l->text[l->len - 1] == '\n');
	return 0;
}

bool lines_are_used_up(const struct lines *l)
{
	return l->left == 0;
}

const char *lines_name(const struct lines *l)
{
	return l->name;
}
