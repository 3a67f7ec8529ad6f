/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/grep.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "cmd/option.h"
#include "cmd/paper.h"
#include "config/path.h"
#include "model/limits.h"

#define PLACE "expression" /* what messages call it */

struct grep_options {
	char *expression;
	const char *entries;
	bool json;
};

/* A site of one topic that takes what an expression hits */
struct probe {
	struct expression match;
	struct rule_def rule;
	struct topic topic;
	struct site site;
	struct rules *rules;
	struct matcher *matcher; /* NULL: it does not compile */
};

/* A search while papers go by */
struct grep {
	struct probe whole;
	struct probe fields[GREP_HITS]; /* the same in one field alone */
	struct grep_found found;
};

static void probe_init(
	struct probe *probe, const struct site *site, const char *text, struct problems *problems)
{
	*probe = (struct probe){
		.match = {.text = text, .place = {PLACE, 1, 1}},
		.rule = {.name = "grep", .match_count = 1, .score = 1, .title_score = 1},
		.topic = {.slug = "grep", .threshold = 1, .rule_count = 1},
		.site = {.topic_count = 1, .lists = site->lists, .list_count = site->list_count},
	};
	probe->rule.matches = &probe->match;
	probe->topic.rules = &probe->rule;
	probe->site.topics = &probe->topic;
	if (rules_compile(&probe->rules, &probe->site, problems) == 0)
		probe->matcher = matcher_new(probe->rules);
}

static void probe_release(struct probe *probe)
{
	matcher_free(&probe->matcher);
	rules_free(&probe->rules);
}

/* Whether it fires, and where; *hit has no text when what fires is that something is missing */
static bool probe_ask(struct explained_hit *hit, struct probe *probe, struct arena *arena,
	const struct entry *entry)
{
	const struct route *routes;
	size_t count = 0;

	*hit = (struct explained_hit){0};
	if (probe->matcher)
		matcher_route(probe->matcher, arena, entry, &routes, &count);
	if (count)
		explain_hit(hit, arena, entry, &routes[0].reasons[0]);
	return count > 0;
}

static void add_hit(struct grep *grep, struct grep_paper *paper, const struct explained_hit *hit)
{
	struct explained_hit *kept = &paper->hits[paper->hit_count];

	if (!hit->text)
		return;
	*kept = *hit;
	kept->text = arena_strdup(&grep->found.arena, hit->text);
	paper->hit_count++;
}

static struct grep_paper *add_paper(struct grep_found *found, const struct entry *entry)
{
	struct grep_paper *paper;

	found->papers = xgrow(found->papers, &found->cap, found->count + 1, sizeof(*found->papers));
	paper = &found->papers[found->count++];
	*paper = (struct grep_paper){
		.key = arena_strdup(&found->arena, entry->key),
		.title = arena_strdup(&found->arena, entry->title),
		.day = entry->listed != CLOCK_NONE ? entry->listed : entry->published,
		.rank = (int64_t)entry->rank,
	};
	return paper;
}

static int visit(void *ctx, const struct paper *visited)
{
	struct grep *grep = ctx;
	struct explained_hit first, hit;
	struct grep_paper *paper;
	struct arena arena;

	grep->found.looked_at++;
	arena_init(&arena);
	if (probe_ask(&first, &grep->whole, &arena, &visited->entry)) {
		paper = add_paper(&grep->found, &visited->entry);
		for (size_t i = 0; i < GREP_HITS; i++) {
			if (probe_ask(&hit, &grep->fields[i], &arena, &visited->entry))
				add_hit(grep, paper, &hit);
		}
		if (!paper->hit_count)
			add_hit(grep, paper, &first);
	}
	arena_release(&arena);
	return 0;
}

/* An expression asked in one field alone need not make sense, as in "title: (votes > 10)" */
static void make_fields(
	struct grep *grep, struct arena *arena, const struct site *site, const char *expression)
{
	static const char *const names[GREP_HITS] = {"title", "abstract"};
	struct problems ignored;

	problems_init(&ignored, 0);
	for (size_t i = 0; i < GREP_HITS; i++)
		probe_init(&grep->fields[i], site,
			arena_printf(arena, "%s: (%s)", names[i], expression), &ignored);
	problems_release(&ignored);
}

/* A regex that was stopped; false when none was */
static bool tell_of_rules(const struct grep *grep, const struct grep_options *options)
{
	struct problems problems;
	bool told;

	problems_init(&problems, LIMIT_PROBLEMS);
	matcher_tell(grep->whole.matcher, &problems);
	log_expression(&problems, PLACE, options->expression);
	told = problems.warnings > 0;
	problems_release(&problems);
	return told;
}

static enum outcome search(struct grep *grep, const struct loaded *loaded,
	const struct grep_options *options, const struct cmd_context *context)
{
	struct papers papers = {.file = options->entries,
		.site = &loaded->site,
		.now = context->now,
		.visit = visit,
		.ctx = grep};
	struct err err;

	if (papers_each(&papers, &err) != 0) {
		log_err(&err);
		return OUTCOME_FAILED;
	}
	grep_sort(&grep->found);
	(options->json ? grep_show_json : grep_show)(&grep->found);
	if (tell_of_rules(grep, options))
		return OUTCOME_SUSPICIOUS;
	return papers.suspicious ? OUTCOME_SUSPICIOUS : OUTCOME_DONE;
}

/* Mistakes of lists.ini, which may be behind those of the expression; whether there are any */
static bool tell_of_lists(const struct loaded *loaded)
{
	struct problems problems;
	struct arena arena;
	const char *lists;
	bool told;

	arena_init(&arena);
	lists = path_join(&arena, loaded->site.folder, "lists.ini");
	problems_init(&problems, LIMIT_PROBLEMS);
	for (size_t i = 0; i < loaded->problems.count; i++) {
		const struct problem *problem = &loaded->problems.items[i];

		if (problem->severity == SEVERITY_ERROR && strcmp(problem->err.where, lists) == 0)
			problems_add_err(&problems, &problem->err);
	}
	log_configuration(&problems);
	told = problems.errors > 0;
	problems_release(&problems);
	arena_release(&arena);
	return told;
}

/* Leaves those of the expression */
static void drop_others(struct problems *problems)
{
	size_t kept = 0;

	for (size_t i = 0; i < problems->count; i++) {
		if (strcmp(problems->items[i].err.where, PLACE) == 0)
			problems->items[kept++] = problems->items[i];
	}
	problems->count = kept;
}

/* Only the lists of the site count: a topic that is being mended does not stand in the way */
static enum outcome grep_site(const struct loaded *loaded, const struct grep_options *options,
	const struct cmd_context *context)
{
	enum outcome outcome = OUTCOME_FAILED;
	struct problems problems;
	struct grep grep = {0};
	bool broken;

	problems_init(&problems, LIMIT_PROBLEMS);
	arena_init(&grep.found.arena);
	probe_init(&grep.whole, &loaded->site, options->expression, &problems);
	make_fields(&grep, &grep.found.arena, &loaded->site, options->expression);
	broken = tell_of_lists(loaded);
	if (broken)
		drop_others(&problems);
	log_expression(&problems, PLACE, options->expression);
	if (grep.whole.matcher)
		outcome = search(&grep, loaded, options, context);
	if (outcome == OUTCOME_DONE && (problems.warnings || broken))
		outcome = OUTCOME_SUSPICIOUS;
	probe_release(&grep.whole);
	for (size_t i = 0; i < GREP_HITS; i++)
		probe_release(&grep.fields[i]);
	free(grep.found.papers);
	arena_release(&grep.found.arena);
	problems_release(&problems);
	return outcome;
}

/* The expression may be several arguments: grep weak to strong */
static int take_expression(
	struct grep_options *out, int count, char **words, const char *command, struct err *err)
{
	struct buf text;
	int result = 0;

	buf_init(&text, LIMIT_EXPRESSION);
	for (int i = 0; i < count; i++)
		buf_printf(&text, "%s%s", i ? " " : "", words[i]);
	if (buf_failed(&text))
		result = err_set(err, ERR_USAGE, command, "the expression is longer than %zu bytes",
			LIMIT_EXPRESSION);
	else if (!count)
		result = err_set(err, ERR_USAGE, command, "needs an expression: grep EXPR");
	else
		out->expression = utf8_clean(buf_str(&text), text.len, NULL);
	buf_release(&text);
	return result;
}

static int read_options(struct grep_options *out, int argc, char **argv, struct err *err)
{
	const struct command_option options[] = {
		{"entries", .value = &out->entries},
		{"json", .flag = &out->json},
	};
	int first = option_read(options, OPTIONS(options), argc, argv, err);

	if (first < 0)
		return -1;
	return take_expression(out, argc - first, argv + first, argv[0], err);
}

enum outcome cmd_grep(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct grep_options options = {0};
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded;

	if (read_options(&options, argc, argv, err) != 0)
		return OUTCOME_FAILED;
	if (load_site(&loaded, context) == 0)
		outcome = grep_site(&loaded, &options, context);
	else
		log_configuration(&loaded.problems);
	load_release(&loaded);
	free(options.expression);
	return outcome;
}
