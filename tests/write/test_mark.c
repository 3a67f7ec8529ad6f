/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "write/help.h"
#include "write/mark.h"

/* Terms, set apart by "|", and a text; marks are shown as brackets */
static const struct {
	const char *terms;
	const char *text;
	const char *marked;
} cases[] = {
	{"language model", "Language models", "Language models"},
	{"language models", "Language Models, a language models",
		"[Language Models], a [language models]"},
	{"model", "models remodel model-based model", "models remodel [model]-based [model]"},
	{"RAG", "RAG rag fragment", "[RAG] rag fragment"},
	{"LoRA", "LoRA lora QLoRA", "[LoRA] lora QLoRA"},
	{"deep|deep learning", "deep learning is deep", "[deep learning] is [deep]"},
	{"GPT-4", "GPT-4o GPT-4.", "GPT-4o [GPT-4]."},
	{"a",
		"\xc3\xa9"
		"a a\xc3\xa9 a",
		"\xc3\xa9"
		"a a\xc3\xa9 [a]"},
	{"\xc3\xa9tat", "l'\xc3\xa9tat", "l'[\xc3\xa9tat]"},
	{"\xe6\xa8\xa1", "\xe6\xa8\xa1 x", "[\xe6\xa8\xa1] x"},
	{"<b>", "a <b> c", "a [&lt;b&gt;] c"},
	{"x", "", ""},
};

#define CASES ((int)(sizeof(cases) / sizeof(*cases)))

static char *show(const char *terms, const char *text, const char *field)
{
	struct reason reasons[8];
	struct route route = {"a", 1, reasons, 0};
	struct feed_entry entry = {.routes = &route, .route_count = 1};
	struct mark mark;
	struct buf out;
	struct xml xml;
	struct err err;

	while (*terms) {
		size_t len = strcspn(terms, "|");

		reasons[route.reason_count++] = (struct reason){.rule = "r",
			.field = field,
			.text = arena_strndup(&help_scratch, terms, len)};
		terms += len + (terms[len] == '|');
	}
	mark_collect(&mark, &help_scratch, &entry);
	buf_init(&out, 1u << 20);
	xml_open(&xml, &out, false);
	mark_put(&xml, &mark, text, strlen(text));
	ck_assert_int_eq(xml_close(&xml, &out, "test", &err), 0);
	return buf_take(&out);
}

/* <mark> as a bracket */
static char *with_brackets(const char *text)
{
	struct buf out;

	buf_init(&out, 1u << 20);
	while (*text) {
		if (strncmp(text, "<mark>", 6) == 0) {
			buf_putc(&out, '[');
			text += 6;
		} else if (strncmp(text, "</mark>", 7) == 0) {
			buf_putc(&out, ']');
			text += 7;
		} else {
			buf_putc(&out, *text++);
		}
	}
	return buf_take(&out);
}

START_TEST(marked)
{
	char *shown = show(cases[_i].terms, cases[_i].text, "title");
	char *got = with_brackets(shown);

	ck_assert_msg(strcmp(got, cases[_i].marked) == 0, "%s in \"%s\": %s", cases[_i].terms,
		cases[_i].text, got);
	free(got);
	free(shown);
}
END_TEST

/* An author's name is no word of the text */
START_TEST(other_fields)
{
	char *shown = show("Ada", "Ada", "author");

	ck_assert_str_eq(shown, "Ada");
	free(shown);
}
END_TEST

Suite *suite_mark(void)
{
	Suite *suite = suite_create("mark");
	TCase *tcase = tcase_create("mark");

	tcase_add_checked_fixture(tcase, help_begin, help_end);
	tcase_add_loop_test(tcase, marked, 0, CASES);
	tcase_add_test(tcase, other_fields);
	suite_add_tcase(suite, tcase);
	return suite;
}
