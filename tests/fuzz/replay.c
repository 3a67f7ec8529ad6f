/* SPDX-License-Identifier: ISC */
/*
 * What takes libFuzzer's place in other builds: calls the target on every file that it is given;
 * without arguments, on all that the target begins with (tests/fuzz/targets, corpus/ and found/).
 */
#include "config.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "fuzz/fuzz.h"

static void fail(const struct err *err)
{
	fprintf(stderr, "%s: %s\n", err->where, err->text);
	exit(1);
}

static void replay(const char *path)
{
	struct err err;
	uint8_t *copy;
	char *bytes;
	size_t len;

	if (file_read(&bytes, &len, path, SIZE_MAX / 2, &err) != 0)
		fail(&err);
	fprintf(stderr, "%s\n", path); /* so that it is known which one was the last */
	copy = malloc(len ? len : 1);  /* without a NUL behind it */
	memcpy(copy, bytes, len);
	free(bytes);
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

/* Every file below the top of the tree that the pattern names; returns how many */
static size_t replay_all(struct arena *arena, const char *pattern)
{
	size_t count = 0;
	glob_t found;

	if (glob(fuzz_path(arena, pattern), 0, NULL, &found) == 0) {
		for (; count < found.gl_pathc; count++)
			replay(found.gl_pathv[count]);
	}
	globfree(&found);
	return count;
}

/* What stands behind the name and the size in the line of the target */
static size_t replay_line(struct arena *arena, char *line)
{
	size_t count = 0;

	line += strspn(line, " \t0123456789");
	while (*line) {
		size_t len = strcspn(line, " \t");

		count += replay_all(arena, arena_strndup(arena, line, len));
		line += len;
		line += strspn(line, " \t");
	}
	return count;
}

static size_t replay_target(struct arena *arena, const char *name)
{
	size_t len = strlen(name);
	size_t count = 0;
	struct err err;
	char *bytes, *rest;
	size_t size;

	if (file_read(&bytes, &size, fuzz_path(arena, "tests/fuzz/targets"), SIZE_MAX / 2, &err) !=
		0)
		fail(&err);
	for (rest = bytes; *rest;) {
		char *line = fuzz_take_line(&rest);

		if (strncmp(line, name, len) == 0 && strchr(" \t", line[len]))
			count += replay_line(arena, line + len);
	}
	free(bytes);
	count += replay_all(arena, arena_printf(arena, "tests/fuzz/corpus/%s/*", name));
	return count + replay_all(arena, arena_printf(arena, "tests/fuzz/found/%s/*", name));
}

int main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');
	struct arena arena;

	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	if (argc > 1)
		return 0;
	arena_init(&arena);
	name = name ? name + 1 : argv[0];
	fuzz_require(strncmp(name, "fuzz_", 5) == 0, "%s is named as a target", name);
	fuzz_require(replay_target(&arena, name + 5) > 0, "there is something to replay");
	arena_release(&arena);
	return 0;
}
