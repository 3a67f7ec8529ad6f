/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlerror.h>

#include "base/gzip.h"
#include "base/utf8.h"
#include "model/limits.h"
#include "read/charset.h"
#include "read/csv.h"
#include "read/feed.h"
#include "read/guess.h"
#include "read/gunzip.h"
#include "read/html.h"
#include "read/item.h"
#include "read/json.h"
#include "read/list.h"
#include "read/utf16.h"
#include "read/xml.h"

/* Of a text in which more than one byte of so many has to be replaced, nothing is worth reading: it is
 * an archive, a picture, UTF-16 */
#define BINARY_SHARE 10

/* Most bytes of an answer that is no document but says why there is none */
#define SHORT_ANSWER 200

struct reading {
	struct read_result *result;
	const struct read_input *input;
	const struct source *source;
	const struct read_sink *sink;
	struct source guessed; /* what the source is, when it is to be seen from the bytes */
};

static void tell_replaced(const struct reading *r)
{
	char warning[96];

	if (!r->result->replaced)
		return;
	snprintf(warning, sizeof(warning),
		"%zu places that are no UTF-8, no text or no number were replaced",
		r->result->replaced);
	read_sink_note(r->sink, READ_NOTE_WARNING, 0, warning);
}

static int read_text(const struct reading *r, struct err *err)
{
	size_t len = r->input->len;
	char *text = utf8_clean(r->input->bytes, len, &r->result->replaced);
	int failed;

	if (r->result->replaced > len / BINARY_SHARE) {
		free(text);
		return err_set(err, ERR_FORMAT, source_where(r->source),
			"is no text in UTF-8: %zu places in its %zu bytes are none",
			r->result->replaced, len);
	}
	tell_replaced(r);
	failed = list_read(r->result, text, r->source, r->sink, err);
	free(text);
	return failed;
}

/* The formats whose papers a mapping describes */
static int (*const readers[FORMAT_COUNT])(
	struct items *items, const struct read_input *input, struct err *err) = {
	[FORMAT_CSV] = csv_read,
	[FORMAT_FEED] = feed_read,
	[FORMAT_HTML] = html_read,
	[FORMAT_JSON] = json_read,
	[FORMAT_XML] = xml_read,
};

static int read_items(const struct reading *r, struct err *err)
{
	struct items items;
	int failed;

	items_init(&items, r->source, r->sink, r->result);
	items.base = r->input->base;
	failed = readers[r->source->format](&items, r->input, err);
	if (!failed)
		failed = items_check(&items, err);
	tell_replaced(r);
	items_release(&items);
	return failed;
}

/* Fails for a few words instead of a document, such as arXiv's "Rate exceeded." */
static int check_answer(const struct reading *r, struct err *err)
{
	static const char throttled[] = "Rate exceeded.";
	const char *bytes = r->input->bytes;
	size_t len = r->input->len;
	char *text;

	while (len && strchr(" \t\r\n", *bytes)) {
		bytes++;
		len--;
	}
	while (len && strchr(" \t\r\n", bytes[len - 1]))
		len--;
	if (len == strlen(throttled) && memcmp(bytes, throttled, len) == 0)
		return err_set(err, ERR_FORMAT, source_where(r->source),
			"answers \"%s\": it was asked too often; try again later", throttled);
	if (!format_has_mapping(r->source->format) || r->source->format == FORMAT_CSV)
		return 0;
	if (!len)
		return err_set(err, ERR_FORMAT, source_where(r->source), "is empty");
	if (len > SHORT_ANSWER || strchr("<{[\"-0123456789tfn\xef\xfe\xff", *bytes) ||
		memchr(bytes, '\0', len))
		return 0;
	text = utf8_clean(bytes, len, NULL);
	err_set(err, ERR_FORMAT, source_where(r->source), "answers \"%s\" and no %s", text,
		format_name(r->source->format));
	free(text);
	return -1;
}

static int read_known(struct reading *r, struct err *err)
{
	if (check_answer(r, err) != 0)
		return -1;
	if (r->source->format == FORMAT_AUTO) {
		if (guess_source(&r->guessed, r->input, r->source, err) != 0)
			return -1;
		r->source = &r->guessed;
	}
	r->result->format = r->source->format;
	r->result->preset = r->source->preset;
	return r->source->format == FORMAT_LIST ? read_text(r, err) : read_items(r, err);
}

/* Whether it is a format that does not say itself which charset it is in */
static bool is_bare(const struct reading *r)
{
	enum format format = r->source->format;

	if (format == FORMAT_AUTO || format == FORMAT_FEED)
		format = guess_format(r->input->bytes, r->input->len);
	return format == FORMAT_LIST || format == FORMAT_CSV || format == FORMAT_JSON;
}

/* The text in UTF-8 when it is in another charset, to be freed; else NULL */
static char *decode_bare(const struct reading *r)
{
	const char *charset;
	char warning[96];
	char *decoded = is_bare(r) ? charset_decode(&charset, r->input) : NULL;

	if (!decoded)
		return NULL;
	snprintf(warning, sizeof(warning), "it is no UTF-8, and was read as %.40s", charset);
	read_sink_note(r->sink, READ_NOTE_WARNING, 0, warning);
	return decoded;
}

/* libxml2 tells some mistakes of charsets to nobody but this function, whatever a parser was told */
static void say_nothing(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

/* len: of what holds the gzip data and, behind them, other bytes */
static void tell_behind(const struct reading *r, size_t len, size_t behind)
{
	char warning[128];

	if (!behind)
		return;
	snprintf(warning, sizeof(warning),
		"its gzip data end at byte %zu: the %zu bytes behind them are none, and are passed "
		"over",
		len - behind, behind);
	read_sink_note(r->sink, READ_NOTE_WARNING, 0, warning);
}

/* Inflates *input, if it is compressed, into *inflated, which is to be freed in any case */
static int unpack(
	char **inflated, struct read_input *input, const struct reading *r, struct err *err)
{
	const struct source *source = r->source;
	size_t most = source->max_size ? source->max_size : LIMIT_BODY;

	for (int times = 0; gzip_is(input->bytes, input->len); times++) {
		char *packed = *inflated;
		size_t len = input->len;
		size_t behind;
		int failed;

		if (times == LIMIT_PACKED)
			return err_set(err, ERR_FORMAT, source_where(source),
				"is compressed more than %d times: it is unpacked so often and no "
				"more",
				LIMIT_PACKED);
		failed = gunzip(inflated, &input->len, &behind, input->bytes, len, most,
			source_where(source), err);
		free(packed);
		if (failed)
			return -1;
		tell_behind(r, len, behind);
		input->bytes = *inflated;
	}
	return 0;
}

int read_body(struct read_result *result, const struct read_input *input,
	const struct source *source, const struct read_sink *sink, struct err *err)
{
	struct read_input plain = *input;
	struct reading r = {.result = result, .input = &plain, .source = source, .sink = sink};
	char *inflated = NULL;
	char *decoded;
	int failed;

	*result = (struct read_result){0};
	if (unpack(&inflated, &plain, &r, err) != 0) {
		free(inflated);
		return -1;
	}
	decoded = utf16_decode(plain.bytes, &plain.len);
	if (!decoded && (decoded = decode_bare(&r)))
		plain.len = strlen(decoded);
	if (decoded)
		plain.bytes = decoded;
	xmlSetGenericErrorFunc(NULL, say_nothing);
	failed = read_known(&r, err);
	xmlSetGenericErrorFunc(NULL, NULL);
	free(decoded);
	free(inflated);
	return failed;
}

bool read_is_quiet(const struct read_result *result)
{
	return result->container && !result->records && !result->refused;
}
