/* SPDX-License-Identifier: ISC */
/*
 * Once a matcher has seen the largest entry, routing takes no memory but what the caller's arena
 * takes: every call of malloc and its kin is counted, those of the C library's own functions too.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/corpus.h"
#include "bench/sample.h"
#include "model/limits.h"
#include "rule/rule.h"

#define SEED   7
#define PAPERS 1000
#define TERMS  2000
#define SKIP   77

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__)

int main(void)
{
	puts("skipped: malloc can be counted with the GNU C library and without sanitizers");
	return SKIP;
}

#else

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static size_t calls;

void *malloc(size_t size)
{
	calls++;
	return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	calls++;
	return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	calls++;
	return __libc_realloc(old, size);
}

/* The blocks of an arena; each begins with a pointer to the one before it */
static size_t count_blocks(const struct arena *arena)
{
	size_t count = 0;

	for (void *block = arena->blocks; block; memcpy(&block, block, sizeof(block)))
		count++;
	return count;
}

struct found {
	size_t calls;  /* of malloc and its kin */
	size_t blocks; /* that the arena took */
	size_t routes;
	size_t most; /* routes of one entry */
};

static struct found route_all(struct matcher *matcher, const struct corpus *corpus)
{
	size_t before = calls;
	struct found found = {0};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < corpus->count; i++) {
		const struct paper *paper = &corpus->papers[i];
		struct entry entry = {.title = paper->title, .abstract = paper->abstract};
		const struct route *routes;
		size_t count;

		matcher_route(matcher, &arena, &entry, &routes, &count);
		found.routes += count;
		if (count > found.most)
			found.most = count;
	}
	found.calls = calls - before;
	found.blocks = count_blocks(&arena);
	arena_release(&arena);
	return found;
}

/* A paper whose abstract is count terms of the sample, so that as many rules fire */
static void add_full_paper(struct corpus *corpus, const struct sample *sample, size_t count)
{
	struct buf abstract;

	buf_init(&abstract, SIZE_MAX / 2);
	for (size_t i = 0; i < count; i++)
		buf_printf(&abstract, "%s, ", sample->terms[i]);
	corpus_add(corpus, "Everything", buf_str(&abstract), NULL);
	buf_release(&abstract);
}

/* Routes papers of one corpus by the first of the terms, a topic for each; the second time counts */
static struct found measure(const struct corpus *corpus, const struct sample *sample)
{
	struct problems problems;
	struct matcher *matcher;
	struct rules *rules;
	struct arena arena;
	struct found found;
	struct site site;

	arena_init(&arena);
	problems_init(&problems, LIMIT_PROBLEMS);
	sample_site(&site, &arena, sample, sample->count, sample->count);
	if (rules_compile(&rules, &site, &problems) != 0)
		exit(EXIT_FAILURE);
	matcher = matcher_new(rules);
	route_all(matcher, corpus);
	found = route_all(matcher, corpus);
	matcher_free(&matcher);
	rules_free(&rules);
	problems_release(&problems);
	arena_release(&arena);
	return found;
}

static int check(const char *what, const struct found *found, bool hits)
{
	printf("%s: %zu routes, at most %zu of one entry; %zu allocations, %zu of them the "
	       "arena's\n",
		what, found->routes, found->most, found->calls, found->blocks);
	return found->calls == found->blocks && (found->routes > 0) == hits &&
			       (found->blocks > 0) == hits
		       ? 0
		       : -1;
}

int main(void)
{
	static const char *const nowhere[] = {"qqqzz wwwxx", "zzyzx", "QqqNet"};
	struct sample none = {.terms = (const char **)nowhere, .count = 3};
	struct sample sample;
	struct corpus corpus;
	struct found found;
	int bad = 0;

	corpus_generate(&corpus, PAPERS, SEED);
	sample_make(&sample, &corpus, TERMS, SEED);
	found = measure(&corpus, &none);
	bad |= check("without hits", &found, false);
	add_full_paper(&corpus, &sample, TERMS / 2);
	found = measure(&corpus, &sample);
	bad |= check("with hits", &found, true);
	if (found.most < TERMS / 4)
		bad = -1;
	sample_release(&sample);
	corpus_release(&corpus);
	return bad ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
