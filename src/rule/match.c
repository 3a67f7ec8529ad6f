/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/answers.h"
#include "rule/hits.h"
#include "rule/rule.h"
#include "rule/rules.h"
#include "rule/scan.h"

/* A topic that an entry goes to */
struct taken {
	uint32_t topic;
	size_t first; /* its fired rules: from number first to before last of the matcher's */
	size_t last;
	long points;
};

struct matcher {
	const struct rules *rules;
	struct scan scan;
	struct value_room room;
	struct regex_run *regexes;
	struct answers answers;
	size_t common_fired; /* so many of the fired rules are of all topics, and come first */
	long common_points;  /* what these give */
	struct taken *taken; /* by topic */
	size_t taken_count;
};

struct matcher *matcher_new(const struct rules *rules)
{
	struct matcher *matcher = xcalloc(1, sizeof(*matcher));

	matcher->rules = rules;
	scan_init(&matcher->scan, &rules->terms);
	matcher->regexes = regex_run_new(rules->regexes);
	answers_init(&matcher->answers, rules, &matcher->scan);
	matcher->taken = xcalloc(rules->site->topic_count, sizeof(*matcher->taken));
	return matcher;
}

void matcher_free(struct matcher **matcher)
{
	struct matcher *m = *matcher;

	if (!m)
		return;
	scan_release(&m->scan);
	regex_run_free(&m->regexes);
	free(m->room.text);
	answers_release(&m->answers);
	free(m->taken);
	free(m);
	*matcher = NULL;
}

static void scan_field(struct matcher *m, const struct entry *entry, enum place_of_hit field)
{
	size_t count = place_count(entry, field);

	for (size_t i = 0; i < count; i++) {
		uint32_t place = place_of(field, i);
		const char *text = place_text(entry, place);
		size_t len = strlen(text);

		if (place_rows[field].kind == PLACE_WORDS)
			scan_text(&m->scan, place, text, len);
		regex_run_text(m->regexes, &m->scan, place, text, len);
	}
}

static void scan_entry(struct matcher *m, const struct entry *entry)
{
	unsigned regex_places = regexes_places(m->rules->regexes);

	scan_clear(&m->scan);
	scan_field(m, entry, HIT_TITLE);
	scan_field(m, entry, HIT_ABSTRACT);
	if (m->rules->asks_authors)
		scan_field(m, entry, HIT_AUTHOR);
	for (enum place_of_hit field = HIT_CATEGORY; field <= HIT_ID; field++) {
		if (regex_places >> field & 1)
			scan_field(m, entry, field);
	}
	values_find(&m->rules->values, &m->scan, &m->room, entry);
	if (regex_places)
		hits_settle(&m->scan);
}

static void give_reason(struct reason *out, const struct matcher *m, struct arena *arena,
	const struct entry *entry, uint32_t number)
{
	enum place_of_hit field;
	struct eval_place place;

	*out = (struct reason){.rule = m->rules->rules[number].def->name,
		.points = m->answers.of_rule[number].points};
	if (!answers_place(&place, &m->answers, number))
		return;
	field = place_field(place.place);
	out->field = place_rows[field].name;
	out->value = place_value(place.place);
	out->start = place.start;
	if (place_rows[field].kind == PLACE_NUMBER)
		out->text = values_show_test(&m->rules->values, arena, place.term);
	else
		out->text = arena_strndup(arena, place_text(entry, place.place) + place.start,
			place.end - place.start);
}

/* --- topics --- */

static bool comes_from(const struct topic *topic, const struct entry *entry)
{
	size_t count = place_count(entry, HIT_SOURCE);

	for (size_t i = 0; i < topic->source_count; i++) {
		for (size_t j = 0; j < count; j++) {
			const char *source = place_text(entry, place_of(HIT_SOURCE, j));

			if (strcmp(topic->sources[i], source) == 0)
				return true;
		}
	}
	return topic->source_count == 0;
}

/* What the fired rules from number first to before last give together; false when one rejects */
static bool add_points(const struct matcher *m, size_t first, size_t last, long *points)
{
	for (size_t i = first; i < last; i++) {
		uint32_t rule = m->answers.fired[i];

		if (m->rules->rules[rule].def->reject)
			return false;
		*points += m->answers.of_rule[rule].points;
	}
	return true;
}

/* Whether the topic of t wants the entry; the rules of t are the fired ones of the topic alone */
static bool takes(const struct matcher *m, const struct entry *entry, struct taken *t)
{
	const struct topic *topic = &m->rules->site->topics[t->topic];

	return !topic->moved_to && entry->votes >= topic->min_votes && comes_from(topic, entry) &&
	       add_points(m, t->first, t->last, &t->points) &&
	       (t->points >= topic->threshold || topic->catch_all);
}

/* The fired rules of the topic, of which none stands before number from */
static struct taken look_at(const struct matcher *m, uint32_t topic, size_t from)
{
	struct taken t = {.topic = topic, .first = from, .points = m->common_points};

	while (t.first < m->answers.fired_count &&
		m->rules->rules[m->answers.fired[t.first]].topic < topic)
		t.first++;
	t.last = t.first;
	while (t.last < m->answers.fired_count &&
		m->rules->rules[m->answers.fired[t.last]].topic == topic)
		t.last++;
	return t;
}

/* The topics whose own rules, with those of all topics, give enough; all have to be asked when those of
 * all topics do by themselves */
static void take_by_points(struct matcher *m, const struct entry *entry)
{
	const struct site *site = m->rules->site;
	bool all = m->common_points > 0;
	size_t at = m->common_fired;
	uint32_t topic = 0;

	for (;; topic++) {
		struct taken t;

		if (!all && at == m->answers.fired_count)
			break;
		if (!all)
			topic = m->rules->rules[m->answers.fired[at]].topic;
		if (topic >= site->topic_count)
			break;
		t = look_at(m, topic, at);
		at = t.last;
		if (!site->topics[topic].catch_all && takes(m, entry, &t))
			m->taken[m->taken_count++] = t;
	}
}

static void take_what_is_left(struct matcher *m, const struct entry *entry)
{
	for (size_t i = 0; i < m->rules->catch_all_count; i++) {
		struct taken t = look_at(m, m->rules->catch_alls[i], m->common_fired);

		if (takes(m, entry, &t))
			m->taken[m->taken_count++] = t;
	}
}

/* What the first exclusive topic takes, those after it do not get */
static void keep_exclusive(struct matcher *m)
{
	const uint32_t *ranks = m->rules->ranks;
	uint32_t last = UINT32_MAX;
	size_t kept = 0;

	for (size_t i = 0; i < m->taken_count; i++) {
		uint32_t topic = m->taken[i].topic;

		if (m->rules->site->topics[topic].exclusive && ranks[topic] < last)
			last = ranks[topic];
	}
	for (size_t i = 0; i < m->taken_count; i++) {
		if (ranks[m->taken[i].topic] <= last)
			m->taken[kept++] = m->taken[i];
	}
	m->taken_count = kept;
}

static void choose_topics(struct matcher *m, const struct entry *entry)
{
	m->taken_count = 0;
	m->common_fired = 0;
	m->common_points = 0;
	while (m->common_fired < m->answers.fired_count &&
		m->rules->rules[m->answers.fired[m->common_fired]].topic == RULES_COMMON)
		m->common_fired++;
	if (!add_points(m, 0, m->common_fired, &m->common_points))
		return;
	take_by_points(m, entry);
	if (!m->taken_count)
		take_what_is_left(m, entry);
	keep_exclusive(m);
}

static void make_route(struct route *out, const struct matcher *m, struct arena *arena,
	const struct entry *entry, const struct taken *t)
{
	size_t own = t->last - t->first;

	out->topic = m->rules->site->topics[t->topic].slug;
	out->points = (int)t->points;
	out->reason_count = own + m->common_fired;
	out->reasons = arena_array(arena, out->reason_count, sizeof(*out->reasons));
	for (size_t i = 0; i < out->reason_count; i++) {
		size_t fired = i < own ? t->first + i : i - own;

		give_reason(&out->reasons[i], m, arena, entry, m->answers.fired[fired]);
	}
}

void matcher_route(struct matcher *m, struct arena *arena, const struct entry *entry,
	const struct route **routes, size_t *count)
{
	struct route *out = NULL;

	scan_entry(m, entry);
	answers_find(&m->answers);
	choose_topics(m, entry);
	if (m->taken_count)
		out = arena_array(arena, m->taken_count, sizeof(*out));
	for (size_t i = 0; i < m->taken_count; i++)
		make_route(&out[i], m, arena, entry, &m->taken[i]);
	*routes = out;
	*count = m->taken_count;
}

void matcher_tell(const struct matcher *matcher, struct problems *problems)
{
	regex_run_tell(matcher->regexes, problems);
}
