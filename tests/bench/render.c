/* SPDX-License-Identifier: ISC */
/*
 * render FOLDER [PAPERS]: what rendering costs in a folder of its own, as CPU time: every document of
 * 20 topics with 50 papers each, from a store of PAPERS (100,000) made ones, when everything changed
 * and when nothing did. Archives and pages of months are sealed before that, and written by nobody.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/xalloc.h"
#include "bench/corpus.h"
#include "documents.h"
#include "pages.h"
#include "render.h"
#include "tidy/tidy.h"

#define TOPICS  20
#define ENTRIES 50
#define PAPERS  100000
#define DAY_ONE 1600000000
#define RUNS    5

/* What the figures are to keep below, in milliseconds */
#define MOST_CHANGED   150
#define MOST_UNCHANGED 15

static struct topic topics[TOPICS];
static struct site site = {
	.folder = ".",
	.title = "Bench",
	.base_url = "https://papers.example.org/",
	.tag_authority = "papers.example.org",
	.tag_date = "2026-11",
	.author = "Bench",
	.language = "en",
	.entries = ENTRIES,
	.kinds = DOCUMENT_BIT(DOCUMENT_KINDS) - 1,
	.topics = topics,
	.topic_count = TOPICS,
};

static void must(int result, const struct err *err)
{
	if (result == 0)
		return;
	fprintf(stderr, "render: %s: %s\n", err->where, err->text);
	exit(EXIT_FAILURE);
}

static void make_site(struct arena *arena, const char *folder)
{
	const char *data = getenv("PAPERROUTE_DATADIR");

	site.output = arena_printf(arena, "%s/public", folder);
	site.state = arena_printf(arena, "%s/state", folder);
	for (int file = 0; file < PAGE_FILES; file++)
		site.page_files[file] = arena_printf(arena, "%s/web/%s", data ? data : "feeds",
			page_file_name((enum page_file)file));
	for (int i = 0; i < TOPICS; i++)
		topics[i] = (struct topic){
			.slug = arena_printf(arena, "topic-%02d", i),
			.title = arena_printf(arena, "Topic %d", i),
			.subtitle = "Made up",
			.threshold = 10,
		};
}

/* A paper in one topic, for two reasons */
static void put(struct store *store, int64_t source, const struct paper *paper, size_t number,
	struct err *err)
{
	const char *authors[] = {"Ada Lovelace", "Grace Hopper", "Emmy Noether", "Alan Turing"};
	const char *categories[] = {"cs.CL", "cs.LG"};
	struct arena arena;
	const char *keys[2];
	struct identity identity = {keys, 2, false};
	char *word;
	struct reason reasons[2];
	struct route route = {topics[number % TOPICS].slug, 15, reasons, 2};
	struct record record = {0};
	struct entry entry;
	enum resolved how;
	int64_t entry_number;

	arena_init(&arena);
	word = arena_strndup(&arena, paper->title, strcspn(paper->title, " "));
	reasons[0] = (struct reason){.rule = "names", .points = 10, .field = "title", .text = word};
	reasons[1] = (struct reason){
		.rule = "weak", .points = 5, .field = "abstract", .text = "language models"};
	keys[0] = arena_printf(&arena, "arxiv:%04zu.%05zu", number / 10000, number % 10000);
	keys[1] = arena_printf(&arena, "title:1-%zu", number);
	entry = (struct entry){
		.title = paper->title,
		.abstract = paper->abstract,
		.authors = authors,
		.author_count = 4,
		.author_total = 4,
		.link = arena_printf(&arena, "https://arxiv.org/abs/%zu", number),
		.pdf = arena_printf(&arena, "https://arxiv.org/pdf/%zu", number),
		.code = arena_printf(&arena, "https://github.com/a/%zu", number),
		.categories = categories,
		.category_count = 2,
		.published = DAY_ONE + (int64_t)(number / 150) * CLOCK_DAY,
		.listed = DAY_ONE + (int64_t)(number / 150) * CLOCK_DAY,
		.updated = DAY_ONE + (int64_t)(number / 150) * CLOCK_DAY,
		.votes = number % 50,
		.source = "made",
	};
	record_add(&record, &arena, FIELD_TITLE, paper->title);
	must(store_resolve(store, &entry_number, &how, &identity, tidy_renew, err), err);
	must(store_put_record(store, source, entry_number, &record, err), err);
	must(store_put_entry(store, entry_number, &entry, err), err);
	must(store_put_routes(store, entry_number, &route, 1, err), err);
	arena_release(&arena);
}

static void fill(size_t count)
{
	struct source source = {.name = "made"};
	struct corpus corpus = {0};
	struct store *store;
	struct err err = {0};
	int64_t now = DAY_ONE + 5000 * (int64_t)CLOCK_DAY;
	int64_t number;

	corpus_generate(&corpus, count, 1);
	must(file_make_folder(site.state, FILE_PRIVATE_FOLDER, &err), &err);
	must(store_open(&store, site.state, STORE_KEEP, &err), &err);
	must(store_begin(store, &now, &err), &err);
	must(store_source(store, &number, &source, &err), &err);
	for (size_t i = 0; i < count; i++)
		put(store, number, &corpus.papers[i], i, &err);
	must(store_commit(store, &err), &err);
	store_close(&store);
	corpus_release(&corpus);
}

static void ignore(void *ctx, const struct document *document)
{
	(void)ctx;
	(void)document;
}

static void ignore_name(void *ctx, const char *name)
{
	(void)ctx;
	(void)name;
}

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* One run, from the open store to the documents in memory; then they are published. Milliseconds of
 * the former. */
static double run(size_t *made, size_t *bytes)
{
	struct documents documents;
	struct store *store;
	struct err err = {0};
	int64_t now = DAY_ONE + 5000 * (int64_t)CLOCK_DAY;
	size_t archives;
	double began;

	must(store_open(&store, site.state, STORE_KEEP, &err), &err);
	must(store_begin(store, &now, &err), &err);
	documents_init(&documents);
	documents.store = store;
	documents.publisher = (struct publisher){site.output, false};
	began = milliseconds();
	must(render(&documents, &site, &err), &err);
	began = milliseconds() - began;
	*made = documents.count;
	*bytes = 0;
	for (size_t i = 0; i < documents.count; i++)
		*bytes += documents.items[i].len;
	must(store_commit(store, &err), &err);
	must(publish_open(&documents.publisher, &err), &err);
	must(render_archives(&archives, &documents, &site, ignore_name, NULL, &err), &err);
	must(pages_publish_months(&documents, &site, ignore_name, NULL, &err), &err);
	must(documents_publish(&documents, ignore, NULL, &err), &err);
	must(render_confirm(&documents, &site, &err), &err);
	documents_release(&documents);
	store_close(&store);
	return began;
}

/* The best of some runs, each with another title of the site when changed */
static void measure(struct arena *arena, const char *what, bool changed, int most)
{
	double best = 1e9;
	size_t made, bytes;

	for (int i = 0; i < RUNS; i++) {
		double took;

		if (changed)
			site.title = arena_printf(arena, "Bench %d", i);
		took = run(&made, &bytes);
		best = took < best ? took : best;
	}
	printf("render, %s %6.1f ms of CPU, %d are allowed; %zu documents, %zu kB\n", what, best,
		most, made, bytes / 1000);
}

int main(int argc, char **argv)
{
	size_t papers = argc > 2 ? strtoul(argv[2], NULL, 10) : PAPERS;
	struct arena arena;
	size_t made, bytes;

	if (argc < 2) {
		fprintf(stderr, "usage: render FOLDER [PAPERS]\n");
		return EXIT_FAILURE;
	}
	arena_init(&arena);
	make_site(&arena, argv[1]);
	fill(papers);
	printf("render, first  %6.0f ms of CPU, archives of %zu papers sealed\n",
		run(&made, &bytes), papers);
	measure(&arena, "changed", true, MOST_CHANGED);
	measure(&arena, "same   ", false, MOST_UNCHANGED);
	arena_release(&arena);
	return EXIT_SUCCESS;
}
