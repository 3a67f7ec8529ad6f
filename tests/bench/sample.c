/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "bench/sample.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/xalloc.h"
#include "rule/wordmap.h"

#define LONGEST 3 /* words of a sequence */
#define FEWEST  3 /* times that it stands there */
#define MOST    300

/* A sequence of words of the corpus */
struct found {
	const char *text; /* where it stands first, borrowed from the corpus */
	size_t len;
	size_t times;
};

struct counter {
	struct wordmap numbers;
	struct found *found;
	size_t count;
	size_t cap;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

/* The length of the word at text: ASCII letters and digits that begin with a letter; 0 if there is
 * none, or an operator of rules */
static size_t word_at(const char *text)
{
	static const char *const operators[] = {"and", "or", "not"};
	size_t len = 0;

	if (!is_letter(*text))
		return 0;
	while (is_word(text[len]))
		len++;
	if ((text[len] & 0x80) || text[len] == '\'' || text[len] == '_' || text[len] == '^')
		return 0;
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++) {
		if (len == strlen(operators[i]) && strncasecmp(text, operators[i], len) == 0)
			return 0;
	}
	return len;
}

static void count_one(struct counter *counter, const char *text, size_t len)
{
	char bytes[256];
	struct word_key key;
	uint32_t number;

	if (len > sizeof(bytes))
		return;
	for (size_t i = 0; i < len; i++)
		bytes[i] = text[i] == '-' ? ' ' : (char)(text[i] | 0x20);
	word_key_make(&key, bytes, len);
	number = *wordmap_add(&counter->numbers, &key, (uint32_t)counter->count);
	if (number == counter->count) {
		counter->found = xgrow(
			counter->found, &counter->cap, counter->count + 1, sizeof(*counter->found));
		counter->found[counter->count++] = (struct found){text, len, 0};
	}
	counter->found[number].times++;
}

static void count_all(struct counter *counter, const char *text)
{
	for (const char *at = text; *at; at++) {
		const char *end = at;
		size_t len;

		if (at > text && (is_word(at[-1]) || (at[-1] & 0x80)))
			continue;
		for (int words = 0; words < LONGEST && (len = word_at(end)) > 0; words++) {
			end += len;
			count_one(counter, at, (size_t)(end - at));
			if (*end != ' ' && *end != '-')
				break;
			end++;
		}
	}
}

/* As in the middle of a sentence: "Large" is "large", and LLM, LoRA stay */
static const char *spell(struct arena *arena, const struct found *found)
{
	char *term = arena_strndup(arena, found->text, found->len);

	for (size_t i = 0, next; i < found->len; i = next + 1) {
		bool name = false;

		for (next = i; next < found->len && is_word(term[next]); next++)
			name = name || (next > i && term[next] >= 'A' && term[next] <= 'Z');
		if (!name)
			term[i] = (char)(term[i] | 0x20);
	}
	return term;
}

void sample_make(struct sample *sample, const struct corpus *corpus, size_t count, uint64_t seed)
{
	struct counter counter = {0};
	size_t fit = 0;

	*sample = (struct sample){0};
	wordmap_init(&counter.numbers);
	for (size_t i = 0; i < corpus->count; i++) {
		count_all(&counter, corpus->papers[i].title);
		count_all(&counter, corpus->papers[i].abstract);
	}
	for (size_t i = 0; i < counter.count; i++) {
		if (counter.found[i].times >= FEWEST && counter.found[i].times <= MOST)
			counter.found[fit++] = counter.found[i];
	}
	sample->count = fit < count ? fit : count;
	sample->terms = xcalloc(sample->count, sizeof(*sample->terms));
	for (size_t i = 0; i < sample->count; i++) {
		size_t other = i + (size_t)(corpus_random(&seed) % (fit - i));
		struct found found = counter.found[other];

		counter.found[other] = counter.found[i];
		sample->terms[i] = spell(&sample->arena, &found);
	}
	free(counter.found);
	wordmap_release(&counter.numbers);
}

void sample_release(struct sample *sample)
{
	free(sample->terms);
	arena_release(&sample->arena);
}

/* The terms from first to before end as one match */
static struct expression expression_of(
	struct arena *arena, const struct sample *sample, size_t first, size_t end)
{
	struct expression expression = {.place = {.file = "bench", .line = 1, .column = 1}};
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = first; i < end; i++)
		buf_printf(&text, "%s%s", i > first ? ", " : "", sample->terms[i]);
	expression.text = arena_strdup(arena, text.data);
	buf_release(&text);
	return expression;
}

void sample_site(struct site *out, struct arena *arena, const struct sample *sample, size_t count,
	size_t topics)
{
	*out = (struct site){
		.topics = arena_array(arena, topics, sizeof(*out->topics)), .topic_count = topics};
	for (size_t i = 0; i < topics; i++) {
		struct topic *topic = &out->topics[i];
		struct rule_def *rule = arena_array(arena, 1, sizeof(*rule));

		topic->slug = topic->title = arena_printf(arena, "topic-%04zu", i);
		topic->threshold = 10;
		topic->rules = rule;
		topic->rule_count = 1;
		rule->name = "terms";
		rule->score = 10;
		rule->title_score = 15;
		rule->matches = arena_array(arena, 1, sizeof(*rule->matches));
		rule->match_count = 1;
		rule->matches[0] =
			expression_of(arena, sample, i * count / topics, (i + 1) * count / topics);
	}
}
