/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/json_size.h"

#include "model/limits.h"

/* What jansson 2.14 takes for them with glibc, measured on millions of each: an object, a list, any
 * other value, and a member of an object beside its value */
#define OBJECT 288
#define ARRAY  144
#define VALUE  56
#define MEMBER 80

/* Every value but the first in its list or object has a comma before it */
static const unsigned short costs[256] = {
	['{'] = OBJECT,
	['['] = ARRAY,
	[','] = VALUE,
	[':'] = MEMBER,
};

/* Behind the text whose opening quote is before at */
static const char *skip_text(const char *at, const char *end)
{
	while (at < end && *at != '"')
		at += *at == '\\' ? 2 : 1;
	return at < end ? at + 1 : end;
}

bool json_is_bomb(const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *at = bytes;
	size_t memory = 0;

	if (len < LIMIT_JSON / OBJECT)
		return false;
	while (at < end) {
		memory += costs[(unsigned char)*at];
		at = *at == '"' ? skip_text(at + 1, end) : at + 1;
	}
	return memory > LIMIT_JSON && memory / JSON_GROWTH > len;
}
