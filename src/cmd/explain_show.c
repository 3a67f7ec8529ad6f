/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/explain.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "cmd/show.h"

#define NEAR_TOPICS 3  /* so many that it came near to are shown with what they lack */
#define NEAR_RULES  3  /* and so many rules of each */
#define NAME_WIDTH  14 /* of a rule */
#define PIECE_WIDTH 24 /* of a piece of an expression */

/* --- for people --- */

static bool has_fired(const struct explained_topic *topic)
{
	for (size_t i = 0; i < topic->rule_count; i++) {
		if (topic->rules[i].fired)
			return true;
	}
	return false;
}

/* A rule that would have helped came near */
static bool came_near(const struct explained_topic *topic)
{
	for (size_t i = 0; i < topic->rule_count; i++) {
		const struct explained_rule *rule = &topic->rules[i];

		if (!rule->fired && !rule->def->reject && rule->points > 0)
			return true;
	}
	return false;
}

/* "12 of 10 points" as a share in thousandths */
static long share(const struct explained_topic *topic)
{
	return topic->points * 1000 / (topic->topic->threshold > 0 ? topic->topic->threshold : 1);
}

static int compare(const void *a, const void *b)
{
	const struct explained_topic *x = *(const struct explained_topic *const *)a;
	const struct explained_topic *y = *(const struct explained_topic *const *)b;

	if ((x->why == EXPLAINED_IN) != (y->why == EXPLAINED_IN))
		return x->why == EXPLAINED_IN ? -1 : 1;
	if (share(x) != share(y))
		return share(x) > share(y) ? -1 : 1;
	if (has_fired(x) != has_fired(y))
		return has_fired(x) ? -1 : 1;
	return strcmp(x->topic->slug, y->topic->slug);
}

/* A line that a hit follows on; indent is what stands before it already */
static void show_place(const struct explained_hit *hit, size_t indent)
{
	if (hit->text) {
		size_t used = indent + strlen(hit->field) + 2;

		log_out("%s: ", hit->field);
		show_hit(hit->text, hit->start, hit->end,
			used + 20 < SHOW_WIDTH ? SHOW_WIDTH - used : 20);
	}
	log_out("\n");
}

static size_t padded(const char *text, size_t width)
{
	return strlen(text) > width ? strlen(text) : width;
}

static void show_fired(const struct explained_rule *rule)
{
	const char *name = rule->def->name;

	if (rule->def->reject)
		log_out("  reject  %-*s  ", NAME_WIDTH, name);
	else
		log_out("  %+6d  %-*s  ", rule->points, NAME_WIDTH, name);
	show_place(&rule->hit, 12 + padded(name, NAME_WIDTH));
}

static void show_piece(const struct explained_piece *piece)
{
	size_t len = utf8_length(piece->piece->text);

	log_out("          %-7s", piece->holds ? "has" : "lacks");
	show_cut(piece->piece->text, PIECE_WIDTH);
	if (piece->hit.text)
		log_out("%*s  ", len < PIECE_WIDTH ? (int)(PIECE_WIDTH - len) : 0, "");
	show_place(&piece->hit, 19 + PIECE_WIDTH);
}

/* What none of the paper's words are, of a count, in one line */
static void show_lacking(const struct explained_rule *rule)
{
	struct buf names;

	buf_init(&names, SIZE_MAX / 2);
	for (size_t i = 0; i < rule->nearest->count; i++) {
		if (!rule->pieces[i].holds)
			buf_printf(
				&names, "%s%s", names.len ? ", " : "", rule->pieces[i].piece->text);
	}
	log_out("          lacks  ");
	show_cut(buf_str(&names), SHOW_WIDTH - 17);
	log_out("\n");
	buf_release(&names);
}

/* Whether a list is among the pieces: it counts term by term */
static bool counts_a_list(const struct alternative *alternative)
{
	for (size_t i = 0; i < alternative->count; i++) {
		if (alternative->pieces[i].text[0] == '@')
			return true;
	}
	return false;
}

/* What is needed besides the pieces */
static void show_need(const struct alternative *alternative)
{
	switch (alternative->need) {
	case PIECES_ALL:
		break;
	case PIECES_COUNT:
		if (counts_a_list(alternative))
			log_out("          needs  %u of these, the terms of a list one by one\n",
				alternative->number);
		else
			log_out("          needs  %u of these %zu\n", alternative->number,
				alternative->count);
		break;
	case PIECES_NEAR:
		if (alternative->number == 0)
			log_out("          needs  both, side by side\n");
		else
			log_out("          needs  both, with at most %u word%s between them\n",
				alternative->number, alternative->number == 1 ? "" : "s");
		break;
	case PIECES_FIELD:
		log_out("          needs  it in the field %.*s\n",
			(int)strcspn(alternative->text, ":"), alternative->text);
		break;
	}
}

static void show_near(const struct explained_rule *rule)
{
	bool is_count = rule->nearest->need == PIECES_COUNT;
	char points[16];

	snprintf(points, sizeof(points), "(%+d)", rule->points);
	log_out("%8s  %s needs more\n", points, rule->def->name);
	for (size_t i = 0; i < rule->nearest->count; i++) {
		if (rule->pieces[i].holds || !is_count)
			show_piece(&rule->pieces[i]);
	}
	if (is_count)
		show_lacking(rule);
	show_need(rule->nearest);
}

static void show_verdict(const struct explained_topic *topic)
{
	const struct topic *def = topic->topic;

	log_out("%s  %s: ", topic->why == EXPLAINED_IN ? "in " : "not", def->slug);
	if (topic->why != EXPLAINED_IN || topic->points >= def->threshold || !def->catch_all)
		log_out("%ld of %d points", topic->points, def->threshold);
	switch (topic->why) {
	case EXPLAINED_IN:
		if (def->catch_all && topic->points < def->threshold)
			log_out("no other topic has it");
		break;
	case EXPLAINED_SHORT:
		break;
	case EXPLAINED_REJECTED:
		log_out(", but it is rejected");
		break;
	case EXPLAINED_MOVED:
		log_out(", but the topic has moved and takes none");
		break;
	case EXPLAINED_SOURCE:
		log_out(", but the topic takes papers of other sources");
		break;
	case EXPLAINED_VOTES:
		log_out(", but the topic takes none of fewer than %" PRIu64 " votes",
			def->min_votes);
		break;
	case EXPLAINED_TAKEN:
		log_out(", but %s has it for itself",
			topic->taken_by ? topic->taken_by->slug : "another topic");
		break;
	case EXPLAINED_NOT_LEFT:
		log_out(", but it takes only what other topics leave");
		break;
	}
	log_out("\n");
}

/* Rules that might have helped; one that takes points away or rejects would not */
static void show_misses(const struct explained_topic *topic, size_t most)
{
	for (size_t i = 0; i < topic->rule_count && most; i++) {
		const struct explained_rule *rule = &topic->rules[i];

		if (rule->fired || rule->def->reject || rule->points <= 0)
			continue;
		show_near(rule);
		most--;
	}
}

static void show_topic(const struct explained_topic *topic, size_t misses)
{
	show_verdict(topic);
	for (size_t i = 0; i < topic->rule_count; i++) {
		if (topic->rules[i].fired)
			show_fired(&topic->rules[i]);
	}
	show_misses(topic, misses);
}

static void show_entry(const struct entry *entry)
{
	char day[CLOCK_RFC3339_SIZE];

	log_out("%s\n", entry->title);
	log_out("%s", entry->key);
	if (entry->listed != CLOCK_NONE || entry->published != CLOCK_NONE) {
		clock_format(day, entry->listed != CLOCK_NONE ? entry->listed : entry->published);
		log_out(", %.10s", day);
	}
	log_out(", from %s, %" PRIu64 " votes\n\n", entry->source, entry->votes);
}

/* The topics in which no rule fired, as lines of names */
static void show_rest(const struct explained_topic **sorted, size_t from, size_t count)
{
	static const char heading[] = "no rule fires in:";
	size_t column = strlen(heading);

	if (from == count)
		return;
	log_out("%s", heading);
	for (; from < count; from++) {
		const char *slug = sorted[from]->topic->slug;
		const char *end = from + 1 < count ? "," : "";

		if (column + 1 + strlen(slug) + strlen(end) > SHOW_WIDTH) {
			log_out("\n ");
			column = 1;
		}
		log_out(" %s%s", slug, end);
		column += 1 + strlen(slug) + strlen(end);
	}
	log_out("\n");
}

/* Those that have more to say than that nothing hit: *count of them, in order; then the others */
static const struct explained_topic **sort(size_t *count, const struct explanation *ex)
{
	const struct explained_topic **sorted = xcalloc(ex->count, sizeof(*sorted));
	size_t near = 0;

	for (size_t i = 0; i < ex->count; i++)
		sorted[i] = &ex->topics[i];
	qsort(sorted, ex->count, sizeof(*sorted), compare);
	*count = 0;
	for (size_t i = 0; i < ex->count; i++) {
		const struct explained_topic *topic = sorted[i];
		bool shown = topic->why == EXPLAINED_IN || has_fired(topic);

		if (!shown && came_near(topic))
			shown = near < NEAR_TOPICS;
		near += topic->why != EXPLAINED_IN && came_near(topic);
		if (!shown)
			continue;
		memmove(sorted + *count + 1, sorted + *count, (i - *count) * sizeof(*sorted));
		sorted[(*count)++] = topic;
	}
	return sorted;
}

static void show_all(const struct explanation *ex)
{
	size_t count;
	const struct explained_topic **sorted = sort(&count, ex);
	size_t near = 0;

	for (size_t i = 0; i < count; i++) {
		bool misses = sorted[i]->why != EXPLAINED_IN && came_near(sorted[i]);

		show_topic(sorted[i], misses && near < NEAR_TOPICS ? NEAR_RULES : 0);
		near += misses;
	}
	show_rest(sorted, count, ex->count);
	free(sorted);
}

void explain_show(const struct explanation *ex)
{
	show_entry(ex->entry);
	if (!ex->only)
		show_all(ex);
	for (size_t i = 0; ex->only && i < ex->count; i++) {
		if (strcmp(ex->topics[i].topic->slug, ex->only) == 0)
			show_topic(&ex->topics[i], SIZE_MAX);
	}
}

/* --- for programs --- */

static const char *const whys[] = {
	[EXPLAINED_IN] = "in",
	[EXPLAINED_SHORT] = "points",
	[EXPLAINED_REJECTED] = "rejected",
	[EXPLAINED_MOVED] = "moved",
	[EXPLAINED_SOURCE] = "source",
	[EXPLAINED_VOTES] = "votes",
	[EXPLAINED_TAKEN] = "exclusive",
	[EXPLAINED_NOT_LEFT] = "not left",
};

static json_t *near_json(const struct explained_rule *rule)
{
	json_t *pieces = json_array();

	for (size_t i = 0; i < rule->nearest->count; i++) {
		json_t *piece = json_pack("{s:s, s:b}", "expression", rule->pieces[i].piece->text,
			"holds", rule->pieces[i].holds);

		show_put_hit(piece, &rule->pieces[i].hit);
		json_array_append_new(pieces, piece);
	}
	return json_pack("{s:s, s:o}", "expression", rule->nearest->text, "pieces", pieces);
}

static json_t *rule_json(const struct explained_rule *rule)
{
	json_t *out = json_pack("{s:s, s:b, s:i, s:b, s:b}", "rule", rule->def->name, "fired",
		rule->fired, "points", rule->def->reject ? 0 : rule->points, "reject",
		rule->def->reject, "common", rule->common);

	if (rule->fired)
		show_put_hit(out, &rule->hit);
	else
		json_object_set_new(out, "nearest", near_json(rule));
	return out;
}

static json_t *topic_json(const struct explained_topic *topic)
{
	json_t *rules = json_array();
	json_t *out;

	for (size_t i = 0; i < topic->rule_count; i++)
		json_array_append_new(rules, rule_json(&topic->rules[i]));
	out = json_pack("{s:s, s:b, s:s, s:I, s:i}", "topic", topic->topic->slug, "in",
		topic->why == EXPLAINED_IN, "why", whys[topic->why], "points",
		(json_int_t)topic->points, "threshold", topic->topic->threshold);
	if (topic->taken_by)
		json_object_set_new(out, "taken_by", json_string(topic->taken_by->slug));
	json_object_set_new(out, "rules", rules);
	return out;
}

void explain_show_json(const struct explanation *ex)
{
	json_t *topics = json_array();

	for (size_t i = 0; i < ex->count; i++) {
		if (!ex->only || strcmp(ex->topics[i].topic->slug, ex->only) == 0)
			json_array_append_new(topics, topic_json(&ex->topics[i]));
	}
	show_json(json_pack("{s:s, s:s, s:o}", "key", ex->entry->key, "title", ex->entry->title,
		"topics", topics));
}
