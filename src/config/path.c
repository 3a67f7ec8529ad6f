/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/path.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"

const char *path_join(struct arena *arena, const char *folder, const char *name)
{
	size_t len = strlen(folder);

	if (*name == '/' || strcmp(folder, ".") == 0)
		return arena_strdup(arena, name);
	while (len > 1 && folder[len - 1] == '/')
		len--;
	return arena_printf(arena, "%.*s%s%s", (int)len, folder,
		len && folder[len - 1] == '/' ? "" : "/", name);
}

/* Appends the len bytes of one part of a path to an absolute one */
static void append(struct buf *path, const char *part, size_t len)
{
	const char *slash;

	if (!len || (len == 1 && *part == '.'))
		return;
	if (len == 2 && memcmp(part, "..", 2) == 0) {
		slash = strrchr(buf_str(path), '/');
		buf_truncate(path, slash ? (size_t)(slash - buf_str(path)) : 0);
		return;
	}
	buf_putc(path, '/');
	buf_put(path, part, len);
}

/* The real path of the longest beginning of path that exists; *rest is what follows it in path */
static char *real_beginning(const char *path, const char **rest)
{
	char *head = xstrdup(path);
	size_t len = strlen(head);
	char *real;

	for (;;) {
		head[len] = '\0';
		real = realpath(*head ? head : *path == '/' ? "/" : ".", NULL);
		if (real || !len)
			break;
		while (len && head[len - 1] == '/')
			len--;
		while (len && head[len - 1] != '/')
			len--;
	}
	free(head);
	*rest = path + len;
	return real;
}

/* As path_real, but that a .. after what does not exist may leave symbolic links behind it */
static const char *follow(struct arena *arena, const char *path)
{
	const char *rest;
	char *real = real_beginning(path, &rest);
	const char *out;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	/* the root is the empty beginning of its parts */
	buf_puts(&buf, real && strcmp(real, "/") != 0 ? real : "");
	while (*rest) {
		size_t len = strcspn(rest, "/");

		append(&buf, rest, len);
		rest += len + (rest[len] == '/');
	}
	out = arena_strdup(arena, buf.len ? buf_str(&buf) : "/");
	buf_release(&buf);
	free(real);
	return out;
}

const char *path_real(struct arena *arena, const char *path)
{
	return follow(arena, follow(arena, path));
}

bool path_is_inside(const char *inner, const char *outer)
{
	size_t len = strlen(outer);

	if (strcmp(outer, "/") == 0)
		return true;
	return strncmp(inner, outer, len) == 0 && (inner[len] == '/' || !inner[len]);
}
