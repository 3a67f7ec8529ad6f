/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/source.h"

#include <string.h>

#include "model/limits.h"

static const char *const names[FORMAT_COUNT] = {
	[FORMAT_AUTO] = "auto",
	[FORMAT_LIST] = "list",
	[FORMAT_JSON] = "json",
	[FORMAT_FEED] = "feed",
	[FORMAT_HTML] = "html",
	[FORMAT_XML] = "xml",
	[FORMAT_CSV] = "csv",
};

const struct source source_defaults = {
	.request =
		{
			.connect_timeout = 15,
			.timeout = 120,
			.stall = 30,
			.retries = 3,
			.max_wait = 60,
		},
	.max_size = LIMIT_BODY,
	.settings = "",
	.format = FORMAT_AUTO,
	.enabled = true,
};

const char *source_where(const struct source *source)
{
	if (!source->path)
		return source->url;
	return strcmp(source->path, "-") == 0 ? "standard input" : source->path;
}

const char *format_name(enum format format)
{
	return names[format];
}

bool format_has_mapping(enum format format)
{
	return format != FORMAT_AUTO && format != FORMAT_LIST;
}

bool source_is_template(const char *text)
{
	static const char *const beginnings[] = {"http://", "https://", "text:"};

	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
		if (strncmp(text, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	}
	return false;
}
