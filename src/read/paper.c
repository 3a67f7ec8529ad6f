/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/paper.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "model/limits.h"
#include "read/names.h"

/* References of one paper that are kept: its title, text, authors, numbers and code have one each */
#define MOST_REFS 16

/* Where an address leads, by what stands behind its scheme and "www." */
static const struct {
	const char *beginning;
	enum field field;
} hosts[] = {
	{"arxiv.org/pdf/", FIELD_PDF},
	{"arxiv.org/abs/", FIELD_LINK},
	{"arxiv.org/html/", FIELD_LINK},
	{"export.arxiv.org/abs/", FIELD_LINK},
	{"alphaxiv.org/abs/", FIELD_LINK},
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

static void add_author(void *ctx, const char *name)
{
	paper_add(ctx, FIELD_AUTHOR, name);
}

void paper_add_authors(struct papers *papers, const char *names)
{
	names_split(papers->arena, names, add_author, papers);
}

/* "cs.CL math-ph": every word has a dot or hyphen in it */
static bool are_codes(const char *text)
{
	while (*text) {
		size_t len = strcspn(text, " ");

		if (strcspn(text, ".-") >= len || memchr(text, ',', len))
			return false;
		text += len;
		text += strspn(text, " ");
	}
	return true;
}

void paper_add_categories(struct papers *papers, const char *text)
{
	const char *signs = strchr(text, ';') ? ";" : are_codes(text) ? " " : ",";

	while (*text) {
		size_t len = strcspn(text, signs);

		paper_add(papers, FIELD_CATEGORY, arena_strndup(papers->arena, text, len));
		text += len;
		text += strspn(text, ";, ");
	}
}

/* The last part of an address when it has the form of an arXiv number, or NULL */
static const char *arxiv_number(struct arena *arena, const char *url)
{
	const char *slash = url + strcspn(url, "?#");
	const char *number;
	size_t year, serial;
	const char *end;

	while (slash > url && *slash != '/')
		slash--;
	number = slash + 1;
	year = *slash == '/' ? strspn(number, "0123456789") : 0;
	serial = year == 4 && number[4] == '.' ? strspn(number + 5, "0123456789") : 0;
	end = number + 5 + serial;
	if (serial < 4 || serial > 5 || (isalnum((unsigned char)*end) && *end != 'v'))
		return NULL;
	return arena ? arena_printf(arena, "arXiv:%.*s", (int)(end - number), number) : number;
}

/* What kind of place an address is of; false when of none that we know. An address without a host
 * says something only by the number of a paper in it. */
static bool host_field(enum field *out, const char *url)
{
	const char *rest = strstr(url, "://");
	size_t len = strlen(url);

	if (strncasecmp(url, "arxiv:", 6) == 0 || (*url == '/' && arxiv_number(NULL, url))) {
		*out = FIELD_ID;
		return true;
	}
	if (!rest)
		return false;
	rest += 3;
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
	*out = FIELD_LINK;
	return arxiv_number(NULL, url);
}

bool paper_is_host(const char *url)
{
	enum field field;

	return host_field(&field, url) && field != FIELD_CODE;
}

bool paper_is_code(const char *url)
{
	enum field field;

	return host_field(&field, url) && field == FIELD_CODE;
}

/* "arXiv:2404.01234" of an address in any form that has such a number, or NULL */
static const char *number_of(struct arena *arena, const char *url)
{
	if (strncasecmp(url, "arxiv:", 6) == 0)
		return arxiv_number(arena, arena_printf(arena, "/%s", url + 6));
	return arxiv_number(arena, url);
}

bool paper_is_of_another(const struct papers *papers, const char *url)
{
	const char *number = number_of(papers->arena, url);

	return papers->open && papers->open->number && number &&
	       strcmp(papers->open->number, number) != 0;
}

void paper_add_url(struct papers *papers, const char *url, bool bare)
{
	enum field field = FIELD_LINK;
	bool known = host_field(&field, url);
	const char *number;

	if (!papers->open || paper_is_of_another(papers, url))
		return;
	if (known && field != FIELD_CODE && !papers->open->number)
		papers->open->number = number_of(papers->arena, url);
	number =
		known && field == FIELD_ID && *url == '/' ? arxiv_number(papers->arena, url) : NULL;
	if (number)
		url = number;
	for (size_t i = 0; i < papers->open->record.count; i++) {
		if (strcmp(papers->open->record.values[i].text, url) == 0)
			return;
	}
	if (known || (bare && strstr(url, "://")))
		paper_add(papers, field, url);
}

void paper_add_ref(struct papers *papers, const char *ref)
{
	struct paper *paper = papers->open;

	if (!paper || !ref || paper->ref_count == MOST_REFS)
		return;
	if (!paper->refs)
		paper->refs = arena_array(papers->arena, MOST_REFS, sizeof(*paper->refs));
	paper->refs[paper->ref_count++] = ref;
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
		papers->open = &papers->items[i];
		for (size_t j = 0; j < papers->open->ref_count; j++) {
			struct reference wanted = {papers->open->refs[j], NULL};
			const struct reference *found = bsearch(&wanted, papers->references,
				papers->reference_count, sizeof(*papers->references), by_name);

			if (found)
				paper_add_url(papers, found->url, false);
		}
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
		read_sink_note(sink, READ_NOTE_WARNING, 0,
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
