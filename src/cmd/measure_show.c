/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/measure.h"

#include <math.h>
#include <string.h>

#include "base/log.h"
#include "cmd/show.h"

#define NAME_WIDTH 24 /* of a topic, so that a row has 80 columns */

/* --- for people --- */

static void show_rate(int width, double rate)
{
	if (isnan(rate))
		log_out("%*s", width, "-");
	else
		log_out("%*.2f", width, rate);
}

static void show_rates(const struct measure_rates *rates)
{
	show_rate(11, rates->precision);
	show_rate(8, rates->recall);
	show_rate(6, rates->f1);
	log_out("\n");
}

static void show_row(int width, const char *name, const struct measure_tally *tally)
{
	struct measure_rates rates;

	measure_rates(&rates, tally);
	log_out("%-*s%8zu%7zu%7zu%8zu", width, name, tally->papers, tally->right, tally->wrong,
		tally->papers - tally->right);
	show_rates(&rates);
}

static int name_width(const struct measure *m)
{
	size_t width = strlen("macro");

	for (size_t i = 0; i < m->site->topic_count; i++) {
		size_t len = strlen(m->site->topics[i].slug);

		if (len > width)
			width = len;
	}
	return width < NAME_WIDTH ? (int)width : NAME_WIDTH;
}

static void show_table(const struct measure *m)
{
	int width = name_width(m);
	struct measure_tally all = {0};
	struct measure_rates macro;
	size_t topics = measure_macro(&macro, m);

	log_out("%-*s%8s%7s%7s%8s%11s%8s%6s\n", width, "topic", "papers", "right", "wrong",
		"missed", "precision", "recall", "F1");
	for (size_t i = 0; i < m->site->topic_count; i++) {
		const struct measure_tally *tally = &m->topics[i];

		show_row(width, m->site->topics[i].slug, tally);
		all.papers += tally->papers;
		all.right += tally->right;
		all.wrong += tally->wrong;
	}
	show_row(width, "micro", &all);
	log_out("%-*s%30s", width, "macro", "");
	show_rates(&macro);
	log_out("\n%zu papers; macro is over topics with %d papers or more: %zu\n", m->papers,
		MEASURE_PAPERS, topics);
}

static void show_reasons(const struct route *route)
{
	for (size_t i = 0; i < route->reason_count; i++) {
		const struct reason *reason = &route->reasons[i];

		if (reason->points)
			log_out("      %s %+d", reason->rule, reason->points);
		else
			log_out("      %s rejects", reason->rule);
		if (reason->field) {
			log_out("  %s: \"", reason->field);
			show_cut(reason->text, SHOW_WIDTH / 2);
			log_out("\"");
		}
		log_out("\n");
	}
}

/* Why a paper is not in a topic, where its points do not say it all */
static void show_verdict(const struct measure_miss *miss)
{
	static const char *const whys[] = {
		[EXPLAINED_REJECTED] = ", but it is rejected",
		[EXPLAINED_SOURCE] = ", but the topic takes papers of other sources",
		[EXPLAINED_VOTES] = ", but it has too few votes",
		[EXPLAINED_TAKEN] = ", but another topic has it for itself",
		[EXPLAINED_NOT_LEFT] = ", but the topic takes only what others leave",
	};
	const char *why = miss->why < sizeof(whys) / sizeof(*whys) ? whys[miss->why] : NULL;

	if (!miss->wrong)
		log_out("      %d of %d points%s\n", miss->route.points, miss->topic->threshold,
			why ? why : "");
}

/* The misses of one kind, by topic */
static void show_misses(const struct measure *m, bool wrong, const char *heading)
{
	bool any = false;

	for (size_t t = 0; t < m->site->topic_count; t++) {
		bool named = false;

		for (size_t i = 0; i < m->miss_count; i++) {
			const struct measure_miss *miss = &m->misses[i];

			if (miss->topic != &m->site->topics[t] || miss->wrong != wrong)
				continue;
			if (!any)
				log_out("\n%s\n", heading);
			any = true;
			if (!named)
				log_out("  %s\n", miss->topic->slug);
			named = true;
			log_out("    %s  ", miss->key);
			show_cut(miss->title, strlen(miss->key) < 40
						      ? SHOW_WIDTH - 6 - strlen(miss->key)
						      : SHOW_WIDTH / 2);
			log_out("\n");
			show_verdict(miss);
			show_reasons(&miss->route);
		}
	}
}

void measure_show(const struct measure *m)
{
	show_table(m);
	show_misses(m, true, "Wrong: in a topic where they do not belong, and why");
	show_misses(m, false, "Missed: not in a topic where they belong, and what fired");
}

/* --- for programs --- */

static json_t *rate_json(double rate)
{
	return isnan(rate) ? json_null() : json_real(rate);
}

static void put_rates(json_t *out, const struct measure_rates *rates)
{
	json_object_set_new(out, "precision", rate_json(rates->precision));
	json_object_set_new(out, "recall", rate_json(rates->recall));
	json_object_set_new(out, "f1", rate_json(rates->f1));
}

static json_t *topic_json(const struct topic *topic, const struct measure_tally *tally)
{
	struct measure_rates rates;
	json_t *out = json_pack("{s:s, s:I, s:I, s:I, s:I}", "topic", topic->slug, "papers",
		(json_int_t)tally->papers, "right", (json_int_t)tally->right, "wrong",
		(json_int_t)tally->wrong, "missed", (json_int_t)(tally->papers - tally->right));

	measure_rates(&rates, tally);
	put_rates(out, &rates);
	return out;
}

static json_t *misses_json(const struct measure *m, bool wrong)
{
	json_t *out = json_array();

	for (size_t i = 0; i < m->miss_count; i++) {
		const struct measure_miss *miss = &m->misses[i];
		json_t *item;

		if (miss->wrong != wrong)
			continue;
		item = json_pack("{s:s, s:s, s:s}", "topic", miss->topic->slug, "key", miss->key,
			"title", miss->title);
		json_object_set_new(item, "rules", show_reasons_json(&miss->route));
		json_array_append_new(out, item);
	}
	return out;
}

void measure_show_json(const struct measure *m)
{
	json_t *out = json_object();
	json_t *topics = json_array();
	json_t *micro = json_object();
	json_t *macro = json_object();
	struct measure_rates rates;

	for (size_t i = 0; i < m->site->topic_count; i++)
		json_array_append_new(topics, topic_json(&m->site->topics[i], &m->topics[i]));
	measure_micro(&rates, m);
	put_rates(micro, &rates);
	json_object_set_new(macro, "topics", json_integer((json_int_t)measure_macro(&rates, m)));
	put_rates(macro, &rates);
	json_object_set_new(out, "papers", json_integer((json_int_t)m->papers));
	json_object_set_new(out, "topics", topics);
	json_object_set_new(out, "micro", micro);
	json_object_set_new(out, "macro", macro);
	json_object_set_new(out, "wrong", misses_json(m, true));
	json_object_set_new(out, "missed", misses_json(m, false));
	show_json(out);
}
