/* SPDX-License-Identifier: ISC */
/*
 * The rule language: an expression and a paper, line by line. An expression that is printed from its
 * parts and parsed again means the same; its pieces explain it; and what is said to have hit stands
 * where it is said to stand.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "model/limits.h"
#include "rule/explain.h"
#include "rule/lex.h"
#include "rule/pieces.h"
#include "rule/place.h"
#include "rule/rule.h"
#include "rule/rules.h"

/* Expressions that are asked together, each as a topic of its own */
#define MOST 300

struct asked {
	struct site site;
	struct topic topics[MOST];
	struct rule_def rules[MOST];
	struct expression matches[MOST];
	bool any_case, own_form;
	bool fired[MOST];
	bool stopped; /* a regex took too long: what it found may be less than there is */
};

static size_t add(struct asked *asked, struct arena *arena, const char *text)
{
	size_t i = asked->site.topic_count++;

	fuzz_require(i < MOST, "an expression has few pieces");
	asked->matches[i] = (struct expression){
		.text = text, .place = {.file = "match", .line = 1, .column = 1}};
	asked->rules[i] = (struct rule_def){.name = "r",
		.matches = &asked->matches[i],
		.match_count = 1,
		.score = 1,
		.title_score = 1};
	asked->topics[i] = (struct topic){.slug = arena_printf(arena, "%03zu", i),
		.title = "T",
		.threshold = 1,
		.any_case = asked->any_case,
		.own_form = asked->own_form,
		.rules = &asked->rules[i],
		.rule_count = 1};
	asked->site.topics = asked->topics;
	return i;
}

/* --- printing --- */

static bool is_whole(const struct lex *lex)
{
	for (size_t i = 0; i < HIT_PLACES; i++) {
		if (place_rows[i].kind == PLACE_WHOLE && strlen(place_rows[i].name) == lex->len &&
			memcmp(place_rows[i].name, lex->text, lex->len) == 0)
			return true;
	}
	return false;
}

static void print_part(struct buf *out, const struct lex *lex)
{
	int len = (int)lex->len;

	switch (lex->kind) {
	case LEX_NEAR:
		buf_printf(out, "near/%u ", lex->number);
		break;
	case LEX_COUNT:
		buf_printf(out, "%u of ", lex->number);
		break;
	case LEX_FIELD:
		buf_printf(out, "%.*s: ", len, lex->text);
		break;
	case LEX_TEST:
		buf_printf(out, "%.*s %s %llu ", len, lex->text, lex_sign(lex->comparison),
			(unsigned long long)lex->value);
		break;
	case LEX_LIST:
		buf_printf(out, "@%.*s ", len, lex->text);
		break;
	case LEX_REGEX:
		buf_printf(out, "/%.*s/%.*s ", len, lex->text, (int)lex->flag_count, lex->flags);
		break;
	case LEX_QUOTED:
		buf_printf(out, "\"%.*s\" ", len, lex->text);
		break;
	case LEX_WORD:
		buf_printf(out, "%.*s ", len, lex->text);
		break;
	default:
		buf_puts(out, lex->kind == LEX_COMMA  ? " , "
			      : lex->kind == LEX_OPEN ? "( "
			      : lex->kind == LEX_AND  ? "and "
			      : lex->kind == LEX_OR   ? "or "
			      : lex->kind == LEX_NOT  ? "not "
						      : ") ");
	}
}

/* The parts of an expression with other white space between them */
static void print(struct buf *out, const char *text)
{
	unsigned depth = 0;
	unsigned field_depth = 0;
	struct lex lex;

	lex_init(&lex, text);
	for (lex_next(&lex); lex.kind != LEX_END; lex_next(&lex)) {
		fuzz_require(lex.kind != LEX_BAD, "what compiles has no bad part: %s", lex.message);
		print_part(out, &lex);
		depth += lex.kind == LEX_OPEN;
		depth -= lex.kind == LEX_CLOSE;
		if (lex.kind == LEX_FIELD) {
			lex.whole = is_whole(&lex);
			field_depth = depth;
		} else if (lex.kind == LEX_COMMA || lex.kind == LEX_AND || lex.kind == LEX_OR) {
			lex.whole = lex.whole && depth > field_depth;
		}
	}
}

static bool same_node(const struct tree *a, const struct tree *b, size_t i)
{
	const struct node *x = &a->nodes[i];
	const struct node *y = &b->nodes[i];

	return x->kind == y->kind && x->places == y->places && x->value == y->value &&
	       x->first == y->first && x->count == y->count;
}

static void check_printed(const struct rules *rules, const struct asked *asked, const char *text)
{
	struct problems problems;
	struct asked *printed = calloc(1, sizeof(*printed));
	struct arena arena;
	struct rules *again;
	struct buf out;

	arena_init(&arena);
	buf_init(&out, SIZE_MAX / 2);
	problems_init(&problems, LIMIT_PROBLEMS);
	print(&out, text);
	*printed = (struct asked){.site = {.lists = asked->site.lists, .list_count = 1},
		.any_case = asked->any_case,
		.own_form = asked->own_form};
	add(printed, &arena, buf_str(&out));
	if (strlen(text) < LIMIT_EXPRESSION / 4) {
		fuzz_require(rules_compile(&again, &printed->site, &problems) == 0,
			"%s compiles printed as %s: %s", text, buf_str(&out),
			problems.count ? problems.items->err.text : "");
		fuzz_require(again->tree.node_count == rules->tree.node_count &&
				     again->tree.kid_count == rules->tree.kid_count &&
				     again->terms.term_count == rules->terms.term_count,
			"%s printed as %s has as many parts", text, buf_str(&out));
		for (size_t i = 0; i < rules->tree.node_count; i++)
			fuzz_require(same_node(&rules->tree, &again->tree, i),
				"%s printed as %s means the same", text, buf_str(&out));
		rules_free(&again);
	}
	problems_release(&problems);
	buf_release(&out);
	arena_release(&arena);
	free(printed);
}

/* --- asking --- */

static void check_reason(
	const struct reason *reason, struct arena *arena, const struct entry *entry)
{
	struct explained_hit hit;

	fuzz_require((reason->field == NULL) == (reason->text == NULL), "a hit has field and text");
	if (!reason->field)
		return;
	fuzz_require_text(reason->text, LIMIT_ABSTRACT, "what hit");
	explain_hit(&hit, arena, entry, reason);
	fuzz_require(hit.text != NULL, "a reason stands in the paper");
	fuzz_require(hit.start <= hit.end && hit.end <= strlen(hit.text), "and inside of its text");
	if (strcmp(reason->field, "votes") == 0 || strcmp(reason->field, "comments") == 0 ||
		strcmp(reason->field, "authors") == 0)
		return;
	fuzz_require(hit.end - hit.start == strlen(reason->text) &&
			     strncmp(hit.text + hit.start, reason->text, hit.end - hit.start) == 0,
		"\"%s\" stands at byte %zu of \"%s\"", reason->text, hit.start, hit.text);
}

static void ask(struct asked *asked, const struct rules *rules, struct arena *arena,
	const struct entry *entry)
{
	struct matcher *matcher = matcher_new(rules);
	const struct route *routes;
	struct problems problems;
	size_t count;

	problems_init(&problems, LIMIT_PROBLEMS);
	matcher_route(matcher, arena, entry, &routes, &count);
	memset(asked->fired, 0, sizeof(asked->fired));
	for (size_t i = 0; i < count; i++) {
		asked->fired[strtoul(routes[i].topic, NULL, 10)] = true;
		fuzz_require(routes[i].points == 1 && routes[i].reason_count == 1,
			"one rule fires once");
		check_reason(routes[i].reasons, arena, entry);
	}
	matcher_tell(matcher, &problems);
	asked->stopped = problems.warnings > 0;
	problems_release(&problems);
	matcher_free(&matcher);
}

static void explain(const struct asked *asked, struct arena *arena, const struct entry *entry)
{
	struct explainer *explainer = explainer_new(&asked->site);
	struct explained_topic *topics;

	fuzz_require(
		explainer != NULL, "what compiles can be explained: %s", asked->matches[0].text);
	explainer_explain(&topics, explainer, arena, entry);
	for (size_t i = 0; i < asked->site.topic_count && !asked->stopped; i++)
		fuzz_require((topics[i].why == EXPLAINED_IN) == asked->fired[i],
			"the matcher and the explainer agree on %s", asked->matches[i].text);
	explainer_free(&explainer);
}

/* --- pieces --- */

/* How many pieces of the alternative fired; they were asked from number first on */
static size_t count_fired(const struct asked *asked, size_t first, size_t count)
{
	size_t fired = 0;

	for (size_t i = first; i < first + count; i++)
		fired += asked->fired[i];
	return fired;
}

static void check_alternative(
	const struct asked *asked, const struct alternative *alternative, size_t first)
{
	bool holds = asked->fired[first];
	size_t fired = count_fired(asked, first + 1, alternative->count);

	fuzz_require(!holds || asked->fired[0], "%s makes all of it hold: %s", alternative->text,
		asked->matches[0].text);
	if (alternative->need == PIECES_ALL)
		fuzz_require(holds == (fired == alternative->count),
			"all pieces of %s hold when it does", alternative->text);
	else if (alternative->need == PIECES_COUNT && !strchr(alternative->text, '@'))
		fuzz_require(holds == (fired >= alternative->number),
			"enough pieces of %s hold when it does", alternative->text);
	else if (alternative->need == PIECES_NEAR)
		fuzz_require(!holds || fired == alternative->count,
			"both sides of %s hold when it does", alternative->text);
	else if (alternative->need == PIECES_FIELD && !strstr(alternative->text, "not") &&
		 alternative->text[0] != 'a')
		fuzz_require(!holds || fired == 1, "what holds in the title holds: %s",
			alternative->text);
}

static void check_pieces(struct asked *asked, struct arena *arena, const struct entry *entry)
{
	struct problems problems;
	struct alternative *alternatives;
	struct rules *rules;
	size_t count, firsts[MOST];

	pieces_cut(&alternatives, &count, arena, asked->matches[0].text);
	for (size_t i = 0; i < count; i++) {
		if (asked->site.topic_count + alternatives[i].count + 1 > MOST)
			return;
		firsts[i] = add(asked, arena, alternatives[i].text);
		for (size_t j = 0; j < alternatives[i].count; j++)
			add(asked, arena, alternatives[i].pieces[j].text);
	}
	problems_init(&problems, LIMIT_PROBLEMS);
	fuzz_require(rules_compile(&rules, &asked->site, &problems) == 0,
		"the pieces of %s compile: %s", asked->matches[0].text,
		problems.count ? problems.items->err.text : "");
	problems_release(&problems);
	ask(asked, rules, arena, entry);
	for (size_t i = 0; i < count && !asked->stopped; i++)
		check_alternative(asked, &alternatives[i], firsts[i]);
	rules_free(&rules);
}

/* --- --- */

/* A line as tidy leaves it; NULL for an empty one */
static char *take_field(struct arena *arena, char **text)
{
	char *nfc = utf8_nfc(fuzz_take_line(text));
	char *field;

	utf8_fold_space(nfc);
	field = *nfc ? arena_strdup(arena, nfc) : NULL;
	free(nfc);
	return field;
}

static void make_entry(struct entry *out, struct arena *arena, char **text, size_t size)
{
	const char **lists = arena_array(arena, 4, sizeof(*lists));

	*out = (struct entry){.title = take_field(arena, text), .votes = size % 4};
	out->title = out->title ? out->title : "A title";
	out->abstract = take_field(arena, text);
	out->authors = lists;
	out->categories = lists + 2;
	for (char *name; out->author_count < 2 && (name = take_field(arena, text));)
		lists[out->author_count++] = name;
	for (char *name; out->category_count < 2 && (name = take_field(arena, text));)
		lists[2 + out->category_count++] = name;
	out->author_total = (uint32_t)out->author_count;
	out->link = take_field(arena, text);
	out->source = "a-source";
	out->key = size % 2 ? "arxiv:2404.01234" : "doi:10.1000/x";
}

static void check_expression(struct asked *asked, struct arena *arena, char *text, size_t size)
{
	struct problems problems;
	struct entry entry;
	struct rules *rules;

	add(asked, arena, fuzz_take_line(&text));
	make_entry(&entry, arena, &text, size);
	problems_init(&problems, LIMIT_PROBLEMS);
	if (rules_compile(&rules, &asked->site, &problems) == 0) {
		rules_check(&asked->site, &problems);
		ask(asked, rules, arena, &entry);
		explain(asked, arena, &entry);
		check_printed(rules, asked, asked->matches[0].text);
		check_pieces(asked, arena, &entry);
	}
	fuzz_require((rules == NULL) == (problems.errors != 0), "what is wrong has a mistake");
	fuzz_require_problems(&problems);
	rules_free(&rules);
	problems_release(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct expression members = {.text = "cat, big-box, RaG, \"study dogs\", gr*",
		.place = {.file = "lists.ini", .line = 1, .column = 1}};
	static struct word_list list = {"llm", &members, 1};
	struct asked *asked = calloc(1, sizeof(*asked));
	struct arena arena;

	arena_init(&arena);
	asked->site.lists = &list;
	asked->site.list_count = 1;
	asked->any_case = size % 5 == 0;
	asked->own_form = size % 7 == 0;
	check_expression(asked, &arena, fuzz_clean(&arena, data, size), size);
	arena_release(&arena);
	free(asked);
	return 0;
}
