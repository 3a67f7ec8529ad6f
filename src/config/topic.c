/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/topic.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/utf8.h"
#include "base/xalloc.h"
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
	if (score && rule->score == 0 && !rule->reject &&
		(rule->title_score == 0 || rule->title_score == NOT_SET))
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

/* threshold: the points of a rule that names none; NOT_SET where there is no threshold */
static void read_rule(struct rule_def *out, struct ini *ini, const struct schema *schema,
	const struct ini_section *section, int threshold)
{
	*out = (struct rule_def){
		.name = section->name,
		.place = section->place,
		.score = threshold,
		.title_score = NOT_SET,
	};
	keys_fill(out, ini, schema, section);
	keys_collect(&out->matches, &out->match_count, ini, section, "match");
	if (out->score == NOT_SET) {
		out->score = out->reject ? 0 : 1; /* 0 would be one more mistake */
		if (!out->reject && !ini_find(section, "score"))
			ini_tell(ini, SEVERITY_ERROR, &section->place,
				"[%s] has no score: every topic has its own threshold, so say what "
				"it counts, or reject",
				section->title);
	}
	check_points(out, ini, section);
	check_length(out, ini);
	if (out->title_score == NOT_SET)
		out->title_score = out->score;
}

static void read_rules(struct rule_def **out, size_t *count, struct ini *ini,
	const struct schema *schema, int threshold)
{
	*out = arena_array(ini->arena, ini->count, sizeof(**out));
	for (size_t i = 0; i < ini->count; i++) {
		const struct ini_section *section = &ini->sections[i];

		if (section->ignored || strcmp(section->kind, "rule") != 0)
			continue;
		if (*count == LIMIT_RULES) {
			ini_tell(ini, SEVERITY_ERROR, &section->place,
				"more than %d rules in one topic: divide it", LIMIT_RULES);
			return;
		}
		read_rule(&(*out)[(*count)++], ini, schema, section, threshold);
	}
}

/* --- sources --- */

static bool is_source(const struct site *site, const char *name)
{
	for (size_t i = 0; i < site->source_count; i++) {
		if (strcmp(site->sources[i].name, name) == 0)
			return true;
	}
	return strcmp(name, SOURCE_ARGUMENTS) == 0;
}

static void check_source(
	struct ini *ini, const struct site *site, const char *name, const struct place *place)
{
	struct suggest suggest;

	if (is_source(site, name))
		return;
	suggest_init(&suggest, name);
	for (size_t i = 0; i < site->source_count; i++)
		suggest_offer(&suggest, site->sources[i].name);
	if (suggest.best)
		ini_tell(ini, SEVERITY_ERROR, place, "there is no source %s: did you mean %s?",
			ini_show(ini, name), suggest.best);
	else
		ini_tell(ini, SEVERITY_ERROR, place,
			"there is no source %s: name one of paperroute.ini, [source NAME]",
			ini_show(ini, name));
}

static void read_sources(struct topic *out, struct ini *ini, const struct ini_section *section,
	const struct site *site)
{
	struct expression *values;
	size_t count, used = 0, cap = 0;
	const char **names = NULL;

	keys_collect(&values, &count, ini, section, "sources");
	for (size_t i = 0; i < count; i++) {
		for (const char *at = values[i].text; *at;) {
			size_t from = strspn(at, " \t");
			size_t len = strcspn(at, ",");
			struct place place =
				expression_place(&values[i], (size_t)(at - values[i].text) + from);
			char *name = arena_strndup(ini->arena, at, len);

			utf8_fold_space(name);
			at += len + (at[len] == ',');
			if (!*name)
				continue;
			if (site)
				check_source(ini, site, name, &place);
			names = xgrow(names, &cap, used + 1, sizeof(*names));
			names[used++] = name;
		}
	}
	out->sources = arena_copy(ini->arena, names, used, sizeof(*names));
	out->source_count = used;
	free(names);
}

/* --- the file --- */

/* A feed that stays empty whatever is read */
static void check_reach(const struct topic *topic, struct ini *ini, const struct site *site)
{
	long most = 0;

	for (size_t i = 0; i < topic->rule_count + site->rule_count; i++) {
		const struct rule_def *rule = i < topic->rule_count
						      ? &topic->rules[i]
						      : &site->rules[i - topic->rule_count];
		int points = rule->score > rule->title_score ? rule->score : rule->title_score;

		if (!rule->reject && points > 0)
			most += points;
	}
	if (most < topic->threshold && !topic->catch_all && !topic->moved_to)
		ini_tell(ini, SEVERITY_WARNING, &topic->place,
			"no paper can get here: the threshold is %d and all rules together give "
			"%ld",
			topic->threshold, most);
}

void topic_read(struct topic *out, struct arena *arena, const char *path, const char *slug,
	const struct site *site, bool known_sources, struct problems *problems)
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
		read_sources(out, &ini, section, known_sources ? site : NULL);
	}
	read_rules(&out->rules, &out->rule_count, &ini, &schema_topic, out->threshold);
	if (!ini.problems.errors)
		check_reach(out, &ini, site);
	ini_close(&ini, problems);
}

void topic_read_common(
	struct site *out, struct arena *arena, const char *path, struct problems *problems)
{
	struct ini ini;

	ini_read(&ini, arena, path, &schema_rules);
	read_rules(&out->rules, &out->rule_count, &ini, &schema_rules, NOT_SET);
	ini_close(&ini, problems);
}
