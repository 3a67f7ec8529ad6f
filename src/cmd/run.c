/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/log.h"
#include "base/redact.h"
#include "base/suggest.h"
#include "base/xalloc.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "cmd/option.h"
#include "pipeline.h"

static bool is_url(const char *text)
{
	return strncasecmp(text, "http://", 7) == 0 || strncasecmp(text, "https://", 8) == 0;
}

/* The arguments are read in place of the configured sources */
static int use_arguments(struct loaded *loaded, int argc, char **argv, struct err *err)
{
	struct site *site = &loaded->site;

	if (!argc)
		return 0;
	site->source_count = (size_t)argc;
	site->sources = arena_array(&loaded->arena, site->source_count, sizeof(*site->sources));
	for (int i = 0; i < argc; i++) {
		struct source *source = &site->sources[i];

		*source = source_defaults;
		source->name = SOURCE_ARGUMENTS;
		source->presets = site->presets;
		source->preset_count = site->preset_count;
		if (is_url(argv[i]))
			source->url = argv[i];
		else
			source->path = argv[i];
		if (source->url && redact_has_user(source->url))
			return err_set(err, ERR_USAGE, "run",
				"an address with a user name or password in it is seen by all who "
				"list processes: make a [source] of it, with a header");
	}
	return 0;
}

/* What the command line of run asks for */
struct request_to_run {
	struct pipeline_options options;
	const char **sources; /* --source NAME, any number of them */
	size_t source_count;
	int first; /* index of the first argument behind the options */
};

static int read_options(struct request_to_run *request, int argc, char **argv, struct err *err)
{
	struct pipeline_options *out = &request->options;
	const struct command_option options[] = {
		{"n", .flag = &out->dry},
		{"offline", .flag = &out->offline},
		{"source", .value = request->sources, .count = &request->source_count},
		{"changed", .flag = &out->changed},
		{"prune", .flag = &out->prune},
		{"wait", .flag = &out->wait},
	};

	request->first = option_read(options, OPTIONS(options), argc, argv, err);
	if (request->first < 0)
		return -1;
	if (request->source_count && request->first < argc)
		return err_set(err, ERR_USAGE, argv[0],
			"--source chooses among the site's sources, and arguments are read in "
			"their place: give one or the other");
	return 0;
}

static struct source *find_source(struct site *site, const char *name, struct err *err)
{
	struct suggest suggest;

	suggest_init(&suggest, name);
	for (size_t i = 0; i < site->source_count; i++) {
		if (strcmp(site->sources[i].name, name) == 0)
			return &site->sources[i];
		suggest_offer(&suggest, site->sources[i].name);
	}
	err_set(err, ERR_USAGE, name, "is no source of this site%s%s%s",
		suggest.best ? ": did you mean " : "", suggest.best ? suggest.best : "",
		suggest.best ? "?" : "");
	return NULL;
}

/* Only those that were named are read, even where the site says enabled = no */
static int choose_sources(struct site *site, const struct request_to_run *request, struct err *err)
{
	for (size_t i = 0; i < site->source_count && request->source_count; i++)
		site->sources[i].enabled = false;
	for (size_t i = 0; i < request->source_count; i++) {
		struct source *source = find_source(site, request->sources[i], err);

		if (!source)
			return -1;
		source->enabled = true;
	}
	return 0;
}

static enum outcome run(struct loaded *loaded, const struct request_to_run *request, int argc,
	char **argv, struct err *err)
{
	if (choose_sources(&loaded->site, request, err) != 0 ||
		use_arguments(loaded, argc, argv, err) != 0)
		return OUTCOME_FAILED;
	return pipeline_run(&loaded->site, loaded->rules, &request->options);
}

enum outcome cmd_run(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct request_to_run request = {
		.options = {.now = context->now, .clock_said = context->clock_said}};
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded = {0};

	request.sources = xcalloc((size_t)argc, sizeof(*request.sources));
	if (read_options(&request, argc, argv, err) != 0)
		goto out;
	if (load_site(&loaded, context) != 0) {
		log_configuration(&loaded.problems);
		goto out;
	}
	if (loaded.problems.errors) {
		log_configuration(&loaded.problems);
		log_error(context->folder,
			"nothing is published until this is mended; papers are remembered");
	}
	outcome = run(&loaded, &request, argc - request.first, argv + request.first, err);
out:
	load_release(&loaded);
	free(request.sources);
	return outcome;
}
