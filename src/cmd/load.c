/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/load.h"

#include "config/load.h"
#include "model/limits.h"

static int load(struct loaded *out, const struct cmd_context *context)
{
	*out = (struct loaded){0};
	arena_init(&out->arena);
	problems_init(&out->problems, LIMIT_PROBLEMS_GATHERED);
	if (config_load(
		    &out->site, &out->arena, context->folder, context->config, &out->problems) != 0)
		return -1;
	rules_compile(&out->rules, &out->site, &out->problems);
	if (out->problems.errors)
		rules_free(&out->rules);
	return 0;
}

int load_site(struct loaded *out, const struct cmd_context *context)
{
	int result = load(out, context);

	problems_arrange(&out->problems, LIMIT_PROBLEMS);
	return result;
}

void load_release(struct loaded *loaded)
{
	rules_free(&loaded->rules);
	problems_release(&loaded->problems);
	arena_release(&loaded->arena);
}
