/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/parse.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "base/xalloc.h"
#include "rule/lex.h"
#include "rule/reading.h"

#define ANYWHERE (1u << HIT_TITLE | 1u << HIT_ABSTRACT)

#define WORDS   (ANYWHERE | 1u << HIT_AUTHOR)
#define NOWHERE SIZE_MAX

static const char lone_not[] = "a \"not\" of its own in a list fires for nearly every paper: write "
			       "\"(a, b) and not c\"";

static uint32_t parse_or(struct reading *r);

/* --- units --- */

static bool is_flat(const struct tree *tree, uint32_t number)
{
	const struct node *node = &tree->nodes[number];

	if (node->kind == NODE_TERM)
		return (node->places & ~WORDS) == 0;
	if (node->kind != NODE_OR)
		return false;
	for (uint32_t i = 0; i < node->count; i++) {
		if (!is_flat(tree, tree->kids[node->first + i]))
			return false;
	}
	return true;
}

static uint32_t parse_group(struct reading *r)
{
	uint32_t node = TREE_NONE;
	unsigned depth = r->depth;

	lex_next(&r->lex);
	if (reading_go_deeper(r))
		node = parse_or(r);
	r->depth = depth;
	if (r->lost)
		return TREE_NONE;
	if (r->lex.kind != LEX_CLOSE)
		return reading_expected(r, "a closing parenthesis or an operator");
	lex_next(&r->lex);
	return node;
}

static uint32_t parse_list(struct reading *r)
{
	struct kids kids = {0};

	reading_list(r, &kids);
	return reading_node(r, NODE_OR, 0, &kids);
}

/* A term, a list or a group: what near may have at its sides */
static uint32_t parse_side(struct reading *r)
{
	switch (r->lex.kind) {
	case LEX_OPEN:
		return parse_group(r);
	case LEX_LIST:
		return parse_list(r);
	case LEX_WORD:
		return reading_words(r);
	case LEX_QUOTED:
		return reading_quoted(r);
	case LEX_REGEX:
		return reading_regex(r);
	default:
		return reading_expected(r, "a term");
	}
}

/* The lex is at near/N; left is what stood before it, from that offset on */
static uint32_t parse_near(struct reading *r, uint32_t left, size_t offset)
{
	size_t offsets[2] = {offset, 0};
	unsigned words = r->lex.number;
	struct kids kids = {0};

	lex_next(&r->lex);
	offsets[1] = r->lex.offset;
	reading_add_kid(&kids, left);
	reading_add_kid(&kids, parse_side(r));
	if (!r->lost && r->lex.kind == LEX_NEAR)
		reading_tell(r, READING_LOST, r->lex.offset,
			"near takes two sides: join two of them with and");
	for (size_t i = 0; i < 2 && !r->lost; i++) {
		if (!is_flat(r->parser->tree, kids.items[i]))
			reading_tell(r, READING_WRONG, offsets[i],
				"near takes a term, or terms in parentheses with commas between "
				"them, at each side%s",
				r->field && r->field->kind == PLACE_WHOLE
					? "; this field is compared as a whole"
					: "");
	}
	return reading_node(r, NODE_NEAR, words, &kids);
}

/* "title: a, b" looks for a in the title and for b everywhere: seldom what was meant */
static void warn_of_short_field(struct reading *r, const char *name)
{
	struct lex peek = r->lex;

	if (r->lost || r->lex.kind != LEX_COMMA)
		return;
	lex_next(&peek);
	if (peek.kind == LEX_WORD || peek.kind == LEX_QUOTED || peek.kind == LEX_LIST ||
		peek.kind == LEX_REGEX)
		reading_tell(r, READING_WARNING, peek.offset,
			"%s: holds for the one term before the comma only: write %s: (a, b) for "
			"both",
			name, name);
}

static void tell_unknown_field(struct reading *r)
{
	char *name = xstrndup(r->lex.text, r->lex.len);
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < HIT_PLACES; i++) {
		if (place_rows[i].kind != PLACE_NUMBER)
			suggest_offer(&suggest, place_rows[i].name);
		else if (strcmp(place_rows[i].name, name) == 0)
			reading_tell(r, READING_LOST, r->lex.offset,
				"%s is a number and takes no colon: write %s >= 10", name, name);
	}
	if (suggest.best)
		reading_tell(r, READING_LOST, r->lex.offset,
			"there is no field \"%s:\": did you mean %s:?", name, suggest.best);
	else
		reading_tell(r, READING_LOST, r->lex.offset,
			"there is no field \"%s:\": there are title, abstract, author, category, "
			"source, link and id; write a colon that is text as a space",
			name);
	free(name);
}

static uint32_t parse_unit(struct reading *r);

/* The field whose name is at hand; NULL, and told, when it is none or cannot be asked here */
static const struct place_row *find_field(struct reading *r)
{
	for (size_t i = 0; i < HIT_PLACES; i++) {
		const struct place_row *row = &place_rows[i];

		if (row->kind == PLACE_NUMBER || strlen(row->name) != r->lex.len ||
			memcmp(row->name, r->lex.text, r->lex.len) != 0)
			continue;
		if (r->field && r->field != row)
			reading_tell(r, READING_WRONG, r->lex.offset,
				"%s: inside of another field finds nothing", row->name);
		return row;
	}
	tell_unknown_field(r);
	return NULL;
}

static uint32_t parse_field(struct reading *r)
{
	const struct place_row *before = r->field;
	const struct place_row *row = find_field(r);
	unsigned places = r->places;
	unsigned depth = r->depth;
	uint32_t node = TREE_NONE;
	bool group;

	if (!row)
		return TREE_NONE;
	r->field = row;
	r->places = 1u << (row - place_rows);
	r->lex.whole = row->kind == PLACE_WHOLE;
	lex_next(&r->lex);
	group = r->lex.kind == LEX_OPEN;
	if (reading_go_deeper(r))
		node = parse_unit(r);
	r->depth = depth;
	r->places = places;
	r->field = before;
	r->lex.whole = before && before->kind == PLACE_WHOLE;
	if (!group)
		warn_of_short_field(r, row->name);
	return node;
}

static uint32_t parse_test(struct reading *r)
{
	const struct parser *parser = r->parser;
	enum place_of_hit field = HIT_VOTES;
	uint32_t term;

	while (r->lex.len != strlen(place_rows[field].name) ||
		memcmp(place_rows[field].name, r->lex.text, r->lex.len) != 0)
		field++;
	if (r->field)
		reading_tell(r, READING_WRONG, r->lex.offset,
			"%s is a number of the paper, not of its %s: write it outside of %s:",
			place_rows[field].name, r->field->name, r->field->name);
	term = values_add_test(
		parser->values, parser->terms, field, r->lex.comparison, r->lex.value);
	lex_next(&r->lex);
	return tree_add_term(parser->tree, term, 1u << field);
}

static uint32_t parse_and(struct reading *r, bool *joined);

/* and { "or" and }; a bare list is spread into the kids */
static void parse_item(struct reading *r, struct kids *kids)
{
	struct kids either = {0};
	bool joined;

	if (r->lex.kind == LEX_LIST) {
		struct lex peek = r->lex;

		lex_next(&peek);
		if (peek.kind == LEX_COMMA || peek.kind == LEX_CLOSE) {
			reading_list(r, kids);
			return;
		}
	}
	reading_add_kid(&either, parse_and(r, &joined));
	while (!r->lost && r->lex.kind == LEX_OR) {
		lex_next(&r->lex);
		reading_add_kid(&either, parse_and(r, &joined));
	}
	reading_add_kid(kids, reading_node(r, NODE_OR, 0, &either));
}

static uint32_t parse_count(struct reading *r)
{
	size_t offset = r->lex.offset;
	unsigned least = r->lex.number;
	unsigned depth = r->depth;
	struct kids kids = {0};

	lex_next(&r->lex); /* to the parenthesis that is known to be there */
	if (reading_go_deeper(r)) {
		do {
			lex_next(&r->lex);
			if (r->lex.kind == LEX_CLOSE && kids.count)
				break;
			parse_item(r, &kids);
		} while (!r->lost && r->lex.kind == LEX_COMMA);
	}
	r->depth = depth;
	if (!r->lost && r->lex.kind != LEX_CLOSE)
		reading_expected(r, "a closing parenthesis or a comma");
	if (!r->wrong && (least == 0 || least > kids.count))
		reading_tell(r, READING_WRONG, offset, "%u of %zu: the number goes from 1 to %zu",
			least, kids.count, kids.count);
	lex_next(&r->lex);
	return reading_node(r, NODE_COUNT, least, &kids);
}

static uint32_t parse_unit(struct reading *r)
{
	size_t offset = r->lex.offset;
	uint32_t node;

	switch (r->lex.kind) {
	case LEX_FIELD:
		return parse_field(r);
	case LEX_COUNT:
		return parse_count(r);
	case LEX_TEST:
		return parse_test(r);
	default:
		node = parse_side(r);
		return !r->lost && r->lex.kind == LEX_NEAR ? parse_near(r, node, offset) : node;
	}
}

/* --- operators --- */

static uint32_t parse_not(struct reading *r)
{
	struct kids kids = {0};

	if (r->lex.kind != LEX_NOT)
		return parse_unit(r);
	lex_next(&r->lex);
	reading_add_kid(&kids, parse_unit(r));
	return reading_node(r, NODE_NOT, 0, &kids);
}

/* *joined: there is an "and" in it, outside of parentheses */
static uint32_t parse_and(struct reading *r, bool *joined)
{
	struct kids kids = {0};

	reading_add_kid(&kids, parse_not(r));
	while (!r->lost && r->lex.kind == LEX_AND) {
		lex_next(&r->lex);
		reading_add_kid(&kids, parse_not(r));
	}
	*joined = kids.count > 1;
	return reading_node(r, NODE_AND, 0, &kids);
}

/* Goes past a comma or an "or"; false when no alternative follows */
static bool next_alternative(struct reading *r, bool *commas)
{
	bool comma = r->lex.kind == LEX_COMMA;

	if (r->lost || (!comma && r->lex.kind != LEX_OR))
		return false;
	lex_next(&r->lex);
	if (comma && (r->lex.kind == LEX_END || r->lex.kind == LEX_CLOSE))
		return false;
	*commas = *commas || comma;
	return true;
}

static uint32_t parse_or(struct reading *r)
{
	size_t and_at = NOWHERE, not_at = NOWHERE;
	struct kids kids = {0};
	bool commas = false;

	do {
		size_t offset = r->lex.offset;
		bool negated = r->lex.kind == LEX_NOT;
		bool joined;

		reading_add_kid(&kids, parse_and(r, &joined));
		if (joined && and_at == NOWHERE)
			and_at = offset;
		if (negated && !joined && not_at == NOWHERE)
			not_at = offset;
	} while (next_alternative(r, &commas));
	if (commas && and_at != NOWHERE)
		reading_tell(r, READING_WARNING, and_at,
			"and binds closer than the comma: put parentheses around what belongs "
			"together");
	if (kids.count > 1 && not_at != NOWHERE)
		reading_tell(r, READING_WARNING, not_at, "%s", lone_not);
	return reading_node(r, NODE_OR, 0, &kids);
}

uint32_t parse_expression(
	const struct parser *parser, const struct expression *expression, bool alone)
{
	size_t members = 0;
	struct reading r = {
		.parser = parser,
		.expression = expression,
		.places = ANYWHERE,
		.members = &members,
	};
	uint32_t node;

	lex_init(&r.lex, expression->text);
	lex_next(&r.lex);
	node = parse_or(&r);
	if (!r.lost && r.lex.kind == LEX_CLOSE)
		reading_tell(&r, READING_LOST, r.lex.offset, "this parenthesis closes nothing");
	else if (!r.lost && r.lex.kind != LEX_END)
		reading_expected(&r, "a comma or an operator");
	if (r.wrong)
		return TREE_NONE;
	if (!alone && parser->tree->nodes[node].kind == NODE_NOT)
		reading_tell(&r, READING_WARNING, 0, "%s", lone_not);
	return node;
}

void parse_check_lists(const struct parser *parser)
{
	for (size_t i = 0; i < parser->list_count; i++) {
		size_t members = 0;
		struct reading nobody = {.parser = parser, .places = ANYWHERE, .members = &members};
		struct kids kids = {0};

		reading_members(&nobody, &parser->lists[i], &kids);
		free(kids.items);
	}
}
