/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/tidy.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "model/limits.h"
#include "tidy/count.h"
#include "tidy/identity.h"
#include "tidy/link.h"
#include "tidy/text.h"

/* A record as the merge looks at it. */
struct view {
	const struct sourced_record *from;
	unsigned strength; /* of its identity, 0 the strongest */
	const char *title; /* tidied; NULL when nothing is left of it */
	const char *abstract;
};

/* All records of the entry, the strongest first: where nothing else decides, the first wins. */
struct merge {
	struct arena *arena;
	struct view *views;
	size_t count;
};

static int compare_views(const void *a, const void *b)
{
	const struct view *x = a;
	const struct view *y = b;
	int order = strcmp(x->from->source, y->from->source);

	if (x->strength != y->strength)
		return x->strength < y->strength ? -1 : 1;
	if (order == 0)
		order = (x->from->first_seen > y->from->first_seen) -
			(x->from->first_seen < y->from->first_seen);
	return order;
}

static const char *tidied(struct arena *arena, const struct record *record, enum field field,
	enum text_kind kind, size_t limit)
{
	const char *raw = record_get(record, field);

	return raw ? text_tidy(arena, raw, kind, limit) : NULL;
}

static unsigned strength_of(struct arena *arena, const struct sourced_record *record)
{
	struct identity identity;

	tidy_identity(&identity, arena, &record->record, record->source);
	return identity_rank(identity.keys[0]);
}

static void look(struct merge *merge, const struct sourced_record *records, size_t count)
{
	merge->views = arena_array(merge->arena, count, sizeof(*merge->views));
	merge->count = count;
	for (size_t i = 0; i < count; i++) {
		const struct record *record = &records[i].record;
		struct view *view = &merge->views[i];
		view->from = &records[i];
		/* one alone is as strong as any */
		if (count > 1)
			view->strength = strength_of(merge->arena, &records[i]);
		view->title = tidied(merge->arena, record, FIELD_TITLE, TEXT_TITLE, LIMIT_TITLE);
		view->abstract =
			tidied(merge->arena, record, FIELD_ABSTRACT, TEXT_ABSTRACT, LIMIT_ABSTRACT);
	}
	qsort(merge->views, count, sizeof(*merge->views), compare_views);
}

/* Whether a text is better than another of the same strength: longer, then smaller */
static bool is_better(const char *text, const char *best)
{
	size_t len = strlen(text);
	size_t best_len = strlen(best);

	return len != best_len ? len > best_len : strcmp(text, best) < 0;
}

static const char *pick_title(const struct merge *merge)
{
	const struct view *best = NULL;

	for (size_t i = 0; i < merge->count; i++) {
		const struct view *view = &merge->views[i];

		if (view->title && (!best || (view->strength == best->strength &&
						     is_better(view->title, best->title))))
			best = view;
	}
	return best ? best->title : "";
}

/* Stubs, of less than half the longest abstract's length, count only when nothing else is there */
static const char *pick_abstract(const struct merge *merge)
{
	const struct view *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < merge->count; i++) {
		const char *abstract = merge->views[i].abstract;

		if (abstract && strlen(abstract) > longest)
			longest = strlen(abstract);
	}
	for (size_t i = 0; i < merge->count; i++) {
		const struct view *view = &merge->views[i];

		if (!view->abstract || strlen(view->abstract) < longest / 2)
			continue;
		if (!best || (view->strength == best->strength &&
				     is_better(view->abstract, best->abstract)))
			best = view;
	}
	return best ? best->abstract : NULL;
}

/* The values of a repeated text field that something is left of */
static size_t gather(const char **out, struct arena *arena, const struct record *record,
	enum field field, size_t limit)
{
	size_t count = 0;

	for (size_t i = 0; i < record->count; i++) {
		const char *text;

		if (record->values[i].field != field)
			continue;
		text = text_tidy(arena, record->values[i].text, TEXT_NAME, limit);
		if (text)
			out[count++] = text;
	}
	return count;
}

static void merge_authors(struct entry *out, const struct merge *merge)
{
	for (size_t i = 0; i < merge->count; i++) {
		const struct record *record = &merge->views[i].from->record;
		const char **authors = arena_array(merge->arena, record->count, sizeof(*authors));
		const char *total = record_get(record, FIELD_AUTHOR_COUNT);
		size_t count = gather(authors, merge->arena, record, FIELD_AUTHOR, LIMIT_AUTHOR);
		uint64_t number;

		if (count > out->author_count) {
			out->authors = authors;
			out->author_count = count;
		}
		if (total && count_read(&number, total) && number > out->author_total)
			out->author_total = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
	}
	if (out->author_total < out->author_count)
		out->author_total = (uint32_t)out->author_count;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void merge_categories(struct entry *out, const struct merge *merge)
{
	size_t count = 0;
	size_t most = 0;

	for (size_t i = 0; i < merge->count; i++)
		most += merge->views[i].from->record.count;
	out->categories = arena_array(merge->arena, most, sizeof(*out->categories));
	for (size_t i = 0; i < merge->count; i++)
		count += gather(out->categories + count, merge->arena,
			&merge->views[i].from->record, FIELD_CATEGORY, LIMIT_CATEGORY);
	qsort(out->categories, count, sizeof(*out->categories), compare_texts);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(out->categories[i], out->categories[i - 1]) != 0)
			out->categories[out->category_count++] = out->categories[i];
	}
}

/* The first URL of a field that does not repeat */
static const char *pick_url(const struct merge *merge, enum field field)
{
	for (size_t i = 0; i < merge->count; i++) {
		const char *text = record_get(&merge->views[i].from->record, field);
		const char *clean = text ? link_clean(merge->arena, text) : NULL;

		if (clean)
			return clean;
	}
	return NULL;
}

/* How far a link is from the paper's own page */
static int link_distance(const char *clean)
{
	if (link_is_search(clean))
		return 3;
	if (link_is_home(clean))
		return 2;
	return link_is_code(clean) ? 1 : 0;
}

static const char *pick_link(const struct merge *merge)
{
	const char *best = NULL;

	for (size_t i = 0; i < merge->count; i++) {
		const struct record *record = &merge->views[i].from->record;

		for (size_t j = 0; j < record->count; j++) {
			const char *clean;

			if (record->values[j].field != FIELD_LINK)
				continue;
			clean = link_clean(merge->arena, record->values[j].text);
			if (clean && (!best || link_distance(clean) < link_distance(best)))
				best = clean;
		}
	}
	return best;
}

/* The earliest of the field's times: of all records, or of those as strong as the strongest that
 * has one */
static int64_t pick_time(const struct merge *merge, enum field field, bool strongest)
{
	const struct view *best = NULL;
	int64_t earliest = CLOCK_NONE;

	for (size_t i = 0; i < merge->count; i++) {
		const struct view *view = &merge->views[i];
		const char *text = record_get(&view->from->record, field);
		int64_t when;

		if (!text || !clock_parse(&when, text))
			continue;
		if (best && ((strongest && view->strength > best->strength) || when >= earliest))
			continue;
		best = view;
		earliest = when;
	}
	return earliest;
}

static uint64_t pick_count(const struct merge *merge, enum field field)
{
	uint64_t most = 0;

	for (size_t i = 0; i < merge->count; i++) {
		const char *text = record_get(&merge->views[i].from->record, field);
		uint64_t count;

		if (text && count_read(&count, text) && count > most)
			most = count;
	}
	return most;
}

/* The record that was seen first, by source where two were seen in one run */
static const struct sourced_record *pick_first(const struct merge *merge)
{
	const struct sourced_record *first = merge->views[0].from;

	for (size_t i = 1; i < merge->count; i++) {
		const struct sourced_record *record = merge->views[i].from;

		if (record->first_seen < first->first_seen ||
			(record->first_seen == first->first_seen &&
				strcmp(record->source, first->source) < 0))
			first = record;
	}
	return first;
}

/* There is one record of each source */
static void merge_sources(struct entry *out, const struct merge *merge)
{
	out->sources = arena_array(merge->arena, merge->count, sizeof(*out->sources));
	out->source_count = merge->count;
	for (size_t i = 0; i < merge->count; i++)
		out->sources[i] = arena_strdup(merge->arena, merge->views[i].from->source);
	qsort(out->sources, merge->count, sizeof(*out->sources), compare_texts);
}

void tidy_merge(
	struct entry *out, struct arena *arena, const struct sourced_record *records, size_t count)
{
	struct merge merge = {.arena = arena};
	const struct sourced_record *first;

	look(&merge, records, count);
	*out = (struct entry){.first_seen = CLOCK_NONE, .updated = CLOCK_NONE};
	out->title = pick_title(&merge);
	out->abstract = pick_abstract(&merge);
	merge_authors(out, &merge);
	merge_categories(out, &merge);
	out->link = pick_link(&merge);
	out->pdf = pick_url(&merge, FIELD_PDF);
	out->code = pick_url(&merge, FIELD_CODE);
	if (!out->code && out->abstract)
		out->code = link_find_code(arena, out->abstract);
	out->discussion = pick_url(&merge, FIELD_DISCUSSION);
	out->published = pick_time(&merge, FIELD_PUBLISHED, true);
	out->listed = pick_time(&merge, FIELD_LISTED, false);
	out->votes = pick_count(&merge, FIELD_VOTES);
	out->comments = pick_count(&merge, FIELD_COMMENTS);
	first = pick_first(&merge);
	out->rank = first->record.rank;
	out->source = arena_strdup(arena, first->source);
	merge_sources(out, &merge);
}
