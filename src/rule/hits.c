/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/hits.h"

#include "base/xalloc.h"

static bool is_before(const struct hit *a, const struct hit *b)
{
	return a->place < b->place || (a->place == b->place && a->first < b->first);
}

/* Makes the hit of that number, whose term and place are set, the last of its term */
static void link_hit(struct scan *scan, uint32_t number)
{
	uint32_t term = scan->hits[number].term;

	scan->hits[number].next = TERMS_NONE;
	if (scan->first_hit[term] == TERMS_NONE)
		scan->first_hit[term] = number;
	else
		scan->hits[scan->last_hit[term]].next = number;
	scan->last_hit[term] = number;
}

static void append(struct scan *scan, const struct hit *hit)
{
	size_t number = scan->hit_count++;

	scan->hits = xgrow(scan->hits, &scan->hit_cap, scan->hit_count, sizeof(*scan->hits));
	scan->hits[number] = *hit;
	if (scan->first_hit[hit->term] == TERMS_NONE)
		scan->found[scan->found_count++] = hit->term;
	link_hit(scan, (uint32_t)number);
}

void hits_add(struct scan *scan, uint32_t term, uint32_t place, size_t start, size_t end)
{
	append(scan, &(struct hit){
			     .term = term,
			     .place = place,
			     .start = (uint32_t)start,
			     .end = (uint32_t)end,
		     });
}

/* The number of the first token that ends behind that byte */
static uint32_t token_behind(const struct scan *scan, size_t byte)
{
	size_t from = 0, to = scan->tokens.count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (scan->tokens.items[middle].end <= byte)
			from = middle + 1;
		else
			to = middle;
	}
	return (uint32_t)from;
}

void hits_add_span(struct scan *scan, uint32_t term, uint32_t place, size_t start, size_t end)
{
	uint32_t first = token_behind(scan, start);
	uint32_t last = token_behind(scan, end ? end - 1 : 0);

	last += last < scan->tokens.count && scan->tokens.items[last].start < end;
	append(scan, &(struct hit){
			     .term = term,
			     .place = place,
			     .first = first,
			     .last = last > first ? last : first,
			     .start = (uint32_t)start,
			     .end = (uint32_t)end,
		     });
}

/* The end of the hits that are in order from number i on */
static size_t run_end(const struct scan *scan, size_t i)
{
	const struct hit *hits = scan->hits;

	for (i++; i < scan->hit_count && !is_before(&hits[i], &hits[i - 1]); i++)
		;
	return i < scan->hit_count ? i : scan->hit_count;
}

/* Hits from first to before middle and from there to before end, both in order, become one such run in
 * sorted, at first; of equal ones the former come first */
static void merge(struct scan *scan, size_t first, size_t middle, size_t end)
{
	const struct hit *hits = scan->hits;
	size_t a = first, b = middle;

	for (size_t i = first; i < end; i++) {
		if (a == middle || (b < end && is_before(&hits[b], &hits[a])))
			scan->sorted[i] = hits[b++];
		else
			scan->sorted[i] = hits[a++];
	}
}

/* Merges each two neighbouring runs into one; returns how many there are then */
static size_t merge_runs(struct scan *scan)
{
	struct hit *hits = scan->hits;
	size_t cap = scan->hit_cap;
	size_t runs = 0;

	for (size_t first = 0, end; first < scan->hit_count; first = end, runs++) {
		size_t middle = run_end(scan, first);

		end = middle < scan->hit_count ? run_end(scan, middle) : middle;
		merge(scan, first, middle, end);
	}
	scan->hits = scan->sorted;
	scan->hit_cap = scan->sorted_cap;
	scan->sorted = hits;
	scan->sorted_cap = cap;
	return runs;
}

/* Each field's words and each regex hit in order: few runs, however many hits there are */
void hits_settle(struct scan *scan)
{
	/* before any return: only the largest entry takes memory */
	scan->sorted =
		xgrow(scan->sorted, &scan->sorted_cap, scan->hit_count, sizeof(*scan->sorted));
	if (!scan->hit_count || run_end(scan, 0) == scan->hit_count)
		return;
	while (merge_runs(scan) > 1)
		;
	for (size_t i = 0; i < scan->found_count; i++)
		scan->first_hit[scan->found[i]] = TERMS_NONE;
	for (size_t i = 0; i < scan->hit_count; i++)
		link_hit(scan, (uint32_t)i);
}
