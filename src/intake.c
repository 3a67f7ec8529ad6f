/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "intake.h"

#include <stdlib.h>

#include "base/log.h"
#include "base/xalloc.h"
#include "fetch/fetch.h"
#include "model/limits.h"
#include "read/read.h"
#include "tidy/identity.h"
#include "tidy/tidy.h"

/* One source on its way into the store */
struct intake {
	struct store *store;
	const struct source *source;
	int64_t number; /* the source's, of the store */
	int64_t now;
	struct touched *touched;
	struct source_run run;
	struct problems warnings;
	struct err *err;
	bool store_failed;
};

void touched_init(struct touched *touched)
{
	*touched = (struct touched){0};
}

void touched_release(struct touched *touched)
{
	free(touched->entries);
	touched_init(touched);
}

static void touch(struct touched *touched, int64_t entry)
{
	touched->entries = xgrow(
		touched->entries, &touched->cap, touched->count + 1, sizeof(*touched->entries));
	touched->entries[touched->count++] = entry;
}

/* Makes the entry anew from all its records */
static int renew_entry(struct intake *in, struct arena *arena, int64_t number)
{
	struct sourced_record *records;
	struct entry before, entry;
	size_t count;
	bool found;
	bool changed;

	if (store_records(in->store, arena, &records, &count, number, in->err) != 0 ||
		store_get_entry(in->store, &before, &found, arena, number, in->err) != 0)
		return -1;
	tidy_merge(&entry, arena, records, count);
	changed = found && tidy_really_changed(&before, &entry);
	entry.first_seen = found ? before.first_seen : in->now;
	entry.updated = found && !changed ? before.updated : in->now;
	in->run.changed += changed;
	touch(in->touched, number);
	return store_put_entry(in->store, number, &entry, in->err);
}

static int take_record(struct intake *in, struct arena *arena, const struct record *record)
{
	struct tidy_context context = {in->source->name, in->source->year, in->now};
	struct identity identity;
	struct record pinned, old, kept;
	int64_t entry;
	enum resolved how;

	if (tidy_pin(&pinned, arena, record, &context, &in->warnings) != 0)
		return 0;
	tidy_identity(&identity, arena, &pinned, in->source->name);
	if (store_resolve(in->store, &entry, &how, &identity, in->err) != 0 ||
		store_get_record(in->store, &old, arena, in->number, entry, in->err) != 0)
		return -1;
	in->run.added += how == RESOLVED_ADDED;
	tidy_renew(&kept, arena, old.count ? &old : NULL, &pinned);
	if (how == RESOLVED_KNOWN && old.count && record_equal(&old, &kept))
		return 0;
	if (store_put_record(in->store, in->number, entry, &kept, in->err) != 0)
		return -1;
	return renew_entry(in, arena, entry);
}

static int on_record(void *ctx, const struct record *record)
{
	struct intake *in = ctx;
	struct arena arena;

	arena_init(&arena);
	in->run.records++;
	in->store_failed = take_record(in, &arena, record) != 0;
	arena_release(&arena);
	return in->store_failed;
}

static void on_contributor(void *ctx, const char *name)
{
	struct intake *in = ctx;

	if (store_set_contributor(in->store, in->number, name, in->err) != 0)
		in->store_failed = true;
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	struct intake *in = ctx;

	if (kind == READ_NOTE_WARNING)
		problems_add(&in->warnings, SEVERITY_WARNING, in->source->path, (unsigned)line, 0,
			"%s", text);
	else
		log_detail(in->source->path, "line %zu: %s", line, text);
}

/* Reads the body and reports; what is wrong with it goes to fault */
static void take_body(struct intake *in, const struct body *body, struct err *fault)
{
	struct read_sink sink = {in, on_record, on_contributor, on_note, NULL};
	struct read_input input = {body->bytes, body->len, NULL};
	struct read_result result;
	bool news;

	if (read_body(&result, &input, in->source, &sink, fault) != 0)
		in->run.failed = true;
	else if (!in->store_failed && result.records == 0 && !read_is_quiet(&result))
		in->run.failed =
			err_set(fault, ERR_FORMAT, in->source->name,
				"there is no paper in %s: nothing is taken away from the feeds",
				in->source->path) != 0;
	/* a list that stays as it is would be complained of at every run */
	news = in->run.added || in->run.changed;
	if (news)
		log_problems(&in->warnings);
	else
		in->warnings.warnings = 0;
	log_progress(in->source->name, "%zu papers, %zu new, %zu changed; %zu %s passed over",
		in->run.records, in->run.added, in->run.changed, result.skipped + result.refused,
		result.format == FORMAT_LIST ? "lines" : "others");
}

int intake_source(struct touched *touched, bool *suspicious, struct store *store,
	const struct source *source, int64_t now, struct err *err)
{
	struct intake in = {
		.store = store, .source = source, .now = now, .touched = touched, .err = err};
	struct err fault = {0};
	struct body body = {0};

	if (store_source(store, &in.number, source, err) != 0)
		return -1;
	problems_init(&in.warnings, LIMIT_SOURCE_WARNINGS);
	if (fetch_body(&body, source, &fault) != 0)
		in.run.failed = true;
	else
		take_body(&in, &body, &fault);
	body_release(&body);
	if (in.run.failed) {
		log_err(&fault);
		in.run.message = fault.text;
	}
	*suspicious = *suspicious || in.run.failed || in.warnings.warnings;
	problems_release(&in.warnings);
	if (in.store_failed)
		return -1;
	return store_log_source(store, in.number, &in.run, err);
}
