/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/xml_input.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>

#include "base/utf8.h"
#include "model/limits.h"
#include "read/charset.h"
#include "read/doctype.h"
#include "read/start.h"

#define LONG_PIECE "a name, value or section of more than " LIMIT_AS_TEXT(LIMIT_XML_PIECE) " bytes"

/* Where an XML declaration ends at the latest */
#define DECLARATION 256

/* The encoding that the document itself names, to *len bytes; NULL when it names none */
static const char *declared(const char *bytes, size_t len, size_t *name_len)
{
	size_t most = len < DECLARATION ? len : DECLARATION;
	const char *end = memchr(bytes, '>', most);
	const char *at;

	if (len < 5 || memcmp(bytes, "<?xml", 5) != 0 || !end)
		return NULL;
	at = memmem(bytes, (size_t)(end - bytes), "encoding", 8);
	while (at && at < end && *at != '"' && *at != '\'')
		at++;
	if (!at || at == end)
		return NULL;
	*name_len = (size_t)(end - at) - 1;
	for (size_t i = 1; i <= *name_len; i++) {
		if (at[i] == *at)
			*name_len = i - 1;
	}
	return at + 1;
}

/* Whether it names UTF-8, or what that extends */
static bool is_utf8_name(const char *name, size_t len)
{
	static const char *const names[] = {"utf-8", "utf8", "us-ascii", "ascii"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strlen(names[i]) == len && strncasecmp(names[i], name, len) == 0)
			return true;
	}
	return false;
}

/* Whether it names another charset, which extends ASCII and which libxml2 or iconv know */
static bool is_other_name(const char *name, size_t len)
{
	char text[DECLARATION] = "";
	xmlCharEncodingHandlerPtr handler;

	if (is_utf8_name(name, len))
		return false;
	memcpy(text, name, len < DECLARATION ? len : DECLARATION - 1);
	handler = xmlFindCharEncodingHandler(text);
	if (handler)
		xmlCharEncCloseFunc(handler);
	return handler && strncasecmp(text, "utf-16", 6) != 0 &&
	       strncasecmp(text, "utf-32", 6) != 0 && strncasecmp(text, "ucs-", 4) != 0 &&
	       strncasecmp(text, "iso-10646-ucs-", 14) != 0;
}

/* Whether it is in another charset than UTF-8, as it says itself, or else HTTP. Of what is UTF-8 both
 * are not believed, as of pages; and what can be read byte by byte is in no UTF-16. */
static bool is_in_other(struct xml_input *input, const char *charset)
{
	size_t len = 0;
	const char *name = declared(input->bytes, input->len, &len);
	bool said = name && is_other_name(name, len);
	bool utf8 = name && is_utf8_name(name, len);

	if (said || utf8 || (charset && !is_other_name(charset, strlen(charset))))
		charset = NULL;
	input->mislabelled = name != NULL;
	if ((!said && !charset) || charset_is_utf8(input->bytes, input->len))
		return false;
	input->mislabelled = !said && name;
	input->charset = charset;
	return true;
}

/* Whether libxml2 would take every byte: UTF-8 of characters that XML allows */
static bool is_sound(const char *bytes, size_t len)
{
	size_t size;

	for (size_t i = 0; i < len; i += size) {
		int32_t c;

		size = utf8_plain(bytes + i, len - i);
		if (size)
			continue;
		c = utf8_decode(bytes + i, len - i, &size);
		if (c < 0 || c == 0xfffe || c == 0xffff ||
			(c < ' ' && c != '\n' && c != '\t' && c != '\r'))
			return false;
	}
	return true;
}

/* Moves behind white space in front of the first element or declaration */
static void skip_blank(struct xml_input *input)
{
	size_t at = 0;
	int lines = 0;

	/* editors and servers both put one there */
	while (input->len - at >= 3 && memcmp(input->bytes + at, "\xef\xbb\xbf", 3) == 0)
		at += 3;
	input->before = start_find(input->bytes, input->len);
	for (; at < input->before; at++)
		lines += input->bytes[at] == '\n';
	while (at < input->len && input->bytes[at] && strchr(" \t\r\n", input->bytes[at]))
		lines += input->bytes[at++] == '\n';
	if (at == input->len || input->bytes[at] != '<')
		return;
	input->bytes += at;
	input->len -= at;
	input->blank_lines = lines;
}

static void blank_doctype(struct xml_input *input)
{
	struct doctype doctype;

	if (!doctype_find(&doctype, input->bytes, input->len))
		return;
	input->blanked = doctype_blank(&doctype, input->bytes, input->len);
	input->bytes = input->blanked;
	if (doctype.closed)
		return;
	snprintf(input->fault, sizeof(input->fault), "its DOCTYPE does not end");
	input->fault_line = 1;
}

static void mend_tags(struct xml_input *input)
{
	input->mended = tags_mend(&input->tags, input->bytes, &input->len);
	if (input->mended)
		input->bytes = input->mended;
}

static void escape_ampersands(struct xml_input *input)
{
	input->escaped = ampersand_escape(&input->ampersands, input->bytes, &input->len);
	if (input->escaped)
		input->bytes = input->escaped;
}

static void clean(struct xml_input *input, struct items *items, const char *charset)
{
	size_t replaced;
	char *single;

	if (is_in_other(input, charset) || charset_is_clean(input->bytes, input->len) ||
		is_sound(input->bytes, input->len))
		return;
	single = charset_from_1252(input->bytes, input->len);
	input->is_1252 = single != NULL;
	input->cleaned = utf8_clean(
		single ? single : input->bytes, single ? strlen(single) : input->len, &replaced);
	free(single);
	input->bytes = input->cleaned;
	input->len = strlen(input->cleaned);
	items->result->replaced += replaced;
}

void xml_input_init(struct xml_input *input, struct items *items, const char *bytes, size_t len,
	const char *charset)
{
	*input = (struct xml_input){.bytes = bytes, .len = len};
	if (len >= 2 && (memcmp(bytes, "\xfe\xff", 2) == 0 || memcmp(bytes, "\xff\xfe", 2) == 0))
		return; /* UTF-16, which libxml2 knows by these two */
	skip_blank(input);
	clean(input, items, charset);
	blank_doctype(input);
	mend_tags(input);
	escape_ampersands(input);
}

void xml_input_release(struct xml_input *input)
{
	free(input->cleaned);
	free(input->blanked);
	free(input->mended);
	free(input->escaped);
	input->cleaned = input->blanked = input->mended = input->escaped = NULL;
}

void xml_input_switch(const struct xml_input *input, xmlParserCtxtPtr parser)
{
	xmlCharEncodingHandlerPtr handler =
		input->charset ? xmlFindCharEncodingHandler(input->charset) : NULL;

	xmlCtxtUseOptions(
		parser, XML_INPUT_OPTIONS | (input->mislabelled ? XML_PARSE_IGNORE_ENC : 0));
	if (handler)
		xmlSwitchToEncoding(parser, handler);
	parser->input->line += input->blank_lines;
}

int xml_input_read(void *context, char *buffer, int len)
{
	struct xml_input *input = context;
	size_t size = input->len - input->at;

	if (size > (size_t)len)
		size = (size_t)len;
	for (const char *at = input->bytes + input->at, *end = at + size;
		(at = memchr(at, '=', (size_t)(end - at))); at++)
		input->equals++;
	if (input->equals > LIMIT_ATTRIBUTES && !*input->over)
		snprintf(input->over, sizeof(input->over),
			"an element with more than %d attributes", LIMIT_ATTRIBUTES);
	if (*input->over)
		return 0;
	memcpy(buffer, input->bytes + input->at, size);
	input->at += size;
	return (int)size;
}

/* --- caps --- */

void xml_input_stop(struct xml_input *input, xmlParserCtxtPtr parser, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (!*input->over) {
		vsnprintf(input->over, sizeof(input->over), format, args);
		input->over_line = xmlSAX2GetLineNumber(parser);
	}
	va_end(args);
	xmlStopParser(parser);
}

bool xml_input_element(struct xml_input *input, xmlParserCtxtPtr parser, int attributes)
{
	const size_t most = (size_t)LIMIT_ATTRIBUTES * LIMIT_ATTRIBUTES;

	xml_input_go_on(input, parser);
	input->compared += (size_t)attributes * (size_t)attributes;
	if (input->compared > most)
		xml_input_stop(input, parser,
			"elements with thousands of attributes, which take as long as one with "
			"%d",
			LIMIT_ATTRIBUTES);
	else if (parser->nsNr / 2 > LIMIT_NAMESPACES)
		xml_input_stop(
			input, parser, "more than %d namespaces at one place", LIMIT_NAMESPACES);
	else if (xmlDictGetUsage(parser->dict) > LIMIT_NAMES)
		xml_input_stop(
			input, parser, "more than %zu bytes of different names", LIMIT_NAMES);
	else
		return true;
	return false;
}

/* --- mistakes --- */

/* What libxml2 says of its own bounds, and what a person is told */
static const struct {
	const char *said;
	const char *told;
} bounds[] = {
	{"Excessive depth", "elements nested more than " LIMIT_AS_TEXT(LIMIT_XML_NESTING) " deep"},
	{"too long", LONG_PIECE},
	{"too big", LONG_PIECE},
	{"Huge input lookup", LONG_PIECE},
};

/* A bound is a cap, and no mistake of the document */
static bool is_bound(struct xml_input *input, const xmlError *error)
{
	for (size_t i = 0; i < sizeof(bounds) / sizeof(*bounds) && !*input->over; i++) {
		if (!strstr(error->message, bounds[i].said))
			continue;
		snprintf(input->over, sizeof(input->over), "%s", bounds[i].told);
		input->over_line = error->line;
	}
	return *input->over;
}

void xml_input_fault(void *user, xmlErrorPtr error)
{
	struct xml_input *input = user;
	size_t len;

	if (error->level != XML_ERR_FATAL || !error->message || is_bound(input, error) ||
		input->fault_line)
		return;
	input->fault_line = error->line > 0 ? error->line : 1;
	snprintf(input->fault, sizeof(input->fault), "%s", error->message);
	len = strcspn(input->fault, "\n");
	input->fault[len] = '\0';
	/* it quotes the document */
	for (size_t i = 0; i < len; i++) {
		if (input->fault[i] < ' ' || input->fault[i] > '~')
			input->fault[i] = '?';
	}
}

void xml_input_go_on(struct xml_input *input, xmlParserCtxtPtr parser)
{
	input->equals = 0;
	parser->wellFormed = 1;
}

int xml_input_check(const struct xml_input *input, struct items *items, bool whole, struct err *err)
{
	if (*input->over)
		return err_set_at(err, ERR_LIMIT, source_where(items->source),
			(unsigned)input->over_line, 0, "has %s: the rest was not read",
			input->over);
	if (!whole && !items->stopped && !items->full)
		return err_set_at(err, ERR_FORMAT, source_where(items->source),
			(unsigned)input->fault_line, 0, "the XML %s%s%s",
			input->at < input->len ? "is broken, and the rest was not read"
					       : "is broken or cut short",
			*input->fault ? ": " : "", input->fault);
	if (input->is_1252)
		items_warn(items, 0, "it is in windows-1252, and says that it is in UTF-8");
	if (input->before)
		items_warn(items, 1, "%zu bytes before the XML are passed over", input->before);
	if (input->tags.count)
		items_warn(items, input->tags.line + (size_t)input->blank_lines,
			"the XML was repaired: at %zu places tags are not closed, not opened, or "
			"no "
			"tags",
			input->tags.count);
	if (input->ampersands.count)
		items_warn(items, input->ampersands.line + (size_t)input->blank_lines,
			"the XML was repaired: it has %zu & that should be &amp;",
			input->ampersands.count);
	if (input->fault_line)
		items_warn(items, (size_t)input->fault_line,
			"the XML is broken and was repaired: %s", input->fault);
	return 0;
}

/* --- entities --- */

xmlEntityPtr xml_input_entity(struct xml_input *input, const xmlChar *name)
{
	const htmlEntityDesc *known = htmlEntityLookup(name);

	if (!known)
		return NULL;
	input->entity_text[utf8_encode(input->entity_text, (int32_t)known->value)] = '\0';
	input->entity = (xmlEntity){
		.type = XML_ENTITY_DECL,
		.name = name,
		.content = BAD_CAST input->entity_text,
		.length = (int)strlen(input->entity_text),
		.etype = XML_INTERNAL_PREDEFINED_ENTITY,
	};
	return &input->entity;
}
