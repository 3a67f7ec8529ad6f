/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/header.h"

#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "fetch/retry.h"
#include "model/limits.h"

/* Longer than any wait that is granted: what does not fit need not be told apart */
#define LONG_WAIT INT32_MAX

static int64_t seconds(const char *digits)
{
	int64_t sum = 0;

	for (; *digits >= '0' && *digits <= '9'; digits++) {
		sum = sum * 10 + (*digits - '0');
		if (sum > LONG_WAIT)
			sum = LONG_WAIT;
	}
	return sum;
}

int64_t header_retry_after(const char *value, const char *date, int64_t now)
{
	size_t digits;
	int64_t until, from;

	if (!value)
		return RETRY_NOT_ASKED;
	value += strspn(value, " \t");
	digits = strspn(value, "0123456789");
	if (digits && !value[digits + strspn(value + digits, " \t")])
		return seconds(value);
	until = digits ? -1 : (int64_t)curl_getdate(value, NULL);
	if (until < 0)
		return RETRY_NOT_ASKED;
	from = date ? (int64_t)curl_getdate(date, NULL) : -1;
	if (from < 0)
		from = now;
	if (until <= from)
		return 0;
	return until - from > LONG_WAIT ? LONG_WAIT : until - from;
}

bool header_is_sound(const char *value)
{
	size_t len = 0;

	if (!value || !*value)
		return false;
	for (; value[len]; len++) {
		if (value[len] < 0x20 || value[len] > 0x7e || len == LIMIT_VALIDATOR)
			return false;
	}
	return true;
}

/* What a charset may be called (IANA), quotes around it left out */
#define CHARSET "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+"

const char *header_charset(struct arena *arena, const char *type)
{
	static const char key[] = "charset=";
	size_t len;

	for (type = type ? strchr(type, ';') : NULL; type; type = strchr(type, ';')) {
		type += 1 + strspn(type + 1, " \t");
		if (strncasecmp(type, key, strlen(key)) != 0)
			continue;
		type += strlen(key);
		type += strspn(type, "\"'");
		len = strspn(type, CHARSET);
		return len ? arena_strndup(arena, type, len) : NULL;
	}
	return NULL;
}
