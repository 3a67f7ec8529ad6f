/* SPDX-License-Identifier: ISC */
/*
 * What stands in an HTTP answer's headers, line by line: Retry-After, Date, Content-Type, ETag,
 * Location, Content-Encoding, Transfer-Encoding; and what our own requests' are made of.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/coding.h"
#include "fetch/header.h"
#include "fetch/host.h"
#include "fetch/retry.h"
#include "fetch/secret.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"

#define NOW 1773490245

static void check_retry(const char *value, const char *date, uint64_t seed)
{
	struct request request = {.max_wait = (int)(seed % (LIMIT_WAIT + 1)), .retries = 3};
	int64_t asked = header_retry_after(value, date, NOW);
	int64_t wait;

	fuzz_require(asked == RETRY_NOT_ASKED || (asked >= 0 && asked <= INT32_MAX),
		"a wait is some seconds, not %lld", (long long)asked);
	for (unsigned failures = 1; failures <= 4; failures++) {
		wait = retry_wait(&seed, &request, failures, asked);
		fuzz_require(wait == -1 || (wait >= 0 && wait <= request.max_wait * 1000LL),
			"no wait is longer than max_wait: %lld", (long long)wait);
		fuzz_require(failures <= 3 || wait == -1, "retries end");
		fuzz_require(
			asked <= request.max_wait || wait == -1, "who asks for more is let alone");
	}
}

static void check_type(struct arena *arena, const char *type)
{
	const char *charset = header_charset(arena, type);

	if (!charset)
		return;
	fuzz_require_line(charset, strlen(type), "a charset");
	fuzz_require(!strpbrk(charset, " \"';,/\\"), "\"%s\" may name a charset", charset);
}

/* Of two lists one after the other the odder one counts */
static void check_coding(struct arena *arena, const char *first, const char *second)
{
	enum coding a = coding_of_content(first);
	enum coding b = coding_of_content(second);
	const char *line = arena_printf(arena, "Transfer-Encoding: %s", first);

	fuzz_require(
		coding_of_content(arena_printf(arena, "%s,%s", first, second)) == (a > b ? a : b),
		"a list is as odd as its oddest part");
	fuzz_require(a == CODING_NONE || coding_is_transfer(line, strlen(line)) ||
			     strcasestr(first, "chunked"),
		"what packs a body packs a transfer");
}

static void check_address(const char *base, const char *address)
{
	char *url = host_resolve(base, address);
	struct hosts hosts;
	struct host *host;
	char *again;

	if (!url)
		return;
	hosts_init(&hosts);
	host = hosts_find(&hosts, url);
	again = host_resolve(base, url);
	if (host) { /* else it is not of the web, and nobody asks for it */
		fuzz_require_equal(again, url, "an address resolved again");
		fuzz_require(host_is_same_origin(url, url), "%s is of its own origin", url);
		fuzz_require(*host->name, "a host of %s has a name", url);
		fuzz_require(hosts_find(&hosts, url) == host, "a URL has one host");
	}
	hosts_release(&hosts);
	free(again);
	free(url);
}

/* setenv would keep every value that there ever was */
static void set_secret(const char *value)
{
	static char variable[4096];

	snprintf(variable, sizeof(variable), "PAPERROUTE_FUZZ=%s", value);
	putenv(variable);
}

static void check_secret(const char *value)
{
	struct header header = {
		.name = "X-Key", .value = "Key ${env:PAPERROUTE_FUZZ}${env:PAPERROUTE_FUZZ}"};
	struct err err = {0};
	bool exposed;
	struct buf out;

	set_secret(value);
	buf_init(&out, SIZE_MAX / 2);
	if (secret_fill(&out, &exposed, &header, "/nonexistent", "a source", &err) != 0) {
		fuzz_require_err(&err);
		fuzz_require(strlen(value) < 8 || !strstr(err.text, value), "no secret is told");
	} else {
		fuzz_require(out.len <= LIMIT_HEADER && !strpbrk(buf_str(&out), "\r\n"),
			"a header is one line of so many bytes");
	}
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *lines[6];
	struct arena arena;
	char *text;

	retry_is_throttled((const char *)data, size);
	arena_init(&arena);
	text = arena_strndup(&arena, (const char *)data, size);
	for (size_t i = 0; i < 6; i++)
		lines[i] = fuzz_take_line(&text);
	check_retry(lines[0], size % 2 ? lines[1] : NULL, size);
	check_type(&arena, lines[2]);
	if (header_is_sound(lines[3]))
		fuzz_require_line(lines[3], LIMIT_VALIDATOR, "what is sent back");
	check_address(lines[4], lines[5]);
	check_address("https://a.example.org:8080/b/c?d", lines[4]);
	check_secret(lines[5]);
	check_coding(&arena, lines[0], lines[1]);
	coding_is_transfer((const char *)data, size);
	arena_release(&arena);
	return 0;
}
