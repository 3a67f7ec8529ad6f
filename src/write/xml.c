/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/xml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/xmlIO.h>

#include "base/xalloc.h"

static int put(void *context, const char *bytes, int len)
{
	struct buf *out = context;

	buf_put(out, bytes, (size_t)len);
	return len; /* a failure would make libxml2 print; the buffer remembers it */
}

static void keep(struct xml *xml, int result)
{
	xml->failed = xml->failed || result < 0;
}

void xml_open(struct xml *xml, struct buf *out, bool indent)
{
	xmlOutputBufferPtr sink = xmlOutputBufferCreateIO(put, NULL, out, NULL);

	*xml = (struct xml){sink ? xmlNewTextWriter(sink) : NULL, false};
	if (!xml->writer) {
		if (sink)
			xmlOutputBufferClose(sink);
		xml->failed = true;
	} else if (indent) {
		keep(xml, xmlTextWriterSetIndent(xml->writer, 1));
		keep(xml, xmlTextWriterSetIndentString(xml->writer, BAD_CAST "  "));
	}
}

int xml_close(struct xml *xml, const struct buf *out, const char *what, struct err *err)
{
	if (xml->writer && !xml->failed)
		keep(xml, xmlTextWriterFlush(xml->writer));
	if (xml->writer)
		xmlFreeTextWriter(xml->writer);
	xml->writer = NULL;
	if (buf_failed(out))
		return err_set(err, ERR_LIMIT, what, "would have more than %zu bytes", out->limit);
	if (xml->failed)
		return err_set(err, ERR_SYSTEM, what, "could not be written by libxml2");
	return 0;
}

void xml_begin_document(struct xml *xml)
{
	if (!xml->failed)
		keep(xml, xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL));
}

void xml_begin_page(struct xml *xml)
{
	if (!xml->failed)
		keep(xml, xmlTextWriterWriteDTD(xml->writer, BAD_CAST "html", NULL, NULL, NULL));
	xml_text(xml, "\n");
}

void xml_begin(struct xml *xml, const char *element)
{
	if (!xml->failed)
		keep(xml, xmlTextWriterStartElement(xml->writer, BAD_CAST element));
}

void xml_end(struct xml *xml)
{
	if (!xml->failed)
		keep(xml, xmlTextWriterEndElement(xml->writer));
}

void xml_end_fully(struct xml *xml)
{
	if (!xml->failed)
		keep(xml, xmlTextWriterFullEndElement(xml->writer));
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
	if (value && !xml->failed)
		keep(xml, xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST value));
}

void xml_text(struct xml *xml, const char *text)
{
	if (!xml->failed)
		keep(xml, xmlTextWriterWriteString(xml->writer, BAD_CAST text));
}

void xml_plain(struct xml *xml, const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "&<");
		char *part = xstrndup(text, len);

		xml_text(xml, part);
		free(part);
		text += len;
		if (*text && !xml->failed)
			keep(xml, xmlTextWriterWriteRaw(xml->writer,
					  BAD_CAST(*text++ == '&' ? "&#x26;" : "&#x3C;")));
	}
}

void xml_element(struct xml *xml, const char *element, const char *text)
{
	if (!text)
		return;
	xml_begin(xml, element);
	xml_text(xml, text);
	xml_end(xml);
}

void xml_empty(struct xml *xml, const char *element)
{
	xml_begin(xml, element);
	xml_end(xml);
}
