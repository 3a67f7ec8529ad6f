/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/sha256.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "place.h"
#include "read/read.h"
#include "renew.h"
#include "store/health.h"
#include "tidy/tidy.h"

/* One source on its way into the store */
struct intake {
	struct reader *reader;
	struct store *store;
	const struct source *source;
	int64_t number; /* the source's, of the store */
	int64_t now;
	struct touched *touched;
	struct placed *placed;
	size_t untouched;              /* how many of these are made anew already */
	size_t before;                 /* how many there were before this source */
	char reading[SHA256_HEX_SIZE]; /* how it is read */
	struct source_run run;
	size_t untitled; /* records that are no papers, as they have no title */
	struct problems warnings;
	char *next; /* where the last body said that the list goes on; NULL when it did not */
	struct err *err;
	bool store_failed;
};

static int take_record(struct intake *in, struct arena *arena, const struct record *record)
{
	struct tidy_context context = {source_where(in->source), in->source->year, in->now};
	struct record pinned;
	enum resolved how;

	if (tidy_pin(&pinned, arena, record, &context, &in->warnings) != 0) {
		in->untitled++;
		return 0;
	}
	if (place_record(&how, in->placed, in->touched, in->store, in->number, in->source->name,
		    &pinned, in->err) != 0)
		return -1;
	in->run.added += how == RESOLVED_ADDED || how == RESOLVED_ADDED_BESIDE;
	return 0;
}

/* Makes the entries that the source touched anew, each once: a list that has a paper twice, with texts
 * that differ, would else change it back and forth in every run */
static int renew_own(struct intake *in)
{
	struct touched *touched = in->touched;
	size_t changed;
	int result;

	touched->waiting = touched->more ? touched->count - in->untouched : 0;
	if (touched->more) {
		in->run.changed += touched->count - in->before;
		in->before = touched->count;
		return 0;
	}
	result = renew_touched(&changed, touched, in->untouched, in->store, in->now, in->err);
	in->run.changed += changed;
	in->untouched = in->before = touched->count;
	return result;
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
		problems_add(&in->warnings, SEVERITY_WARNING, source_where(in->source),
			(unsigned)line, 0, "%s", text);
	else
		log_detail(source_where(in->source), "line %zu: %s", line, text);
}

static void on_next(void *ctx, const char *url)
{
	struct intake *in = ctx;

	free(in->next);
	in->next = xstrdup(url);
}

/* Reads one page of the list; adds to what was counted of those before */
static int read_page(
	struct intake *in, struct read_result *all, const struct body *body, struct err *fault)
{
	struct read_sink sink = {in, on_record, on_contributor, on_note, on_next};
	struct read_input input = {body->bytes, body->len, body->charset, body->url};
	struct read_result result;
	int failed;

	free(in->next);
	in->next = NULL;
	failed = reader_read(&result, in->reader, &input, in->source, &sink, fault);
	result.records += all->records;
	result.skipped += all->skipped;
	result.refused += all->refused;
	*all = result;
	return failed;
}

/* The pages of a list so far */
struct pages {
	char urls[LIMIT_PAGES][SHA256_HEX_SIZE]; /* hashes of where they came from */
	size_t count;
	int64_t began; /* milliseconds of clock_monotonic */
};

/* Whether a further page may be asked for */
static int may_go_on(const struct intake *in, const struct pages *pages, struct err *fault)
{
	if (pages->count == LIMIT_PAGES)
		return err_set(fault, ERR_LIMIT, in->source->url,
			"goes on after %d pages: the rest is left", LIMIT_PAGES);
	if (clock_monotonic() - pages->began > (int64_t)LIMIT_PAGES_SECONDS * 1000)
		return err_set(fault, ERR_LIMIT, in->source->url,
			"takes more than %d seconds for its pages: the rest is left",
			LIMIT_PAGES_SECONDS);
	return 0;
}

static int add_page(
	struct pages *pages, const struct intake *in, const struct body *page, struct err *fault)
{
	char *hash = pages->urls[pages->count];

	sha256_hex(hash, page->url, strlen(page->url));
	for (size_t i = 0; i < pages->count; i++) {
		if (strcmp(pages->urls[i], hash) == 0)
			return err_set(fault, ERR_FORMAT, in->source->url,
				"goes round in a circle: page %zu leads back to page %zu",
				pages->count, i + 1);
	}
	pages->count++;
	return 0;
}

/* The pages behind the first, one after the other */
static int read_rest(struct intake *in, struct read_result *all, struct fetch *fetch,
	const struct body *first, struct err *fault)
{
	struct pages seen = {.began = clock_monotonic()};
	struct body pages[2] = {{0}, {0}};
	const struct body *last = first;
	int failed = add_page(&seen, in, first, fault);

	for (int i = 1; in->next && !failed && !in->store_failed; i++) {
		struct body *page = &pages[i % 2];

		failed = may_go_on(in, &seen, fault);
		if (failed)
			break;
		body_release(page);
		failed = fetch_page(page, fetch, in->source, last, in->next, fault);
		if (!failed)
			failed = add_page(&seen, in, page, fault);
		if (!failed)
			failed = read_page(in, all, page, fault);
		in->run.bytes += page->len;
		last = page;
	}
	body_release(&pages[0]);
	body_release(&pages[1]);
	return failed;
}

/* Reads the body, and what it leads to, and reports; what is wrong goes to fault. A list of several
 * pages is read as a whole by every run: its first page may stay as it is when others do not. */
static void take_body(struct intake *in, struct fetch *fetch, struct body *body, struct err *fault)
{
	struct read_result result = {0};

	in->run.failed = read_page(in, &result, body, fault) != 0;
	if (in->next && fetch_has_pages(fetch, in->source) && !in->run.failed) {
		body->kept.etag = body->kept.modified = NULL;
		body->paged = true;
		in->run.failed = read_rest(in, &result, fetch, body, fault) != 0;
	}
	if (!in->store_failed)
		in->store_failed = renew_own(in) != 0;
	if (!in->run.failed && !in->store_failed && result.records == 0 && !read_is_quiet(&result))
		in->run.failed =
			err_set(fault, ERR_FORMAT, in->source->name,
				"there is no paper in %s: nothing is taken away from the feeds",
				source_where(in->source)) != 0;
	else if (!in->run.failed && in->untitled && in->untitled == result.records)
		in->run.failed = err_set(fault, ERR_FORMAT, source_where(in->source),
					 "none of its %zu papers has a title: nothing is taken "
					 "away from the feeds",
					 in->untitled) != 0;
	/* a list that stays as it is would be complained of at every run */
	if (in->run.added || in->run.changed)
		log_problems(&in->warnings);
	else
		in->warnings.warnings = 0;
	log_progress(in->source->name, "%zu papers, %zu new, %zu changed; %zu %s passed over",
		in->run.records, in->run.added, in->run.changed, result.skipped + result.refused,
		result.format == FORMAT_LIST ? "lines" : "others");
}

/* Another text of the settings, or another program, may read another list out of the same bytes */
static void hash_reading(char out[SHA256_HEX_SIZE], const struct source *source)
{
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	buf_printf(&text, "%s\n%s", PACKAGE_VERSION, source->settings);
	for (size_t i = 0; i < source->preset_count && source->format == FORMAT_AUTO; i++)
		buf_printf(&text, "%s\n%s", source->presets[i].name, source->presets[i].settings);
	sha256_hex(out, buf_str(&text), text.len);
	buf_release(&text);
}

/* What was read without a fault is what the next run may leave unread */
static int remember_body(
	struct intake *in, const struct fetch *fetch, const struct body *body, struct err *fault)
{
	struct kept_body kept = body->kept;

	if (!kept.url)
		return 0;
	if (!body->unchanged && fetch_keep(fetch, in->source, body, fault) != 0) {
		in->run.failed = true;
		return 0;
	}
	kept.reading = body->paged ? "" : in->reading;
	return store_put_kept(in->store, in->number, &kept, in->err);
}

static void take_in(struct intake *in, struct fetch *fetch, size_t at, struct err *fault)
{
	struct body body;

	in->run.failed = fetch_take(&body, fetch, at, fault) != 0;
	in->run.status = body.status;
	in->run.attempts = body.attempts;
	in->run.bytes = body.len;
	in->run.unchanged = body.unchanged;
	if (body.unchanged)
		log_progress(in->source->name, "nothing new");
	else if (!in->run.failed)
		take_body(in, fetch, &body, fault);
	if (!in->run.failed && !in->store_failed)
		in->store_failed = remember_body(in, fetch, &body, fault) != 0;
	body_release(&body);
}

/* --- health --- */

/* A list that is much shorter than it ever was lately: half filled, or its page changed */
static int judge_length(struct intake *in, struct err *fault)
{
	size_t fewest;

	if (in->run.failed || in->run.unchanged || !in->run.records)
		return 0;
	if (health_fewest(in->store, &fewest, in->number, in->err) != 0)
		return -1;
	if (2 * in->run.records >= fewest)
		return 0;
	in->run.suspicious = true;
	err_set(fault, ERR_FORMAT, in->source->name,
		"only %zu papers, and lately there were %zu at the least: the list may be half "
		"filled or broken; they are kept, and nothing is removed",
		in->run.records, fewest);
	return 0;
}

/* Begins or ends an incident. What is named on the command line, or read from the cache, says nothing
 * of the source. */
static int judge(struct intake *in, bool offline, struct err *fault)
{
	struct buf message;
	int result;

	if (offline || strcmp(in->source->name, SOURCE_ARGUMENTS) == 0)
		return 0;
	if (judge_length(in, fault) != 0)
		return -1;
	if (!in->run.failed && !in->run.suspicious)
		return health_close(in->store, in->number, in->run.unchanged, in->err);
	buf_init(&message, SIZE_MAX / 2);
	if (strcmp(fault->where, in->source->name) != 0)
		buf_printf(&message, "%s: ", fault->where);
	buf_puts(&message, fault->text);
	result = health_open(in->store, in->number, in->run.suspicious, buf_str(&message), in->err);
	buf_release(&message);
	return result;
}

int intake_announce(struct fetch *fetch, struct arena *arena, struct store *store,
	const struct source *source, struct err *err)
{
	const struct kept_body *known = NULL;
	char reading[SHA256_HEX_SIZE];
	int64_t number;

	if (store_source(store, &number, source, err) != 0 ||
		store_get_kept(store, &known, arena, number, err) != 0)
		return -1;
	hash_reading(reading, source);
	fetch_add(fetch, source, known, known && strcmp(reading, known->reading) != 0);
	return 0;
}

int intake_source(struct touched *touched, struct placed *placed, bool *suspicious,
	struct fetch *fetch, size_t at, struct reader *reader, struct store *store,
	const struct source *source, int64_t now, struct err *err)
{
	struct intake in = {.reader = reader,
		.store = store,
		.source = source,
		.now = now,
		.touched = touched,
		.placed = placed,
		.untouched = touched->count - touched->waiting,
		.before = touched->count,
		.err = err};
	struct err fault = {0};

	if (store_source(store, &in.number, source, err) != 0)
		return -1;
	hash_reading(in.reading, source);
	problems_init(&in.warnings, LIMIT_SOURCE_WARNINGS);
	take_in(&in, fetch, at, &fault);
	if (!in.store_failed)
		in.store_failed = renew_own(&in) != 0;
	if (!in.store_failed)
		in.store_failed = judge(&in, fetch_is_offline(fetch), &fault) != 0;
	if (in.run.failed || in.run.suspicious) {
		log_err(&fault);
		in.run.message = fault.text;
	}
	*suspicious = *suspicious || in.run.message || in.warnings.warnings;
	problems_release(&in.warnings);
	free(in.next);
	if (in.store_failed)
		return -1;
	return store_log_source(store, in.number, &in.run, err);
}
