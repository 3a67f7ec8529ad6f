/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/host.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "tidy/link.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool path_is(const struct link *link, const char *path)
{
	return link->path_len == strlen(path) && strncmp(link->path, path, link->path_len) == 0;
}

static const char *openreview(struct arena *arena, const struct link *link)
{
	if (!path_is(link, "/forum") && !path_is(link, "/pdf"))
		return NULL;
	for (size_t i = 0; i < link->query_len; i += strcspn(link->query + i, "&#") + 1) {
		size_t len = strcspn(link->query + i, "&#");

		if (len > 3 && strncmp(link->query + i, "id=", 3) == 0)
			return arena_printf(arena, "https://openreview.net/forum?%.*s", (int)len,
				link->query + i);
	}
	return NULL;
}

static size_t digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* P18-1001, 2024.acl-long.1 */
static bool is_anthology_id(const char *id)
{
	size_t len = strlen(id);
	const char *dot;

	if (isupper((unsigned char)id[0]))
		return len == 8 && digits(id + 1) == 2 && id[3] == '-' && digits(id + 4) == 4;
	if (digits(id) != 4 || id[4] != '.')
		return false;
	dot = strchr(id + 5, '.');
	return dot && dot[1] && digits(dot + 1) == strlen(dot + 1) &&
	       strspn(id + 5, "abcdefghijklmnopqrstuvwxyz0123456789-_") == (size_t)(dot - id) - 5 &&
	       memchr(id + 5, '-', (size_t)(dot - id) - 5) != NULL;
}

static const char *anthology(struct arena *arena, const struct link *link)
{
	size_t end = link->path_len;
	size_t start;
	const char *id;

	while (end > 0 && link->path[end - 1] == '/')
		end--;
	if (end > 4 && strncmp(link->path + end - 4, ".pdf", 4) == 0)
		end -= 4;
	for (start = end; start > 0 && link->path[start - 1] != '/'; start--)
		;
	id = arena_strndup(arena, link->path + start, end - start);
	return is_anthology_id(id) ? arena_printf(arena, "https://aclanthology.org/%s", id) : NULL;
}

static const struct {
	const char *host;
	const char *(*address)(struct arena *arena, const struct link *link);
} hosts[] = {
	{"aclanthology.org", anthology},
	{"aclanthology.info", anthology},
	{"aclweb.org", anthology},
	{"openreview.net", openreview},
};

const char *host_address(struct arena *arena, const char *clean)
{
	struct link link;

	link_split(&link, clean);
	for (size_t i = 0; i < COUNT(hosts); i++) {
		if (link_host_is(&link, hosts[i].host))
			return hosts[i].address(arena, &link);
	}
	return NULL;
}
