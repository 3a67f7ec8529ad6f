/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "cmd/option.h"
#include "cmd/paper.h"
#include "cmd/show.h"
#include "flow.h"
#include "routing.h"
#include "write/splice.h"

#define MEMBER "topics"

struct route_options {
	const char *file; /* "-" is standard input */
	bool brief;       /* topics without points and reasons */
};

/* A filter while lines go by */
struct filter {
	const struct route_options *options;
	struct matcher *matcher;
	int64_t now;
	struct buf out; /* the line at hand */
	bool suspicious;
};

static json_t *routes_json(const struct route *routes, size_t count, bool brief)
{
	json_t *out = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(out,
			brief ? json_string(routes[i].topic)
			      : json_pack("{s:s, s:i, s:o}", "topic", routes[i].topic, "points",
					routes[i].points, "rules", show_reasons_json(&routes[i])));
	return out;
}

/* Prints the line with the paper's topics in it */
static void print_routed(struct filter *filter, struct arena *arena, const struct line *line,
	const struct paper *paper)
{
	const struct route *routes;
	json_t *json;
	size_t count;
	char *topics;

	matcher_route(filter->matcher, arena, &paper->entry, &routes, &count);
	json = routes_json(routes, count, filter->options->brief);
	topics = json_dumps(json, 0);
	buf_clear(&filter->out);
	splice_member(&filter->out, line->text, line->len, MEMBER, topics);
	buf_put(&filter->out, line->text + line->len, line->whole - line->len);
	log_write(filter->out.data, filter->out.len);
	free(topics);
	json_decref(json);
}

static int filter_line(void *ctx, const struct flow_line *line)
{
	struct filter *filter = ctx;
	struct arena arena;
	struct paper paper;

	arena_init(&arena);
	if (line->blank)
		log_write(line->line->text, line->line->whole);
	else if (line->record && paper_make(&paper, &arena, line, filter->now) == 0)
		print_routed(filter, &arena, line->line, &paper);
	log_problems(line->problems);
	filter->suspicious = filter->suspicious || line->problems->warnings;
	arena_release(&arena);
	return 0;
}

/* What came out of the lines so far is sent before more are waited for, so that the program can stand
 * in a pipe that never ends */
static int send(void *ctx, struct err *err)
{
	(void)ctx;
	return log_flush(err);
}

static int filter_lines(struct filter *filter, struct err *err)
{
	struct reader reader;
	struct flow flow = {.reader = &reader, .take = filter_line, .wait = send, .ctx = filter};
	int result;

	reader_open(&reader);
	result = flow_read(&flow, filter->options->file, err);
	reader_close(&reader);
	return result;
}

static enum outcome route_file(const struct loaded *loaded, const struct route_options *options,
	const struct cmd_context *context, struct err *err)
{
	struct filter filter = {.options = options, .now = context->now};
	int result;

	/* who reads our output may stop reading it: that ends us, and quietly, as it does any filter */
	(void)signal(SIGPIPE, SIG_DFL);
	buf_init(&filter.out, SIZE_MAX / 2);
	filter.matcher = matcher_new(loaded->rules);
	result = filter_lines(&filter, err);
	filter.suspicious = route_tell(filter.matcher) || filter.suspicious;
	matcher_free(&filter.matcher);
	buf_release(&filter.out);
	if (result != 0)
		return OUTCOME_FAILED;
	return filter.suspicious ? OUTCOME_SUSPICIOUS : OUTCOME_DONE;
}

static int read_options(struct route_options *out, int argc, char **argv, struct err *err)
{
	const struct command_option options[] = {{"brief", .flag = &out->brief}};
	int first = option_read(options, OPTIONS(options), argc, argv, err);

	if (first < 0)
		return -1;
	if (argc - first > 1)
		return err_set(err, ERR_USAGE, argv[0], "takes one file: route [--brief] [FILE]");
	out->file = first < argc ? argv[first] : "-";
	return 0;
}

enum outcome cmd_route(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct route_options options = {0};
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded;

	if (read_options(&options, argc, argv, err) != 0)
		return OUTCOME_FAILED;
	if (load_site(&loaded, context) == 0 && loaded.rules)
		outcome = route_file(&loaded, &options, context, err);
	else
		log_configuration(&loaded.problems);
	load_release(&loaded);
	return outcome;
}
