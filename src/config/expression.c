/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/expression.h"

#include <string.h>

#include <libxml/pattern.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "model/limits.h"

#define ARROW " => "

/* --- XPath --- */

static void ignore_fault(void *ctx, xmlErrorPtr error)
{
	(void)ctx;
	(void)error;
}

/* What libxml2 says of text when it is evaluated against an empty document */
static const char *try_xpath(xmlXPathContextPtr context, const char *text)
{
	xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, BAD_CAST text);
	xmlXPathObjectPtr found;
	const char *why = NULL;

	if (!compiled)
		return "is no XPath expression";
	found = xmlXPathCompiledEval(compiled, context);
	if (!found && context->lastError.code == XML_XPATH_UNDEF_PREFIX_ERROR)
		why = "has a prefix that namespaces does not name";
	else if (!found)
		why = "is no XPath expression that can be evaluated";
	xmlXPathFreeObject(found);
	xmlXPathFreeCompExpr(compiled);
	return why;
}

const char *expression_check_xpath(
	struct arena *arena, const struct source *source, const char *text)
{
	const struct mapping *mapping = &source->mapping;
	const char *arrow = strstr(text, ARROW);
	xmlDocPtr document = xmlNewDoc(BAD_CAST "1.0");
	xmlXPathContextPtr context = document ? xmlXPathNewContext(document) : NULL;
	const char *why = "cannot be checked: there is no memory";

	if (context) {
		context->error = ignore_fault;
		context->node = (xmlNodePtr)document;
		context->opLimit = LIMIT_XPATH;
		for (size_t i = 0; i < mapping->prefix_count; i++)
			xmlXPathRegisterNs(context, BAD_CAST mapping->prefixes[i].name,
				BAD_CAST mapping->prefixes[i].url);
		why = try_xpath(
			context, arrow ? arena_strndup(arena, text, (size_t)(arrow - text)) : text);
		if (!why && arrow)
			why = try_xpath(context, arrow + strlen(ARROW));
	}
	xmlXPathFreeContext(context);
	xmlFreeDoc(document);
	return why;
}

/* The paths that a document which is never whole in memory can be asked for */
static const char *check_path(struct arena *arena, const struct source *source, const char *text)
{
	const struct mapping *mapping = &source->mapping;
	const xmlChar **names = arena_array(arena, 2 * mapping->prefix_count + 2, sizeof(*names));
	xmlPatternPtr pattern;

	for (size_t i = 0; i < mapping->prefix_count; i++) {
		names[2 * i] = BAD_CAST mapping->prefixes[i].url;
		names[2 * i + 1] = BAD_CAST mapping->prefixes[i].name;
	}
	pattern = xmlPatterncompile(BAD_CAST text, NULL, XML_PATTERN_XPATH, names);
	if (!pattern)
		return "is no path of elements, such as //item or /a/b: here that is all that may "
		       "be asked, with prefixes that namespaces names";
	xmlFreePattern(pattern);
	return NULL;
}

/* --- JSON Pointer (RFC 6901) --- */

static const char *check_pointer(const char *text)
{
	if (strcmp(text, ".") == 0)
		return NULL;
	if (*text != '/')
		return "is no JSON pointer: it begins with a slash, such as /title";
	for (const char *at = strchr(text, '~'); at; at = strchr(at + 1, '~')) {
		if (at[1] != '0' && at[1] != '1')
			return "has a ~ that is neither ~0 nor ~1 in a JSON pointer";
	}
	return NULL;
}

/* --- names of elements --- */

static const char *check_element(const char *text)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_.:";
	size_t len = strspn(text, allowed);

	if (len && strncmp(text + len, "/@", 2) == 0)
		len += 2 + strspn(text + len + 2, allowed);
	if (!len || text[len])
		return "is no name of an element, such as dc:title or link/@href";
	return NULL;
}

const char *expression_check(struct arena *arena, const struct source *source, const char *text)
{
	switch (source->format) {
	case FORMAT_JSON:
		return check_pointer(text);
	case FORMAT_HTML:
		if (source->mapping.embedded && *text == '/')
			return check_pointer(text);
		return expression_check_xpath(arena, source, text);
	case FORMAT_XML:
		return expression_check_xpath(arena, source, text);
	case FORMAT_FEED:
		return check_element(text);
	default:
		return NULL; /* a column may have any name */
	}
}

const char *expression_check_items(
	struct arena *arena, const struct source *source, const char *text)
{
	if (source->format == FORMAT_XML)
		return check_path(arena, source, text);
	if (source->format == FORMAT_JSON)
		return check_pointer(text);
	if (source->format == FORMAT_HTML && source->mapping.embedded &&
		check_pointer(text) == NULL)
		return NULL;
	if (source->format == FORMAT_HTML)
		return expression_check_xpath(arena, source, text);
	return "says where papers stand, and this format needs no such place: leave it out";
}

/* --- templates --- */

static bool is_field(const char *name, size_t len, bool next)
{
	if (next && len == strlen("next") && strncmp(name, "next", len) == 0)
		return true;
	for (int field = 0; field < FIELD_COUNT; field++) {
		const char *known = record_field_name((enum field)field);

		if (strlen(known) == len && strncmp(known, name, len) == 0)
			return true;
	}
	return false;
}

const char *expression_check_template(struct arena *arena, const char *text, bool next)
{
	if (strlen(text) > LIMIT_URL)
		return "is too long";
	for (text = strpbrk(text, "{}"); text; text = strpbrk(text, "{}")) {
		size_t len = strcspn(text, "}");

		if (*text == '}' || !text[len])
			return "has a brace without its partner";
		if (!is_field(text + 1, len - 1, next))
			return arena_printf(arena, "has %.*s, which is no field",
				(int)(len < LIMIT_NAME ? len + 1 : LIMIT_NAME), text);
		text += len + 1;
	}
	return NULL;
}
