/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/paper.h"

#include <limits.h>

#include "base/log.h"
#include "model/limits.h"
#include "read/json_line.h"
#include "store/store.h"
#include "tidy/identity.h"
#include "tidy/tidy.h"

int paper_read(struct paper *out, struct arena *arena, const struct line *line, const char *where,
	int64_t now, struct problems *problems)
{
	struct tidy_context context = {where, 0, now};
	struct sourced_record sourced;
	struct identity identity;
	struct json_line json;
	struct record pinned;
	struct err err;

	if (line->too_long) {
		problems_add(problems, SEVERITY_WARNING, where,
			line->number < UINT_MAX ? (unsigned)line->number : UINT_MAX, 0,
			"is longer than %zu bytes; it is passed over", LIMIT_LINE);
		return -1;
	}
	if (json_line_read(&json, arena, line->text, line->len, where, line->number, problems,
		    &err) != 0) {
		problems_add(problems, SEVERITY_WARNING, err.where, err.line, err.column,
			"%s; it is passed over", err.text);
		return -1;
	}
	if (tidy_pin(&pinned, arena, &json.record, &context, problems) != 0)
		return -1;
	sourced = (struct sourced_record){
		.source = json.source ? json.source : SOURCE_ARGUMENTS,
		.first_seen = now,
		.record = pinned,
	};
	tidy_identity(&identity, arena, &pinned, sourced.source);
	tidy_merge(&out->entry, arena, &sourced, 1);
	out->entry.key = identity.keys[0];
	out->entry.first_seen = out->entry.updated = now;
	out->keys = identity.keys;
	out->key_count = identity.count;
	return 0;
}

bool paper_is_blank(const struct line *line)
{
	for (size_t i = 0; i < line->len; i++) {
		if (line->text[i] != ' ' && line->text[i] != '\t' && line->text[i] != '\r')
			return false;
	}
	return true;
}

static int visit_line(
	struct papers *papers, struct arena *arena, const struct line *line, const char *where)
{
	struct problems problems;
	struct paper paper;
	int result = 0;

	problems_init(&problems, LIMIT_SOURCE_WARNINGS);
	if (paper_read(&paper, arena, line, where, papers->now, &problems) == 0)
		result = papers->visit(papers->ctx, &paper);
	if (!papers->quiet)
		log_problems(&problems);
	papers->suspicious = papers->suspicious || problems.warnings;
	problems_release(&problems);
	return result;
}

static int each_line(struct papers *papers, struct err *err)
{
	struct lines *lines;
	struct line line;
	bool found;
	int result;

	if (lines_open(&lines, papers->file, LIMIT_LINE, err) != 0)
		return -1;
	do {
		struct arena arena;

		result = lines_next(&line, &found, lines, err);
		arena_init(&arena);
		if (result == 0 && found && !paper_is_blank(&line))
			result = visit_line(papers, &arena, &line, lines_name(lines));
		arena_release(&arena);
	} while (result == 0 && found);
	lines_close(&lines);
	return result;
}

/* The store while its entries are visited */
struct remembered {
	struct papers *papers;
	struct store *store;
	struct err *err;
};

static int visit_entry(void *ctx, int64_t number, const struct entry *entry)
{
	struct remembered *remembered = ctx;
	struct paper paper = {.entry = *entry};
	struct arena arena;
	int result;

	arena_init(&arena);
	result = store_keys(
		remembered->store, &arena, &paper.keys, &paper.key_count, number, remembered->err);
	if (result == 0)
		result = remembered->papers->visit(remembered->papers->ctx, &paper);
	arena_release(&arena);
	return result;
}

int papers_each(struct papers *papers, struct err *err)
{
	struct remembered remembered = {papers, NULL, err};
	int result;

	if (papers->file)
		return each_line(papers, err);
	if (store_open(&remembered.store, papers->site->state, STORE_COPY, err) != 0)
		return -1;
	result = store_each_entry(remembered.store, visit_entry, &remembered, err);
	store_close(&remembered.store);
	return result;
}
