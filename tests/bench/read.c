/* SPDX-License-Identifier: ISC */
/*
 * From the bytes of a long Atom feed to tidy entries, as a ratio to xmllint --stream on the same file:
 * read [FILE], where FILE has papers as JSON lines; without it papers are made from a seed.
 *
 * Processor time of processes that do nothing else; the best of all rounds counts. Nothing fails when
 * a number is missed, as no machine promises its speed.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "bench/corpus.h"
#include "model/limits.h"
#include "read/read.h"
#include "tidy/identity.h"
#include "tidy/tidy.h"

#define ROUNDS  9
#define SEED    20261125
#define PAPERS  9581
#define AUTHORS 8 /* of each paper, which brings the file to 20 MB */

/* What a process took */
struct cost {
	double seconds;
	long kilobytes; /* at its peak */
};

static void put_text(FILE *file, const char *text)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", file);
		else if (*text == '&')
			fputs("&amp;", file);
		else
			fputc(*text, file);
	}
}

static void write_entry(FILE *file, const struct paper *paper, size_t number)
{
	fprintf(file,
		"<entry>\n<id>http://arxiv.org/abs/%04zu.%05zuv1</id>\n"
		"<updated>2026-01-02T03:04:05Z</updated>\n"
		"<published>2026-01-02T03:04:05Z</published>\n<title>",
		1000 + number / 100000, number % 100000);
	put_text(file, paper->title);
	fputs("</title>\n<summary>", file);
	put_text(file, paper->abstract);
	fputs("</summary>\n", file);
	for (size_t i = 0; i < AUTHORS; i++)
		fprintf(file, "<author>\n<name>Author %c. Number%zu</name>\n</author>\n",
			(char)('A' + i), number);
	fprintf(file,
		"<link href=\"http://arxiv.org/pdf/%04zu.%05zuv1\" rel=\"related\" "
		"type=\"application/pdf\" title=\"pdf\"/>\n"
		"<category term=\"cs.CL\" scheme=\"http://arxiv.org/schemas/atom\"/>\n</entry>\n",
		1000 + number / 100000, number % 100000);
}

static int write_feed(const char *path, const struct corpus *corpus)
{
	FILE *file = fopen(path, "w");

	if (!file || !corpus->count)
		return -1;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Papers</title>\n",
		file);
	for (size_t i = 0; i < PAPERS; i++)
		write_entry(file, &corpus->papers[i % corpus->count], i);
	fputs("</feed>\n", file);
	return fclose(file);
}

/* --- what is measured --- */

static int tidy_one(void *ctx, const struct record *record)
{
	struct tidy_context context = {.source = "bench", .now = 1798761600};
	struct record pinned, kept;
	struct identity identity;
	struct entry entry;
	struct arena arena;

	arena_init(&arena);
	if (tidy_pin(&pinned, &arena, record, &context, ctx) == 0) {
		struct sourced_record sourced = {.source = "bench"};

		tidy_identity(&identity, &arena, &pinned, "bench");
		tidy_renew(&kept, &arena, NULL, &pinned);
		sourced.record = kept;
		tidy_merge(&entry, &arena, &sourced, 1);
	}
	arena_release(&arena);
	return 0;
}

static int pass_over(void *ctx, const struct record *record)
{
	(void)ctx;
	(void)record;
	return 0;
}

static int read_feed(const char *path, const char *option)
{
	bool tidy = strcmp(option, "--tidy") == 0;
	struct source source = {.name = "bench", .path = path, .format = FORMAT_FEED};
	struct problems problems;
	struct read_sink sink = {.ctx = &problems, .record = tidy ? tidy_one : pass_over};
	struct read_result result;
	struct read_input input = {0};
	struct err err;
	char *bytes;
	int failed;

	problems_init(&problems, 1);
	if (file_read(&bytes, &input.len, path, (size_t)64 << 20, &err) != 0)
		return 1;
	input.bytes = bytes;
	if (strcmp(option, "--load") == 0)
		return 0;
	failed = read_body(&result, &input, &source, &sink, &err);
	free(bytes);
	problems_release(&problems);
	return failed != 0 || result.records != PAPERS;
}

/* TASK_LOAD: the program itself, and the bytes of the file, which are no part of what is measured */
enum task { TASK_XMLLINT, TASK_LOAD, TASK_READ, TASK_TIDY, TASKS };

static const char *const options[] = {
	[TASK_LOAD] = "--load", [TASK_READ] = "--read", [TASK_TIDY] = "--tidy"};

/* Runs the task in a process of its own; false when it failed */
static bool measure(struct cost *out, const char *path, enum task task)
{
	struct rusage usage;
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (task == TASK_XMLLINT)
			execlp("xmllint", "xmllint", "--stream", "--noout", path, (char *)NULL);
		else /* itself, without the memory that making the file took */
			execl("/proc/self/exe", "read", options[task], path, (char *)NULL);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0)
		return false;
	out->seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
		       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	out->kilobytes = usage.ru_maxrss;
	return true;
}

/* The tasks take turns, so that other work on the machine meets all of them; the first that fails, or
 * TASKS when none does */
static size_t best_of(struct cost best[TASKS], const char *path)
{
	for (int i = 0; i < ROUNDS; i++) {
		for (size_t task = 0; task < TASKS; task++) {
			struct cost cost;

			if (!measure(&cost, path, (enum task)task))
				return task;
			if (!i || cost.seconds < best[task].seconds)
				best[task].seconds = cost.seconds;
			if (cost.kilobytes > best[task].kilobytes)
				best[task].kilobytes = cost.kilobytes;
		}
	}
	return TASKS;
}

static int run(const char *path)
{
	struct cost best[TASKS] = {{0}};
	size_t failed = best_of(best, path);
	struct cost xmllint = best[TASK_XMLLINT];
	struct cost loading = best[TASK_LOAD];
	struct cost reading = best[TASK_READ];
	struct cost tidying = best[TASK_TIDY];

	if (failed == TASK_XMLLINT) {
		puts("feed: skipped, xmllint was not found: install libxml2-utils");
		return EXIT_SUCCESS;
	}
	if (failed != TASKS) {
		puts("feed: it was not read");
		return EXIT_FAILURE;
	}
	reading.seconds -= loading.seconds;
	tidying.seconds -= loading.seconds;
	printf("feed of %d papers: xmllint --stream %.3f s; read %.3f s, %.2f times that; read and "
	       "tidied %.3f s, %.2f times (wanted: at most 2.5), %ld MB at the peak (wanted: under "
	       "64)\n",
		PAPERS, xmllint.seconds, reading.seconds, reading.seconds / xmllint.seconds,
		tidying.seconds, tidying.seconds / xmllint.seconds, tidying.kilobytes >> 10);
	return EXIT_SUCCESS;
}

/* Makes the feed in a process of its own: what a parent had counts as its children's memory */
static int make_feed(const char *path, const char *papers)
{
	struct corpus corpus = {0};
	struct err err;
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		if (!*papers)
			corpus_generate(&corpus, PAPERS, SEED);
		else if (corpus_read(&corpus, papers, &err) != 0)
			fprintf(stderr, "%s: %s\n", err.where, err.text);
		_exit(write_feed(path, &corpus) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
	}
	return child > 0 && waitpid(child, &status, 0) == child ? status : -1;
}

int main(int argc, char **argv)
{
	char path[] = "/tmp/paperroute-bench-XXXXXX";
	int result = EXIT_FAILURE;
	int fd;

	if (argc == 3 && strncmp(argv[1], "--", 2) == 0)
		return read_feed(argv[2], argv[1]);
	fd = mkstemp(path);
	if (fd < 0)
		return EXIT_FAILURE;
	close(fd);
	if (make_feed(path, argc > 1 ? argv[1] : "") == 0)
		result = run(path);
	unlink(path);
	return result;
}
