/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/identity.h"

#include <string.h>

/* Strongest first */
static const struct {
	const char *prefix;
	bool registry; /* numbers papers, each once */
} kinds[] = {
	{"arxiv:", true},
	{"doi:", true},
	{"url:", false},
	{"id:", true},
	{"title:", false},
};

#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static bool is_kind(const char *key, size_t kind)
{
	return strncmp(key, kinds[kind].prefix, strlen(kinds[kind].prefix)) == 0;
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

bool identity_is_tag(const char *text)
{
	return *text && !text[strspn(text, LETTERS "0123456789" IDENTITY_SIGNS)];
}

bool identity_is_strong(const char *key)
{
	return strncmp(key, "title:", strlen("title:")) != 0;
}

unsigned identity_rank(const char *key)
{
	size_t kind = 0;

	while (kind < KIND_COUNT && !is_kind(key, kind))
		kind++;
	return (unsigned)kind;
}

/* How much of a key names its registry: "doi:", "id:SOURCE/"; 0 when that cannot be told */
static size_t registry_length(const char *key, size_t kind)
{
	const char *slash;

	if (strcmp(kinds[kind].prefix, "id:") != 0)
		return strlen(kinds[kind].prefix);
	slash = strchr(key, '/');
	return slash ? (size_t)(slash - key) + 1 : 0;
}

static bool same_registry(const char *a, const char *b, size_t kind)
{
	size_t len = registry_length(a, kind);

	return len && strncmp(a, b, len) == 0;
}

bool identity_contradicts(
	const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
	for (size_t kind = 0; kind < KIND_COUNT; kind++) {
		bool differ = false;

		for (size_t i = 0; kinds[kind].registry && i < a_count; i++) {
			if (!is_kind(a[i], kind))
				continue;
			for (size_t j = 0; j < b_count; j++) {
				if (strcmp(a[i], b[j]) == 0)
					return false;
				if (same_registry(a[i], b[j], kind))
					differ = true;
			}
		}
		if (differ)
			return true;
	}
	return false;
}
