/* SPDX-License-Identifier: ISC */
/*
 * Made-up papers that are to an engine what real ones are: words whose frequencies fall as Zipf says,
 * English function words on top, phrases that come again, names, plurals, hyphens, figures, signs,
 * and some letters that are not ASCII.
 *
 * Held against 9,300 abstracts of arXiv (here, there): bytes of a word 6.0, 5.9; the 10 most frequent
 * words are 17 % of a text, 18 %, the 50 most frequent 33 %, 32 %, the 1,000 most frequent 68 %, 76 %;
 * hyphens behind words 6 %, 6 %; words with a capital 14 %, 14 %; a sampled term's bytes for each time
 * that it stands there as words 1.7 times, 1.9 times. More sampled terms are of one word, 28 %, 11 %, and
 * more words are rare: tables are less often in the processor's caches than with real papers.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"
#include "bench/corpus.h"

#define WORDS   40000
#define PHRASES 12000

struct maker {
	uint64_t state;
	struct arena arena;
	const char *words[WORDS];     /* by rank */
	const char *phrases[PHRASES]; /* of two to four words, by rank */
	double word_sums[WORDS];      /* of the weights of all ranks up to this one */
	double phrase_sums[PHRASES];
};

static const char *const function_words[] = {"the", "of", "and", "to", "a", "in", "we", "that",
	"for", "is", "with", "on", "this", "are", "by", "as", "our", "from", "which", "can", "an",
	"be", "it", "these", "have", "has", "such", "while", "not", "or", "more", "at", "their",
	"both", "than", "also", "using", "through", "between", "however", "into", "show", "new",
	"propose", "based", "paper", "results", "models", "data", "method", "training", "language",
	"performance", "learning", "tasks", "large"};

static const char *const syllables[] = {"ra", "ti", "on", "con", "de", "in", "al", "er", "mo",
	"per", "sta", "ble", "tri", "me", "nal", "pro", "gen", "ver", "si", "ly", "com", "put",
	"est", "lin", "ear", "dis", "cov", "ing", "for", "tor", "ma", "ca", "li", "ous", "ex",
	"pre", "sent", "ar", "chi", "tec"};

/* What a lower-case letter may turn into in a name or a foreign word */
static const char *const foreign[] = {"\u00e9", "\u00fc", "\u00f6", "\u03b1", "\u03bb", "\u0142"};

static size_t below(struct maker *maker, size_t count)
{
	return (size_t)(corpus_random(&maker->state) % count);
}

/* True in percent of all cases */
static bool chance(struct maker *maker, double percent)
{
	return (double)below(maker, 1000000) < percent * 10000;
}

/* The rank of a random item, from the sums of weights */
static size_t pick(struct maker *maker, const double *sums, size_t count)
{
	double at = sums[count - 1] * (double)below(maker, (size_t)1 << 40) / ((size_t)1 << 40);
	size_t from = 0, to = count - 1;

	while (from < to) {
		size_t middle = (from + to) / 2;

		if (sums[middle] < at)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

static const char *make_word(struct maker *maker, size_t rank)
{
	size_t parts = 2 + below(maker, 2) + (rank > 500 && chance(maker, 60));
	struct buf word;
	const char *made;

	if (rank < sizeof(function_words) / sizeof(*function_words))
		return function_words[rank];
	buf_init(&word, SIZE_MAX / 2);
	for (size_t i = 0; i < parts; i++)
		buf_puts(&word, syllables[below(maker, sizeof(syllables) / sizeof(*syllables))]);
	if (chance(maker, 1))
		buf_puts(&word, foreign[below(maker, sizeof(foreign) / sizeof(*foreign))]);
	if (rank > 200 && chance(maker, 12)) { /* "Mora", "MORA", "MoraSta", "MORA-3" */
		size_t capitals = chance(maker, 50) ? word.len : 1;

		for (size_t i = 0; i < capitals; i++) {
			if (word.data[i] >= 'a' && word.data[i] <= 'z')
				word.data[i] = (char)(word.data[i] - 'a' + 'A');
		}
		if (chance(maker, 30))
			buf_printf(&word, "-%zu", 1 + below(maker, 9));
		else if (chance(maker, 20))
			buf_puts(&word, "Net");
	}
	made = arena_strdup(&maker->arena, word.data);
	buf_release(&word);
	return made;
}

static const char *any_word(struct maker *maker)
{
	return maker->words[pick(maker, maker->word_sums, WORDS)];
}

static void put_word(struct maker *maker, struct buf *out)
{
	const char *word = any_word(maker);
	size_t len = strlen(word);

	buf_puts(out, word);
	if (chance(maker, 3))
		buf_printf(out, "-%s", any_word(maker));
	else if (len > 5 && word[len - 1] != 's' && chance(maker, 12))
		buf_putc(out, 's');
	else if (chance(maker, 0.3))
		buf_puts(out, chance(maker, 50) ? "'s" : "\u2019s");
}

static void make_tables(struct maker *maker)
{
	double sum = 0;

	for (size_t i = 0; i < WORDS; i++) {
		maker->words[i] = make_word(maker, i);
		maker->word_sums[i] = sum += 1 / pow((double)i + 3, 1.02);
	}
	sum = 0;
	for (size_t i = 0; i < PHRASES; i++) {
		size_t count = 2 + below(maker, 3);
		struct buf phrase;

		buf_init(&phrase, SIZE_MAX / 2);
		for (size_t j = 0; j < count; j++)
			buf_printf(&phrase, "%s%s",
				j == 0              ? ""
				: chance(maker, 12) ? "-"
						    : " ",
				any_word(maker));
		maker->phrases[i] = arena_strdup(&maker->arena, phrase.data);
		maker->phrase_sums[i] = sum += 1 / pow((double)i + 20, 0.9);
		buf_release(&phrase);
	}
}

/* What stands behind a word: mostly a blank */
static void put_gap(struct maker *maker, struct buf *out)
{
	static const struct {
		double percent;
		const char *gap;
	} gaps[] = {{5, ", "}, {1, " ("}, {1, ") "}, {0.5, ": "}, {0.4, " \u2014 "},
		{0.3, " \u2013 "}, {0.3, "/"}, {0.3, "\u201d "}, {0.3, " 95.3% "}, {0.5, " 2024 "},
		{0.3, "\n\n"}};

	for (size_t i = 0; i < sizeof(gaps) / sizeof(*gaps); i++) {
		if (chance(maker, gaps[i].percent)) {
			buf_puts(out, gaps[i].gap);
			return;
		}
	}
	buf_putc(out, ' ');
}

/* Words in sentences; the first letter of each is a capital */
static void put_text(struct maker *maker, struct buf *out, size_t words, bool sentences)
{
	bool begins = true;

	for (size_t i = 0; i < words; i++) {
		size_t start = out->len;

		if (chance(maker, 15))
			buf_puts(out, maker->phrases[pick(maker, maker->phrase_sums, PHRASES)]);
		else
			put_word(maker, out);
		if ((begins || !sentences) && out->data[start] >= 'a' && out->data[start] <= 'z')
			out->data[start] = (char)(out->data[start] - 'a' + 'A');
		begins = sentences && chance(maker, 5);
		if (begins)
			buf_puts(out, ". ");
		else
			put_gap(maker, out);
	}
}

void corpus_generate(struct corpus *corpus, size_t count, uint64_t seed)
{
	struct maker *maker = xcalloc(1, sizeof(*maker));
	struct buf title, abstract;

	*corpus = (struct corpus){0};
	buf_init(&corpus->text, SIZE_MAX / 2);
	buf_init(&title, SIZE_MAX / 2);
	buf_init(&abstract, SIZE_MAX / 2);
	maker->state = seed;
	make_tables(maker);
	for (size_t i = 0; i < count; i++) {
		buf_clear(&title);
		buf_clear(&abstract);
		put_text(maker, &title, 5 + below(maker, 8), false);
		put_text(maker, &abstract, 100 + below(maker, 130), true);
		corpus_add(corpus, title.data, abstract.data, NULL);
	}
	buf_release(&title);
	buf_release(&abstract);
	arena_release(&maker->arena);
	free(maker);
}
