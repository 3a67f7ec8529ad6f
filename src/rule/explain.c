/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/explain.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/xalloc.h"
#include "rule/place.h"
#include "rule/rule.h"

/* What a probe gives when it fires, and when it fires in the title */
#define FIRES          1
#define FIRES_IN_TITLE 2

#define NO_PROBE SIZE_MAX

/* The probes of a piece */
struct piece_probes {
	size_t text;
	size_t inner; /* NO_PROBE when there is none */
};

/* An alternative of a rule, ready to be asked */
struct probed {
	const struct alternative *alternative;
	struct piece_probes *pieces;
};

/* A rule of a topic, or of all */
struct subject {
	const struct rule_def *def;
	size_t probe;
	struct probed *alternatives;
	size_t count;
	size_t cap;
};

struct explainer {
	const struct site *site;
	struct rules *rules; /* the site's own */
	struct matcher *matcher;
	struct arena arena;
	struct subject *common; /* those of rules.ini */
	struct subject **own;   /* per topic */
	/* The site of the probes: each is a topic with one rule, named by its number */
	struct site probes;
	size_t cap;
	struct rules *probe_rules;
	struct matcher *prober;
};

/* --- making it --- */

/* A probe that fires when one of the expressions does, read as those of the topic are */
static size_t add_probe(
	struct explainer *ex, const struct topic *topic, struct expression *matches, size_t count)
{
	struct site *probes = &ex->probes;
	struct rule_def *rule = arena_alloc(&ex->arena, sizeof(*rule));

	*rule = (struct rule_def){.name = "probe",
		.matches = matches,
		.match_count = count,
		.score = FIRES,
		.title_score = FIRES_IN_TITLE};
	probes->topics =
		xgrow(probes->topics, &ex->cap, probes->topic_count + 1, sizeof(*probes->topics));
	probes->topics[probes->topic_count] = (struct topic){
		.slug = arena_printf(&ex->arena, "%zu", probes->topic_count),
		.threshold = FIRES,
		.any_case = topic && topic->any_case,
		.own_form = topic && topic->own_form,
		.rules = rule,
		.rule_count = 1,
	};
	return probes->topic_count++;
}

static size_t add_text_probe(struct explainer *ex, const struct topic *topic, const char *text)
{
	struct expression *expression = arena_alloc(&ex->arena, sizeof(*expression));

	expression->text = text;
	expression->place = (struct place){"", 1, 1};
	return add_probe(ex, topic, expression, 1);
}

static void add_alternative(struct explainer *ex, const struct topic *topic,
	struct subject *subject, const struct alternative *alternative)
{
	struct probed *probed;

	subject->alternatives = xgrow(subject->alternatives, &subject->cap, subject->count + 1,
		sizeof(*subject->alternatives));
	probed = &subject->alternatives[subject->count++];
	probed->alternative = alternative;
	probed->pieces = arena_array(&ex->arena, alternative->count, sizeof(*probed->pieces));
	for (size_t i = 0; i < alternative->count; i++) {
		const struct piece *piece = &alternative->pieces[i];

		probed->pieces[i].text = add_text_probe(ex, topic, piece->text);
		probed->pieces[i].inner =
			piece->inner ? add_text_probe(ex, topic, piece->inner) : NO_PROBE;
	}
}

static struct subject *add_subjects(
	struct explainer *ex, const struct topic *topic, const struct rule_def *rules, size_t count)
{
	struct subject *subjects = arena_array(&ex->arena, count, sizeof(*subjects));

	for (size_t i = 0; i < count; i++) {
		const struct rule_def *def = &rules[i];

		subjects[i].def = def;
		subjects[i].probe = add_probe(ex, topic, def->matches, def->match_count);
		for (size_t m = 0; m < def->match_count; m++) {
			struct alternative *items;
			size_t item_count;

			pieces_cut(&items, &item_count, &ex->arena, def->matches[m].text);
			for (size_t a = 0; a < item_count; a++)
				add_alternative(ex, topic, &subjects[i], &items[a]);
		}
	}
	return subjects;
}

struct explainer *explainer_new(const struct site *site)
{
	struct explainer *ex = xcalloc(1, sizeof(*ex));
	struct problems ignored;

	ex->site = site;
	arena_init(&ex->arena);
	ex->own = arena_array(&ex->arena, site->topic_count, sizeof(*ex->own));
	for (size_t i = 0; i < site->topic_count; i++)
		ex->own[i] = add_subjects(
			ex, &site->topics[i], site->topics[i].rules, site->topics[i].rule_count);
	ex->common = add_subjects(ex, NULL, site->rules, site->rule_count);
	ex->probes.lists = site->lists;
	ex->probes.list_count = site->list_count;
	problems_init(&ignored, 0); /* they were told when the site was loaded */
	rules_compile(&ex->rules, site, &ignored);
	rules_compile(&ex->probe_rules, &ex->probes, &ignored);
	problems_release(&ignored);
	if (!ex->rules || !ex->probe_rules) {
		explainer_free(&ex);
		return NULL;
	}
	ex->matcher = matcher_new(ex->rules);
	ex->prober = matcher_new(ex->probe_rules);
	return ex;
}

void explainer_tell(const struct explainer *explainer, struct problems *problems)
{
	matcher_tell(explainer->matcher, problems);
}

static void free_subjects(struct subject *subjects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(subjects[i].alternatives);
}

void explainer_free(struct explainer **explainer)
{
	struct explainer *ex = *explainer;

	if (!ex)
		return;
	for (size_t i = 0; i < ex->site->topic_count; i++)
		free_subjects(ex->own[i], ex->site->topics[i].rule_count);
	free_subjects(ex->common, ex->site->rule_count);
	matcher_free(&ex->matcher);
	matcher_free(&ex->prober);
	rules_free(&ex->rules);
	rules_free(&ex->probe_rules);
	free(ex->probes.topics);
	arena_release(&ex->arena);
	free(ex);
	*explainer = NULL;
}

/* --- asking it --- */

/* One entry on its way to be explained */
struct asking {
	struct explainer *explainer;
	struct arena *arena;
	const struct entry *entry;
	const struct route **fired; /* per probe; NULL: it did not fire */
	const struct route *routes; /* where the entry goes */
	size_t route_count;
};

void explain_hit(struct explained_hit *out, struct arena *arena, const struct entry *entry,
	const struct reason *reason)
{
	*out = (struct explained_hit){.field = reason->field};
	for (size_t i = 0; reason->field && i < HIT_PLACES; i++) {
		enum place_of_hit field = (enum place_of_hit)i;

		if (strcmp(place_rows[i].name, reason->field) != 0)
			continue;
		if (place_rows[i].kind == PLACE_NUMBER) {
			out->text = arena_printf(
				arena, "%" PRIu64 " %s", place_number(entry, field), reason->text);
			out->end = strlen(out->text);
			continue;
		}
		out->text = place_text(entry, place_of(field, reason->value));
		out->start = reason->start;
		out->end = reason->start + strlen(reason->text);
	}
}

static bool ask_probe(struct explained_hit *hit, const struct asking *asking, size_t probe)
{
	const struct route *route = asking->fired[probe];

	*hit = (struct explained_hit){0};
	if (route)
		explain_hit(hit, asking->arena, asking->entry, &route->reasons[0]);
	return route != NULL;
}

static void ask_piece(struct explained_piece *out, const struct asking *asking,
	const struct piece *piece, const struct piece_probes *probes)
{
	out->piece = piece;
	out->holds = ask_probe(&out->hit, asking, probes->text);
	if (!out->holds && probes->inner != NO_PROBE)
		ask_probe(&out->hit, asking, probes->inner);
}

/* How near an alternative came: the share of its pieces that hit something, in thousandths; 0 when
 * none did */
static unsigned nearness(const struct asking *asking, const struct probed *probed)
{
	size_t count = probed->alternative->count;
	size_t hits = 0;

	for (size_t i = 0; i < count; i++) {
		const struct route *route = asking->fired[probed->pieces[i].text];

		hits += route && route->reasons[0].text;
	}
	return count ? (unsigned)(hits * 1000 / count) : 0;
}

static void find_nearest(
	struct explained_rule *out, const struct asking *asking, const struct subject *subject)
{
	const struct probed *nearest = NULL;
	unsigned best = 0;

	for (size_t i = 0; i < subject->count; i++) {
		unsigned near = nearness(asking, &subject->alternatives[i]);

		if (near > best)
			nearest = &subject->alternatives[i];
		best = near > best ? near : best;
	}
	if (!nearest)
		return;
	out->nearest = nearest->alternative;
	out->pieces = arena_array(asking->arena, out->nearest->count, sizeof(*out->pieces));
	for (size_t i = 0; i < out->nearest->count; i++)
		ask_piece(&out->pieces[i], asking, &out->nearest->pieces[i], &nearest->pieces[i]);
}

/* Adds the rules that fired or came near; returns whether one rejects */
static bool explain_rules(struct explained_topic *out, const struct asking *asking,
	const struct subject *subjects, size_t count, bool common)
{
	bool rejected = false;

	for (size_t i = 0; i < count; i++) {
		const struct rule_def *def = subjects[i].def;
		const struct route *route = asking->fired[subjects[i].probe];
		struct explained_rule *rule = &out->rules[out->rule_count];

		*rule = (struct explained_rule){.def = def, .common = common};
		rule->fired = ask_probe(&rule->hit, asking, subjects[i].probe);
		rule->points =
			route && route->points == FIRES_IN_TITLE ? def->title_score : def->score;
		if (rule->fired && def->reject)
			rejected = true;
		else if (rule->fired)
			out->points += rule->points;
		if (!rule->fired)
			find_nearest(rule, asking, &subjects[i]);
		out->rule_count += rule->fired || rule->nearest;
	}
	return rejected;
}

static const struct route *find_route(const struct asking *asking, const char *slug)
{
	for (size_t i = 0; i < asking->route_count; i++) {
		if (strcmp(asking->routes[i].topic, slug) == 0)
			return &asking->routes[i];
	}
	return NULL;
}

static bool is_source(const struct topic *topic, const struct entry *entry)
{
	size_t count = place_count(entry, HIT_SOURCE);

	for (size_t i = 0; i < topic->source_count; i++) {
		for (size_t j = 0; j < count; j++) {
			if (strcmp(topic->sources[i], place_text(entry, place_of(HIT_SOURCE, j))) ==
				0)
				return true;
		}
	}
	return topic->source_count == 0;
}

/* The topic that has the entry for itself; NULL when none does */
static const struct topic *taker(const struct asking *asking)
{
	const struct site *site = asking->explainer->site;

	for (size_t i = 0; i < site->topic_count; i++) {
		if (site->topics[i].exclusive && find_route(asking, site->topics[i].slug))
			return &site->topics[i];
	}
	return NULL;
}

/* In the order in which the matcher decides */
static void explain_verdict(struct explained_topic *out, const struct asking *asking, bool rejected)
{
	const struct topic *topic = out->topic;

	if (find_route(asking, topic->slug))
		out->why = EXPLAINED_IN;
	else if (rejected)
		out->why = EXPLAINED_REJECTED;
	else if (topic->moved_to)
		out->why = EXPLAINED_MOVED;
	else if (!is_source(topic, asking->entry))
		out->why = EXPLAINED_SOURCE;
	else if (asking->entry->votes < topic->min_votes)
		out->why = EXPLAINED_VOTES;
	else if (topic->catch_all && asking->route_count)
		out->why = EXPLAINED_NOT_LEFT;
	else if (!topic->catch_all && out->points < topic->threshold)
		out->why = EXPLAINED_SHORT;
	else
		out->why = EXPLAINED_TAKEN;
	if (out->why == EXPLAINED_TAKEN)
		out->taken_by = taker(asking);
}

static void explain_topic(struct explained_topic *out, const struct asking *asking, size_t number)
{
	const struct explainer *ex = asking->explainer;
	const struct topic *topic = &ex->site->topics[number];
	bool rejected, rejected_by_all;

	*out = (struct explained_topic){.topic = topic};
	out->rules = arena_array(
		asking->arena, topic->rule_count + ex->site->rule_count, sizeof(*out->rules));
	rejected = explain_rules(out, asking, ex->own[number], topic->rule_count, false);
	rejected_by_all = explain_rules(out, asking, ex->common, ex->site->rule_count, true);
	explain_verdict(out, asking, rejected || rejected_by_all);
}

void explainer_explain(struct explained_topic **out, struct explainer *ex, struct arena *arena,
	const struct entry *entry)
{
	struct asking asking = {.explainer = ex, .arena = arena, .entry = entry};
	const struct route *probed;
	size_t count;

	asking.fired = arena_array(arena, ex->probes.topic_count, sizeof(*asking.fired));
	matcher_route(ex->prober, arena, entry, &probed, &count);
	for (size_t i = 0; i < count; i++)
		asking.fired[strtoul(probed[i].topic, NULL, 10)] = &probed[i];
	matcher_route(ex->matcher, arena, entry, &asking.routes, &asking.route_count);
	*out = arena_array(arena, ex->site->topic_count, sizeof(**out));
	for (size_t i = 0; i < ex->site->topic_count; i++)
		explain_topic(&(*out)[i], &asking, i);
}
