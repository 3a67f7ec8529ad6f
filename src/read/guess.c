/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/guess.h"

#include <string.h>

#include <jansson.h>

#include "read/json.h"
#include "read/pointer.h"

#define SPACE " \t\r\n"

/* "[1] A title" is a line of a list, [1, 2] and [{ are JSON */
static bool is_json_array(const char *text, const char *end)
{
	while (text < end && strchr(SPACE, *text))
		text++;
	if (text < end && strchr("{[\"]", *text))
		return true;
	while (text < end && strchr("-+.0123456789eEtrufalsn", *text))
		text++;
	while (text < end && strchr(SPACE, *text))
		text++;
	if (text < end && *text == ']') {
		text++;
		while (text < end && strchr(SPACE, *text))
			text++;
		return text == end;
	}
	return text < end && *text == ',';
}

enum format guess_format(const char *bytes, size_t len)
{
	const char *end = bytes + len;

	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		bytes += 3;
	while (bytes < end && *bytes && strchr(SPACE, *bytes))
		bytes++;
	if (bytes == end)
		return FORMAT_LIST;
	if (*bytes == '{' || (*bytes == '[' && is_json_array(bytes + 1, end)))
		return FORMAT_JSON;
	return FORMAT_LIST;
}

/* --- presets --- */

/* The body, opened so that conditions can be asked of it */
struct probe {
	enum format format;
	json_t *json;
};

static void probe_open(struct probe *probe, const struct read_input *input)
{
	*probe = (struct probe){.format = guess_format(input->bytes, input->len)};
	if (probe->format == FORMAT_JSON)
		probe->json = json_peek(input->bytes, input->len);
}

static void probe_close(struct probe *probe)
{
	json_decref(probe->json);
}

static bool meets(const struct probe *probe, const struct source *preset)
{
	const struct texts *detect = &preset->mapping.detect;

	for (size_t i = 0; i < detect->count; i++) {
		if (!probe->json || !pointer_holds(probe->json, detect->items[i]))
			return false;
	}
	return detect->count > 0;
}

/* A feed may also be JSON */
static bool is_candidate(const struct probe *probe, const struct source *preset)
{
	return preset->format == probe->format ||
	       (preset->format == FORMAT_FEED && probe->format == FORMAT_JSON);
}

static const struct source *find_preset(const struct probe *probe, const struct source *source)
{
	const struct source *best = NULL;

	for (size_t i = 0; i < source->preset_count; i++) {
		const struct source *preset = &source->presets[i];

		if (is_candidate(probe, preset) &&
			(!best || preset->mapping.detect.count > best->mapping.detect.count) &&
			meets(probe, preset))
			best = preset;
	}
	return best;
}

/* JSON that no preset needs to know: what is no object is told by its reader, and so is what is no
 * JSON at all */
static bool is_plain_json(const struct probe *probe)
{
	const json_t *first = json_array_get(probe->json, 0);

	return probe->format == FORMAT_JSON && !json_is_object(probe->json) &&
	       !json_is_object(first);
}

int guess_source(struct source *out, const struct read_input *input, const struct source *source,
	struct err *err)
{
	const struct source *preset;
	struct probe probe;
	int result = 0;

	*out = *source;
	probe_open(&probe, input);
	preset = find_preset(&probe, source);
	out->format = preset ? preset->format : probe.format;
	if (preset) {
		out->mapping = preset->mapping;
		out->preset = preset->name;
	} else if (format_has_mapping(probe.format) && !is_plain_json(&probe)) {
		result = err_set(err, ERR_FORMAT, source_where(source),
			"is %s that no preset knows: give it a [source] that says where papers "
			"stand, with format = %s",
			format_name(probe.format), format_name(probe.format));
	}
	probe_close(&probe);
	return result;
}
