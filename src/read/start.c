/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/start.h"

#include <stdbool.h>
#include <string.h>

#include "model/limits.h"

static const char *const starts[] = {"<?xml ", "<rss ", "<rss>", "<rdf:RDF", "<feed "};

static bool begins(const char *at, const char *end, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(end - at) >= len && memcmp(at, text, len) == 0;
}

static bool is_start(const char *at, const char *end)
{
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		if (begins(at, end, starts[i]))
			return true;
	}
	return false;
}

size_t start_find(const char *bytes, size_t len)
{
	const char *end = bytes + (len < LIMIT_BEFORE ? len : LIMIT_BEFORE);
	const char *at = bytes;

	while (begins(at, end, "\xef\xbb\xbf"))
		at += 3;
	while (at < end && *at && strchr(" \t\r\n", *at))
		at++;
	/* declarations and comments may stand before a root element, and lists in JSON have feeds in texts */
	if (at == end || is_start(at, end) || begins(at, end, "<!") || begins(at, end, "<?") ||
		*at == '{' || *at == '[')
		return 0;
	while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
		if (is_start(at, end))
			return (size_t)(at - bytes);
		at++;
	}
	return 0;
}
