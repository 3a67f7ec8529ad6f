/* SPDX-License-Identifier: ISC */
/*
 * How fast rules are, as ratios to other programs on the same text in the same run: run [FILE], where
 * FILE has papers as JSON lines, packed by gzip or not; without it papers are made from a seed.
 *
 * Processor time, not the clock on the wall; the peers take turns and the best of all rounds counts,
 * since other work on the machine only ever adds time. "wanted" is what was promised; nothing fails
 * when a ratio is missed, as no machine promises its speed.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/corpus.h"
#include "bench/peers.h"
#include "bench/sample.h"
#include "model/limits.h"
#include "rule/rule.h"

#define ROUNDS      9
#define SEED        20261125
#define PAPERS      9000 /* made ones */
#define MOST_TERMS  10000
#define TOPIC_TERMS 20
#define DAY_PAPERS  2000 /* with DAY_TOPICS: routing, compiling included, against reading JSON */
#define DAY_TOPICS  200
#define WC_RATE     200e6 /* the machine, by what wc -w reads in a second, for compile times */

struct bench {
	struct corpus corpus;
	struct sample sample;
	char path[64]; /* the corpus' text, for wc */
	double wc;     /* the least seconds that wc ever took */
};

/* Rules at work */
struct engine {
	struct arena arena;
	struct site site;
	struct problems problems;
	struct rules *rules;
	struct matcher *matcher;
	double seconds; /* that compiling took */
	size_t routes;  /* that the last run found */
};

static void least(double *best, double seconds)
{
	if (*best == 0 || seconds < *best)
		*best = seconds;
}

static void engine_init(
	struct engine *engine, const struct bench *bench, size_t terms, size_t topics)
{
	double before;

	*engine = (struct engine){0};
	problems_init(&engine->problems, LIMIT_PROBLEMS);
	sample_site(&engine->site, &engine->arena, &bench->sample, terms, topics);
	before = peers_now();
	if (rules_compile(&engine->rules, &engine->site, &engine->problems) != 0) {
		fprintf(stderr, "the sampled terms are no rules: %s\n",
			engine->problems.items[0].err.text);
		exit(EXIT_FAILURE);
	}
	engine->matcher = matcher_new(engine->rules);
	engine->seconds = peers_now() - before;
}

static void engine_release(struct engine *engine)
{
	matcher_free(&engine->matcher);
	rules_free(&engine->rules);
	problems_release(&engine->problems);
	arena_release(&engine->arena);
}

/* Routes the first count papers, with all that a run needs of it: topics, points, reasons */
static double engine_run(struct engine *engine, const struct corpus *corpus, size_t count)
{
	double before = peers_now();

	engine->routes = 0;
	for (size_t i = 0; i < count; i++) {
		const struct paper *paper = &corpus->papers[i];
		struct entry entry = {.title = paper->title, .abstract = paper->abstract};
		const struct route *routes;
		struct arena arena;
		size_t found;

		arena_init(&arena);
		matcher_route(engine->matcher, &arena, &entry, &routes, &found);
		engine->routes += found;
		arena_release(&arena);
	}
	return peers_now() - before;
}

/* --- rows --- */

static void head(const char *what)
{
	printf("\n%-46s %9s %9s %7s  %s\n", what, "ours", "peer", "ratio", "wanted");
}

/* wanted is 0 where nothing was promised */
static void end_row(const char *bound, double wanted, bool met)
{
	if (wanted > 0)
		printf("  %s %.1f%s\n", bound, wanted, met ? "" : ": MISSED");
	else
		printf("  -\n");
}

/* A row of speeds in MB/s; both took their seconds for the whole text */
static void row_speed(
	const struct bench *bench, const char *what, double ours, double peer, double wanted)
{
	double size = (double)bench->corpus.text.len / 1e6;

	printf("%-46s %9.0f", what, size / ours);
	if (peer < 0) {
		printf("   skipped: configure found no libhs: install libvectorscan-dev\n");
		return;
	}
	printf(" %9.0f %7.2f", size / peer, peer / ours);
	end_row("at least", wanted, peer / ours >= wanted);
}

/* A row of times */
static void row_time(const char *what, double ours, double peer, double wanted)
{
	printf("%-46s %6.1f ms %6.1f ms %7.2f", what, ours * 1e3, peer * 1e3, ours / peer);
	end_row("at most", wanted, ours / peer <= wanted);
}

struct promise {
	size_t terms;
	double regex;   /* at least so many times as fast as Vectorscan with these */
	double literal; /* 0: nothing was promised */
	double wc;      /* at most so many times the time of wc -w; 0 likewise */
};

static void compare_scans(struct bench *bench, const struct promise *promise)
{
	size_t terms = promise->terms < bench->sample.count ? promise->terms : bench->sample.count;
	double compiling[2], ours = 0, regex = 0, literal = 0;
	size_t hits[2];
	struct engine engine;
	struct vectorscan *scanners[] = {
		vectorscan_new(&bench->sample, terms, VECTORSCAN_REGEX, &compiling[0]),
		vectorscan_new(&bench->sample, terms, VECTORSCAN_LITERAL, &compiling[1])};
	char what[64];

	engine_init(&engine, bench, terms, (terms + TOPIC_TERMS - 1) / TOPIC_TERMS);
	for (int round = 0; round < ROUNDS; round++) {
		least(&ours, engine_run(&engine, &bench->corpus, bench->corpus.count));
		least(&regex, vectorscan_run(scanners[0], &bench->corpus, &hits[0]));
		least(&literal, vectorscan_run(scanners[1], &bench->corpus, &hits[1]));
		least(&bench->wc, peers_wc(bench->path));
	}
	snprintf(what, sizeof(what), "%zu terms, MB/s", terms);
	head(what);
	row_speed(bench, "  Vectorscan, \\bfoo[\\s-]+bars?\\b", ours, regex, promise->regex);
	row_speed(bench, "  Vectorscan, bare literals", ours, literal, promise->literal);
	row_time("  wc -w, time", ours, bench->wc, promise->wc);
	printf("  compiled in %.1f ms (Vectorscan %.0f and %.0f); %zu routes (%zu and %zu hits)\n",
		engine.seconds * 1e3, compiling[0] * 1e3, compiling[1] * 1e3, engine.routes,
		hits[0], hits[1]);
	engine_release(&engine);
	vectorscan_free(&scanners[0]);
	vectorscan_free(&scanners[1]);
}

static void compare_json(struct bench *bench)
{
	size_t papers = bench->corpus.count < DAY_PAPERS ? bench->corpus.count : DAY_PAPERS;
	double ours = 0, json = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct engine engine;

		engine_init(&engine, bench, (size_t)DAY_TOPICS * TOPIC_TERMS, DAY_TOPICS);
		least(&ours, engine.seconds + engine_run(&engine, &bench->corpus, papers));
		engine_release(&engine);
		least(&json, peers_json(&bench->corpus, papers));
	}
	row_time("compile 200 topics, route 2000 papers / JSON", ours, json, 2);
}

static void compare_compiling(struct bench *bench)
{
	double ours = 0;

	for (int round = 0; round < ROUNDS; round++) {
		struct engine engine;

		engine_init(&engine, bench, bench->sample.count, bench->sample.count / TOPIC_TERMS);
		least(&ours, engine.seconds);
		engine_release(&engine);
		least(&bench->wc, peers_wc(bench->path));
	}
	row_time("compile 10000 terms, where wc -w does 200 MB/s",
		ours * (double)bench->corpus.text.len / bench->wc / WC_RATE, 0.05, 1);
}

static void compare_topics(const struct bench *bench)
{
	struct engine few, many;
	double best[2] = {0, 0};

	engine_init(&few, bench, 1000, 10);
	engine_init(&many, bench, 1000, 1000);
	for (int round = 0; round < ROUNDS; round++) {
		least(&best[0], engine_run(&few, &bench->corpus, bench->corpus.count));
		least(&best[1], engine_run(&many, &bench->corpus, bench->corpus.count));
	}
	row_time("1000 terms in 1000 topics / in 10", best[1], best[0], 1.1);
	engine_release(&few);
	engine_release(&many);
}

static int write_text(struct bench *bench)
{
	const char *folder = getenv("TMPDIR");
	int fd, bad;

	snprintf(bench->path, sizeof(bench->path), "%s/paperroute-bench.XXXXXX",
		folder && strlen(folder) < 32 ? folder : "/tmp");
	fd = mkstemp(bench->path);
	if (fd < 0)
		return -1;
	bad = write(fd, bench->corpus.text.data, bench->corpus.text.len) !=
	      (ssize_t)bench->corpus.text.len;
	return close(fd) != 0 || bad ? -1 : 0;
}

static void compare(struct bench *bench)
{
	static const struct promise promises[] = {
		{100, 1.5, 0, 1.5}, {1000, 4, 1, 0}, {10000, 12, 2, 3}};

	for (size_t i = 0; i < sizeof(promises) / sizeof(*promises); i++)
		compare_scans(bench, &promises[i]);
	head("processor time");
	compare_json(bench);
	compare_compiling(bench);
	compare_topics(bench);
}

int main(int argc, char **argv)
{
	struct bench bench = {.wc = 0};
	const char *path = argc > 1 ? argv[1] : "";
	struct err err;

	if (!*path) {
		corpus_generate(&bench.corpus, PAPERS, SEED);
	} else if (corpus_read(&bench.corpus, path, &err) != 0) {
		fprintf(stderr, "%s: %s\n", err.where, err.text);
		return EXIT_FAILURE;
	}
	sample_make(&bench.sample, &bench.corpus, MOST_TERMS, SEED);
	printf("%s: %zu papers, %.1f MB of titles and abstracts; %zu terms\n",
		*path ? path : "made papers", bench.corpus.count,
		(double)bench.corpus.text.len / 1e6, bench.sample.count);
	if (write_text(&bench) == 0 && peers_wc(bench.path) >= 0)
		compare(&bench);
	else
		fprintf(stderr, "%s: wc -w cannot read it\n", bench.path);
	unlink(bench.path);
	sample_release(&bench.sample);
	corpus_release(&bench.corpus);
	return EXIT_SUCCESS;
}
