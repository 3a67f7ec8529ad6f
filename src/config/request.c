/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/request.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "config/keys.h"
#include "model/limits.h"

/* --- headers --- */

#define ENV "${env:"

/* Characters of a header's name (RFC 9110, section 5.6.2) */
#define TOKEN "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Every ${...} is one of the two that there are; what is wrong, or NULL */
static const char *check_secrets(const char *text)
{
	for (const char *at = strstr(text, "${"); at; at = strstr(at + 2, "${")) {
		const char *end = strchr(at, '}');

		if (!end)
			return "has a ${ without its }";
		if (strncmp(at, ENV, strlen(ENV)) == 0
				? end == at + strlen(ENV)
				: strncmp(at, "${file:", 7) != 0 || end == at + 7)
			return "has a ${...} that is neither ${env:NAME} nor ${file:PATH}";
	}
	return NULL;
}

/* Name: value. The value is not shown: there may be a secret in it. */
static void read_header(struct source *source, struct ini *ini, const struct expression *line)
{
	static const char *const ours[] = {"Host", "Content-Length", "Transfer-Encoding",
		"Accept-Encoding", "If-None-Match", "If-Modified-Since", "User-Agent"};
	size_t len = strspn(line->text, TOKEN);
	const char *value = line->text + len;
	const char *why = NULL;
	struct header header;

	if (!len || *value != ':')
		why = "a header needs the form Name: value, as in Accept: application/json";
	value += *value == ':';
	header.name = arena_strndup(ini->arena, line->text, len);
	header.value = value + strspn(value, " \t");
	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		if (strcasecmp(ours[i], header.name) == 0)
			why = arena_printf(ini->arena, "the header %s is the program's own: %s",
				ours[i], "leave it out");
	}
	if (!why && !*header.value)
		why = arena_printf(ini->arena, "the header %s has no value", header.name);
	if (!why && check_secrets(header.value))
		why = arena_printf(
			ini->arena, "the header %s %s", header.name, check_secrets(header.value));
	if (!why && source->request.header_count == LIMIT_HEADERS)
		why = arena_printf(ini->arena, "more than %d headers", LIMIT_HEADERS);
	if (why)
		ini_tell(ini, SEVERITY_ERROR, &line->place, "%s", why);
	else
		source->request.headers[source->request.header_count++] = header;
}

static void read_headers(struct source *source, struct ini *ini, const struct ini_section *section)
{
	struct expression *lines;
	size_t count;

	keys_collect(&lines, &count, ini, section, "header");
	if (!count)
		return; /* those of a preset, if it has some */
	source->request.header_count = 0;
	source->request.headers =
		arena_array(ini->arena, LIMIT_HEADERS, sizeof(*source->request.headers));
	for (size_t i = 0; i < count; i++)
		read_header(source, ini, &lines[i]);
}

/* The next ${env:NAME} in text: what follows its colon; NULL when there is none */
static const char *next_variable(const char *text)
{
	const char *at = strstr(text, ENV);

	return at ? at + strlen(ENV) : NULL;
}

size_t request_count_variables(const struct source *source)
{
	size_t count = 0;

	for (size_t i = 0; i < source->request.header_count; i++) {
		for (const char *at = source->request.headers[i].value; (at = next_variable(at));)
			count++;
	}
	return count;
}

void request_add_variables(struct site *site, struct arena *arena, const struct source *source)
{
	for (size_t i = 0; i < source->request.header_count; i++) {
		for (const char *at = source->request.headers[i].value; (at = next_variable(at));)
			site->variables[site->variable_count++] =
				arena_strndup(arena, at, strcspn(at, "}"));
	}
}

/* --- the section as a whole --- */

void request_place(struct source *source, struct ini *ini, const struct ini_section *section)
{
	const struct ini_key *path = ini_find(section, "path");
	const struct ini_key *url = ini_find(section, "url");

	if (!path && !url && !source->url)
		ini_tell(ini, SEVERITY_ERROR, &section->place,
			"[%s] has neither path nor url: add a line such as "
			"url = https://export.arxiv.org/rss/cs.LG or path = sample/papers.txt",
			section->title);
	else if (path && url)
		ini_tell(ini, SEVERITY_ERROR, &url->place,
			"[%s] has a path in line %u already: make two sources of it, or delete one",
			section->title, path->place.line);
	if (path)
		source->url = NULL; /* a preset's */
}

void request_read(struct source *source, struct ini *ini, const struct ini_section *section)
{
	struct buf settings;

	read_headers(source, ini, section);
	buf_init(&settings, SIZE_MAX / 2);
	buf_puts(&settings, source->settings);
	for (size_t i = 0; i < section->key_count; i++)
		buf_printf(
			&settings, "%s=%s\n", section->keys[i].name, section->keys[i].value.text);
	source->settings = arena_strdup(ini->arena, buf_str(&settings));
	buf_release(&settings);
}
