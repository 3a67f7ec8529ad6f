/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/gzip.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/xalloc.h"

#define WINDOW_GZIP  (15 + 16) /* the largest window, and a gzip header around it */
#define MEMORY_LEVEL 8         /* zlib's own */
#define UNKNOWN_OS   255

/* What every member begins with */
static const char magic[GZIP_MAGIC] = {'\x1f', '\x8b', '\x08'};

bool gzip_is(const char *bytes, size_t len)
{
	return len >= sizeof(magic) && memcmp(bytes, magic, sizeof(magic)) == 0;
}

bool gzip_may_be(const char *bytes, size_t len)
{
	return len < sizeof(magic) && memcmp(bytes, magic, len) == 0;
}

static voidpf allocate(voidpf context, uInt count, uInt size)
{
	(void)context;
	return xreallocarray(NULL, count, size);
}

static void release(voidpf context, voidpf memory)
{
	(void)context;
	free(memory);
}

/* Runs step until all of the input is used up; what comes out goes to out */
static int run(struct buf *out, z_stream *stream, int (*step)(z_stream *, int), const void *bytes,
	size_t len)
{
	unsigned char part[16384];
	int code = Z_OK;

	stream->next_in = (z_const Bytef *)bytes;
	while (code == Z_OK) {
		if (stream->avail_in == 0 && len > 0) {
			stream->avail_in = len > UINT_MAX ? UINT_MAX : (uInt)len;
			len -= stream->avail_in;
		}
		stream->next_out = part;
		stream->avail_out = sizeof(part);
		code = step(stream, len ? Z_NO_FLUSH : Z_FINISH);
		buf_put(out, part, sizeof(part) - stream->avail_out);
		if (code == Z_BUF_ERROR && stream->avail_out == 0)
			code = Z_OK; /* there is more to come out */
		if (buf_failed(out))
			return -1;
	}
	return code == Z_STREAM_END ? 0 : -1;
}

void gzip_pack(struct buf *out, const void *bytes, size_t len)
{
	z_stream stream = {.zalloc = allocate, .zfree = release};
	gz_header header = {.os = UNKNOWN_OS};

	deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, WINDOW_GZIP, MEMORY_LEVEL,
		Z_DEFAULT_STRATEGY);
	deflateSetHeader(&stream, &header);
	run(out, &stream, deflate, bytes, len);
	deflateEnd(&stream);
}

int gzip_unpack(struct buf *out, const void *bytes, size_t len)
{
	z_stream stream = {.zalloc = allocate, .zfree = release};
	int result;

	inflateInit2(&stream, WINDOW_GZIP);
	result = run(out, &stream, inflate, bytes, len);
	inflateEnd(&stream);
	return result == 0 && stream.avail_in == 0 ? 0 : -1;
}
