/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/show.h"

#include <getopt.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/utf8.h"

void show_json(json_t *value)
{
	char *text = json_dumps(value, JSON_REAL_PRECISION(4));

	log_out("%s\n", text ? text : "null");
	free(text);
	json_decref(value);
}

json_t *show_reasons_json(const struct route *route)
{
	json_t *out = json_array();

	for (size_t i = 0; i < route->reason_count; i++) {
		const struct reason *reason = &route->reasons[i];

		json_array_append_new(
			out, json_pack("{s:s, s:i, s:o, s:o}", "rule", reason->rule, "points",
				     reason->points, "field", show_text(reason->field), "text",
				     show_text(reason->text)));
	}
	return out;
}

json_t *show_text(const char *text)
{
	return text ? json_string(text) : json_null();
}

void show_cut(const char *text, size_t columns)
{
	size_t shown = utf8_prefix(text, columns);

	if (text[shown])
		shown = utf8_prefix(text, columns - 1);
	log_out("%.*s%s", (int)shown, text, text[shown] ? "…" : "");
}

int show_bad_option(struct err *err, int option, char **argv)
{
	const char *name = argv[optind - 1];

	if (option == ':')
		return err_set(err, ERR_USAGE, argv[0], "%s needs a value", name);
	return err_set(err, ERR_USAGE, argv[0], "%s is no option of it", name);
}
