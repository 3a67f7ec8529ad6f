/* SPDX-License-Identifier: ISC */
/*
 * What is compressed: the readers' door (read/gunzip.h) and streams of lines (base/unpack.h, base/lines.h) have to
 * find the same in it; and what is packed is unpacked as it was.
 */
#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/gzip.h"
#include "base/lines.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "read/gunzip.h"
#include "read/utf16.h"

#define LONGEST_LINE 300

/* The lines that a file has, each with its end, as far as they are not too long */
static int gather_lines(struct buf *out, const char *path, bool *cut)
{
	int fd = open(path, O_RDONLY);
	struct unpack *from = unpack_new(fd, path, UNPACK_GZIP, -1);
	struct lines *lines = lines_new(from, path, LONGEST_LINE);
	struct line line;
	bool found = true;
	struct err err = {0};
	size_t number = 0;
	int result = 0;

	*cut = false;
	while (result == 0 && found) {
		result = lines_next(&line, &found, lines, &err);
		if (result != 0 || !found)
			break;
		fuzz_require(line.number == ++number, "lines are counted");
		fuzz_require(line.len <= LONGEST_LINE && line.whole >= line.len,
			"a line has at most so many bytes");
		fuzz_require(line.text[line.whole] == '\0', "a NUL is behind a line");
		fuzz_require(!memchr(line.text, '\n', line.len), "a line is one");
		*cut = *cut || line.too_long;
		buf_put(out, line.text, line.len);
		if (!line.too_long && line.whole > line.len)
			buf_puts(out, line.whole == line.len + 2 ? "\r\n" : "\n");
	}
	if (result != 0)
		fuzz_require_err(&err);
	lines_free(&lines);
	unpack_free(&from);
	close(fd);
	return result;
}

static void check_lines(
	const uint8_t *data, size_t size, const char *plain, size_t len, bool damaged)
{
	struct buf out;
	bool cut;
	int result;

	buf_init(&out, SIZE_MAX / 2);
	result = gather_lines(&out, fuzz_file(data, size), &cut);
	fuzz_require((result != 0) == damaged, "both doors know what is damaged");
	if (!damaged && !cut)
		fuzz_require(out.len == len && memcmp(buf_str(&out), plain, len) == 0,
			"all lines are the whole: %zu and %zu bytes", out.len, len);
	buf_release(&out);
}

static void check_packed(const uint8_t *data, size_t size)
{
	struct buf packed, plain;
	struct err err;
	char *inflated = NULL;
	size_t len, behind;

	buf_init(&packed, SIZE_MAX / 2);
	buf_init(&plain, size);
	gzip_pack(&packed, data, size);
	fuzz_require(!buf_failed(&packed), "what is packed has room");
	fuzz_require(gzip_unpack(&plain, packed.data, packed.len) == 0 && plain.len == size &&
			     (!size || memcmp(plain.data, data, size) == 0),
		"what is unpacked is as it was");
	fuzz_require(gzip_is(packed.data, packed.len) &&
			     gunzip(&inflated, &len, &behind, packed.data, packed.len, LIMIT_BODY,
				     "x", &err) == 0 &&
			     len == size && !behind && (!size || memcmp(inflated, data, size) == 0),
		"what we pack we read");
	free(inflated);
	buf_release(&plain);
	buf_release(&packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct err err = {0};
	char *inflated = NULL;
	char *decoded;
	size_t len = size;
	size_t behind = 0;
	struct buf out;

	if (gzip_is(bytes, size)) {
		int status = gunzip(&inflated, &len, &behind, bytes, size, LIMIT_BODY, "x", &err);

		if (status != 0)
			fuzz_require_err(&err);
		else
			fuzz_require(len <= LIMIT_BODY, "a body has at most so many bytes");
		check_lines(data, size, inflated, len, status != 0 || behind);
		buf_init(&out, 1u << 20);
		if (gzip_unpack(&out, data, size) != 0 && status == 0 && len <= out.limit)
			out.len = 0; /* of several members it takes one */
		buf_release(&out);
	} else {
		check_lines(data, size, bytes, size, false);
	}
	free(inflated);
	len = size;
	decoded = utf16_decode(bytes, &len);
	if (decoded)
		fuzz_require(len == strlen(decoded) || memchr(decoded, '\0', len),
			"the length is that of the text");
	free(decoded);
	check_packed(data, size);
	return 0;
}
