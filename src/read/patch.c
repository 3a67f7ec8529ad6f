/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/patch.h"

#include <stdint.h>
#include <string.h>

void patch_init(struct patch *patch, const char *bytes, size_t len)
{
	*patch = (struct patch){.bytes = bytes, .end = bytes + len, .copied = bytes};
	buf_init(&patch->out, SIZE_MAX / 2);
}

static size_t count_lines(const char *from, const char *to)
{
	size_t lines = 0;

	while ((from = memchr(from, '\n', (size_t)(to - from)))) {
		from++;
		lines++;
	}
	return lines;
}

void patch_put(struct patch *patch, const char *at, const char *behind, const char *text)
{
	if (!patch->count++)
		patch->line = 1 + count_lines(patch->bytes, at);
	buf_put(&patch->out, patch->copied, (size_t)(at - patch->copied));
	buf_puts(&patch->out, text);
	patch->copied = behind;
}

void patch_add(struct patch *patch, const char *text, size_t len)
{
	buf_put(&patch->out, text, len);
}

char *patch_take(struct patch *patch, size_t *len)
{
	if (!patch->count)
		return NULL;
	buf_put(&patch->out, patch->copied, (size_t)(patch->end - patch->copied));
	*len = patch->out.len;
	return buf_take(&patch->out);
}
