/* SPDX-License-Identifier: ISC */
/*
 * Lines of papers by way of a reader: every line comes out once and in order, whatever its reader does;
 * one that breaks it is passed over, and no other. What the reader does is the name of the file.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "box/jail.h"
#include "flow.h"
#include "help.h"
#include "misbehave.h"
#include "suites.h"

/* --- what comes out, as text --- */

static void put_problems(struct buf *out, const struct problems *problems)
{
	for (size_t i = 0; i < problems->count; i++)
		buf_printf(out, " !%u: %s", problems->items[i].err.column,
			problems->items[i].err.text);
}

static int take(void *ctx, const struct flow_line *line)
{
	struct buf *out = ctx;

	buf_printf(out, "%zu", line->line->number);
	if (line->blank)
		buf_puts(out, " blank");
	if (line->record)
		buf_printf(out, " %s", record_get(line->record, FIELD_TITLE));
	if (line->record && line->source)
		buf_printf(out, " of %s", line->source);
	put_problems(out, line->problems);
	buf_putc(out, '\n');
	return 0;
}

static void read_file(struct buf *out, const char *name, const char *text, size_t len)
{
	struct reader reader;
	struct flow flow = {.reader = &reader, .take = take, .ctx = out};
	FILE *file = fopen(name, "w");
	struct err err = {0};

	ck_assert_ptr_nonnull(file);
	fwrite(text, 1, len, file);
	fclose(file);
	buf_init(out, SIZE_MAX / 2);
	deed_open(&reader.box);
	ck_assert_msg(flow_read(&flow, name, &err) == 0, "%s", err.text);
	reader_close(&reader);
	unlink(name);
}

#define GONE "nothing of it is taken, what else there is goes on"

static const struct {
	const char *name;
	const char *text;
	const char *out;
	bool boxed; /* not where the jail is not there: sanitizers end it in another way */
} cases[] = {
	{"lines-crash", "", "", false},
	{"lines-crash", "{\"title\": \"A\"}\r\n \n{\"title\": \"B\", \"source\": \"s\"}",
		"1 A\n2 blank\n3 B of s\n", false},
	{"lines-crash",
		"{\"title\": 1\n7\n[]\n{}\n{\"title\": \"A\", \"votes\": []}\n{\"title\": [1]}\n",
		"1 !11: is no JSON: '}' expected near end of file; it is passed over\n"
		"2 !1: is no JSON: '[' or '{' expected near '7'; it is passed over\n"
		"3 !0: is no JSON object; it is passed over\n"
		"4 !0: a paper without a title is left out\n"
		"5 A !0: votes is a list, of which there can only be one; it is left out\n"
		"6 !0: title is a list, of which there can only be one; it is left out !0: a paper "
		"without a title is left out\n",
		false},
	{"lines-crash",
		"{\"title\": \"A\"}\n{\"title\": \"B\"}\n{\"title\": \"CRASH\"}\n\n{\"title\": "
		"\"C\"}\nCRASH\n{\"title\": \"D\"}",
		"1 A\n2 B\n3 !0: its reader crashed (signal 11): " GONE
		"\n4 blank\n5 C\n6 !0: its reader crashed (signal 11): " GONE "\n7 D\n",
		true},
	{"lines-lie", "{}\n{}\n{}\n{}\n",
		"1 !0: its reader said nothing of it; it is passed over\n"
		"2 second\n"
		"3 !0: no column; it is passed over\n"
		"4 !0: its reader said nothing of it; it is passed over\n",
		false},
	{"lines-fail", "aaaaaaaa\nbbbbbbbb\ncccccccc\ndddddddd\n",
		"1 first of many\n2 !0: had enough\n3 !0: had enough\n4 !0: had enough\n", false},
	{"crash", "{}\n\n{}\n",
		"1 !0: its reader crashed (signal 11): " GONE
		"\n2 blank\n3 !0: its reader crashed (signal 11): " GONE "\n",
		true},
};

START_TEST(lines)
{
	struct buf out;

	if (cases[_i].boxed && jail_possible() != JAIL_ALL)
		return;
	read_file(&out, cases[_i].name, cases[_i].text, strlen(cases[_i].text));
	ck_assert_str_eq(buf_str(&out), cases[_i].out);
	buf_release(&out);
}
END_TEST

/* More than one reader gets, and one line in the middle that breaks it */
START_TEST(many)
{
	struct buf text, out;
	const char *at;

	if (jail_possible() != JAIL_ALL)
		return;
	buf_init(&text, SIZE_MAX / 2);
	for (int i = 1; i <= 25000; i++)
		buf_printf(&text, "{\"title\": \"%s%d\"}\n", i == 12345 ? "CRASH" : "", i);
	read_file(&out, "lines-crash", text.data, text.len);
	at = buf_str(&out);
	for (int i = 1; i <= 25000; i++) {
		char line[100];

		if (i == 12345)
			snprintf(line, sizeof(line), "%d !0: its reader crashed (signal 11): ", i);
		else
			snprintf(line, sizeof(line), "%d %d\n", i, i);
		ck_assert_msg(strncmp(at, line, strlen(line)) == 0, "not %s: %.100s", line, at);
		at = strchr(at, '\n') + 1;
	}
	ck_assert_str_eq(at, "");
	buf_release(&out);
	buf_release(&text);
}
END_TEST

Suite *flow_suite(void)
{
	Suite *suite = suite_create("box: lines of papers");
	TCase *tcase = tcase_create("all");

	tcase_set_timeout(tcase, MOST_SECONDS);
	tcase_add_loop_test(tcase, lines, 0, sizeof(cases) / sizeof(*cases));
	tcase_add_test(tcase, many);
	suite_add_tcase(suite, tcase);
	return suite;
}
