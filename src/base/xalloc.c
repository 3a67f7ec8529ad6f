/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/xalloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"

static void out_of_memory(void)
{
	log_last("memory: there is not enough of it to go on");
	exit(EXIT_FAILURE);
}

static void *checked(void *p)
{
	if (!p)
		out_of_memory();
	return p;
}

void *xmalloc(size_t size)
{
	return checked(malloc(size ? size : 1));
}

void *xcalloc(size_t count, size_t size)
{
	return checked(calloc(count ? count : 1, size ? size : 1));
}

void *xreallocarray(void *old, size_t count, size_t size)
{
	size_t total = count * size;

	if (size && count > SIZE_MAX / size)
		out_of_memory();
	return checked(realloc(old, total ? total : 1));
}

char *xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len)
{
	char *copy = xmalloc(len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void *xgrow(void *array, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap ? *cap : 8;

	if (need <= *cap)
		return array;
	while (want < need)
		want = want > SIZE_MAX / 2 ? need : want * 2;
	array = xreallocarray(array, want, size);
	*cap = want;
	return array;
}
