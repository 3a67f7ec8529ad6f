/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/explain.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/log.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/load.h"
#include "cmd/option.h"
#include "flow.h"
#include "model/limits.h"

struct explain_options {
	char *what; /* "-": an entry on standard input */
	const char *topic;
	const char *entries;
	bool json;
};

/* What is to be explained, and how */
struct explaining {
	const struct loaded *loaded;
	const struct explain_options *options;
	const char *key; /* the paper's */
	int64_t now;     /* of one that does not say when it was listed */
	bool done;
	bool suspicious; /* it was told of a regex that was stopped */
};

static void tell_of_rules(struct explaining *explaining, const struct explainer *explainer)
{
	struct problems problems;

	problems_init(&problems, LIMIT_PROBLEMS);
	explainer_tell(explainer, &problems);
	log_configuration(&problems);
	explaining->suspicious = problems.warnings > 0;
	problems_release(&problems);
}

static int explain_entry(struct explaining *explaining, const struct entry *entry)
{
	const struct site *site = &explaining->loaded->site;
	struct explainer *explainer = explainer_new(site);
	struct explanation explanation = {
		.entry = entry, .count = site->topic_count, .only = explaining->options->topic};
	struct explained_topic *topics;
	struct arena arena;

	if (!explainer) {
		log_error(site->folder, "its rules cannot be taken apart to be explained");
		return -1;
	}
	arena_init(&arena);
	explainer_explain(&topics, explainer, &arena, entry);
	explanation.topics = topics;
	(explaining->options->json ? explain_show_json : explain_show)(&explanation);
	tell_of_rules(explaining, explainer);
	arena_release(&arena);
	explainer_free(&explainer);
	return 0;
}

static int visit(void *ctx, const struct paper *paper)
{
	struct explaining *explaining = ctx;

	if (strcmp(paper->entry.key, explaining->key) != 0)
		return 0;
	explaining->done = explain_entry(explaining, &paper->entry) == 0;
	return 1;
}

static enum outcome explain_found(struct explaining *explaining, const struct cmd_context *context)
{
	const struct explain_options *options = explaining->options;
	struct papers papers = {
		.file = options->entries, .site = &explaining->loaded->site, .now = context->now};
	enum outcome outcome = OUTCOME_FAILED;
	struct candidates candidates;
	struct arena arena;
	struct err err;

	arena_init(&arena);
	if (find_paper(&candidates, &arena, options->what, &papers, &err) != 0)
		goto failed;
	if (candidates.count != 1) {
		find_show(&candidates);
		log_error(options->what,
			candidates.count ? "this may be any of several papers: name one by its key"
					 : "there is no such paper");
		goto out;
	}
	explaining->key = candidates.items[0].key;
	papers.visit = visit;
	papers.ctx = explaining;
	papers.quiet = true;
	if (papers_each(&papers, &err) < 0)
		goto failed;
	if (explaining->done)
		outcome = papers.suspicious || explaining->suspicious ? OUTCOME_SUSPICIOUS
								      : OUTCOME_DONE;
	goto out;
failed:
	log_err(&err);
out:
	arena_release(&arena);
	return outcome;
}

static int take_input(void *ctx, const struct flow_line *line)
{
	struct explaining *explaining = ctx;
	struct arena arena;
	struct paper paper;

	arena_init(&arena);
	if (line->blank)
		problems_add(line->problems, SEVERITY_WARNING, line->where, 0, 0,
			"there is no paper in it");
	if (line->record && paper_make(&paper, &arena, line, explaining->now) == 0)
		explaining->done = explain_entry(explaining, &paper.entry) == 0;
	log_problems(line->problems);
	explaining->suspicious = explaining->suspicious || line->problems->warnings;
	arena_release(&arena);
	return 0;
}

/* One object, on as many lines as it likes */
static enum outcome explain_input(struct explaining *explaining)
{
	struct reader reader;
	struct flow flow = {.reader = &reader, .take = take_input, .ctx = explaining};
	struct err err;
	char *bytes = NULL;
	size_t len;
	int result;

	result = file_read(&bytes, &len, "-", LIMIT_LINE, &err);
	if (result == 0) {
		reader_open(&reader);
		result = flow_read_object(&flow, bytes, len, "standard input", &err);
		reader_close(&reader);
	}
	free(bytes);
	if (result != 0)
		log_err(&err);
	if (result != 0 || !explaining->done)
		return OUTCOME_FAILED;
	return explaining->suspicious ? OUTCOME_SUSPICIOUS : OUTCOME_DONE;
}

/* Whether the site has the topic that is asked for */
static bool has_topic(const struct site *site, const char *slug)
{
	struct suggest suggest;

	suggest_init(&suggest, slug);
	for (size_t i = 0; i < site->topic_count; i++) {
		if (strcmp(site->topics[i].slug, slug) == 0)
			return true;
		suggest_offer(&suggest, site->topics[i].slug);
	}
	log_error(slug, "there is no such topic%s%s", suggest.best ? ": did you mean " : "",
		suggest.best ? suggest.best : "");
	return false;
}

static int read_options(
	struct explain_options *out, struct buf *what, int argc, char **argv, struct err *err)
{
	const struct command_option options[] = {
		{"topic", .value = &out->topic},
		{"entries", .value = &out->entries},
		{"json", .flag = &out->json},
	};
	int first = option_read(options, OPTIONS(options), argc, argv, err);

	if (first < 0)
		return -1;
	if (first == argc)
		return err_set(err, ERR_USAGE, argv[0],
			"needs a paper: its key, id, address, words of its title, or - for one on "
			"standard input");
	for (int i = first; i < argc; i++)
		buf_printf(what, "%s%s", i == first ? "" : " ", argv[i]);
	if (out->entries && strcmp(out->entries, "-") == 0)
		return err_set(
			err, ERR_USAGE, argv[0], "--entries needs a file here: it is read twice");
	return 0;
}

enum outcome cmd_explain(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct explain_options options = {0};
	enum outcome outcome = OUTCOME_FAILED;
	struct explaining explaining = {.options = &options, .now = context->now};
	struct loaded loaded;
	struct buf what;

	buf_init(&what, LIMIT_FIELD);
	if (read_options(&options, &what, argc, argv, err) != 0) {
		buf_release(&what);
		return OUTCOME_FAILED;
	}
	options.what = utf8_clean(buf_str(&what), what.len, NULL);
	explaining.loaded = &loaded;
	if (load_site(&loaded, context) != 0 || !loaded.rules)
		log_configuration(&loaded.problems);
	else if (options.topic && !has_topic(&loaded.site, options.topic))
		;
	else if (strcmp(options.what, "-") == 0)
		outcome = explain_input(&explaining);
	else
		outcome = explain_found(&explaining, context);
	load_release(&loaded);
	free(options.what);
	buf_release(&what);
	return outcome;
}
