/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/paper.h"

#include "base/log.h"
#include "store/store.h"
#include "tidy/identity.h"
#include "tidy/tidy.h"

int paper_make(struct paper *out, struct arena *arena, const struct flow_line *line, int64_t now)
{
	struct tidy_context context = {line->where, 0, now};
	struct sourced_record sourced;
	struct identity identity;
	struct record pinned;

	if (tidy_pin(&pinned, arena, line->record, &context, line->problems) != 0)
		return -1;
	sourced = (struct sourced_record){
		.source = line->source ? arena_strdup(arena, line->source) : SOURCE_ARGUMENTS,
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

static int visit_line(void *ctx, const struct flow_line *line)
{
	struct papers *papers = ctx;
	struct arena arena;
	struct paper paper;
	int result = 0;

	arena_init(&arena);
	if (line->record && paper_make(&paper, &arena, line, papers->now) == 0)
		result = papers->visit(papers->ctx, &paper);
	arena_release(&arena);
	if (!papers->quiet)
		log_problems(line->problems);
	papers->suspicious = papers->suspicious || line->problems->warnings;
	return result;
}

static int each_line(struct papers *papers, struct err *err)
{
	struct reader reader;
	struct flow flow = {.reader = &reader, .take = visit_line, .ctx = papers};
	int result;

	reader_open(&reader);
	result = flow_read(&flow, papers->file, err);
	reader_close(&reader);
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
