/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/coding.h"

#include <string.h>
#include <strings.h>

#define BETWEEN ", \t\r\n"

/* The next name of a list; false at its end. *rest is what follows it. */
static bool next_name(const char **name, size_t *size, const char **rest, const char *end)
{
	const char *at = *rest;

	while (at < end && (!*at || strchr(BETWEEN, *at)))
		at++;
	*name = at;
	while (at < end && *at && !strchr(BETWEEN, *at))
		at++;
	*size = (size_t)(at - *name);
	*rest = at;
	return *size > 0;
}

static bool is(const char *name, size_t size, const char *wanted)
{
	return size == strlen(wanted) && strncasecmp(name, wanted, size) == 0;
}

enum coding coding_of_content(const char *value)
{
	const char *end = value ? value + strlen(value) : NULL;
	enum coding coding = CODING_NONE;
	const char *name;
	size_t size;

	while (value && next_name(&name, &size, &value, end)) {
		if (is(name, size, "gzip") || is(name, size, "x-gzip"))
			coding = CODING_GZIP;
		else if (!is(name, size, "identity") && !is(name, size, "none"))
			return CODING_OTHER;
	}
	return coding;
}

bool coding_is_transfer(const char *line, size_t len)
{
	static const char key[] = "Transfer-Encoding:";
	const char *rest = line + strlen(key);
	const char *name;
	size_t size;

	if (len < strlen(key) || strncasecmp(line, key, strlen(key)) != 0)
		return false;
	while (next_name(&name, &size, &rest, line + len)) {
		if (!is(name, size, "chunked") && !is(name, size, "identity"))
			return true;
	}
	return false;
}
