/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "rule/value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "rule/hits.h"

void values_init(struct values *values)
{
	*values = (struct values){0};
	arena_init(&values->arena);
	wordmap_init(&values->exact);
}

void values_release(struct values *values)
{
	arena_release(&values->arena);
	wordmap_release(&values->exact);
	free(values->tests);
	*values = (struct values){0};
}

static void lower(char *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		out[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 'a' - 'A' : text[i]);
}

/* --- ids as they are written --- */

static size_t count_digits(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] >= '0' && text[n] <= '9')
		n++;
	return n;
}

/* The length of "2404.01234" or "0309136" at the beginning of text; 0 when there is none */
static size_t number_length(const char *text, size_t len, bool old)
{
	size_t first = count_digits(text, len);
	size_t second;

	if (old)
		return first == 7 ? first : 0;
	if (first != 4 || first == len || text[first] != '.')
		return 0;
	second = count_digits(text + first + 1, len - first - 1);
	return second == 4 || second == 5 ? first + 1 + second : 0;
}

/* Takes version and subject class, which no key has, out of an arXiv id in small letters. Returns the
 * new length; other ids stay as they are. */
static size_t shorten_id(char *id, size_t len)
{
	size_t from = len > 6 && memcmp(id, "arxiv:", 6) == 0 ? 6 : 0;
	const char *slash = memchr(id + from, '/', len - from);
	size_t at = slash ? (size_t)(slash - id) + 1 : from;
	size_t number = number_length(id + at, len - at, slash != NULL);
	const char *class = memchr(id + from, '.', at - from);
	size_t end = at + number;

	if (!number ||
		(end < len && (id[end] != 'v' || end + 1 == len ||
				      count_digits(id + end + 1, len - end - 1) != len - end - 1)))
		return len;
	if (class && slash) {
		memmove(id + (class - id), slash, end - (size_t)(slash - id));
		end -= (size_t)(slash - class);
	}
	return end;
}

/* --- compiling --- */

/* What exact has a value under: its field and the value */
static size_t write_key(char *out, enum place_of_hit field, const char *text, size_t len)
{
	out[0] = (char)('A' + field);
	lower(out + 1, text, len);
	return len + 1;
}

static struct value_test *add_test(struct values *values)
{
	values->tests = xgrow(
		values->tests, &values->test_cap, values->test_count + 1, sizeof(*values->tests));
	return &values->tests[values->test_count++];
}

static uint32_t add_prefix(struct values *values, struct terms *terms, enum place_of_hit field,
	const char *prefix, size_t len)
{
	struct value_test *test;

	for (size_t i = 0; i < values->test_count; i++) {
		test = &values->tests[i];
		if (test->prefix && test->field == field && test->len == len &&
			memcmp(test->prefix, prefix, len) == 0)
			return test->term;
	}
	test = add_test(values);
	*test = (struct value_test){
		.field = field, .term = terms_reserve(terms), .prefix = prefix, .len = len};
	return test->term;
}

uint32_t values_add(struct values *values, struct terms *terms, enum place_of_hit field,
	const char *text, size_t len, bool prefix)
{
	char *key = arena_alloc(&values->arena, len + 2);
	size_t size = write_key(key, field, text, len);
	struct word_key word;
	uint32_t term;

	values->fields |= 1u << field;
	if (prefix)
		return add_prefix(values, terms, field, key + 1, len);
	if (field == HIT_ID)
		size = 1 + shorten_id(key + 1, len);
	word_key_make(&word, key, size);
	term = *wordmap_add(&values->exact, &word, terms->term_count);
	if (term == terms->term_count)
		terms_reserve(terms);
	return term;
}

uint32_t values_add_test(struct values *values, struct terms *terms, enum place_of_hit field,
	enum lex_comparison comparison, uint64_t number)
{
	struct value_test *test;

	for (size_t i = 0; i < values->test_count; i++) {
		test = &values->tests[i];
		if (!test->prefix && test->field == field && test->comparison == comparison &&
			test->number == number)
			return test->term;
	}
	test = add_test(values);
	*test = (struct value_test){.field = field,
		.term = terms_reserve(terms),
		.comparison = comparison,
		.number = number};
	return test->term;
}

const char *values_show_test(const struct values *values, struct arena *arena, uint32_t term)
{
	const struct value_test *test = values->tests;

	while (test->term != term)
		test++;
	return arena_printf(arena, "%s %" PRIu64, lex_sign(test->comparison), test->number);
}

/* --- asking --- */

static bool compare(const struct value_test *test, uint64_t number)
{
	switch (test->comparison) {
	case LEX_LESS:
		return number < test->number;
	case LEX_AT_MOST:
		return number <= test->number;
	case LEX_EQUAL:
		return number == test->number;
	case LEX_AT_LEAST:
		return number >= test->number;
	case LEX_MORE:
		return number > test->number;
	}
	return false;
}

static void find_exact(const struct values *values, struct scan *scan, const char *key, size_t size,
	uint32_t place, size_t len)
{
	const struct wordmap_slot *slot;
	struct word_key word;

	word_key_make(&word, key, size);
	slot = wordmap_find(&values->exact, &word);
	if (slot)
		hits_add(scan, slot->value, place, 0, len);
}

static bool begins(const struct value_test *test, const char *text, size_t len)
{
	return len >= test->len && memcmp(text, test->prefix, test->len) == 0;
}

/* key is the field's letter and the value in small letters. An id is also known without its kind:
 * "2404.01234" of "arxiv:2404.01234". */
static void find_value(
	const struct values *values, struct scan *scan, char *key, size_t len, uint32_t place)
{
	enum place_of_hit field = place_field(place);
	const char *colon = field == HIT_ID ? memchr(key + 1, ':', len) : NULL;
	size_t kind = colon ? (size_t)(colon - key) : 0;

	for (size_t i = 0; i < values->test_count; i++) {
		const struct value_test *test = &values->tests[i];

		if (!test->prefix || test->field != field)
			continue;
		if (begins(test, key + 1, len) || (colon && begins(test, colon + 1, len - kind)))
			hits_add(scan, test->term, place, 0, len);
	}
	find_exact(values, scan, key, len + 1, place, len);
	if (!colon)
		return;
	key[kind] = key[0];
	find_exact(values, scan, key + kind, len + 1 - kind, place, len);
}

static void find_whole(const struct values *values, struct scan *scan, struct value_room *room,
	const struct entry *entry, enum place_of_hit field)
{
	size_t count = place_count(entry, field);

	for (size_t i = 0; i < count; i++) {
		uint32_t place = place_of(field, i);
		const char *text = place_text(entry, place);
		size_t len = strlen(text);

		room->text = xgrow(room->text, &room->cap, len + 2, 1);
		write_key(room->text, field, text, len);
		find_value(values, scan, room->text, len, place);
	}
}

void values_find(const struct values *values, struct scan *scan, struct value_room *room,
	const struct entry *entry)
{
	for (enum place_of_hit field = 0; field < HIT_PLACES; field++) {
		if (values->fields >> field & 1)
			find_whole(values, scan, room, entry, field);
	}
	for (size_t i = 0; i < values->test_count; i++) {
		const struct value_test *test = &values->tests[i];

		if (!test->prefix && compare(test, place_number(entry, test->field)))
			hits_add(scan, test->term, test->field, 0, 0);
	}
}
