/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/eval.h"
#include "rule/rule.h"
#include "rule/rules.h"
#include "rule/scan.h"

/* The terms of a rule that hit: found[first] to before found[first + count] of the matcher */
struct found {
	bool asked; /* the rule is among the asked */
	size_t first;
	size_t count;
};

struct matcher {
	const struct rules *rules;
	struct scan scan;
	struct value_room room;
	uint32_t *asked; /* rules worth asking for this entry, sorted */
	size_t asked_count;
	struct found *of_rule; /* per rule */
	uint32_t *found;       /* terms that hit, by asked rule */
	size_t found_cap;
	int *points;     /* per rule: what it gave; only of fired ones */
	uint32_t *fired; /* sorted as asked is, and so by topic */
	size_t fired_count;
};

struct matcher *matcher_new(const struct rules *rules)
{
	struct matcher *matcher = xcalloc(1, sizeof(*matcher));

	matcher->rules = rules;
	scan_init(&matcher->scan, &rules->terms);
	matcher->asked = xcalloc(rules->count, sizeof(*matcher->asked));
	matcher->of_rule = xcalloc(rules->count, sizeof(*matcher->of_rule));
	matcher->points = xcalloc(rules->count, sizeof(*matcher->points));
	matcher->fired = xcalloc(rules->count, sizeof(*matcher->fired));
	return matcher;
}

void matcher_free(struct matcher **matcher)
{
	struct matcher *m = *matcher;

	if (!m)
		return;
	scan_release(&m->scan);
	free(m->room.text);
	free(m->asked);
	free(m->of_rule);
	free(m->found);
	free(m->points);
	free(m->fired);
	free(m);
	*matcher = NULL;
}

static struct found *add_asked(struct matcher *m, uint32_t rule)
{
	struct found *found = &m->of_rule[rule];

	if (!found->asked)
		m->asked[m->asked_count++] = rule;
	found->asked = true;
	return found;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a;
	uint32_t y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Gives each asked rule its part of found, and fills it: counting, then placing */
static void sort_found(struct matcher *m, size_t total)
{
	const struct rules *rules = m->rules;
	size_t first = 0;

	m->found = xgrow(m->found, &m->found_cap, total, sizeof(*m->found));
	for (size_t i = 0; i < m->asked_count; i++) {
		struct found *found = &m->of_rule[m->asked[i]];

		found->first = first;
		first += found->count;
		found->count = 0;
	}
	for (size_t i = 0; i < m->scan.found_count; i++) {
		uint32_t term = m->scan.found[i];

		for (uint32_t u = rules->first_user[term]; u < rules->first_user[term + 1]; u++) {
			struct found *found = &m->of_rule[rules->users[u]];

			m->found[found->first + found->count++] = term;
		}
	}
}

/* Only rules of which a term hit can have changed their mind */
static void find_asked(struct matcher *m)
{
	const struct rules *rules = m->rules;
	size_t total = 0;

	for (size_t i = 0; i < m->asked_count; i++)
		m->of_rule[m->asked[i]] = (struct found){0};
	m->asked_count = 0;
	for (size_t i = 0; i < m->scan.found_count; i++) {
		uint32_t term = m->scan.found[i];

		for (uint32_t u = rules->first_user[term]; u < rules->first_user[term + 1]; u++) {
			add_asked(m, rules->users[u])->count++;
			total++;
		}
	}
	for (size_t i = 0; i < rules->always_count; i++)
		add_asked(m, rules->always[i]);
	sort_found(m, total);
	qsort(m->asked, m->asked_count, sizeof(*m->asked), by_number);
}

static struct eval_input input_of(const struct matcher *m, uint32_t rule)
{
	const struct found *found = &m->of_rule[rule];

	return (struct eval_input){
		.tree = &m->rules->tree,
		.root = m->rules->rules[rule].root,
		.scan = &m->scan,
		.found = found->count ? m->found + found->first : NULL,
		.found_count = found->count,
	};
}

static void ask_rules(struct matcher *m)
{
	const struct rules *rules = m->rules;

	m->fired_count = 0;
	for (size_t i = 0; i < m->asked_count; i++) {
		uint32_t number = m->asked[i];
		const struct compiled_rule *rule = &rules->rules[number];
		struct eval_input in = input_of(m, number);
		bool differ = rule->def->title_score != rule->def->score;

		if (!eval_fires(&in))
			continue;
		m->points[number] = rule->def->score;
		if (differ && eval_fires_in_title(&in))
			m->points[number] = rule->def->title_score;
		m->fired[m->fired_count++] = number;
	}
}

static void scan_field(struct matcher *m, const struct entry *entry, enum place_of_hit field)
{
	size_t count = place_count(entry, field);

	for (size_t i = 0; i < count; i++) {
		uint32_t place = place_of(field, i);
		const char *text = place_text(entry, place);

		scan_text(&m->scan, place, text, strlen(text));
	}
}

static void scan_entry(struct matcher *m, const struct entry *entry)
{
	scan_clear(&m->scan);
	scan_field(m, entry, HIT_TITLE);
	scan_field(m, entry, HIT_ABSTRACT);
	if (m->rules->asks_authors)
		scan_field(m, entry, HIT_AUTHOR);
	values_find(&m->rules->values, &m->scan, &m->room, entry);
}

static void give_reason(struct reason *out, const struct matcher *m, struct arena *arena,
	const struct entry *entry, uint32_t number)
{
	struct eval_input in = input_of(m, number);
	enum place_of_hit field;
	struct eval_place place;

	*out = (struct reason){
		.rule = m->rules->rules[number].def->name, .points = m->points[number]};
	if (!eval_place(&place, &in))
		return;
	field = place_field(place.place);
	out->field = place_rows[field].name;
	if (place_rows[field].kind == PLACE_NUMBER)
		out->text = values_show_test(&m->rules->values, arena, place.term);
	else
		out->text = arena_strndup(arena, place_text(entry, place.place) + place.start,
			place.end - place.start);
}

/* The fired rules from number first to before last are of one topic; true when they route there */
static bool route_topic(struct route *out, const struct matcher *m, struct arena *arena,
	const struct entry *entry, size_t first, size_t last)
{
	const struct compiled_rule *rules = m->rules->rules;
	const struct topic *topic = &m->rules->site->topics[rules[m->fired[first]].topic];
	long points = 0;

	for (size_t i = first; i < last; i++) {
		if (rules[m->fired[i]].def->reject)
			return false;
		points += m->points[m->fired[i]];
	}
	if (points < topic->threshold)
		return false;
	out->topic = topic->slug;
	out->points = (int)points;
	out->reason_count = last - first;
	out->reasons = arena_array(arena, last - first, sizeof(*out->reasons));
	for (size_t i = first; i < last; i++)
		give_reason(&out->reasons[i - first], m, arena, entry, m->fired[i]);
	return true;
}

void matcher_route(struct matcher *m, struct arena *arena, const struct entry *entry,
	const struct route **routes, size_t *count)
{
	const struct compiled_rule *rules = m->rules->rules;
	struct route *out;
	size_t last;

	scan_entry(m, entry);
	find_asked(m);
	ask_rules(m);
	out = arena_array(arena, m->fired_count, sizeof(*out));
	*routes = out;
	*count = 0;
	for (size_t first = 0; first < m->fired_count; first = last) {
		last = first + 1;
		while (last < m->fired_count &&
			rules[m->fired[last]].topic == rules[m->fired[first]].topic)
			last++;
		*count += route_topic(&out[*count], m, arena, entry, first, last);
	}
}
