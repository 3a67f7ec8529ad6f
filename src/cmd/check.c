/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/buf.h"
#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "fetch/secret.h"
#include "model/document.h"
#include "model/limits.h"
#include "publish/publish.h"
#include "rule/rule.h"

/* Feed readers fetch the whole of a feed each time; standards put the limit of good manners here */
#define BURDEN (1 << 20)

/* What cannot be seen in the settings: how large the feeds became by them */
static void check_sizes(const struct site *site, struct problems *problems)
{
	struct publisher publisher = {site->output, true};
	struct published file;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i <= site->topic_count; i++) {
		const char *slug = i < site->topic_count ? site->topics[i].slug : "all";

		for (int kind = 0; kind < DOCUMENT_OPML; kind++) {
			const char *name = document_path(&arena, slug, 0, (enum document_kind)kind);

			publish_look(&file, &publisher, name);
			if (file.size > BURDEN)
				problems_add(problems, SEVERITY_WARNING,
					arena_printf(&arena, "%s/%s", site->output, name), 0, 0,
					"has %.1f MB, which every subscriber fetches again when it "
					"changes: lower entries, which is %zu",
					(double)file.size / 1e6, site->entries);
		}
	}
	arena_release(&arena);
}

/* Secrets are asked for when a source is: a run by cron is late to learn that there is none */
static void check_secrets(const struct site *site, struct problems *problems)
{
	for (size_t i = 0; i < site->source_count; i++) {
		const struct source *source = &site->sources[i];
		const struct place *place = &source->place;

		for (size_t j = 0; j < source->request.header_count && source->enabled; j++) {
			const struct header *header = &source->request.headers[j];
			struct err err = {0};
			struct buf line;
			bool exposed;

			buf_init(&line, LIMIT_HEADER * 2);
			if (secret_fill(&line, &exposed, header, site->folder, source->name, &err))
				problems_add(problems, SEVERITY_WARNING, place->file, place->line,
					place->column, "%s", err.text);
			else if (exposed)
				problems_add(problems, SEVERITY_WARNING, place->file, place->line,
					place->column, SECRET_EXPOSED, header->name);
			buf_release(&line);
		}
	}
}

enum outcome cmd_check(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	enum outcome outcome = OUTCOME_DONE;
	struct loaded loaded;

	if (argc > 1) {
		err_set(err, ERR_USAGE, argv[0], "takes no arguments");
		return OUTCOME_FAILED;
	}
	if (load_site(&loaded, context) == 0) {
		check_sizes(&loaded.site, &loaded.problems);
		check_secrets(&loaded.site, &loaded.problems);
	}
	if (!loaded.problems.errors)
		rules_check(&loaded.site, &loaded.problems);
	problems_arrange(&loaded.problems, LIMIT_PROBLEMS);
	log_configuration(&loaded.problems);
	if (loaded.problems.errors)
		outcome = OUTCOME_FAILED;
	else if (loaded.problems.warnings)
		outcome = OUTCOME_SUSPICIOUS;
	else
		log_progress(NULL, "%zu topics and %zu sources, no mistakes",
			loaded.site.topic_count, loaded.site.source_count);
	load_release(&loaded);
	return outcome;
}
