/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

void measure_init(struct measure *measure, const struct site *site)
{
	*measure = (struct measure){.site = site};
	arena_init(&measure->arena);
	measure->topics = arena_array(&measure->arena, site->topic_count, sizeof(*measure->topics));
}

void measure_release(struct measure *measure)
{
	free(measure->misses);
	arena_release(&measure->arena);
}

static const struct route *find_route(const struct route *routes, size_t count, const char *slug)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(routes[i].topic, slug) == 0)
			return &routes[i];
	}
	return NULL;
}

static void add_miss(struct measure *m, const struct topic *topic, const struct entry *entry,
	const struct route *route)
{
	m->misses = xgrow(m->misses, &m->miss_cap, m->miss_count + 1, sizeof(*m->misses));
	m->misses[m->miss_count++] = (struct measure_miss){topic,
		arena_strdup(&m->arena, entry->key), arena_strdup(&m->arena, entry->title), route};
}

void measure_paper(struct measure *m, struct matcher *matcher, const struct label *label,
	const struct entry *entry)
{
	const struct route *routes;
	size_t count;

	m->papers++;
	matcher_route(matcher, &m->arena, entry, &routes, &count);
	for (size_t i = 0; i < m->site->topic_count; i++) {
		const struct topic *topic = &m->site->topics[i];
		const struct route *route = find_route(routes, count, topic->slug);
		struct measure_tally *tally = &m->topics[i];
		bool must = label->marks[i] == LABEL_MUST;

		tally->papers += must;
		tally->right += must && route;
		if (label->marks[i] == LABEL_NOT && route) {
			tally->wrong++;
			add_miss(m, topic, entry, route);
		}
		if (must && !route)
			add_miss(m, topic, entry, NULL);
	}
}

/* NAN for a part of nothing */
static double share(size_t part, size_t whole)
{
	return whole ? (double)part / (double)whole : NAN;
}

void measure_rates(struct measure_rates *out, const struct measure_tally *tally)
{
	size_t routed = tally->right + tally->wrong;

	out->precision = share(tally->right, routed);
	out->recall = share(tally->right, tally->papers);
	out->f1 = share(2 * tally->right, tally->papers + routed);
}

void measure_micro(struct measure_rates *out, const struct measure *m)
{
	struct measure_tally all = {0};

	for (size_t i = 0; i < m->site->topic_count; i++) {
		all.papers += m->topics[i].papers;
		all.right += m->topics[i].right;
		all.wrong += m->topics[i].wrong;
	}
	measure_rates(out, &all);
}

size_t measure_macro(struct measure_rates *out, const struct measure *m)
{
	struct measure_rates sum = {0};
	size_t topics = 0;

	for (size_t i = 0; i < m->site->topic_count; i++) {
		struct measure_rates rates;

		if (m->topics[i].papers < MEASURE_PAPERS)
			continue;
		measure_rates(&rates, &m->topics[i]);
		sum.precision += isnan(rates.precision) ? 0 : rates.precision;
		sum.recall += rates.recall;
		sum.f1 += rates.f1;
		topics++;
	}
	out->precision = topics ? sum.precision / (double)topics : NAN;
	out->recall = topics ? sum.recall / (double)topics : NAN;
	out->f1 = topics ? sum.f1 / (double)topics : NAN;
	return topics;
}
