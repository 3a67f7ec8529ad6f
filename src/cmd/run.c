/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <unistd.h>

#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "pipeline.h"

/* The arguments are read in place of the configured sources */
static void use_arguments(struct loaded *loaded, int argc, char **argv)
{
	struct site *site = &loaded->site;

	if (!argc)
		return;
	site->source_count = (size_t)argc;
	site->sources = arena_array(&loaded->arena, site->source_count, sizeof(*site->sources));
	for (int i = 0; i < argc; i++)
		site->sources[i] = (struct source){
			.name = SOURCE_ARGUMENTS,
			.path = argv[i],
			.format = FORMAT_AUTO,
			.enabled = true,
			.presets = site->presets,
			.preset_count = site->preset_count,
		};
}

static int read_options(struct pipeline_options *options, int argc, char **argv, struct err *err)
{
	int option;

	optind = 0; /* main's options were read before */
	opterr = 0;
	while ((option = getopt(argc, argv, "n")) != -1) {
		if (option != 'n')
			return err_set(err, ERR_USAGE, argv[0], "-%c is no option of it", optopt);
		options->dry = true;
	}
	return 0;
}

enum outcome cmd_run(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	struct pipeline_options options = {.now = context->now};
	enum outcome outcome = OUTCOME_FAILED;
	struct loaded loaded;

	if (read_options(&options, argc, argv, err) != 0)
		return OUTCOME_FAILED;
	if (load_site(&loaded, context) != 0) {
		log_problems(&loaded.problems);
	} else {
		if (loaded.problems.errors) {
			log_problems(&loaded.problems);
			log_error(context->folder,
				"nothing is published until this is mended; papers are remembered");
		}
		use_arguments(&loaded, argc - optind, argv + optind);
		outcome = pipeline_run(&loaded.site, loaded.rules, &options);
	}
	load_release(&loaded);
	return outcome;
}
