/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fuzz/fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

void fuzz_require(bool kept, const char *promise, ...)
{
	va_list args;

	if (kept)
		return;
	va_start(args, promise);
	fputs("promise not kept: ", stderr);
	vfprintf(stderr, promise, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

/* Bytes behind a first one of UTF-8, by RFC 3629's table; -1 for none */
static int followers(unsigned char first)
{
	if (first < 0x80)
		return 0;
	if (first >= 0xc2 && first <= 0xdf)
		return 1;
	if (first >= 0xe0 && first <= 0xef)
		return 2;
	return first >= 0xf0 && first <= 0xf4 ? 3 : -1;
}

/* XML 1.0, section 2.2, less what its note discourages */
static bool may_stand(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n';
	return !(c >= 0x7f && c <= 0x84) && !(c >= 0x86 && c <= 0x9f) &&
	       !(c >= 0xd800 && c <= 0xdfff) && !(c >= 0xfdd0 && c <= 0xfdef) &&
	       (c & 0xfffe) != 0xfffe && c <= 0x10ffff;
}

/* The offset of the first thing that may not stand in a text; its length when there is none */
static size_t first_fault(const char *text)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
	const unsigned char *bytes = (const unsigned char *)text;
	size_t at = 0;

	while (bytes[at]) {
		int more = followers(bytes[at]);
		uint32_t c = more <= 0 ? bytes[at] : bytes[at] & (0x3fu >> more);

		if (more < 0)
			return at;
		for (int i = 1; i <= more; i++) {
			if ((bytes[at + (size_t)i] & 0xc0) != 0x80)
				return at;
			c = c << 6 | (bytes[at + (size_t)i] & 0x3f);
		}
		if (c < least[more] || !may_stand(c))
			return at;
		at += (size_t)more + 1;
	}
	return at;
}

void fuzz_require_text(const char *text, size_t limit, const char *what)
{
	size_t len;

	fuzz_require(text != NULL, "%s is there", what);
	len = strlen(text);
	fuzz_require(len > 0, "%s is not empty", what);
	fuzz_require(len <= limit, "%s has at most %zu bytes, not %zu", what, limit, len);
	fuzz_require(first_fault(text) == len, "%s is text: byte %zu of \"%s\"", what,
		first_fault(text), text);
}

void fuzz_require_line(const char *text, size_t limit, const char *what)
{
	fuzz_require_text(text, limit, what);
	fuzz_require(!strpbrk(text, "\t\n\r") && !strstr(text, "\xc2\x85"),
		"%s is one line: \"%s\"", what, text);
}

void fuzz_require_equal(const char *a, const char *b, const char *what)
{
	fuzz_require(a && b ? strcmp(a, b) == 0 : a == b, "%s: \"%s\" and \"%s\" are equal", what,
		a ? a : "(none)", b ? b : "(none)");
}

void fuzz_require_err(const struct err *err)
{
	fuzz_require(err->code != ERR_NONE, "a failure has a code: \"%s\"", err->text);
	fuzz_require_text(err->where, ERR_WHERE_SIZE - 1, "the place of a failure");
	fuzz_require_text(err->text, ERR_TEXT_SIZE - 1, "the text of a failure");
}

void fuzz_require_problems(const struct problems *problems)
{
	size_t errors = 0;

	for (size_t i = 0; i < problems->count; i++) {
		fuzz_require_err(&problems->items[i].err);
		errors += problems->items[i].severity == SEVERITY_ERROR;
	}
	fuzz_require(errors <= problems->errors, "every mistake is counted");
	fuzz_require(problems->count - errors <= problems->warnings, "every warning is counted");
	fuzz_require(!problems->errors == !errors, "a mistake that is counted is told");
}

char *fuzz_clean(struct arena *arena, const uint8_t *data, size_t size)
{
	char *clean = utf8_clean((const char *)data, size, NULL);
	char *text = arena_strdup(arena, clean);

	free(clean);
	return text;
}

char *fuzz_take_line(char **text)
{
	char *line = *text;
	char *end = strchr(line, '\n');

	*text = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	return line;
}

const char *fuzz_path(struct arena *arena, const char *name)
{
	const char *top = getenv("srcdir");

	return arena_printf(arena, "%s/%s", top && *top ? top : ".", name);
}

static char file_path[64];

static void remove_file(void)
{
	unlink(file_path);
}

const char *fuzz_file(const void *bytes, size_t size)
{
	FILE *file;

	if (!*file_path) {
		snprintf(file_path, sizeof(file_path), "%s/paperroute-fuzz-%07ld.ini",
			access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
		atexit(remove_file);
	}
	file = fopen(file_path, "wb");
	fuzz_require(file != NULL, "%s can be written", file_path);
	fuzz_require(fwrite(bytes, 1, size, file) == size, "%s has room", file_path);
	fuzz_require(fclose(file) == 0, "%s is written", file_path);
	return file_path;
}
