/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/xalloc.h"
#include "rule/eval.h"
#include "rule/parse.h"
#include "rule/rule.h"
#include "rule/rules.h"

/* Part of the fingerprint: a change here routes all stored entries anew. It goes up when the same
 * rules can give other routes than before. */
#define ENGINE_VERSION "2"

/* The matches of a rule, joined by or */
static uint32_t compile_matches(const struct parser *parser, const struct rule_def *def)
{
	uint32_t *kids = xcalloc(def->match_count, sizeof(*kids));
	uint32_t root = TREE_NONE;
	size_t good = 0;

	for (size_t i = 0; i < def->match_count; i++) {
		kids[good] = parse_expression(parser, &def->matches[i], def->match_count == 1);
		good += kids[good] != TREE_NONE;
	}
	if (good && good == def->match_count)
		root = tree_add(parser->tree, NODE_OR, 0, kids, good);
	free(kids);
	return root;
}

static void compile_rules(struct rules *rules, const struct parser *parser,
	const struct rule_def *defs, size_t count, uint32_t topic)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t root = compile_matches(parser, &defs[i]);

		if (root == TREE_NONE)
			continue;
		rules->rules =
			xgrow(rules->rules, &rules->cap, rules->count + 1, sizeof(*rules->rules));
		rules->rules[rules->count++] = (struct compiled_rule){&defs[i], topic, root};
	}
}

static void compile_all(struct rules *rules, struct parser *parser)
{
	const struct site *site = rules->site;

	parse_check_lists(parser);
	compile_rules(rules, parser, site->rules, site->rule_count, RULES_COMMON);
	rules->common_count = rules->count;
	for (size_t i = 0; i < site->topic_count; i++) {
		const struct topic *topic = &site->topics[i];

		parser->any_case = topic->any_case;
		parser->own_form = topic->own_form;
		compile_rules(rules, parser, topic->rules, topic->rule_count, (uint32_t)i);
	}
}

/* --- topics --- */

struct rank {
	int priority;
	uint32_t topic;
};

static int by_rank(const void *a, const void *b)
{
	const struct rank *x = a;
	const struct rank *y = b;

	if (x->priority != y->priority)
		return x->priority < y->priority ? 1 : -1;
	return (x->topic > y->topic) - (x->topic < y->topic);
}

static void rank_topics(struct rules *rules)
{
	size_t count = rules->site->topic_count;
	struct rank *order = xcalloc(count, sizeof(*order));

	rules->ranks = xcalloc(count, sizeof(*rules->ranks));
	rules->catch_alls = xcalloc(count, sizeof(*rules->catch_alls));
	for (size_t i = 0; i < count; i++) {
		const struct topic *topic = &rules->site->topics[i];

		order[i] = (struct rank){topic->priority, (uint32_t)i};
		if (topic->catch_all)
			rules->catch_alls[rules->catch_all_count++] = (uint32_t)i;
	}
	qsort(order, count, sizeof(*order), by_rank);
	for (size_t i = 0; i < count; i++)
		rules->ranks[order[i].topic] = (uint32_t)i;
	free(order);
}

/* --- indexes --- */

/* Calls visit for every term below a node; the tree is at most LIMIT_DEPTH high by parsing */
static void each_term(const struct tree *tree, uint32_t number,
	void (*visit)(struct rules *rules, uint32_t rule, const struct node *term),
	struct rules *rules, uint32_t rule)
{
	const struct node *node = &tree->nodes[number];

	if (node->kind == NODE_TERM)
		visit(rules, rule, node);
	for (uint32_t i = 0; i < node->count; i++)
		each_term(tree, tree->kids[node->first + i], visit, rules, rule);
}

static void count_user(struct rules *rules, uint32_t rule, const struct node *term)
{
	(void)rule;
	rules->first_user[term->value + 1]++;
}

/* Whether the rule is a term or an or of terms */
static bool is_plain(const struct rules *rules, uint32_t rule)
{
	const struct node *root = &rules->tree.nodes[rules->rules[rule].root];

	return root->kind == NODE_TERM || (root->kind == NODE_OR && root->value == root->count);
}

/* Fills each term's part of users from its end; first_user[t + 1] goes down to where it begins */
static void put_user(struct rules *rules, uint32_t rule, const struct node *term)
{
	rules->users[--rules->first_user[term->value + 1]] =
		(struct user){rule, term->places, is_plain(rules, rule)};
}

static void index_users(struct rules *rules)
{
	size_t terms = rules->terms.term_count;

	rules->first_user = xcalloc(terms + 2, sizeof(*rules->first_user));
	for (size_t i = 0; i < rules->count; i++)
		each_term(&rules->tree, rules->rules[i].root, count_user, rules, (uint32_t)i);
	for (size_t t = 0; t < terms; t++)
		rules->first_user[t + 1] += rules->first_user[t];
	rules->first_user[terms + 1] = rules->first_user[terms];
	rules->users = xcalloc(rules->first_user[terms], sizeof(*rules->users));
	for (size_t i = rules->count; i-- > 0;)
		each_term(&rules->tree, rules->rules[i].root, put_user, rules, (uint32_t)i);
	/* put_user took each end down to its beginning: move them back by one place */
	memmove(rules->first_user, rules->first_user + 1, (terms + 1) * sizeof(*rules->first_user));
}

static void find_always(struct rules *rules)
{
	struct scan nothing;

	scan_init(&nothing, &rules->terms);
	rules->always = xcalloc(rules->count, sizeof(*rules->always));
	for (size_t i = 0; i < rules->count; i++) {
		struct eval_input in = {
			.tree = &rules->tree, .root = rules->rules[i].root, .scan = &nothing};

		if (eval_fires(&in))
			rules->always[rules->always_count++] = (uint32_t)i;
	}
	scan_release(&nothing);
}

/* Length and text, so that no two sequences of texts are written alike */
static void put_text(struct buf *buf, const char *text)
{
	buf_printf(buf, "%zu:%s,", strlen(text), text);
}

static void put_expressions(struct buf *buf, const struct expression *expressions, size_t count)
{
	buf_printf(buf, "[%zu]", count);
	for (size_t i = 0; i < count; i++)
		put_text(buf, expressions[i].text);
}

static void put_rules(struct buf *buf, const struct rule_def *rules, size_t count)
{
	buf_printf(buf, "[%zu]", count);
	for (size_t i = 0; i < count; i++) {
		const struct rule_def *rule = &rules[i];

		put_text(buf, rule->name);
		buf_printf(buf, "%d,%d,%d", rule->score, rule->title_score, rule->reject);
		put_expressions(buf, rule->matches, rule->match_count);
	}
}

static void put_topic(struct buf *buf, const struct topic *topic)
{
	put_text(buf, topic->slug);
	buf_printf(buf, "%d,%d,%d,%d,%d,%d,%d,%" PRIu64 "[%zu]", topic->moved_to != NULL,
		topic->threshold, topic->any_case, topic->own_form, topic->exclusive,
		topic->priority, topic->catch_all, topic->min_votes, topic->source_count);
	for (size_t i = 0; i < topic->source_count; i++)
		put_text(buf, topic->sources[i]);
	put_rules(buf, topic->rules, topic->rule_count);
}

static void make_fingerprint(struct rules *rules)
{
	const struct site *site = rules->site;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	put_text(&buf, ENGINE_VERSION);
	put_rules(&buf, site->rules, site->rule_count);
	buf_printf(&buf, "[%zu]", site->topic_count);
	for (size_t i = 0; i < site->topic_count; i++)
		put_topic(&buf, &site->topics[i]);
	for (size_t i = 0; i < site->list_count; i++) {
		put_text(&buf, site->lists[i].name);
		put_expressions(&buf, site->lists[i].values, site->lists[i].value_count);
	}
	sha256_hex(rules->fingerprint, buf.data, buf.len);
	buf_release(&buf);
}

int rules_compile(struct rules **out, const struct site *site, struct problems *problems)
{
	struct rules *rules = xcalloc(1, sizeof(*rules));
	size_t errors = problems->errors;
	struct parser parser = {
		.tree = &rules->tree,
		.terms = &rules->terms,
		.values = &rules->values,
		.lists = site->lists,
		.list_count = site->list_count,
		.problems = problems,
	};

	*out = NULL;
	rules->site = site;
	terms_init(&rules->terms);
	tree_init(&rules->tree);
	values_init(&rules->values);
	parser.regexes = rules->regexes = regexes_new();
	compile_all(rules, &parser);
	if (problems->errors != errors) {
		rules_free(&rules);
		return -1;
	}
	for (size_t i = 0; i < rules->tree.node_count; i++)
		rules->asks_authors |= rules->tree.nodes[i].places >> HIT_AUTHOR & 1;
	regexes_finish(rules->regexes);
	rank_topics(rules);
	terms_seal(&rules->terms);
	index_users(rules);
	find_always(rules);
	make_fingerprint(rules);
	*out = rules;
	return 0;
}

void rules_free(struct rules **rules)
{
	struct rules *r = *rules;

	if (!r)
		return;
	terms_release(&r->terms);
	tree_release(&r->tree);
	values_release(&r->values);
	regexes_free(&r->regexes);
	free(r->rules);
	free(r->ranks);
	free(r->catch_alls);
	free(r->first_user);
	free(r->users);
	free(r->always);
	free(r);
	*rules = NULL;
}

const char *rules_fingerprint(const struct rules *rules)
{
	return rules->fingerprint;
}
