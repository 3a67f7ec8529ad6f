/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/help.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/load.h"
#include "model/limits.h"

#define TEMPLATE "/tmp/paperroute-config-XXXXXX"

struct arena help_arena;
struct site help_site;
struct problems help_problems;

static char folder[sizeof(TEMPLATE)];
static char fixtures[PATH_MAX];

static const char sound_site[] = "[site]\n"
				 "title = Papers\n"
				 "base_url = https://papers.lab.net/\n"
				 "tag_authority = papers.lab.net\n"
				 "tag_date = 2026-11\n"
				 "\n"
				 "[source here]\n"
				 "path = papers.txt\n";

static const char sound_topic[] = "[feed]\n"
				  "title = Sound\n"
				  "\n"
				  "[rule one]\n"
				  "match = graph\n";

const char *help_fixtures(void)
{
	const char *srcdir = getenv("srcdir");
	char path[PATH_MAX];

	if (!*fixtures) {
		snprintf(path, sizeof(path), "%s/tests/config", srcdir ? srcdir : ".");
		if (!realpath(path, fixtures))
			ck_abort_msg("%s: no fixtures there", path);
	}
	return fixtures;
}

void help_begin(void)
{
	help_fixtures();
	arena_init(&help_arena);
	problems_init(&help_problems, 100); /* more than a run prints */
	memcpy(folder, TEMPLATE, sizeof(TEMPLATE));
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_int_eq(mkdir("topics", 0777), 0);
	help_write("paperroute.ini", sound_site);
	help_write("topics/sound.ini", sound_topic);
	help_write("papers.txt", "A paper\n");
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void help_end(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	problems_release(&help_problems);
	arena_release(&help_arena);
}

void help_write_bytes(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

void help_write(const char *path, const char *text)
{
	help_write_bytes(path, text, strlen(text));
}

char *help_fixture(const char *name, size_t *len)
{
	char path[PATH_MAX + 256];
	struct err err;
	char *bytes;
	char *copy;

	snprintf(path, sizeof(path), "%s/%s", fixtures, name);
	if (file_read(&bytes, len, path, LIMIT_INI_FILE * 2, &err) != 0)
		return arena_strdup(&help_arena, "");
	copy = arena_alloc(&help_arena, *len + 1);
	memcpy(copy, bytes, *len);
	free(bytes);
	return copy;
}

int help_load(const char *file)
{
	problems_release(&help_problems);
	return config_load(&help_site, &help_arena, ".", file, &help_problems);
}

const char *help_told(void)
{
	struct buf out;
	const char *text;

	buf_init(&out, LIMIT_INI_FILE);
	for (size_t i = 0; i < help_problems.count; i++) {
		const struct problem *problem = &help_problems.items[i];
		const struct err *err = &problem->err;

		buf_puts(&out, err->where);
		if (err->line)
			buf_printf(&out, ":%u:%u", err->line, err->column);
		buf_printf(&out, ": %s%s\n",
			problem->severity == SEVERITY_WARNING ? "warning: " : "", err->text);
	}
	text = arena_strdup(&help_arena, buf_str(&out));
	buf_release(&out);
	return text;
}

static void show_text(struct buf *out, const char *name, const char *text)
{
	if (text)
		buf_printf(out, "%s = %s\n", name, text);
}

static void show_expressions(
	struct buf *out, const char *name, const struct expression *items, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "%s %u:%u = %s\n", name, items[i].place.line, items[i].place.column,
			items[i].text);
		for (size_t j = 0; j < items[i].line_count; j++)
			buf_printf(out, "\tfrom byte %zu on in line %u\n", items[i].lines[j].offset,
				items[i].lines[j].line);
	}
}

/* What is set, and is not the default */
static void show_request(struct buf *out, const struct source *source)
{
	const struct request *request = &source->request;
	const struct request *usual = &source_defaults.request;

	for (size_t i = 0; i < request->header_count; i++)
		buf_printf(out, "header = <%s> <%s>\n", request->headers[i].name,
			request->headers[i].value);
	if (request->delay)
		buf_printf(out, "delay = %d\n", request->delay);
	if (request->connect_timeout != usual->connect_timeout ||
		request->timeout != usual->timeout || request->stall != usual->stall)
		buf_printf(out, "time-outs = %d %d %d\n", request->connect_timeout,
			request->timeout, request->stall);
	if (request->retries != usual->retries || request->max_wait != usual->max_wait)
		buf_printf(out, "retries = %d %d\n", request->retries, request->max_wait);
	if (source->max_size != source_defaults.max_size)
		buf_printf(out, "max_size = %zu\n", source->max_size);
}

void help_show_site(struct buf *out)
{
	const struct site *site = &help_site;

	show_text(out, "title", site->title);
	show_text(out, "base_url", site->base_url);
	show_text(out, "tag_authority", site->tag_authority);
	show_text(out, "tag_date", site->tag_date);
	show_text(out, "author", site->author);
	show_text(out, "contact", site->contact);
	show_text(out, "after", site->after);
	show_text(out, "rights", site->rights);
	show_text(out, "language", site->language);
	show_text(out, "output", site->output);
	show_text(out, "state", site->state);
	buf_printf(out, "entries = %zu\n", site->entries);
	buf_puts(out, "formats =");
	for (int kind = 0; kind < DOCUMENT_KINDS; kind++) {
		if (site->kinds & DOCUMENT_BIT(kind))
			buf_printf(out, " %s", document_name(kind));
	}
	buf_putc(out, '\n');
	for (size_t i = 0; i < site->source_count; i++) {
		const struct source *source = &site->sources[i];

		buf_printf(out, "source %s %u:%u%s\n", source->name, source->place.line,
			source->place.column, source->enabled ? "" : " (not enabled)");
		show_text(out, "path", source->path);
		show_text(out, "url", source->url);
		show_request(out, source);
		show_text(out, "link", source->link);
		if (source->year)
			buf_printf(out, "year = %d\n", source->year);
		for (size_t j = 0; j < source->skip_count; j++)
			show_text(out, "skip", source->skip[j]);
	}
}

void help_show_rules(struct buf *out, const struct rule_def *rules, size_t count)
{
	for (size_t j = 0; j < count; j++) {
		const struct rule_def *rule = &rules[j];

		buf_printf(out, "rule %s %u:%u", rule->name, rule->place.line, rule->place.column);
		if (rule->reject)
			buf_puts(out, " rejects\n");
		else
			buf_printf(out, " gives %d, %d in the title\n", rule->score,
				rule->title_score);
		show_expressions(out, "match", rule->matches, rule->match_count);
	}
}

static void show_settings(struct buf *out, const struct topic *topic)
{
	buf_puts(out, topic->any_case ? "case = ignore\n" : "");
	buf_puts(out, topic->own_form ? "plural = no\n" : "");
	buf_puts(out, topic->exclusive ? "exclusive\n" : "");
	buf_puts(out, topic->catch_all ? "catch_all\n" : "");
	if (topic->priority)
		buf_printf(out, "priority = %d\n", topic->priority);
	if (topic->min_votes)
		buf_printf(out, "min_votes = %" PRIu64 "\n", topic->min_votes);
	for (size_t i = 0; i < topic->source_count; i++)
		show_text(out, "from", topic->sources[i]);
}

void help_show_topic(struct buf *out, const char *slug)
{
	for (size_t i = 0; i < help_site.topic_count; i++) {
		const struct topic *topic = &help_site.topics[i];

		if (strcmp(topic->slug, slug) != 0)
			continue;
		show_text(out, "title", topic->title);
		show_text(out, "subtitle", topic->subtitle);
		buf_printf(out, "threshold = %d\n", topic->threshold);
		show_settings(out, topic);
		help_show_rules(out, topic->rules, topic->rule_count);
	}
}

void help_show_lists(struct buf *out)
{
	if (!help_site.list_count)
		buf_puts(out, "no lists\n");
	for (size_t i = 0; i < help_site.list_count; i++)
		show_expressions(out, help_site.lists[i].name, help_site.lists[i].values,
			help_site.lists[i].value_count);
}
