/* SPDX-License-Identifier: ISC */
/*
 * A thin layer over libxml2's writer, which escapes: a document in memory with one sticky failure.
 *
 * xml_open, any number of the others, xml_close, which tells of a failure.
 */
#ifndef PAPERROUTE_WRITE_XML_H
#define PAPERROUTE_WRITE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/xmlwriter.h>

#include "base/buf.h"
#include "base/err.h"

struct xml {
	xmlTextWriterPtr writer; /* NULL when it could not be made */
	bool failed;
};

/* What is written goes to out. indent: elements begin lines of their own; never inside of text. */
void xml_open(struct xml *xml, struct buf *out, bool indent);

/* Ends the writing; every element was ended. Fails when anything before did, or when out is full. */
int xml_close(struct xml *xml, const struct buf *out, const char *what, struct err *err);

void xml_begin_document(struct xml *xml);

/* <!DOCTYPE html> in place of the former. */
void xml_begin_page(struct xml *xml);
void xml_begin(struct xml *xml, const char *element);
void xml_end(struct xml *xml);

/* As xml_end, for elements of HTML that may be empty: with an end tag of their own. */
void xml_end_fully(struct xml *xml);

/* Left out when value is NULL. */
void xml_attribute(struct xml *xml, const char *name, const char *value);
void xml_text(struct xml *xml, const char *text);

/* Text that no reader can take for mark-up, as the RSS profile wants titles: & and < as hexadecimal
 * references. */
void xml_plain(struct xml *xml, const char *text);

/* <element>text</element>; nothing when text is NULL. */
void xml_element(struct xml *xml, const char *element, const char *text);

/* <element/> */
void xml_empty(struct xml *xml, const char *element);

#endif
