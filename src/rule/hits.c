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

/* Hits that came late stand behind others: few, and each moves a little */
void hits_settle(struct scan *scan)
{
	bool moved = false;

	for (size_t i = 1; i < scan->hit_count; i++) {
		struct hit hit = scan->hits[i];
		size_t j = i;

		for (; j > 0 && is_before(&hit, &scan->hits[j - 1]); j--)
			scan->hits[j] = scan->hits[j - 1];
		scan->hits[j] = hit;
		moved = moved || j != i;
	}
	if (!moved)
		return;
	for (size_t i = 0; i < scan->found_count; i++)
		scan->first_hit[scan->found[i]] = TERMS_NONE;
	for (size_t i = 0; i < scan->hit_count; i++)
		link_hit(scan, (uint32_t)i);
}
