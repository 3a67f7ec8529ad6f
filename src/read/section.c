/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/section.h"

#include <string.h>

static const struct {
	const char *begin;
	const char *end;
} sections[] = {{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<?", "?>"}};

const char *section_end(const char *at, const char *end)
{
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
		size_t len = strlen(sections[i].begin);
		const char *closed;

		if ((size_t)(end - at) < len || memcmp(at, sections[i].begin, len) != 0)
			continue;
		closed = memmem(at + len, (size_t)(end - at) - len, sections[i].end,
			strlen(sections[i].end));
		return closed ? closed + strlen(sections[i].end) : end;
	}
	return NULL;
}

size_t section_line(const char *bytes, const char *at)
{
	size_t line = 1;

	while ((bytes = memchr(bytes, '\n', (size_t)(at - bytes)))) {
		bytes++;
		line++;
	}
	return line;
}
