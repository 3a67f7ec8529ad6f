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
	explainer_free(&measure->explainer);
	arena_release(&measure->arena);
}

static bool is_routed(const struct route *routes, size_t count, const char *slug)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(routes[i].topic, slug) == 0)
			return true;
	}
	return false;
}

/* The rules of a topic that fired, copied out of what lives no longer than the entry */
static void keep_rules(struct route *out, struct arena *arena, const struct explained_topic *topic)
{
	*out = (struct route){.topic = topic->topic->slug, .points = (int)topic->points};
	out->reasons = arena_array(arena, topic->rule_count, sizeof(*out->reasons));
	for (size_t i = 0; i < topic->rule_count; i++) {
		const struct explained_rule *rule = &topic->rules[i];
		const struct explained_hit *hit = &rule->hit;

		if (!rule->fired)
			continue;
		out->reasons[out->reason_count++] = (struct reason){
			.rule = rule->def->name,
			.points = rule->def->reject ? 0 : rule->points,
			.field = hit->field,
			.text = hit->text ? arena_strndup(arena, hit->text + hit->start,
						    hit->end - hit->start)
					  : NULL,
		};
	}
}

/* The topics of the marks that are wrong or missed, each with its reasons */
static void add_misses(
	struct measure *m, const struct entry *entry, const bool *wrong, const bool *missed)
{
	struct explained_topic *topics;
	struct arena arena;

	if (!m->explainer)
		m->explainer = explainer_new(m->site);
	arena_init(&arena);
	explainer_explain(&topics, m->explainer, &arena, entry);
	for (size_t i = 0; i < m->site->topic_count; i++) {
		struct measure_miss *miss;

		if (!wrong[i] && !missed[i])
			continue;
		m->misses = xgrow(m->misses, &m->miss_cap, m->miss_count + 1, sizeof(*m->misses));
		miss = &m->misses[m->miss_count++];
		*miss = (struct measure_miss){
			.topic = &m->site->topics[i],
			.key = arena_strdup(&m->arena, entry->key),
			.title = arena_strdup(&m->arena, entry->title),
			.wrong = wrong[i],
			.why = topics[i].why,
		};
		keep_rules(&miss->route, &m->arena, &topics[i]);
	}
	arena_release(&arena);
}

void measure_paper(struct measure *m, struct matcher *matcher, const struct label *label,
	const struct entry *entry)
{
	const struct route *routes;
	struct arena arena;
	bool *wrong, *missed;
	bool any = false;
	size_t count;

	m->papers++;
	arena_init(&arena);
	wrong = arena_array(&arena, m->site->topic_count, sizeof(*wrong));
	missed = arena_array(&arena, m->site->topic_count, sizeof(*missed));
	matcher_route(matcher, &arena, entry, &routes, &count);
	for (size_t i = 0; i < m->site->topic_count; i++) {
		bool routed = is_routed(routes, count, m->site->topics[i].slug);
		bool must = label->marks[i] == LABEL_MUST;

		wrong[i] = routed && label->marks[i] == LABEL_NOT;
		missed[i] = must && !routed;
		m->topics[i].papers += must;
		m->topics[i].right += must && routed;
		m->topics[i].wrong += wrong[i];
		any = any || wrong[i] || missed[i];
	}
	if (any)
		add_misses(m, entry, wrong, missed);
	arena_release(&arena);
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
