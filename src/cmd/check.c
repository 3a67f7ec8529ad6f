/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/log.h"
#include "cmd/cmd.h"
#include "cmd/load.h"
#include "rule/rule.h"

enum outcome cmd_check(const struct cmd_context *context, int argc, char **argv, struct err *err)
{
	enum outcome outcome = OUTCOME_DONE;
	struct loaded loaded;

	if (argc > 1) {
		err_set(err, ERR_USAGE, argv[0], "takes no arguments");
		return OUTCOME_FAILED;
	}
	load_site(&loaded, context);
	if (!loaded.problems.errors)
		rules_check(&loaded.site, &loaded.problems);
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
