/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/regex.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/arena.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "rule/hits.h"
#include "rule/literal.h"

struct regex {
	pcre2_code *code;
	uint32_t term;
	unsigned places;
	bool any_case;
	bool has_literal;
	struct place place;
	const char *key; /* its options and pattern */
	size_t key_len;
};

/* A literal that a regex waits for */
struct wait {
	struct literal literal;
	uint32_t regex;
};

struct regexes {
	struct arena arena;
	struct regex *items;
	size_t count;
	size_t cap;
	unsigned places;
	bool any_case;      /* one of them ignores case */
	struct wait *waits; /* by their first two bytes */
	size_t wait_count;
	size_t wait_cap;
	/* the first of waits that begins with two bytes, plus one; 0: there is none */
	uint32_t *first_wait;
};

struct regex_run {
	const struct regexes *regexes;
	pcre2_general_context *memory;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	pcre2_match_data *data;
	bool *asked;       /* per regex, of the text at hand */
	unsigned *strikes; /* per regex */
};

#define PAIRS 65536

/* --- compiling --- */

struct regexes *regexes_new(void)
{
	struct regexes *regexes = xcalloc(1, sizeof(*regexes));

	arena_init(&regexes->arena);
	return regexes;
}

void regexes_free(struct regexes **regexes)
{
	struct regexes *r = *regexes;

	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++)
		pcre2_code_free(r->items[i].code);
	arena_release(&r->arena);
	free(r->items);
	free(r->waits);
	free(r->first_wait);
	free(r);
	*regexes = NULL;
}

static uint32_t options_of(const struct regex_text *text)
{
	static const struct {
		char flag;
		uint32_t option;
	} flags[] = {
		{'i', PCRE2_CASELESS},
		{'m', PCRE2_MULTILINE},
		{'s', PCRE2_DOTALL},
		{'x', PCRE2_EXTENDED},
	};
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		if (memchr(text->flags, flags[i].flag, text->flag_count))
			options |= flags[i].option;
	}
	return text->any_case ? options | PCRE2_CASELESS : options;
}

static struct regex *find(const struct regexes *regexes, const char *key, size_t len)
{
	for (size_t i = 0; i < regexes->count; i++) {
		if (regexes->items[i].key_len == len &&
			memcmp(regexes->items[i].key, key, len) == 0)
			return &regexes->items[i];
	}
	return NULL;
}

static void add_waits(struct regexes *regexes, struct regex *regex, const struct regex_text *text)
{
	struct literals literals;

	literal_find(&literals, text->pattern, text->len);
	regex->has_literal = literals.count > 0;
	regexes->waits = xgrow(regexes->waits, &regexes->wait_cap,
		regexes->wait_count + literals.count, sizeof(*regexes->waits));
	for (size_t i = 0; i < literals.count; i++)
		regexes->waits[regexes->wait_count++] =
			(struct wait){literals.items[i], (uint32_t)(regex - regexes->items)};
}

static pcre2_code *compile(
	struct regex_report *out, const struct regex_text *text, uint32_t options)
{
	PCRE2_SIZE at;
	int error;
	pcre2_code *code =
		pcre2_compile((PCRE2_SPTR)text->pattern, text->len, options, &error, &at, NULL);

	if (code) {
		/* without JIT it is slower and right */
		pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
		return code;
	}
	out->at = at;
	pcre2_get_error_message(error, (PCRE2_UCHAR *)out->message, sizeof(out->message));
	return NULL;
}

void regexes_add(struct regex_report *out, struct regexes *regexes, struct terms *terms,
	const struct regex_text *text)
{
	uint32_t options = options_of(text);
	char *key =
		arena_printf(&regexes->arena, "%u/%.*s", options, (int)text->len, text->pattern);
	size_t key_len = strlen(key);
	struct regex *regex = find(regexes, key, key_len);
	pcre2_code *code;

	*out = (struct regex_report){.term = TERMS_NONE};
	if (!regex) {
		code = compile(out, text, options);
		if (!code)
			return;
		regexes->items = xgrow(
			regexes->items, &regexes->cap, regexes->count + 1, sizeof(*regexes->items));
		regex = &regexes->items[regexes->count++];
		*regex = (struct regex){
			.code = code,
			.term = terms_reserve(terms),
			.any_case = options & PCRE2_CASELESS,
			.place = text->place,
			.key = key,
			.key_len = key_len,
		};
		if (!(options & PCRE2_EXTENDED))
			add_waits(regexes, regex, text);
	}
	regex->places |= text->places;
	regexes->places |= text->places;
	regexes->any_case |= regex->any_case;
	out->term = regex->term;
	out->has_literal = regex->has_literal;
}

static unsigned pair_of(const struct wait *wait)
{
	const unsigned char *text = (const unsigned char *)wait->literal.text;

	return (unsigned)text[0] << 8 | text[1];
}

static int by_pair(const void *a, const void *b)
{
	unsigned x = pair_of(a);
	unsigned y = pair_of(b);

	return (x > y) - (x < y);
}

void regexes_finish(struct regexes *regexes)
{
	if (!regexes->wait_count)
		return;
	qsort(regexes->waits, regexes->wait_count, sizeof(*regexes->waits), by_pair);
	regexes->first_wait = xcalloc(PAIRS, sizeof(*regexes->first_wait));
	for (size_t i = regexes->wait_count; i-- > 0;)
		regexes->first_wait[pair_of(&regexes->waits[i])] = (uint32_t)i + 1;
}

unsigned regexes_places(const struct regexes *regexes)
{
	return regexes->places;
}

/* --- asking --- */

static void *take_memory(size_t size, void *data)
{
	(void)data;
	return xmalloc(size);
}

static void give_memory(void *memory, void *data)
{
	(void)data;
	free(memory);
}

struct regex_run *regex_run_new(const struct regexes *regexes)
{
	struct regex_run *run = xcalloc(1, sizeof(*run));

	run->regexes = regexes;
	if (!regexes->count)
		return run;
	run->asked = xcalloc(regexes->count, sizeof(*run->asked));
	run->strikes = xcalloc(regexes->count, sizeof(*run->strikes));
	run->memory = pcre2_general_context_create(take_memory, give_memory, NULL);
	run->data = pcre2_match_data_create(1, run->memory);
	run->context = pcre2_match_context_create(run->memory);
	/* none where there is no JIT */
	run->stack = pcre2_jit_stack_create(LIMIT_REGEX_STACK / 16, LIMIT_REGEX_STACK, run->memory);
	pcre2_set_match_limit(run->context, LIMIT_REGEX_STEPS);
	pcre2_set_heap_limit(run->context, LIMIT_REGEX_HEAP / 1024);
	if (run->stack)
		pcre2_jit_stack_assign(run->context, NULL, run->stack);
	return run;
}

void regex_run_free(struct regex_run **run)
{
	struct regex_run *r = *run;

	if (!r)
		return;
	pcre2_match_data_free(r->data);
	pcre2_match_context_free(r->context);
	pcre2_jit_stack_free(r->stack);
	pcre2_general_context_free(r->memory);
	free(r->asked);
	free(r->strikes);
	free(r);
	*run = NULL;
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

static bool stands_at(const struct literal *literal, const char *text, size_t left)
{
	if (literal->len > left)
		return false;
	for (size_t i = 2; i < literal->len; i++) {
		if ((char)lower(text[i]) != literal->text[i])
			return false;
	}
	return true;
}

/* One pass over the text for all literals */
static void look_for_literals(struct regex_run *run, const char *text, size_t len)
{
	const struct regexes *regexes = run->regexes;

	for (size_t i = 0; regexes->first_wait && i + 1 < len; i++) {
		unsigned pair = (unsigned)lower(text[i]) << 8 | lower(text[i + 1]);
		uint32_t w = regexes->first_wait[pair];

		if (!w)
			continue;
		for (w--; w < regexes->wait_count && pair_of(&regexes->waits[w]) == pair; w++) {
			const struct wait *wait = &regexes->waits[w];

			if (!run->asked[wait->regex] &&
				stands_at(&wait->literal, text + i, len - i))
				run->asked[wait->regex] = true;
		}
	}
}

/* k and s have relatives outside of ASCII, which the literals do not know */
static bool has_relatives(const char *text)
{
	return strstr(text, "\xc5\xbf") || strstr(text, "\xe2\x84\xaa");
}

/* Every place of the regex in the text; never an empty one */
static void ask(struct regex_run *run, struct scan *scan, size_t number, uint32_t place,
	const char *text, size_t len)
{
	const struct regex *regex = &run->regexes->items[number];
	bool words = place_rows[place_field(place)].kind == PLACE_WORDS;
	const PCRE2_SIZE *found = pcre2_get_ovector_pointer(run->data);
	size_t from = 0;
	int result = 0;

	for (unsigned hits = 0; hits < LIMIT_REGEX_HITS && from < len; hits++) {
		result = pcre2_match(regex->code, (PCRE2_SPTR)text, len, from,
			PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY, run->data, run->context);
		if (result < 0)
			break;
		/* \K lets a match begin behind its end */
		if (found[1] <= found[0])
			break;
		if (words)
			hits_add_span(scan, regex->term, place, found[0], found[1]);
		else
			hits_add(scan, regex->term, place, found[0], found[1]);
		from = found[1] > from ? found[1] : len;
	}
	run->strikes[number] += result < 0 && result != PCRE2_ERROR_NOMATCH;
}

void regex_run_text(
	struct regex_run *run, struct scan *scan, uint32_t place, const char *text, size_t len)
{
	const struct regexes *regexes = run->regexes;
	bool relatives;

	if (!place_is_in(regexes->places, place))
		return;
	relatives = regexes->any_case && has_relatives(text);
	for (size_t i = 0; i < regexes->count; i++)
		run->asked[i] =
			!regexes->items[i].has_literal || (relatives && regexes->items[i].any_case);
	look_for_literals(run, text, len);
	for (size_t i = 0; i < regexes->count; i++) {
		if (run->asked[i] && place_is_in(regexes->items[i].places, place) &&
			run->strikes[i] < LIMIT_REGEX_STRIKES)
			ask(run, scan, i, place, text, len);
	}
}

void regex_run_tell(const struct regex_run *run, struct problems *problems)
{
	for (size_t i = 0; i < run->regexes->count; i++) {
		const struct place *place = &run->regexes->items[i].place;

		if (!run->strikes[i])
			continue;
		if (run->strikes[i] == 1) {
			problems_add(problems, SEVERITY_WARNING, place->file, place->line,
				place->column,
				"this regex was stopped after %d steps: make it simpler",
				LIMIT_REGEX_STEPS);
			continue;
		}
		problems_add(problems, SEVERITY_WARNING, place->file, place->line, place->column,
			"this regex was stopped %u times, each after %d steps%s: make it simpler",
			run->strikes[i], LIMIT_REGEX_STEPS,
			run->strikes[i] < LIMIT_REGEX_STRIKES
				? ""
				: ", and then not asked any more in this run");
	}
}
