/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fuzz/document.h"

#include <string.h>

#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "fuzz/fuzz.h"
#include "model/limits.h"

void document_require_xml(const char *text, size_t len, const char *root)
{
	xmlDocPtr document = xmlReadMemory(text, (int)len, "document", NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	fuzz_require_text(text, LIMIT_DOCUMENT, "a document");
	fuzz_require(strlen(text) == len, "no NUL stands in a document");
	fuzz_require(document != NULL, "a document is well-formed: %s\n%s",
		xmlGetLastError() ? xmlGetLastError()->message : "", text);
	fuzz_require_equal((const char *)xmlDocGetRootElement(document)->name, root, "the root");
	xmlFreeDoc(document);
}

void document_require_json(const char *text, size_t len, size_t items)
{
	json_error_t error;
	json_t *root = json_loadb(text, len, JSON_REJECT_DUPLICATES, &error);

	fuzz_require_text(text, LIMIT_DOCUMENT, "a document");
	fuzz_require(root != NULL, "a document is JSON: %s\n%s", error.text, text);
	fuzz_require(json_array_size(json_object_get(root, "items")) == items,
		"all papers are in the document");
	json_decref(root);
}
