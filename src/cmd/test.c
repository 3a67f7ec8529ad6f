/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>

#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/labels.h"
#include "cmd/load.h"
#include "cmd/measure.h"
#include "cmd/option.h"
#include "cmd/paper.h"
#include "model/limits.h"

struct test_options {
	const char *labels;
	const char *entries; /* NULL: the store's */
	double min_f1;       /* 0: none */
	bool json;
};

/* A test while papers go by */
struct test {
	struct labels labels;
	struct matcher *matcher;
	struct measure measure;
};

static int visit(void *ctx, const struct paper *paper)
{
	struct test *test = ctx;
	struct label *label = labels_find(&test->labels, paper);

	if (!label)
		return 0;
	if (label->found)
		log_detail(paper->entry.key,
			"one more paper of the label in line %u; the first counts", label->line);
	else
		measure_paper(&test->measure, test->matcher, label, &paper->entry);
	label->found = true;
	return 0;
}

static void report_unknown(const struct labels *labels, const char *path, struct problems *problems)
{
	for (size_t i = 0; i < labels->count; i++) {
		const struct label *label = &labels->items[i];

		if (!label->found && !label->repeated)
			problems_add(problems, SEVERITY_WARNING, path, label->line, 0,
				"there is no such paper: %s", label->what);
	}
}

/* Whether the rules are as good as is asked for */
static bool is_good_enough(const struct measure *measure, const struct test_options *options)
{
	struct measure_rates macro;
	size_t topics = measure_macro(&macro, measure);

	if (options->min_f1 <= 0 || (topics && macro.f1 >= options->min_f1))
		return true;
	if (topics == 0)
		log_error(options->labels,
			"no topic has the %d papers that --min-f1 needs to judge it",
			MEASURE_PAPERS);
	else
		log_error(options->labels, "macro F1 is %.4f, less than %g", macro.f1,
			options->min_f1);
	return false;
}

static enum outcome test_site(const struct loaded *loaded, const struct test_options *options,
	const struct cmd_context *context)
{
	struct test test = {.matcher = matcher_new(loaded->rules)};
	struct papers papers = {.file = options->entries,
		.site = &loaded->site,
		.now = context->now,
		.visit = visit,
		.ctx = &test};
	enum outcome outcome = OUTCOME_FAILED;
	struct problems problems;
	struct err err;

	problems_init(&problems, LIMIT_PROBLEMS);
	measure_init(&test.measure, &loaded->site);
	if (labels_read(&test.labels, options->labels, &loaded->site, &problems, &err) != 0 ||
		papers_each(&papers, &err) != 0) {
		log_err(&err);
		goto out;
	}
	report_unknown(&test.labels, options->labels, &problems);
	matcher_tell(test.matcher, &problems);
	(options->json ? measure_show_json : measure_show)(&test.measure);
	log_problems(&problems);
	outcome = problems.warnings || papers.suspicious ? OUTCOME_SUSPICIOUS : OUTCOME_DONE;
	if (!is_good_enough(&test.measure, options))
		outcome = OUTCOME_FAILED;
out:
	problems_release(&problems);
	measure_release(&test.measure);
	labels_release(&test.labels);
	matcher_free(&test.matcher);
	return outcome;
}

static int read_share(double *out, const char *text, const char *command, struct err *err)
{
	char *end;

	*out = strtod(text, &end);
	if (end == text || *end || !(*out >= 0 && *out <= 1))
		return err_set(
			err, ERR_USAGE, command, "--min-f1 \"%s\" is no number from 0 to 1", text);
	return 0;
}

static int read_options(struct test_options *out, int argc, char **argv, struct err *err)
{
	const char *share = NULL;
	const struct command_option options[] = {
		{"entries", .value = &out->entries},
		{"min-f1", .value = &share},
		{"json", .flag = &out->json},
	};
	int first = option_read(options, OPTIONS(options), argc, argv, err);

	if (first < 0 || (share && read_share(&out->min_f1, share, argv[0], err) != 0))
		return -1;
	if (argc - first != 1)
		return err_set(err, ERR_USAGE, argv[0], "needs one file of labels: test LABELS");
	out->labels = argv[first];
	return 0;
}

enum outcome cmd_test(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct test_options options = {0};
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded;

	if (read_options(&options, argc, argv, err) != 0)
		return OUTCOME_FAILED;
	if (load_site(&loaded, context) == 0 && loaded.rules)
		outcome = test_site(&loaded, &options, context);
	else
		log_configuration(&loaded.problems);
	load_release(&loaded);
	return outcome;
}
