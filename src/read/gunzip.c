/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/gunzip.h"

#include <limits.h>
#include <stdlib.h>

/* input that it does not write to is const */
#define ZLIB_CONST
#include <zlib.h>

#include "base/gzip.h"
#include "base/xalloc.h"

#define FIRST_SIZE   ((size_t)64 << 10)
#define GZIP_WINDOWS (16 + MAX_WBITS) /* zlib: a gzip header is wanted, whatever its window */

/* Makes room behind what was inflated; false at the limit */
static bool make_room(z_stream *stream, char **out, size_t *size, size_t limit)
{
	size_t used = *size - stream->avail_out;
	size_t grown = *size < limit / 2 ? *size * 2 : limit + 1;

	if (*size > limit)
		return false;
	*out = xreallocarray(*out, grown + 1, 1);
	stream->next_out = (unsigned char *)*out + used;
	stream->avail_out = (uInt)(grown - used);
	*size = grown;
	return true;
}

static int inflate_all(z_stream *stream, char **out, size_t *size, size_t limit, const char *where,
	struct err *err)
{
	for (;;) {
		int status = inflate(stream, Z_NO_FLUSH);

		if (stream->avail_out == 0) {
			if (!make_room(stream, out, size, limit))
				return err_set(err, ERR_LIMIT, where,
					"is larger than %zu bytes when it is inflated, see "
					"max_size in paperroute.ini(5)",
					limit);
			continue;
		}
		if (status == Z_STREAM_END) {
			if (!gzip_is((const char *)stream->next_in, stream->avail_in))
				return 0;
			status = inflateReset(stream);
		}
		if (status != Z_OK)
			return err_set(
				err, ERR_FORMAT, where, "its gzip data are broken or cut short");
	}
}

/* How much is left when there is anything in it */
static size_t count_behind(const z_stream *stream)
{
	for (uInt i = 0; i < stream->avail_in; i++) {
		if (stream->next_in[i])
			return stream->avail_in;
	}
	return 0;
}

int gunzip(char **out, size_t *out_len, size_t *behind, const char *bytes, size_t len, size_t limit,
	const char *where, struct err *err)
{
	z_stream stream = {0};
	size_t size = limit < FIRST_SIZE ? limit + 1 : FIRST_SIZE;
	int result = -1;

	*out = NULL;
	*out_len = *behind = 0;
	if (len > UINT_MAX)
		return err_set(err, ERR_LIMIT, where, "is larger than %u bytes", UINT_MAX);
	if (inflateInit2(&stream, GZIP_WINDOWS) != Z_OK)
		return err_set(err, ERR_SYSTEM, where, "zlib cannot begin");
	*out = xmalloc(size + 1);
	stream.next_in = (const unsigned char *)bytes;
	stream.avail_in = (uInt)len;
	stream.next_out = (unsigned char *)*out;
	stream.avail_out = (uInt)size;
	result = inflate_all(&stream, out, &size, limit, where, err);
	*out_len = size - stream.avail_out;
	*behind = count_behind(&stream);
	inflateEnd(&stream);
	if (result != 0) {
		free(*out);
		*out = NULL;
		return -1;
	}
	(*out)[*out_len] = '\0';
	return 0;
}
