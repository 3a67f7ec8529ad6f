/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/grep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "cmd/show.h"

#define DAY_SIZE 11 /* "2026-11-23" and a NUL */
#define INDENT   12 /* of what stands below a day */

static int compare(const void *a, const void *b)
{
	const struct grep_paper *x = a;
	const struct grep_paper *y = b;

	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return strcmp(x->key, y->key);
}

void grep_sort(struct grep_found *found)
{
	if (found->count)
		qsort(found->papers, found->count, sizeof(*found->papers), compare);
}

/* The day alone; empty when none is known */
static void format_day(char out[DAY_SIZE], int64_t day)
{
	char whole[CLOCK_RFC3339_SIZE] = "";

	if (day != CLOCK_NONE)
		clock_format(whole, day);
	snprintf(out, DAY_SIZE, "%.10s", whole);
}

static void show_paper(const struct grep_paper *paper)
{
	size_t used = INDENT + strlen(paper->key) + 2;
	char day[DAY_SIZE];

	format_day(day, paper->day);
	log_out("%-*s%s  ", INDENT, day, paper->key);
	show_cut(paper->title, used + 20 < SHOW_WIDTH ? SHOW_WIDTH - used : 20);
	log_out("\n");
	for (size_t i = 0; i < paper->hit_count; i++) {
		const struct explained_hit *hit = &paper->hits[i];

		log_out("%*s%s: ", INDENT, "", hit->field);
		show_hit(hit->text, hit->start, hit->end,
			SHOW_WIDTH - INDENT - strlen(hit->field) - 2);
		log_out("\n");
	}
}

void grep_show(const struct grep_found *found)
{
	log_out("%zu of %zu papers", found->count, found->looked_at);
	if (found->looked_at)
		log_out(", %.1f %%", 100.0 * (double)found->count / (double)found->looked_at);
	log_out("\n%s", found->count ? "\n" : "");
	for (size_t i = 0; i < found->count; i++)
		show_paper(&found->papers[i]);
}

static json_t *paper_json(const struct grep_paper *paper)
{
	json_t *hits = json_array();
	char day[DAY_SIZE];

	for (size_t i = 0; i < paper->hit_count; i++) {
		json_t *hit = json_object();

		show_put_hit(hit, &paper->hits[i]);
		json_array_append_new(hits, hit);
	}
	format_day(day, paper->day);
	return json_pack("{s:s, s:s, s:o, s:o}", "key", paper->key, "title", paper->title, "day",
		show_text(*day ? day : NULL), "hits", hits);
}

void grep_show_json(const struct grep_found *found)
{
	json_t *papers = json_array();

	for (size_t i = 0; i < found->count; i++)
		json_array_append_new(papers, paper_json(&found->papers[i]));
	show_json(json_pack("{s:I, s:I, s:o}", "count", (json_int_t)found->count, "of",
		(json_int_t)found->looked_at, "papers", papers));
}
