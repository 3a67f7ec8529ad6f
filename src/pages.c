/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/file.h"
#include "model/limits.h"
#include "write/page.h"

int pages_begin(struct pages *pages, struct documents *documents, const struct site *site,
	const struct heads *heads, struct err *err)
{
	*pages = (struct pages){.documents = documents,
		.site = site,
		.heads = heads,
		.wanted = site->kinds & DOCUMENT_BIT(DOCUMENT_HTML),
		.newest = CLOCK_NONE};
	if (!pages->wanted)
		return 0;
	return store_set_newest_day(documents->store, &pages->newest, PAGE_NEW_DAYS, err);
}

/* --- feeds --- */

int pages_add_feed(const struct pages *pages, const struct feed *feed, struct err *err)
{
	struct store *store = pages->documents->store;
	struct document document = {
		.slug = (char *)feed->slug, .entries = feed->entry_count, .page = true};
	struct page page = {
		.site = pages->site,
		.feed = feed,
		.all = &pages->heads->feeds[0],
		.newest = pages->newest,
	};
	struct page_month *months;
	struct arena arena;
	struct buf bytes;
	int result = -1;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	document.name = document_path(&arena, feed->slug, 0, DOCUMENT_HTML);
	if (store_months(store, &months, &page.month_count, &arena, feed->slug, err) == 0 &&
		store_papers(store, &page.papers, feed->slug, err) == 0) {
		page.months = months;
		result = page_write_topic(&bytes, &page, err);
	}
	if (result == 0)
		result = documents_add(pages->documents, &bytes, &document, err);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

/* --- months --- */

int pages_check_months(const struct pages *pages, const char *slug, struct err *err)
{
	struct store *store = pages->documents->store;
	struct page_month *months;
	struct arena arena;
	bool in_place = true;
	size_t count;
	int result;

	if (!pages->wanted)
		return 0;
	arena_init(&arena);
	result = store_months(store, &months, &count, &arena, slug, err);
	if (result == 0 && count)
		result = documents_in_place(&in_place, pages->documents,
			page_month_path(&arena, slug, months[0].name), err);
	arena_release(&arena);
	if (result != 0 || in_place)
		return result;
	pages->documents->again = true;
	return store_set_months_dirty(store, slug, err);
}

struct visit {
	struct documents *documents;
	const struct site *site;
	const struct heads *heads;
	void (*tell)(void *ctx, const char *name);
	void *ctx;
	struct err *err;
};

static int write_month(struct buf *bytes, const struct visit *visit, const struct feed *head,
	const char *month, size_t *papers)
{
	struct store *store = visit->documents->store;
	struct feed feed = *head;
	struct page page = {.site = visit->site, .feed = &feed, .all = &visit->heads->feeds[0]};
	struct page_month *months;
	struct arena arena;
	int result = -1;

	arena_init(&arena);
	if (store_months(store, &months, &page.month_count, &arena, head->slug, visit->err) == 0 &&
		store_month(store, &feed, &arena, month, &visit->heads->options, visit->err) == 0) {
		page.months = months;
		*papers = feed.entry_count;
		result = page_write_month(bytes, &page, month, visit->err);
	}
	arena_release(&arena);
	return result;
}

/* A month that has no more papers has no page */
static int visit_month(
	const struct visit *visit, const struct feed *head, const struct page_month *month)
{
	struct document document = {
		.slug = (char *)head->slug, .month = (char *)month->name, .gone = !month->papers};
	struct arena arena;
	struct buf bytes;
	bool changed;
	int result;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	document.name = page_month_path(&arena, head->slug, month->name);
	if (document.gone) {
		result = documents_remove(&changed, visit->documents, document.name, visit->err);
	} else {
		result = write_month(&bytes, visit, head, month->name, &document.entries);
		if (result == 0)
			result = documents_put(
				&changed, visit->documents, document.name, &bytes, visit->err);
	}
	if (result == 0 && changed)
		visit->tell(visit->ctx, document.name);
	if (result == 0)
		documents_note(visit->documents, &document);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

static int visit_feed(const struct visit *visit, const struct feed *head)
{
	struct page_month *months;
	struct arena arena;
	size_t count;
	int result;

	arena_init(&arena);
	result = store_dirty_months(
		visit->documents->store, &months, &count, &arena, head->slug, visit->err);
	for (size_t i = 0; i < count && result == 0; i++)
		result = visit_month(visit, head, &months[i]);
	arena_release(&arena);
	return result;
}

int pages_publish_months(struct documents *documents, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct heads heads;
	struct visit visit = {documents, site, &heads, tell, ctx, err};
	int result = 0;

	if (!(site->kinds & DOCUMENT_BIT(DOCUMENT_HTML)))
		return 0;
	heads_init(&heads, site);
	for (size_t i = 0; i < heads.count && result == 0; i++)
		result = visit_feed(&visit, &heads.feeds[i]);
	heads_release(&heads);
	return result;
}

static int tell_leaving(struct store *store, const char *slug,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct page_month *months;
	struct arena arena;
	size_t count;
	int result;

	arena_init(&arena);
	result = store_dirty_months(store, &months, &count, &arena, slug, err);
	for (size_t i = 0; i < count && result == 0; i++) {
		const char *name = page_month_path(&arena, slug, months[i].name);

		if (months[i].papers)
			continue;
		tell(ctx, name);
		tell(ctx, arena_printf(&arena, "%s" TWIN, name));
	}
	arena_release(&arena);
	return result;
}

int pages_leaving(struct store *store, const struct site *site,
	void (*tell)(void *ctx, const char *name), void *ctx, struct err *err)
{
	struct heads heads;
	int result = 0;

	if (!(site->kinds & DOCUMENT_BIT(DOCUMENT_HTML)))
		return 0;
	heads_init(&heads, site);
	for (size_t i = 0; i < heads.count && result == 0; i++)
		result = tell_leaving(store, heads.feeds[i].slug, tell, ctx, err);
	heads_release(&heads);
	return result;
}

/* --- the site --- */

static int add_about(const struct pages *pages, size_t topic, struct err *err)
{
	const struct site *site = pages->site;
	const struct feed *feed = &pages->heads->feeds[topic + 1];
	struct document document = {.slug = (char *)feed->slug, .page = true};
	struct arena arena;
	struct buf bytes;
	int result;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	document.name = page_about_path(&arena, feed->slug);
	result = page_write_about(
		&bytes, site, &site->topics[topic], feed, &pages->heads->feeds[0], err);
	if (result == 0)
		result = documents_add_small(pages->documents, &bytes, &document, err);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

static int describe_line(struct page_line *out, const struct pages *pages, const struct feed *feed,
	struct arena *arena, struct err *err)
{
	struct store *store = pages->documents->store;

	*out = (struct page_line){.feed = feed};
	if (store_papers(store, &out->papers, feed->slug, err) != 0)
		return -1;
	if (pages->newest == CLOCK_NONE)
		return 0;
	return store_tallies(store, &out->days, &out->day_count, arena, feed->slug,
		pages->newest - PAGE_PLOT_DAYS + 1, err);
}

static int write_index(
	struct buf *bytes, const struct pages *pages, struct arena *arena, struct err *err)
{
	const struct heads *heads = pages->heads;
	struct feed latest = heads->feeds[0];
	struct page_line *lines = arena_array(arena, heads->count, sizeof(*lines));

	for (size_t i = 0; i < heads->count; i++) {
		if (describe_line(&lines[i], pages, &heads->feeds[i], arena, err) != 0)
			return -1;
	}
	if (store_latest(pages->documents->store, &latest, arena, PAGE_LATEST, &heads->options,
		    err) != 0)
		return -1;
	return page_write_index(
		bytes, pages->site, lines, heads->count, &latest, pages->newest, err);
}

static int add_index(const struct pages *pages, struct err *err)
{
	struct document document = {.name = (char *)"index.html", .entries = pages->heads->count};
	struct arena arena;
	struct buf bytes;
	int result;

	arena_init(&arena);
	buf_init(&bytes, LIMIT_DOCUMENT);
	result = write_index(&bytes, pages, &arena, err);
	if (result == 0)
		result = documents_add_small(pages->documents, &bytes, &document, err);
	buf_release(&bytes);
	arena_release(&arena);
	return result;
}

static int add_file(const struct pages *pages, enum page_file file, struct err *err)
{
	struct document document = {.name = (char *)page_file_name(file)};
	struct buf bytes;
	char *text;
	size_t len;
	int result;

	if (file_read(&text, &len, pages->site->page_files[file], LIMIT_PAGE_FILE, err) != 0)
		return -1;
	buf_init(&bytes, LIMIT_DOCUMENT);
	buf_put(&bytes, text, len);
	free(text);
	result = documents_add_small(pages->documents, &bytes, &document, err);
	buf_release(&bytes);
	return result;
}

int pages_add_site(const struct pages *pages, struct err *err)
{
	int result = 0;

	if (!pages->wanted)
		return 0;
	for (int file = 0; file < PAGE_FILES && result == 0; file++)
		result = add_file(pages, (enum page_file)file, err);
	for (size_t i = 0; i < pages->site->topic_count && result == 0; i++)
		result = add_about(pages, i, err);
	return result == 0 ? add_index(pages, err) : -1;
}
