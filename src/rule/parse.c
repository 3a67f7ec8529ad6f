/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/parse.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/suggest.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "rule/lex.h"
#include "rule/scan.h"
#include "rule/term.h"

#define ANYWHERE (1u << HIT_TITLE | 1u << HIT_ABSTRACT)

static const struct {
	const char *name;
	unsigned places;
} fields[] = {
	{"title", 1u << HIT_TITLE},
	{"abstract", 1u << HIT_ABSTRACT},
};

/* One expression, or a value of a list, being read */
struct reading {
	const struct parser *parser;
	const struct expression *expression;
	struct lex lex;
	unsigned places; /* where terms are looked for */
	unsigned depth;  /* of parentheses, fields and lists */
	bool quiet;      /* a list that a rule uses: its mistakes are told elsewhere */
	bool failed;
	const struct reading *user; /* what uses this list */
	const char *list;           /* name of the list that is being read; NULL in an expression */
};

/* Children of a node while they are found */
struct kids {
	uint32_t *items;
	size_t count;
	size_t cap;
};

static uint32_t parse_or(struct reading *r);

static void tell(struct reading *r, enum severity severity, size_t offset, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* offset is of the expression's text */
static void tell(struct reading *r, enum severity severity, size_t offset, const char *format, ...)
{
	struct place place = expression_place(r->expression, offset);
	char text[ERR_TEXT_SIZE];
	va_list args;

	if (severity == SEVERITY_ERROR) {
		if (r->failed)
			return; /* what follows a mistake is its echo */
		r->failed = true;
	}
	if (r->quiet)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	problems_add(
		r->parser->problems, severity, place.file, place.line, place.column, "%s", text);
}

static uint32_t fail_expected(struct reading *r, const char *what)
{
	const struct lex *lex = &r->lex;

	if (lex->kind == LEX_BAD)
		tell(r, SEVERITY_ERROR, lex->offset, "%s", lex->message);
	else if (lex->kind == LEX_END)
		tell(r, SEVERITY_ERROR, lex->offset, "%s is missing at the end", what);
	else
		tell(r, SEVERITY_ERROR, lex->offset, "%s is missing before \"%.*s\"", what,
			(int)(lex->at - lex->offset), lex->all + lex->offset);
	return TREE_NONE;
}

static void add_kid(struct kids *kids, uint32_t node)
{
	kids->items = xgrow(kids->items, &kids->cap, kids->count + 1, sizeof(*kids->items));
	kids->items[kids->count++] = node;
}

static uint32_t make_node(struct reading *r, enum node_kind kind, unsigned value, struct kids *kids)
{
	uint32_t node = TREE_NONE;

	if (!r->failed)
		node = tree_add(r->parser->tree, kind, value, kids->items, kids->count);
	free(kids->items);
	return node;
}

/* One level deeper; false, and told, when that is too deep. The caller takes the level back. */
static bool go_deeper(struct reading *r)
{
	if (r->depth++ < LIMIT_DEPTH)
		return true;
	tell(r, SEVERITY_ERROR, r->lex.offset, "nested more than %d deep", LIMIT_DEPTH);
	return false;
}

/* --- terms and lists --- */

static uint32_t add_term(struct reading *r, const char *text, size_t len, bool quoted)
{
	struct term term;
	char message[256];
	size_t at;

	if (term_read(&term, text, len, quoted, &at, message, sizeof(message)) != 0) {
		tell(r, SEVERITY_ERROR, (size_t)(text - r->lex.all) + at, "%s", message);
		return TREE_NONE;
	}
	return tree_add_term(r->parser->tree, terms_add(r->parser->terms, &term), r->places);
}

/* A run of bare words is one phrase */
static uint32_t parse_words(struct reading *r)
{
	const char *from = r->lex.text;
	const char *end = from;

	while (r->lex.kind == LEX_WORD) {
		end = r->lex.text + r->lex.len;
		lex_next(&r->lex);
	}
	return add_term(r, from, (size_t)(end - from), false);
}

static const struct word_list *find_list(const struct reading *r, const char *name, size_t len)
{
	const struct parser *parser = r->parser;

	for (size_t i = 0; i < parser->list_count; i++) {
		const char *known = parser->lists[i].name;

		if (strlen(known) == len && strncasecmp(known, name, len) == 0)
			return &parser->lists[i];
	}
	return NULL;
}

static void tell_unknown_list(struct reading *r, const char *name)
{
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < r->parser->list_count; i++)
		suggest_offer(&suggest, r->parser->lists[i].name);
	if (suggest.best)
		tell(r, SEVERITY_ERROR, r->lex.offset, "there is no list @%s: did you mean @%s?",
			name, suggest.best);
	else
		tell(r, SEVERITY_ERROR, r->lex.offset,
			"there is no list @%s: define it in lists.ini under [lists]", name);
}

static void add_list(struct reading *r, struct kids *kids);

/* term { "," term } [ "," ] up to the end or a parenthesis */
static void parse_members(struct reading *r, struct kids *kids)
{
	for (;;) {
		if (r->lex.kind == LEX_LIST) {
			add_list(r, kids);
		} else if (r->lex.kind == LEX_WORD) {
			add_kid(kids, parse_words(r));
		} else if (r->lex.kind == LEX_QUOTED) {
			add_kid(kids, add_term(r, r->lex.text, r->lex.len, true));
			lex_next(&r->lex);
		} else {
			fail_expected(r, "a term");
		}
		if (r->failed || r->lex.kind == LEX_END)
			return;
		if (r->lex.kind != LEX_COMMA) {
			tell(r, SEVERITY_ERROR, r->lex.offset,
				"a list holds terms with commas between them, no operators");
			return;
		}
		lex_next(&r->lex);
		if (r->lex.kind == LEX_END)
			return;
	}
}

/* The members of one list, in the reading of its user */
static void read_list(struct reading *user, const struct word_list *list, struct kids *kids)
{
	for (size_t i = 0; i < list->value_count; i++) {
		struct reading r = *user;

		r.user = user;
		r.list = list->name;
		r.expression = &list->values[i];
		r.quiet = user->quiet || !user->list;
		r.failed = false;
		lex_init(&r.lex, list->values[i].text);
		lex_next(&r.lex);
		parse_members(&r, kids);
		user->failed = user->failed || r.failed;
	}
}

/* The lex is at the list's name, and goes past it */
static void add_list(struct reading *r, struct kids *kids)
{
	const struct word_list *list = find_list(r, r->lex.text, r->lex.len);
	char *name = xstrndup(r->lex.text, r->lex.len);

	for (const struct reading *user = r; list && user; user = user->user) {
		if (user->list == list->name) {
			tell(r, SEVERITY_ERROR, r->lex.offset, "the list @%s uses itself", name);
			list = NULL;
		}
	}
	if (!list && !r->failed) {
		tell_unknown_list(r, name);
	} else if (list && go_deeper(r)) {
		read_list(r, list, kids);
		r->depth--;
	}
	free(name);
	lex_next(&r->lex);
}

static uint32_t parse_list(struct reading *r)
{
	struct kids kids = {0};

	add_list(r, &kids);
	return make_node(r, NODE_OR, 0, &kids);
}

/* --- units --- */

static bool is_flat(const struct tree *tree, uint32_t number)
{
	const struct node *node = &tree->nodes[number];

	if (node->kind == NODE_TERM)
		return true;
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
	if (go_deeper(r))
		node = parse_or(r);
	r->depth = depth;
	if (r->failed)
		return TREE_NONE;
	if (r->lex.kind != LEX_CLOSE)
		return fail_expected(r, "a closing parenthesis or an operator");
	lex_next(&r->lex);
	return node;
}

/* A term, a list or a group: what near may have at its sides */
static uint32_t parse_side(struct reading *r)
{
	uint32_t node;

	switch (r->lex.kind) {
	case LEX_OPEN:
		return parse_group(r);
	case LEX_LIST:
		return parse_list(r);
	case LEX_WORD:
		return parse_words(r);
	case LEX_QUOTED:
		node = add_term(r, r->lex.text, r->lex.len, true);
		lex_next(&r->lex);
		return node;
	default:
		return fail_expected(r, "a term");
	}
}

static uint32_t parse_near(struct reading *r)
{
	size_t offset = r->lex.offset;
	struct kids kids = {0};
	unsigned words;

	add_kid(&kids, parse_side(r));
	if (r->failed || r->lex.kind != LEX_NEAR)
		return make_node(r, NODE_OR, 0, &kids);
	words = r->lex.number;
	lex_next(&r->lex);
	add_kid(&kids, parse_side(r));
	if (!r->failed && r->lex.kind == LEX_NEAR)
		tell(r, SEVERITY_ERROR, r->lex.offset,
			"near takes two sides: join two of them with and");
	for (size_t i = 0; i < kids.count && !r->failed; i++) {
		if (!is_flat(r->parser->tree, kids.items[i]))
			tell(r, SEVERITY_ERROR, offset,
				"near takes a term, or terms in parentheses with commas between "
				"them, at each side");
	}
	return make_node(r, NODE_NEAR, words, &kids);
}

/* "title: a, b" looks for a in the title and for b everywhere: seldom what was meant */
static void warn_of_short_field(struct reading *r, const char *name)
{
	struct lex peek = r->lex;

	if (r->failed || r->lex.kind != LEX_COMMA)
		return;
	lex_next(&peek);
	if (peek.kind == LEX_WORD || peek.kind == LEX_QUOTED || peek.kind == LEX_LIST)
		tell(r, SEVERITY_WARNING, peek.offset,
			"%s: holds for the one term before the comma only: write %s: (a, b) for "
			"both",
			name, name);
}

static void tell_unknown_field(struct reading *r)
{
	char *name = xstrndup(r->lex.text, r->lex.len);
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		suggest_offer(&suggest, fields[i].name);
	if (suggest.best)
		tell(r, SEVERITY_ERROR, r->lex.offset,
			"there is no field \"%s:\": did you mean %s:?", name, suggest.best);
	else
		tell(r, SEVERITY_ERROR, r->lex.offset,
			"there is no field \"%s:\": there are title: and abstract:; write a colon "
			"that is text as a space",
			name);
	free(name);
}

static uint32_t parse_unit(struct reading *r);

static uint32_t parse_field(struct reading *r)
{
	unsigned places = r->places;
	unsigned depth = r->depth;
	const char *name = NULL;
	uint32_t node = TREE_NONE;
	bool group;

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		if (strlen(fields[i].name) == r->lex.len &&
			memcmp(fields[i].name, r->lex.text, r->lex.len) == 0) {
			name = fields[i].name;
			r->places &= fields[i].places;
		}
	}
	if (!name)
		tell_unknown_field(r);
	else if (!r->places)
		tell(r, SEVERITY_ERROR, r->lex.offset,
			"%s: inside of the other field finds nothing", name);
	lex_next(&r->lex);
	group = r->lex.kind == LEX_OPEN;
	if (!r->failed && go_deeper(r))
		node = parse_unit(r);
	r->depth = depth;
	r->places = places;
	if (name && !group)
		warn_of_short_field(r, name);
	return node;
}

static uint32_t parse_and(struct reading *r);

/* and { "or" and }; a bare list is spread into the kids */
static void parse_item(struct reading *r, struct kids *kids)
{
	struct kids either = {0};

	if (r->lex.kind == LEX_LIST) {
		struct lex peek = r->lex;

		lex_next(&peek);
		if (peek.kind == LEX_COMMA || peek.kind == LEX_CLOSE) {
			add_list(r, kids);
			return;
		}
	}
	add_kid(&either, parse_and(r));
	while (!r->failed && r->lex.kind == LEX_OR) {
		lex_next(&r->lex);
		add_kid(&either, parse_and(r));
	}
	add_kid(kids, make_node(r, NODE_OR, 0, &either));
}

static uint32_t parse_count(struct reading *r)
{
	size_t offset = r->lex.offset;
	unsigned least = r->lex.number;
	unsigned depth = r->depth;
	struct kids kids = {0};

	lex_next(&r->lex); /* to the parenthesis that is known to be there */
	if (go_deeper(r)) {
		do {
			lex_next(&r->lex);
			if (r->lex.kind == LEX_CLOSE && kids.count)
				break;
			parse_item(r, &kids);
		} while (!r->failed && r->lex.kind == LEX_COMMA);
	}
	r->depth = depth;
	if (!r->failed && r->lex.kind != LEX_CLOSE)
		fail_expected(r, "a closing parenthesis or a comma");
	if (!r->failed && (least == 0 || least > kids.count))
		tell(r, SEVERITY_ERROR, offset, "%u of %zu: the number goes from 1 to %zu", least,
			kids.count, kids.count);
	lex_next(&r->lex);
	return make_node(r, NODE_COUNT, least, &kids);
}

static uint32_t parse_unit(struct reading *r)
{
	switch (r->lex.kind) {
	case LEX_FIELD:
		return parse_field(r);
	case LEX_COUNT:
		return parse_count(r);
	default:
		return parse_near(r);
	}
}

/* --- operators --- */

static uint32_t parse_not(struct reading *r)
{
	struct kids kids = {0};

	if (r->lex.kind != LEX_NOT)
		return parse_unit(r);
	lex_next(&r->lex);
	add_kid(&kids, parse_unit(r));
	return make_node(r, NODE_NOT, 0, &kids);
}

static uint32_t parse_and(struct reading *r)
{
	struct kids kids = {0};

	add_kid(&kids, parse_not(r));
	while (!r->failed && r->lex.kind == LEX_AND) {
		lex_next(&r->lex);
		add_kid(&kids, parse_not(r));
	}
	return make_node(r, NODE_AND, 0, &kids);
}

/* What one part of an or-list looks like, for the warnings */
static void warn_of_mixture(
	struct reading *r, size_t ands, size_t nots, size_t commas, size_t offset)
{
	if (r->failed || !commas)
		return;
	if (ands)
		tell(r, SEVERITY_WARNING, offset,
			"and binds closer than the comma: put parentheses around what belongs "
			"together");
	if (nots)
		tell(r, SEVERITY_WARNING, offset,
			"a \"not\" of its own in a list fires for nearly every paper: write "
			"\"(a, b) and not c\"");
}

static uint32_t parse_or(struct reading *r)
{
	size_t offset = r->lex.offset;
	size_t ands = 0, nots = 0, commas = 0;
	struct kids kids = {0};

	for (;;) {
		bool group = r->lex.kind == LEX_OPEN;
		bool comma;
		uint32_t kid = parse_and(r);

		add_kid(&kids, kid);
		if (r->failed)
			break;
		ands += !group && r->parser->tree->nodes[kid].kind == NODE_AND;
		nots += !group && r->parser->tree->nodes[kid].kind == NODE_NOT;
		comma = r->lex.kind == LEX_COMMA;
		if (!comma && r->lex.kind != LEX_OR)
			break;
		lex_next(&r->lex);
		if (comma && (r->lex.kind == LEX_END || r->lex.kind == LEX_CLOSE))
			break;
		commas += comma;
	}
	warn_of_mixture(r, ands, nots, commas, offset);
	return make_node(r, NODE_OR, 0, &kids);
}

uint32_t parse_expression(const struct parser *parser, const struct expression *expression)
{
	struct reading r = {.parser = parser, .expression = expression, .places = ANYWHERE};
	uint32_t node;

	lex_init(&r.lex, expression->text);
	lex_next(&r.lex);
	node = parse_or(&r);
	if (!r.failed && r.lex.kind != LEX_END) {
		if (r.lex.kind == LEX_CLOSE)
			tell(&r, SEVERITY_ERROR, r.lex.offset, "this parenthesis closes nothing");
		else
			fail_expected(&r, "a comma or an operator");
	}
	return r.failed ? TREE_NONE : node;
}

void parse_check_lists(const struct parser *parser)
{
	for (size_t i = 0; i < parser->list_count; i++) {
		struct reading r = {.parser = parser, .places = ANYWHERE, .list = ""};
		struct kids kids = {0};

		read_list(&r, &parser->lists[i], &kids);
		free(kids.items);
	}
}
