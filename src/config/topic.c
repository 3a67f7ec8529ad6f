/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/topic.h"

#include <limits.h>
#include <string.h>

#include "config/ini.h"
#include "config/keys.h"
#include "model/limits.h"

#define DEFAULT_THRESHOLD 10

/* title_score before it is read: no value that it may have */
#define NOT_SET INT_MIN

static void check_points(
	const struct rule_def *rule, struct ini *ini, const struct ini_section *section)
{
	const struct ini_key *score = ini_find(section, "score");
	const struct ini_key *title_score = ini_find(section, "title_score");

	if (rule->reject && title_score)
		ini_tell(ini, SEVERITY_ERROR, &title_score->place,
			"a rule that rejects has no points, in the title or elsewhere: delete "
			"title_score");
	if (score && rule->score == 0 && (rule->title_score == 0 || rule->title_score == NOT_SET))
		ini_tell(ini, SEVERITY_ERROR, &score->value.place,
			"a rule of 0 points does nothing: give it points, or delete it");
}

static void check_length(const struct rule_def *rule, struct ini *ini)
{
	size_t len = 0;

	for (size_t i = 0; i < rule->match_count; i++)
		len += strlen(rule->matches[i].text);
	if (len > LIMIT_EXPRESSION)
		ini_tell(ini, SEVERITY_ERROR, &rule->place,
			"the expression of this rule has %zu bytes and may have %zu: make two "
			"rules of it",
			len, LIMIT_EXPRESSION);
}

static void read_rule(
	struct rule_def *out, struct ini *ini, const struct ini_section *section, int threshold)
{
	*out = (struct rule_def){
		.name = section->name,
		.place = section->place,
		.score = threshold,
		.title_score = NOT_SET,
	};
	keys_fill(out, ini, &schema_topic, section);
	keys_collect(&out->matches, &out->match_count, ini, section, "match");
	check_points(out, ini, section);
	check_length(out, ini);
	if (out->title_score == NOT_SET)
		out->title_score = out->score;
}

static void read_rules(struct topic *out, struct ini *ini)
{
	out->rules = arena_array(ini->arena, ini->count, sizeof(*out->rules));
	for (size_t i = 0; i < ini->count; i++) {
		const struct ini_section *section = &ini->sections[i];

		if (section->ignored || strcmp(section->kind, "rule") != 0)
			continue;
		if (out->rule_count == LIMIT_RULES) {
			ini_tell(ini, SEVERITY_ERROR, &section->place,
				"more than %d rules in one topic: divide it", LIMIT_RULES);
			return;
		}
		read_rule(&out->rules[out->rule_count++], ini, section, out->threshold);
	}
}

/* A feed that stays empty whatever is read */
static void check_reach(const struct topic *topic, struct ini *ini)
{
	long most = 0;

	for (size_t i = 0; i < topic->rule_count; i++) {
		const struct rule_def *rule = &topic->rules[i];
		int points = rule->score > rule->title_score ? rule->score : rule->title_score;

		if (!rule->reject && points > 0)
			most += points;
	}
	if (most < topic->threshold)
		ini_tell(ini, SEVERITY_WARNING, &topic->place,
			"no paper can get here: the threshold is %d and all rules together give "
			"%ld",
			topic->threshold, most);
}

void topic_read(struct topic *out, struct arena *arena, const char *path, const char *slug,
	struct problems *problems)
{
	struct ini ini;

	*out = (struct topic){.slug = slug, .title = slug, .threshold = DEFAULT_THRESHOLD};
	ini_read(&ini, arena, path, &schema_topic);
	out->place = (struct place){ini.file, 1, 1};
	for (size_t i = 0; i < ini.count; i++) {
		const struct ini_section *section = &ini.sections[i];

		if (section->ignored || strcmp(section->kind, "feed") != 0)
			continue;
		out->place = section->place;
		keys_fill(out, &ini, &schema_topic, section);
	}
	read_rules(out, &ini);
	if (!ini.problems.errors)
		check_reach(out, &ini);
	ini_close(&ini, problems);
}
