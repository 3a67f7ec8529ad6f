/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/pieces.h"

#include <stdbool.h>
#include <string.h>

#include "model/limits.h"
#include "rule/lex.h"
#include "rule/place.h"

/* A part of an expression's text, without the space around it */
struct span {
	const char *text; /* in the arena */
};

struct spans {
	struct span *items;
	size_t count;
	unsigned number; /* of the near/N that was met last */
};

static unsigned bit(enum lex_kind kind)
{
	return 1u << kind;
}

/* In these fields a colon may be part of a word */
static bool is_whole_field(const struct lex *lex)
{
	for (size_t i = 0; i < HIT_PLACES; i++) {
		if (place_rows[i].kind == PLACE_WHOLE && strlen(place_rows[i].name) == lex->len &&
			memcmp(place_rows[i].name, lex->text, lex->len) == 0)
			return true;
	}
	return false;
}

/* Goes to the next part, and keeps what it needs to know of the ones before */
struct cursor {
	struct lex lex;
	unsigned depth;
	unsigned field_depth; /* where the field that is compared as a whole began */
};

static enum lex_kind advance(struct cursor *c)
{
	lex_next(&c->lex);
	switch (c->lex.kind) {
	case LEX_OPEN:
		c->depth++;
		break;
	case LEX_CLOSE:
		c->depth--;
		break;
	case LEX_FIELD:
		c->lex.whole = is_whole_field(&c->lex);
		c->field_depth = c->depth;
		break;
	case LEX_COMMA:
	case LEX_OR:
	case LEX_AND:
		c->lex.whole = c->lex.whole && c->depth > c->field_depth;
		break;
	default:
		break;
	}
	return c->lex.kind;
}

static void add_span(
	struct spans *out, struct arena *arena, const char *text, size_t from, size_t to)
{
	while (to > from && strchr(" \t\n", text[to - 1]))
		to--;
	while (from < to && strchr(" \t\n", text[from]))
		from++;
	if (to > from)
		out->items[out->count++] =
			(struct span){arena_strndup(arena, text + from, to - from)};
}

/* The parts between the separators, a set of bits, that stand in no parentheses */
static void split(struct spans *out, struct arena *arena, const char *text, unsigned separators)
{
	struct cursor c = {0};
	size_t from = 0;

	*out = (struct spans){0};
	out->items = arena_array(arena, strlen(text) / 2 + 1, sizeof(*out->items));
	lex_init(&c.lex, text);
	while (advance(&c) != LEX_END && c.lex.kind != LEX_BAD) {
		if (c.depth || !(separators & bit(c.lex.kind)))
			continue;
		if (c.lex.kind == LEX_NEAR)
			out->number = c.lex.number;
		add_span(out, arena, text, from, c.lex.offset);
		from = c.lex.at;
	}
	add_span(out, arena, text, from, strlen(text));
}

/* What stands in the parentheses that text ends with, if they open where the part at hand is */
static const char *inside(struct cursor *c, struct arena *arena, const char *text)
{
	size_t from = c->lex.at;

	if (c->lex.kind != LEX_OPEN)
		return NULL;
	while (c->depth && advance(c) != LEX_END && c->lex.kind != LEX_BAD)
		;
	if (c->lex.kind != LEX_CLOSE)
		return NULL;
	if (text[c->lex.at + strspn(text + c->lex.at, " \t\n")])
		return NULL;
	return arena_strndup(arena, text + from, c->lex.offset - from);
}

/* What follows "not", or a field in which words are looked for */
static const char *inner_of(struct arena *arena, const char *text, enum lex_kind *first)
{
	struct lex lex;

	lex_init(&lex, text);
	lex_next(&lex);
	*first = lex.kind;
	if (lex.kind != LEX_NOT && (lex.kind != LEX_FIELD || is_whole_field(&lex)))
		return NULL;
	return arena_strdup(arena, text + lex.at + strspn(text + lex.at, " \t\n"));
}

static void put_pieces(struct alternative *out, struct arena *arena, const struct spans *spans)
{
	out->pieces = arena_array(arena, spans->count, sizeof(*out->pieces));
	out->count = spans->count;
	for (size_t i = 0; i < spans->count; i++) {
		enum lex_kind first;

		out->pieces[i].text = spans->items[i].text;
		out->pieces[i].inner = inner_of(arena, spans->items[i].text, &first);
	}
}

/* One unit that is no "and" of several: near, N of (...), title: ...; behind a not it is no pieces */
static bool cut_unit(struct alternative *out, struct arena *arena)
{
	struct cursor c = {0};
	enum lex_kind first;
	const char *inner = inner_of(arena, out->text, &first);
	struct spans spans;

	if (first == LEX_NOT)
		return false;
	if (first == LEX_FIELD && inner) {
		out->need = PIECES_FIELD;
		out->pieces = arena_array(arena, 1, sizeof(*out->pieces));
		out->pieces[0].text = inner;
		out->count = 1;
		return true;
	}
	lex_init(&c.lex, out->text);
	if (advance(&c) == LEX_COUNT) {
		out->need = PIECES_COUNT;
		out->number = c.lex.number;
		advance(&c);
		inner = inside(&c, arena, out->text);
		if (!inner)
			return false;
		split(&spans, arena, inner, bit(LEX_COMMA));
	} else {
		out->need = PIECES_NEAR;
		split(&spans, arena, out->text, bit(LEX_NEAR));
		out->number = spans.number;
		if (spans.count < 2)
			return false;
	}
	put_pieces(out, arena, &spans);
	return true;
}

static bool cut_alternative(struct alternative *out, struct arena *arena)
{
	struct spans spans;

	split(&spans, arena, out->text, bit(LEX_AND));
	if (spans.count < 2)
		return cut_unit(out, arena);
	out->need = PIECES_ALL;
	put_pieces(out, arena, &spans);
	return true;
}

struct cutting {
	struct alternative *items;
	size_t count;
	struct arena *arena;
};

/* depth is that of the parentheses that were taken off */
static void cut(struct cutting *cutting, const char *text, unsigned depth)
{
	struct spans spans;

	split(&spans, cutting->arena, text, bit(LEX_COMMA) | bit(LEX_OR));
	for (size_t i = 0; i < spans.count; i++) {
		struct alternative alternative = {.text = spans.items[i].text};
		struct cursor c = {0};
		const char *inner;

		lex_init(&c.lex, alternative.text);
		advance(&c);
		inner = inside(&c, cutting->arena, alternative.text);
		if (inner && depth < LIMIT_DEPTH)
			cut(cutting, inner, depth + 1);
		else if (cut_alternative(&alternative, cutting->arena))
			cutting->items[cutting->count++] = alternative;
	}
}

void pieces_cut(
	struct alternative **out, size_t *count, struct arena *arena, const char *expression)
{
	struct cutting cutting = {.arena = arena};

	cutting.items = arena_array(arena, strlen(expression) / 2 + 1, sizeof(*cutting.items));
	cut(&cutting, expression, 0);
	*out = cutting.items;
	*count = cutting.count;
}
