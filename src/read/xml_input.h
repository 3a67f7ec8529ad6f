/* SPDX-License-Identifier: ISC */
/*
 * XML as it comes, made fit for libxml2, and what libxml2 says of it.
 *
 * Nothing outside of the bytes is ever asked for, and no DTD is seen; what is broken is repaired as far
 * as libxml2 can, and told once.
 */
#ifndef PAPERROUTE_READ_XML_INPUT_H
#define PAPERROUTE_READ_XML_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/parser.h>

#include "base/err.h"
#include "read/ampersand.h"
#include "read/item.h"
#include "read/tags.h"

/* Options of every parser: what is broken is repaired, nothing comes over the network. XML_PARSE_HUGE
 * is not among them, so that libxml2's own bounds hold (nesting of 256, texts of 10 MB); neither is
 * XML_PARSE_NOENT. */
#define XML_INPUT_OPTIONS                                                                \
	(XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | \
		XML_PARSE_COMPACT)

struct xml_input {
	const char *bytes;
	size_t len;
	size_t at;     /* what libxml2 has taken */
	char *cleaned; /* the bytes, when they had to be made UTF-8 */
	char *blanked; /* the bytes without their DOCTYPE */
	char *mended;  /* the bytes, when tags in them had to be mended */
	char *escaped; /* the bytes, when a & in them had to be escaped */
	struct ampersands ampersands;
	struct tags_mended tags;
	size_t before;       /* bytes before the document, passed over */
	size_t equals;       /* signs taken since the last piece of the document */
	size_t compared;     /* attributes with each other, so far */
	char over[100];      /* which cap was passed, so that no more is taken; else empty */
	int over_line;       /* where, as far as that is known */
	bool is_1252;        /* windows-1252 in place of UTF-8 */
	bool mislabelled;    /* what the document says of its encoding is wrong */
	int blank_lines;     /* passed over before the document */
	const char *charset; /* for libxml2; NULL: the document says it, or it is UTF-8 */
	int fault_line;      /* of the first mistake; 0: none so far */
	char fault[200];     /* what libxml2 says of it */
	xmlEntity entity;    /* the last that xml_input_entity gave */
	char entity_text[8];
};

/* Cleans the bytes if need be, which counts in items. White space before the document, as many a blog
 * has it, is passed over: behind it libxml2 takes no declaration. charset as in struct read_input. */
void xml_input_init(struct xml_input *input, struct items *items, const char *bytes, size_t len,
	const char *charset);
void xml_input_release(struct xml_input *input);

/* Tells a parser its options, the charset and the first line's number, before its first byte; a charset
 * that libxml2 does not know is left out. */
void xml_input_switch(const struct xml_input *input, xmlParserCtxtPtr parser);

/* The next bytes, as libxml2's readers want them; context is a struct xml_input. */
int xml_input_read(void *context, char *buffer, int len);

/* Keeps the first mistake that matters; user is a struct xml_input. */
void xml_input_fault(void *user, xmlErrorPtr error);

/* To be called at every element instead of xml_input_go_on, with the number of its attributes and
 * namespaces; false when it passes a cap: then the parser is stopped. */
bool xml_input_element(struct xml_input *input, xmlParserCtxtPtr parser, int attributes);

/* Stops the parser: the document has more of something than format, as printf's, says. */
void xml_input_stop(struct xml_input *input, xmlParserCtxtPtr parser, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* To be called at every other piece of the document: behind a mistake libxml2 would leave out the references
 * that XML itself knows, such as &lt;, to its end. */
void xml_input_go_on(struct xml_input *input, xmlParserCtxtPtr parser);

/* After the last byte: fails when the document is not whole, warns when it was repaired. */
int xml_input_check(
	const struct xml_input *input, struct items *items, bool whole, struct err *err);

/* An entity that XML does not know and HTML does, as "nbsp"; good until the next call. NULL for
 * others: none that a document declares is ever expanded. */
xmlEntityPtr xml_input_entity(struct xml_input *input, const xmlChar *name);

#endif
