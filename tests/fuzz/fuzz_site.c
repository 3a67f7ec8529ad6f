/* SPDX-License-Identifier: ISC */
/*
 * paperroute.ini: what is accepted is what everybody behind config/ counts on, and every mapping that
 * is accepted can be used.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "box/settings.h"
#include "config/site.h"
#include "fuzz/fuzz.h"
#include "fuzz/presets.h"
#include "model/limits.h"
#include "read/read.h"

/* A small body of each format */
static const char *const bodies[FORMAT_COUNT] = {
	[FORMAT_AUTO] = "<rss><channel><item><title>A</title></item></channel></rss>",
	[FORMAT_LIST] = "# A title\n\nA text stands here.\n",
	[FORMAT_JSON] = "{\"papers\":[{\"id\":1,\"title\":\"A\",\"authors\":[\"B, C\"],\"x\":{}}]}",
	[FORMAT_FEED] = "<rss><channel><item><title>A</title><link>b</link></item></channel></rss>",
	[FORMAT_HTML] = "<ul><li class='x'><a href='b'>A</a><i>B, C</i></li></ul>",
	[FORMAT_XML] = "<list><paper id='1'><title>A</title><author>B</author></paper></list>",
	[FORMAT_CSV] = "id,title,authors,link\n1,A,\"B; C\",https://a.org\n",
};

static int on_record(void *ctx, const struct record *record)
{
	(void)ctx;
	for (size_t i = 0; i < record->count; i++)
		fuzz_require_text(record->values[i].text, LIMIT_FIELD, "a value");
	return 0;
}

static void on_text(void *ctx, const char *text)
{
	(void)ctx;
	fuzz_require_text(text, LIMIT_FIELD, "what was read");
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	(void)kind;
	(void)line;
	on_text(ctx, text);
}

static void read_by(const struct source *source)
{
	struct read_sink sink = {NULL, on_record, on_text, on_note, on_text};
	const char *body = bodies[source->format];
	struct read_input input = {body, strlen(body), NULL, "https://a.org/b"};
	struct read_result result;
	struct err err = {0};

	if (read_body(&result, &input, source, &sink, &err) != 0)
		fuzz_require_err(&err);
}

/* What goes to a reader's process comes out there as it was */
static void check_wire(const struct source *source)
{
	struct source copy = *source, taken = {0};
	struct buf once, again;
	struct arena arena;
	struct wire wire;

	arena_init(&arena);
	buf_init(&once, SIZE_MAX / 2);
	buf_init(&again, SIZE_MAX / 2);
	wire_put(&wire, &once);
	settings_walk(&wire, &copy);
	wire_take(&wire, buf_str(&once), once.len, &arena);
	settings_walk(&wire, &taken);
	fuzz_require(wire_is_done(&wire), "settings that were sent are taken");
	wire_put(&wire, &again);
	settings_walk(&wire, &taken);
	fuzz_require(once.len == again.len && memcmp(once.data, again.data, once.len) == 0,
		"settings come out as they went in");
	buf_release(&again);
	buf_release(&once);
	arena_release(&arena);
}

static void check_source(const struct source *source)
{
	const struct request *request = &source->request;

	fuzz_require_line(source->name, LIMIT_NAME, "a source's name");
	fuzz_require((source->path != NULL) != (source->url != NULL),
		"a source has either a path or a URL");
	fuzz_require(source->format < FORMAT_COUNT, "a source has a format");
	fuzz_require(source->max_size > 0 && source->max_size <= (size_t)LIMIT_BODY_MOST,
		"a body has a limit");
	fuzz_require(request->delay >= 0 && request->delay <= LIMIT_WAIT && request->timeout > 0 &&
			     request->timeout <= LIMIT_WAIT && request->retries >= 0 &&
			     request->retries <= LIMIT_RETRIES,
		"times are bounded");
	fuzz_require(request->header_count <= LIMIT_HEADERS, "headers are few");
	for (size_t i = 0; i < request->header_count; i++)
		fuzz_require(!strpbrk(request->headers[i].name, " :\r\n\t") &&
				     !strpbrk(request->headers[i].value, "\r\n"),
			"a header is one line");
	check_wire(source);
	read_by(source);
}

static void check_site(const struct site *site, size_t size)
{
	fuzz_require_line(site->title, size, "a site's title");
	fuzz_require_line(site->base_url, LIMIT_URL, "base_url");
	fuzz_require(site->base_url[strlen(site->base_url) - 1] == '/', "base_url ends in a slash");
	fuzz_require_line(site->tag_authority, size, "tag_authority");
	fuzz_require(!strpbrk(site->tag_authority, " ,:/"), "tag_authority fits in a tag");
	fuzz_require(site->tag_date[strspn(site->tag_date, "0123456789-")] == '\0', "tag_date");
	fuzz_require(site->entries > 0 && site->entries <= LIMIT_FEED_ENTRIES, "entries");
	fuzz_require(*site->output && *site->state, "there are folders");
	fuzz_require(strcmp(site->output, site->state) != 0, "output and state are two");
	for (size_t i = 0; i < site->source_count; i++)
		check_source(&site->sources[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source *presets;
	struct problems problems;
	struct site site = {.folder = "."};
	struct arena arena;

	site.preset_count = presets_read(&presets);
	site.presets = (struct source *)presets;
	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS_GATHERED);
	site_read(&site, &arena, fuzz_file(data, size), &problems);
	fuzz_require_problems(&problems);
	if (!problems.errors)
		check_site(&site, size);
	problems_release(&problems);
	arena_release(&arena);
	return 0;
}
