/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "cmd/name.h"
#include "model/limits.h"

/* --- names --- */

static void add_names(struct labels *labels, size_t *cap, size_t label)
{
	struct names names;

	names_of_text(&names, &labels->arena, labels->items[label].what);
	labels->names =
		xgrow(labels->names, cap, labels->name_count + names.count, sizeof(*labels->names));
	for (size_t i = 0; i < names.count; i++)
		labels->names[labels->name_count++] = (struct label_name){names.items[i], label};
}

static int compare_names(const void *a, const void *b)
{
	const struct label_name *x = a;
	const struct label_name *y = b;
	int order = strcmp(x->text, y->text);

	return order ? order : (x->label > y->label) - (x->label < y->label);
}

/* Of labels with a name in common the first one counts */
static void find_repeated(struct labels *labels, const char *path, struct problems *problems)
{
	for (size_t i = 1; i < labels->name_count; i++) {
		const struct label_name *before = &labels->names[i - 1];
		struct label *label = &labels->items[labels->names[i].label];

		if (strcmp(before->text, labels->names[i].text) != 0 ||
			before->label == labels->names[i].label || label->repeated)
			continue;
		label->repeated = true;
		problems_add(problems, SEVERITY_WARNING, path, label->line, 0,
			"the paper has a label in line %u; this one is passed over",
			labels->items[before->label].line);
	}
}

static void sort_names(struct labels *labels, const char *path, struct problems *problems)
{
	size_t kept = 0;

	qsort(labels->names, labels->name_count, sizeof(*labels->names), compare_names);
	find_repeated(labels, path, problems);
	for (size_t i = 0; i < labels->name_count; i++) {
		if (!labels->items[labels->names[i].label].repeated)
			labels->names[kept++] = labels->names[i];
	}
	labels->name_count = kept;
}

static int compare_text(const void *text, const void *name)
{
	return strcmp(text, ((const struct label_name *)name)->text);
}

static const struct label_name *find_name(const struct labels *labels, const char *text)
{
	return bsearch(
		text, labels->names, labels->name_count, sizeof(*labels->names), compare_text);
}

struct label *labels_find(const struct labels *labels, const struct paper *paper)
{
	const struct label_name *name = NULL;
	struct arena arena;
	struct names names;

	arena_init(&arena);
	names_of_paper(&names, &arena, paper);
	for (size_t i = 0; i < names.count && !name; i++)
		name = find_name(labels, names.items[i]);
	arena_release(&arena);
	return name ? &labels->items[name->label] : NULL;
}

/* --- the file --- */

/* One file on its way to labels */
struct reading {
	struct labels *out;
	const char *path;
	const struct site *site;
	struct problems *problems;
	unsigned line;
};

static const struct topic *find_topic(
	const struct reading *r, const char *slug, struct suggest *suggest)
{
	suggest_init(suggest, slug);
	for (size_t i = 0; i < r->site->topic_count; i++) {
		if (strcmp(r->site->topics[i].slug, slug) == 0)
			return &r->site->topics[i];
		suggest_offer(suggest, r->site->topics[i].slug);
	}
	return NULL;
}

static void mark_topic(struct reading *r, struct label *label, const char *slug, enum label_mark as)
{
	struct suggest suggest;
	const struct topic *topic = find_topic(r, slug, &suggest);
	enum label_mark *mark;

	if (!topic) {
		problems_add(r->problems, SEVERITY_WARNING, r->path, r->line, 0,
			"there is no topic %s%s%s", slug, suggest.best ? ": did you mean " : "",
			suggest.best ? suggest.best : "");
		return;
	}
	mark = &label->marks[topic - r->site->topics];
	if (*mark != LABEL_NOT)
		problems_add(r->problems, SEVERITY_WARNING, r->path, r->line, 0,
			"topic %s stands here twice; the first one counts", slug);
	else
		*mark = as;
}

/* Cuts text at the first of the characters in ends; returns what follows it, or NULL */
static char *cut(char *text, const char *ends)
{
	char *end = text + strcspn(text, ends);

	if (!*end)
		return NULL;
	*end = '\0';
	return end + 1;
}

static char *trim(char *text)
{
	char *end;

	text += strspn(text, " ");
	for (end = text + strlen(text); end > text && end[-1] == ' '; end--)
		;
	*end = '\0';
	return text;
}

static void mark_topics(struct reading *r, struct label *label, char *column, enum label_mark as)
{
	while (column) {
		char *rest = cut(column, ",");
		char *slug = trim(column);

		if (*slug)
			mark_topic(r, label, slug, as);
		column = rest;
	}
}

static int read_line(struct reading *r, char *text, struct err *err)
{
	struct labels *out = r->out;
	struct label *label = &out->items[out->count];
	char *must = cut(text, "\t");
	char *may = must ? cut(must, "\t") : NULL;
	char *more = may ? cut(may, "\t") : NULL;
	char *what = trim(text);

	if (*what == '#' || (!*what && !must))
		return 0;
	if (!*what || more)
		return err_set_at(err, ERR_FORMAT, r->path, r->line, 0,
			"a line has three columns, set apart by tabs: the paper, the topics that "
			"it "
			"must be in, those that it may be in");
	*label = (struct label){.what = arena_strdup(&out->arena, what), .line = r->line};
	label->marks = arena_array(&out->arena, r->site->topic_count, sizeof(*label->marks));
	mark_topics(r, label, must, LABEL_MUST);
	mark_topics(r, label, may, LABEL_MAY);
	out->count++;
	return 0;
}

static size_t count_lines(const char *text)
{
	size_t count = 1;

	for (; (text = strchr(text, '\n')) != NULL; text++)
		count++;
	return count;
}

static int read_lines(struct reading *r, char *text, struct err *err)
{
	size_t lines = count_lines(text);

	r->out->items = arena_array(&r->out->arena, lines, sizeof(*r->out->items));
	for (r->line = 1; text; r->line++) {
		char *rest = cut(text, "\n");

		if (read_line(r, text, err) != 0)
			return -1;
		text = rest;
	}
	if (r->out->count == 0)
		return err_set(err, ERR_FORMAT, r->path, "there is no label in it");
	return 0;
}

int labels_read(struct labels *out, const char *path, const struct site *site,
	struct problems *problems, struct err *err)
{
	struct reading reading = {out, path, site, problems, 0};
	size_t name_cap = 0;
	char *bytes;
	char *text;
	size_t len;
	int result;

	*out = (struct labels){0};
	arena_init(&out->arena);
	if (file_read(&bytes, &len, path, LIMIT_BODY, err) != 0)
		return -1;
	text = utf8_clean(bytes, len, NULL);
	free(bytes);
	result = read_lines(&reading, text, err);
	free(text);
	if (result != 0)
		return -1;
	for (size_t i = 0; i < out->count; i++)
		add_names(out, &name_cap, i);
	sort_names(out, path, problems);
	return 0;
}

void labels_release(struct labels *labels)
{
	free(labels->names);
	arena_release(&labels->arena);
}
