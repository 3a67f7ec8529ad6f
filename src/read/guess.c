/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/guess.h"

#include <string.h>
#include <strings.h>

#include <jansson.h>
#include <libxml/parser.h>

#include "model/limits.h"
#include "read/csv.h"
#include "read/doctype.h"
#include "read/html.h"
#include "read/json.h"
#include "read/node.h"
#include "read/pointer.h"
#include "read/start.h"
#include "read/xml_input.h"
#include "read/xpath.h"

#define SPACE " \t\r\n"

#define HTML_DOCTYPE "<!doctype html"

/* Where the first element begins, at the latest, a DOCTYPE not counted; licences stand before it */
#define HEAD_SIZE 8192

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

/* The first line has several columns, one of which is called title */
static bool is_table(const char *bytes, const char *end)
{
	struct read_input input = {bytes, (size_t)(end - bytes), NULL, NULL};
	const char *feed = memchr(bytes, '\n', input.len);

	if (feed)
		input.len = (size_t)(feed - bytes);
	if (input.len > LIMIT_HEAD)
		input.len = LIMIT_HEAD;
	if (!memchr(bytes, ',', input.len) && !memchr(bytes, ';', input.len) &&
		!memchr(bytes, '\t', input.len))
		return false;
	return csv_has_column(&input, "title");
}

/* --- what begins with an element --- */

/* The beginning of a document, as far as it is ASCII: UTF-16 without its zeros */
struct head {
	char text[HEAD_SIZE];
	const char *at;
	bool xml;  /* it has an XML declaration */
	bool html; /* it has HTML's DOCTYPE */
};

static bool is_html(const char *doctype, size_t len)
{
	return len >= strlen(HTML_DOCTYPE) &&
	       strncasecmp(doctype, HTML_DOCTYPE, strlen(HTML_DOCTYPE)) == 0;
}

static void head_init(struct head *head, const char *bytes, size_t len)
{
	struct doctype doctype = {0};
	size_t used = 0;

	*head = (struct head){0};
	if (doctype_find(&doctype, bytes, len))
		head->html = is_html(bytes + doctype.begin, doctype.end - doctype.begin);
	for (size_t i = 0; i < len && used < sizeof(head->text) - 1; i++) {
		if (i == doctype.begin)
			i = doctype.end;
		if (i == len)
			break;
		if (bytes[i] && !strchr("\xef\xbb\xbf\xff\xfe", bytes[i]))
			head->text[used++] = bytes[i];
	}
	head->at = head->text + strspn(head->text, SPACE);
}

/* Moves behind the declarations and comments in front of the first element */
static void skip_prolog(struct head *head)
{
	for (;;) {
		const char *closing = ">";
		const char *end;

		head->at += strspn(head->at, SPACE);
		if (strncmp(head->at, "<!--", 4) == 0)
			closing = "-->";
		else if (strncmp(head->at, "<?", 2) != 0 && strncmp(head->at, "<!", 2) != 0)
			return;
		head->xml |= strncmp(head->at, "<?xml", 5) == 0;
		head->html |= strncasecmp(head->at, HTML_DOCTYPE, strlen(HTML_DOCTYPE)) == 0;
		end = strstr(head->at, closing);
		head->at = end ? end + strlen(closing) : head->at + strlen(head->at);
	}
}

static enum format element_format(const struct head *head, const char *name, size_t len)
{
	static const struct {
		const char *name;
		enum format format;
	} known[] = {{"rss", FORMAT_FEED}, {"RDF", FORMAT_FEED}, {"feed", FORMAT_FEED},
		{"html", FORMAT_HTML}, {"head", FORMAT_HTML}, {"body", FORMAT_HTML},
		{"a", FORMAT_HTML}, {"span", FORMAT_HTML}};
	const char *colon = memchr(name, ':', len);
	char local[32];

	if (colon) {
		len -= (size_t)(colon + 1 - name);
		name = colon + 1;
	}
	if (!len || len >= sizeof(local))
		return FORMAT_XML;
	memcpy(local, name, len);
	local[len] = '\0';
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (strcasecmp(known[i].name, local) == 0)
			return known[i].format;
	}
	return !head->xml && (head->html || node_is_block(local)) ? FORMAT_HTML : FORMAT_XML;
}

static enum format guess_markup(const char *bytes, size_t len)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_.:";
	struct head head;
	size_t size;

	head_init(&head, bytes, len);
	if (*head.at != '<')
		return FORMAT_LIST;
	skip_prolog(&head);
	if (*head.at != '<')
		return head.html ? FORMAT_HTML : FORMAT_XML;
	size = strspn(head.at + 1, letters);
	if (!size)
		return head.html || head.xml ? FORMAT_XML : FORMAT_LIST;
	return element_format(&head, head.at + 1, size);
}

enum format guess_format(const char *bytes, size_t len)
{
	size_t start = start_find(bytes, len);
	enum format format = guess_markup(bytes + start, len - start);
	const char *end = bytes + len;

	if (format != FORMAT_LIST)
		return format;
	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		bytes += 3;
	while (bytes < end && *bytes && strchr(SPACE, *bytes))
		bytes++;
	if (bytes == end)
		return FORMAT_LIST;
	if (*bytes == '{' || (*bytes == '[' && is_json_array(bytes + 1, end)))
		return FORMAT_JSON;
	return is_table(bytes, end) ? FORMAT_CSV : FORMAT_LIST;
}

/* --- presets --- */

/* The body, opened so that conditions can be asked of it */
struct probe {
	enum format format;
	const struct read_input *input;
	json_t *json;
	xmlDocPtr document; /* of XML, its beginning */
	const char *cut;    /* why not all of a page was looked at; NULL: it was */
};

/* The beginning of a document, and whatever DOCTYPE stands before it */
static xmlDocPtr parse_head(const struct read_input *input)
{
	struct read_result result = {0};
	struct items items = {.result = &result};
	struct doctype doctype = {0};
	struct xml_input head;
	xmlParserCtxtPtr parser;
	xmlDocPtr document = NULL;
	size_t len;

	doctype_find(&doctype, input->bytes, input->len);
	len = input->len - doctype.end < LIMIT_HEAD ? input->len : doctype.end + LIMIT_HEAD;
	xml_input_init(&head, &items, input->bytes, len, input->charset);
	parser = xmlCreateIOParserCtxt(
		NULL, NULL, xml_input_read, NULL, &head, XML_CHAR_ENCODING_NONE);
	if (parser) {
		xml_input_switch(&head, parser);
		xmlParseDocument(parser);
		document = parser->myDoc;
		xmlFreeParserCtxt(parser);
	}
	xml_input_release(&head);
	return document;
}

static void probe_open(struct probe *probe, const struct read_input *input)
{
	size_t replaced; /* its reader counts them again */

	*probe = (struct probe){.format = guess_format(input->bytes, input->len), .input = input};
	if (probe->format == FORMAT_JSON)
		probe->json = json_peek(input->bytes, input->len);
	else if (probe->format == FORMAT_HTML)
		probe->document = html_parse(input, &replaced, &probe->cut);
	else if (probe->format == FORMAT_XML || probe->format == FORMAT_FEED)
		probe->document = parse_head(input);
}

static void probe_close(struct probe *probe)
{
	json_decref(probe->json);
	xmlFreeDoc(probe->document);
}

static bool meets_xpath(const struct probe *probe, const struct mapping *mapping)
{
	struct mapping conditions = {
		.prefixes = mapping->prefixes, .prefix_count = mapping->prefix_count};
	struct xpath xpath;
	bool result = true;

	xpath_open(&xpath, probe->document, &conditions);
	for (size_t i = 0; i < mapping->detect.count && result; i++)
		result = xpath_holds(&xpath, mapping->detect.items[i]);
	xpath_close(&xpath);
	return result;
}

static bool meets(const struct probe *probe, const struct source *preset)
{
	const struct texts *detect = &preset->mapping.detect;

	if (probe->document)
		return detect->count && meets_xpath(probe, &preset->mapping);
	for (size_t i = 0; i < detect->count; i++) {
		bool holds = probe->format == FORMAT_CSV
				     ? csv_has_column(probe->input, detect->items[i])
				     : probe->json && pointer_holds(probe->json, detect->items[i]);

		if (!holds)
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
	} else if (format_has_mapping(probe.format) && probe.format != FORMAT_FEED &&
		   !is_plain_json(&probe)) {
		result = err_set(err, ERR_FORMAT, source_where(source),
			"is %s that no preset knows%s%s: give it a [source] that says where papers "
			"stand, with format = %s",
			format_name(probe.format),
			probe.cut ? " as far as it was looked at, for " : "",
			probe.cut ? probe.cut : "", format_name(probe.format));
	}
	probe_close(&probe);
	return result;
}
