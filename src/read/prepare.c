/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "read/prepare.h"

#include <iconv.h>
#include <stddef.h>
#include <stdlib.h>

#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>

#include "base/xalloc.h"

/* Those of the Encoding standard that libxml2 does not know by itself, by names that iconv has; what is
 * held open is found again under all of its names. windows-1252 stands for ISO-8859-1 too. */
static const char *const charsets[] = {"IBM866", "ISO-8859-1", "ISO-8859-2", "ISO-8859-3",
	"ISO-8859-4", "ISO-8859-5", "ISO-8859-6", "ISO-8859-7", "ISO-8859-8", "ISO-8859-9",
	"ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "KOI8-R",
	"KOI8-U", "MACINTOSH", "MAC-CYRILLIC", "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252",
	"WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255", "WINDOWS-1256", "WINDOWS-1257",
	"WINDOWS-1258", "WINDOWS-874", "TIS-620", "GB2312", "GBK", "GB18030", "BIG5", "BIG5-HKSCS",
	"EUC-JP", "ISO-2022-JP", "SHIFT_JIS", "WINDOWS-31J", "EUC-KR", "UHC", "UTF-16", "UTF-16LE",
	"UTF-16BE"};

#define CHARSETS (sizeof(charsets) / sizeof(*charsets))

/* What is let go would be closed with its tables */
static iconv_t held[2 * CHARSETS];

static void *resize(void *old, size_t size)
{
	return xreallocarray(old, size, 1);
}

void read_prepare_memory(void)
{
	xmlMemSetup(free, xmalloc, resize, xstrdup);
	json_set_alloc_funcs(xmalloc, free);
}

void read_prepare(void)
{
	xmlInitParser();
	json_object_seed(0);
	for (size_t i = 0; i < CHARSETS; i++) {
		held[2 * i] = iconv_open("UTF-8", charsets[i]);
		held[2 * i + 1] = iconv_open(charsets[i], "UTF-8");
	}
}
