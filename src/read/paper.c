/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/paper.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"

/* Where an address leads, by what stands behind its scheme and "www." */
static const struct {
	const char *beginning;
	enum field field;
} hosts[] = {
	{"arxiv.org/pdf/", FIELD_PDF},
	{"arxiv.org/", FIELD_LINK},
	{"export.arxiv.org/", FIELD_LINK},
	{"alphaxiv.org/abs/", FIELD_LINK},
	{"huggingface.co/papers/", FIELD_LINK},
	{"doi.org/", FIELD_LINK},
	{"dx.doi.org/", FIELD_LINK},
	{"openreview.net/forum", FIELD_LINK},
	{"openreview.net/pdf", FIELD_PDF},
	{"aclanthology.org/", FIELD_LINK},
	{"biorxiv.org/", FIELD_LINK},
	{"medrxiv.org/", FIELD_LINK},
	{"semanticscholar.org/paper/", FIELD_LINK},
	{"github.com/", FIELD_CODE},
	{"gitlab.com/", FIELD_CODE},
	{"bitbucket.org/", FIELD_CODE},
	{"codeberg.org/", FIELD_CODE},
};

void papers_init(struct papers *papers, struct arena *arena)
{
	*papers = (struct papers){.arena = arena};
	buf_init(&papers->abstract, LIMIT_FIELD);
}

void papers_release(struct papers *papers)
{
	buf_release(&papers->abstract);
	free(papers->items);
	free(papers->references);
	papers_init(papers, papers->arena);
}

static void end_open(struct papers *papers)
{
	if (papers->open)
		paper_add(papers, FIELD_ABSTRACT, buf_str(&papers->abstract));
	papers->cut = papers->cut || buf_failed(&papers->abstract);
	buf_clear(&papers->abstract);
	papers->open = NULL;
}

void paper_begin(struct papers *papers, const char *title, size_t line)
{
	char *key = utf8_title_key(title);

	end_open(papers);
	papers->items =
		xgrow(papers->items, &papers->cap, papers->count + 1, sizeof(*papers->items));
	papers->open = &papers->items[papers->count++];
	*papers->open = (struct paper){.key = arena_strdup(papers->arena, *key ? key : title)};
	papers->open->record.line = line;
	paper_add(papers, FIELD_TITLE, title);
	free(key);
}

void paper_add(struct papers *papers, enum field field, const char *text)
{
	if (papers->open && text)
		record_add(&papers->open->record, papers->arena, field, text);
}

void paper_add_abstract(struct papers *papers, const char *paragraph)
{
	if (papers->abstract.len)
		buf_puts(&papers->abstract, "\n\n");
	buf_puts(&papers->abstract, paragraph);
}

bool paper_has_abstract(const struct papers *papers)
{
	return papers->abstract.len > 0;
}

static bool host_field(enum field *out, const char *url)
{
	const char *rest = strstr(url, "://");
	size_t len = strlen(url);

	if (strncasecmp(url, "arxiv:", 6) == 0) {
		*out = FIELD_ID;
		return true;
	}
	rest = rest ? rest + 3 : url;
	if (strncasecmp(rest, "www.", 4) == 0)
		rest += 4;
	if (len > 4 && strcasecmp(url + len - 4, ".pdf") == 0) {
		*out = FIELD_PDF;
		return true;
	}
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		size_t beginning = strlen(hosts[i].beginning);

		if (strncasecmp(rest, hosts[i].beginning, beginning) == 0 && rest[beginning]) {
			*out = hosts[i].field;
			return true;
		}
	}
	return false;
}

bool paper_is_host(const char *url)
{
	enum field field;

	return host_field(&field, url) && field != FIELD_CODE;
}

void paper_add_url(struct papers *papers, const char *url, bool bare)
{
	enum field field = FIELD_LINK;

	if (host_field(&field, url) || bare)
		paper_add(papers, field, url);
}

void papers_add_reference(struct papers *papers, const char *name, const char *url)
{
	papers->references = xgrow(papers->references, &papers->reference_cap,
		papers->reference_count + 1, sizeof(*papers->references));
	papers->references[papers->reference_count++] = (struct reference){name, url};
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct reference *)a)->name, ((const struct reference *)b)->name);
}

static void resolve_references(struct papers *papers)
{
	if (!papers->reference_count)
		return;
	qsort(papers->references, papers->reference_count, sizeof(*papers->references), by_name);
	for (size_t i = 0; i < papers->count; i++) {
		struct reference wanted = {papers->items[i].ref, NULL};
		const struct reference *found = NULL;

		if (wanted.name)
			found = bsearch(&wanted, papers->references, papers->reference_count,
				sizeof(*papers->references), by_name);
		papers->open = &papers->items[i];
		if (found)
			paper_add_url(papers, found->url, false);
	}
	papers->open = NULL;
}

/* By title, then as in the list */
static int by_key(const void *a, const void *b)
{
	const struct paper *x = *(const struct paper *const *)a;
	const struct paper *y = *(const struct paper *const *)b;
	int order = strcmp(x->key, y->key);

	return order ? order : (x > y) - (x < y);
}

/* Papers with the title of one before them fill that one in and get no key */
static void join_doubles(struct papers *papers)
{
	struct paper **sorted = xcalloc(papers->count, sizeof(*sorted));

	for (size_t i = 0; i < papers->count; i++)
		sorted[i] = &papers->items[i];
	qsort(sorted, papers->count, sizeof(*sorted), by_key);
	for (size_t i = 0, first = 0; i < papers->count; i++) {
		struct record *record = &sorted[first]->record;

		if (i == first || strcmp(sorted[i]->key, sorted[first]->key) != 0) {
			first = i;
			continue;
		}
		for (size_t j = 0; j < sorted[i]->record.count; j++) {
			const struct record_value *value = &sorted[i]->record.values[j];

			if (!record_get(record, value->field))
				record_add(record, papers->arena, value->field, value->text);
		}
		sorted[i]->record.count = 0;
	}
	free(sorted);
}

void papers_emit(struct papers *papers, struct read_result *result, const struct read_sink *sink)
{
	end_open(papers);
	if (papers->cut)
		sink->note(sink->ctx, READ_NOTE_WARNING, 0,
			"an abstract is too long and was cut at a paragraph");
	resolve_references(papers);
	join_doubles(papers);
	for (size_t i = 0; i < papers->count; i++) {
		struct record *record = &papers->items[i].record;

		if (!record->count)
			continue;
		record->rank = result->records++;
		if (sink->record(sink->ctx, record) != 0)
			return;
	}
}
