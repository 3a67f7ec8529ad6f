/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "bench/peers.h"

#ifdef HAVE_VECTORSCAN

#include <hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/xalloc.h"

struct vectorscan {
	hs_database_t *database;
	hs_scratch_t *scratch;
};

static char *pattern_of(struct arena *arena, const char *term, enum vectorscan_form form)
{
	struct buf buf;
	char *pattern;

	buf_init(&buf, SIZE_MAX / 2);
	if (form == VECTORSCAN_REGEX)
		buf_puts(&buf, "\\b");
	for (const char *c = term; *c; c++) {
		if (form == VECTORSCAN_REGEX && (*c == ' ' || *c == '-'))
			buf_puts(&buf, "[\\s-]+");
		else
			buf_putc(&buf, *c);
	}
	if (form == VECTORSCAN_REGEX)
		buf_puts(&buf, "s?\\b");
	pattern = arena_strdup(arena, buf.data);
	buf_release(&buf);
	return pattern;
}

static int compile(hs_database_t **out, const char *const *patterns, const unsigned *numbers,
	size_t count, enum vectorscan_form form)
{
	unsigned *flags = xcalloc(count, sizeof(*flags));
	size_t *sizes = xcalloc(count, sizeof(*sizes));
	hs_compile_error_t *error = NULL;
	int result;

	for (size_t i = 0; i < count; i++) {
		flags[i] = HS_FLAG_CASELESS;
		sizes[i] = strlen(patterns[i]);
	}
	if (form == VECTORSCAN_REGEX)
		result = hs_compile_multi(patterns, flags, numbers, (unsigned)count, HS_MODE_BLOCK,
			NULL, out, &error);
	else
		result = hs_compile_lit_multi(patterns, flags, numbers, sizes, (unsigned)count,
			HS_MODE_BLOCK, NULL, out, &error);
	if (error)
		fprintf(stderr, "vectorscan: %s\n", error->message);
	hs_free_compile_error(error);
	free(flags);
	free(sizes);
	return result == HS_SUCCESS ? 0 : -1;
}

struct vectorscan *vectorscan_new(
	const struct sample *sample, size_t count, enum vectorscan_form form, double *seconds)
{
	struct vectorscan *scanner = xcalloc(1, sizeof(*scanner));
	const char **patterns = xcalloc(count, sizeof(*patterns));
	unsigned *numbers = xcalloc(count, sizeof(*numbers));
	struct arena arena;
	double before;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		patterns[i] = pattern_of(&arena, sample->terms[i], form);
		numbers[i] = (unsigned)i;
	}
	before = peers_now();
	if (compile(&scanner->database, patterns, numbers, count, form) != 0 ||
		hs_alloc_scratch(scanner->database, &scanner->scratch) != HS_SUCCESS)
		vectorscan_free(&scanner);
	*seconds = peers_now() - before;
	arena_release(&arena);
	free(patterns);
	free(numbers);
	return scanner;
}

void vectorscan_free(struct vectorscan **scanner)
{
	if (!*scanner)
		return;
	hs_free_scratch((*scanner)->scratch);
	hs_free_database((*scanner)->database);
	free(*scanner);
	*scanner = NULL;
}

static int on_hit(
	unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *hits)
{
	(void)id;
	(void)from;
	(void)to;
	(void)flags;
	++*(size_t *)hits;
	return 0;
}

double vectorscan_run(struct vectorscan *scanner, const struct corpus *corpus, size_t *hits)
{
	double before = peers_now();

	*hits = 0;
	if (!scanner)
		return -1;
	for (size_t i = 0; i < corpus->count; i++) {
		const struct paper *paper = &corpus->papers[i];

		if (hs_scan(scanner->database, corpus->text.data + paper->start,
			    (unsigned)paper->len, 0, scanner->scratch, on_hit, hits) != HS_SUCCESS)
			return -1;
	}
	return peers_now() - before;
}

#else

struct vectorscan *vectorscan_new(
	const struct sample *sample, size_t count, enum vectorscan_form form, double *seconds)
{
	(void)sample;
	(void)count;
	(void)form;
	*seconds = -1;
	return NULL;
}

void vectorscan_free(struct vectorscan **scanner)
{
	*scanner = NULL;
}

double vectorscan_run(struct vectorscan *scanner, const struct corpus *corpus, size_t *hits)
{
	(void)scanner;
	(void)corpus;
	*hits = 0;
	return -1;
}

#endif
