/* SPDX-License-Identifier: ISC */
/*
 * Answers, right and wrong: what frames.h writes is what answer.h hands over; what breaks a rule is
 * refused as a whole; and whatever is done to the bytes of a good one, nothing comes through that a
 * reader's sink may not be given.
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "base/xalloc.h"
#include "box/answer.h"
#include "box/frame.h"
#include "box/jail.h"
#include "box/wire.h"
#include "model/limits.h"
#include "suites.h"

static const struct source presets[] = {{.name = "first"}, {.name = "second"}};

static const struct source source = {.name = "source",
	.path = "the source",
	.format = FORMAT_AUTO,
	.presets = presets,
	.preset_count = 2};

static const struct source listed = {
	.name = "listed", .path = "the list", .format = FORMAT_LIST, .preset = "own"};

/* --- what came, as text --- */

static size_t broken;

/* Against what the decoder says of itself: by hand, and one character after the other */
static void look_at(const char *text, bool may_be_empty)
{
	size_t len = strlen(text);
	size_t size;

	broken += len > LIMIT_SENT || (!len && !may_be_empty);
	for (size_t i = 0; i < len; i += size)
		broken += !utf8_is_xml(utf8_decode(text + i, len - i, &size));
}

static int on_record(void *ctx, const struct record *record)
{
	size_t counts[FIELD_COUNT] = {0};

	broken += !record->count || record->count > LIMIT_VALUES || record->rank >= LIMIT_RECORDS;
	buf_printf(ctx, "paper %zu, line %zu\n", record->rank, record->line);
	for (size_t i = 0; i < record->count; i++) {
		const struct record_value *value = &record->values[i];

		ck_assert_uint_lt(value->field, FIELD_COUNT);
		counts[value->field]++;
		broken += counts[value->field] > 1 && !record_field_repeats(value->field);
		look_at(value->text, false);
		buf_printf(ctx, "%s: %s\n", record_field_name(value->field), value->text);
	}
	return 0;
}

static void on_contributor(void *ctx, const char *name)
{
	look_at(name, false);
	buf_printf(ctx, "contributor: %s\n", name);
}

static void on_note(void *ctx, enum read_note kind, size_t line, const char *text)
{
	broken += kind >= READ_NOTES;
	look_at(text, true);
	buf_printf(ctx, "note %d, line %zu: %s\n", kind, line, text);
}

static void on_next(void *ctx, const char *url)
{
	look_at(url, false);
	buf_printf(ctx, "next: %s\n", url);
}

static int read_answer(struct buf *out, const struct buf *bytes, const struct source *from,
	struct read_result *result, struct err *err)
{
	struct read_sink sink = {out, on_record, on_contributor, on_note, on_next};
	char *exact = xmalloc(bytes->len);
	int failed;

	/* no byte more, so that a sanitizer sees who goes past the end */
	memcpy(exact, buf_str(bytes), bytes->len);
	failed = answer_read(result, exact, bytes->len, from, &sink, err);
	free(exact);
	return failed;
}

/* --- a good one --- */

static void collect(struct buf *bytes, FILE *file)
{
	char step[4096];
	size_t got;

	buf_init(bytes, SIZE_MAX / 2);
	rewind(file);
	while ((got = fread(step, 1, sizeof(step), file)) > 0)
		buf_put(bytes, step, got);
	fclose(file);
}

static void make_answer(struct buf *bytes, bool failed)
{
	struct record_value values[] = {
		{FIELD_TITLE, "A title \xc3\xa9\xe2\x82\xac\xf0\x9f\x8e\x89"},
		{FIELD_AUTHOR, "One"}, {FIELD_AUTHOR, "Two"},
		{FIELD_ABSTRACT, "Long\n\nand short"}};
	struct record first = {values, 4, 3, 0};
	struct record second = {values, 1, 9, 5};
	struct read_result result = {.records = 2,
		.skipped = 1,
		.refused = 2,
		.replaced = 3,
		.container = true,
		.format = FORMAT_JSON,
		.preset = presets[1].name};
	struct err err = {.code = ERR_LIMIT, .line = 12, .column = 3};
	FILE *file = tmpfile();
	struct frames frames;
	struct read_sink sink;

	snprintf(err.text, sizeof(err.text), "is too long");
	frames_init(&frames, fileno(file), true);
	sink = frames_sink(&frames);
	frames_hello(&frames, JAIL_MEMORY | JAIL_SECCOMP);
	sink.contributor(sink.ctx, "A group");
	sink.record(sink.ctx, &first);
	sink.note(sink.ctx, READ_NOTE_DECISION, 4, "passed over");
	sink.note(sink.ctx, READ_NOTE_WARNING, 0, "cut in the middle of a character: \xc3");
	sink.record(sink.ctx, &second);
	sink.next(sink.ctx, "/page/2");
	ck_assert_int_eq(frames_end(&frames, &result, &source, failed, &err), 0);
	frames_release(&frames);
	collect(bytes, file);
}

static const char expected[] = "contributor: A group\n"
			       "paper 0, line 3\n"
			       "title: A title \xc3\xa9\xe2\x82\xac\xf0\x9f\x8e\x89\n"
			       "author: One\n"
			       "author: Two\n"
			       "abstract: Long\n\nand short\n"
			       "note 0, line 4: passed over\n"
			       "note 1, line 0: cut in the middle of a character: \xef\xbf\xbd\n"
			       "paper 5, line 9\n"
			       "title: A title \xc3\xa9\xe2\x82\xac\xf0\x9f\x8e\x89\n"
			       "next: /page/2\n";

START_TEST(good)
{
	struct read_result result;
	struct buf bytes, out;
	struct err err = {0};

	make_answer(&bytes, _i == 1);
	buf_init(&out, SIZE_MAX / 2);
	ck_assert_int_eq(read_answer(&out, &bytes, &source, &result, &err), _i == 1 ? -1 : 0);
	ck_assert_str_eq(buf_str(&out), expected);
	ck_assert_uint_eq(broken, 0);
	ck_assert_uint_eq(result.records, 2);
	ck_assert_uint_eq(result.skipped, 1);
	ck_assert_uint_eq(result.refused, 2);
	ck_assert_uint_eq(result.replaced, 3);
	ck_assert(result.container);
	ck_assert_int_eq(result.format, FORMAT_JSON);
	ck_assert_ptr_eq(result.preset, presets[1].name);
	if (_i == 1) {
		ck_assert_int_eq(err.code, ERR_LIMIT);
		ck_assert_str_eq(err.where, "the source");
		ck_assert_uint_eq(err.line, 12);
		ck_assert_uint_eq(err.column, 3);
		ck_assert_str_eq(err.text, "is too long");
	}
	buf_release(&out);
	buf_release(&bytes);
}
END_TEST

/* Bytes come in any pieces */
START_TEST(pieces)
{
	struct answer answer;
	struct buf bytes;

	make_answer(&bytes, false);
	answer_init(&answer, &source, bytes.len);
	for (size_t len = 0; len <= bytes.len; len++) {
		char *exact = xmalloc(len);

		memcpy(exact, bytes.data, len);
		ck_assert_int_eq(answer_check(&answer, exact, len), 0);
		ck_assert(answer_is_whole(&answer, len) == (len == bytes.len));
		free(exact);
	}
	ck_assert_uint_eq(answer.parts, JAIL_MEMORY | JAIL_SECCOMP);
	answer_release(&answer);
	buf_release(&bytes);
}
END_TEST

/* --- wrong ones, frame by frame --- */

/* A frame as text: a letter for its kind, then numbers, and texts in quotes; \xNN is any byte. H hello,
 * P paper, C contributor, N note, A address, R result, E error; + a byte too much in it, - one too few. */
static void put_frame(struct buf *out, const char **at)
{
	static const char letters[] = " HPCNARE";
	const char *kind = strchr(letters, *(*at)++);
	size_t start = out->len;
	struct wire wire;
	uint64_t number;

	wire_put(&wire, out);
	number = kind ? (uint64_t)(kind - letters) : FRAME_COUNT;
	wire_u64(&wire, &number);
	number = 0;
	wire_u64(&wire, &number);
	while (**at && **at != ';') {
		if (**at == '"') {
			const char *end = strchr(*at + 1, '"');
			char *text = xstrndup(*at + 1, (size_t)(end - *at - 1));
			const char *borrowed = text;

			wire_text(&wire, &borrowed, SIZE_MAX);
			*at = end + 1;
			free(text);
		} else if (**at == '+') {
			buf_putc(out, '\0');
			++*at;
		} else if (**at == '-') {
			buf_truncate(out, out->len - 1);
			++*at;
		} else if (**at == '0') { /* no text */
			number = 0;
			wire_u64(&wire, &number);
			++*at;
		} else if (**at == ' ') {
			++*at;
		} else {
			char *end;

			number = strtoull(*at, &end, 10);
			ck_assert_ptr_ne(end, *at);
			wire_u64(&wire, &number);
			*at = end;
		}
	}
	number = out->len - start - FRAME_HEAD;
	memcpy(out->data + start + sizeof(number), &number, sizeof(number));
	*at += **at == ';';
}

#define HELLO  "H \"" PACKAGE_VERSION "\" 0;"
#define RESULT "R 0 0 0 0 0 1 0;"
#define ONE    "R 1 0 0 0 0 1 0;"

static const struct {
	const char *frames;
	const char *says;
} wrong[] = {
	{HELLO RESULT, NULL},
	{HELLO "P 1 0 1 1 \"x\";" ONE, NULL},
	{"", "it is cut short"},
	{HELLO, "it is cut short"},
	{HELLO "P 1 0 1 1 \"x\";", "it is cut short"},
	{RESULT, "cannot stand"},
	{"P 1 0 1 1 \"x\";" HELLO ONE, "cannot stand"},
	{HELLO HELLO RESULT, "cannot stand"},
	{HELLO RESULT RESULT, "more behind its end"},
	{HELLO RESULT "N 1 1 \"x\";", "more behind its end"},
	{HELLO "?;" RESULT, "cannot stand"},
	{HELLO " ;" RESULT, "cannot stand"},
	{"H \"0.0\" 0;" RESULT, "another version"},
	{"H \"" PACKAGE_VERSION "\" 128;" RESULT, "a number that there is not"},
	{"H 0 0;" RESULT, "a text that is none"},
	{HELLO "P 1 0 1 1 \"x\"+;" ONE, "longer or shorter"},
	{HELLO "P 1 0 1 1 \"x\"-;" ONE, "a text that is none"},
	{HELLO "P;" ONE, "a paper without any value"},
	{HELLO "P 1 0 0;" ONE, "a paper without any value"},
	{HELLO "P 1 0 1 99 \"x\";" ONE, "a number that there is not"},
	{HELLO "P 1 0 1 14 \"x\";" ONE, "a number that there is not"},
	{HELLO "P 1 0 1 1 \"\";" ONE, "an empty value"},
	{HELLO "P 1 0 1 1 0;" ONE, "a text that is none"},
	{HELLO "P 1 0 1 1 \"a\xc3\";" ONE, "other characters"},
	{HELLO "P 1 0 1 1 \"\xed\xa0\x80\";" ONE, "other characters"},
	{HELLO "P 1 0 1 1 \"\xc0\x80\";" ONE, "other characters"},
	{HELLO "P 1 0 1 1 \"\xef\xbf\xbe\";" ONE, "other characters"},
	{HELLO "P 1 0 1 1 \"\x1b[2J\";" ONE, "other characters"},
	{HELLO "P 1 0 1 1 \"a\r\";" ONE, "other characters"},
	{HELLO "P 1 0 1 1 \"\xc2\x9b\";" ONE, "other characters"},
	{HELLO "P 1 0 2 1 \"x\" 1 \"y\";" ONE, "a field twice"},
	{HELLO "P 1 0 2 3 \"x\" 3 \"y\";" ONE, NULL},
	{HELLO "P 1 0 20000 3 \"x\";" ONE, "a number that there is not"},
	{HELLO "P 1 0 9000 3 \"x\";" ONE, "more values than it has bytes for"},
	{HELLO "P 1 200000 1 1 \"x\";" ONE, "a number that there is not"},
	{HELLO "P 1 7 1 1 \"x\";P 1 7 1 1 \"x\";R 2 0 0 0 0 1 0;", "papers out of their order"},
	{HELLO "P 1 7 1 1 \"x\";P 1 3 1 1 \"x\";R 2 0 0 0 0 1 0;", "papers out of their order"},
	{HELLO "P 1 0 1 1 \"x\";" RESULT, "another number of papers"},
	{HELLO "N 4 1 \"x\";" RESULT, "a number that there is not"},
	{HELLO "N 1 1 \"\xff\";" RESULT, "other characters"},
	{HELLO "A \"\x07\";" RESULT, "other characters"},
	{HELLO "A \"\";" RESULT, "an empty contributor"},
	{HELLO "C 0;" RESULT, "a text that is none"},
	{HELLO "R 0 0 0 0 2 1 0;", "a number that there is not"},
	{HELLO "R 0 0 0 0 0 7 0;", "a number that there is not"},
	{HELLO "R 0 4294967296 0 0 0 1 0;", "a number that there is not"},
	{HELLO "R 0 0 0 0 0 1 1;", "a preset"},
	{HELLO "R 0 0 0 0 0 1 3;", NULL},
	{HELLO "R 0 0 0 0 0 1 4;", "a preset"},
	{HELLO "E 0 0 0 0 0 1 0 0 1 1 \"x\";", "an error of a kind"},
	{HELLO "E 0 0 0 0 0 1 0 8 1 1 \"x\";", "an error of a kind"},
	{HELLO "E 0 0 0 0 0 1 0 5 4294967296 1 \"x\";", "a number that there is not"},
	{HELLO "E 0 0 0 0 0 1 0 5 1 1 \"\x01\";", "other characters"},
	{HELLO "E 0 0 0 0 0 1 0 5 1 1 \"\";", "without a reason"},
};

#define WRONG (sizeof(wrong) / sizeof(*wrong))

START_TEST(rules)
{
	const char *at = wrong[_i].frames;
	struct read_result result;
	struct buf bytes, out;
	struct err err = {0};
	int failed;

	buf_init(&bytes, SIZE_MAX / 2);
	buf_init(&out, SIZE_MAX / 2);
	while (*at)
		put_frame(&bytes, &at);
	failed = read_answer(&out, &bytes, &source, &result, &err);
	ck_assert_msg(failed == (wrong[_i].says ? -1 : 0), "%s: %s", wrong[_i].frames, err.text);
	if (wrong[_i].says) {
		ck_assert_msg(strstr(err.text, wrong[_i].says) != NULL, "%s: %s", wrong[_i].frames,
			err.text);
		ck_assert_str_eq(buf_str(&out), "");
	}
	ck_assert_uint_eq(broken, 0);
	buf_release(&out);
	buf_release(&bytes);
}
END_TEST

/* A beginning of another frame, behind the end */
START_TEST(tail)
{
	struct read_result result;
	struct buf bytes, out;
	struct err err;

	make_answer(&bytes, false);
	buf_init(&out, SIZE_MAX / 2);
	for (size_t i = 0; i < FRAME_HEAD - 1; i++) {
		buf_putc(&bytes, '\0');
		ck_assert_int_eq(read_answer(&out, &bytes, &source, &result, &err), -1);
		ck_assert_str_eq(buf_str(&out), "");
	}
	buf_release(&out);
	buf_release(&bytes);
}
END_TEST

/* What a source says of itself, its reader cannot change */
START_TEST(settings)
{
	static const struct {
		const char *frames;
		bool good;
	} cases[] = {{HELLO "R 0 0 0 0 0 1 1;", true}, {HELLO "R 0 0 0 0 0 0 0;", true},
		{HELLO "R 0 0 0 0 0 2 1;", false}, {HELLO "R 0 0 0 0 0 1 2;", false}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *at = cases[i].frames;
		struct read_result result;
		struct buf bytes, out;
		struct err err;

		buf_init(&bytes, SIZE_MAX / 2);
		buf_init(&out, SIZE_MAX / 2);
		while (*at)
			put_frame(&bytes, &at);
		ck_assert_int_eq(
			read_answer(&out, &bytes, &listed, &result, &err), cases[i].good ? 0 : -1);
		buf_release(&out);
		buf_release(&bytes);
	}
}
END_TEST

/* --- anything --- */

static uint64_t state = 88172645463325252;

static size_t dice(size_t sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % sides);
}

static void mutate(struct buf *bytes)
{
	static const uint64_t numbers[] = {0, 1, 2, 16, 127, 128, 255, 256, 10000, 200000,
		UINT32_MAX, UINT64_MAX, UINT64_MAX - 16, (uint64_t)1 << 63};
	size_t at = dice(bytes->len);
	size_t len = dice(bytes->len - at) + 1;
	size_t slots = bytes->len / sizeof(*numbers);
	char *piece = xstrndup("", 0);

	switch (dice(6)) {
	case 0:
		bytes->data[at] = (char)(bytes->data[at] ^ 1 << dice(8));
		break;
	case 1:
		bytes->data[at] = (char)dice(256);
		break;
	case 2:
		buf_truncate(bytes, at);
		break;
	case 3: /* a piece again at the end */
		free(piece);
		piece = xmalloc(len);
		memcpy(piece, bytes->data + at, len);
		buf_put(bytes, piece, len);
		break;
	case 4: /* a piece left out */
		memmove(bytes->data + at, bytes->data + at + len, bytes->len - at - len);
		buf_truncate(bytes, bytes->len - len);
		break;
	default: /* another number, where one may be */
		if (slots)
			memcpy(bytes->data + dice(slots) * sizeof(*numbers),
				&numbers[dice(sizeof(numbers) / sizeof(*numbers))],
				sizeof(*numbers));
	}
	free(piece);
}

START_TEST(anything)
{
	size_t taken = 0;
	struct buf good_bytes;

	make_answer(&good_bytes, false);
	for (int i = 0; i < 60000; i++) {
		struct buf bytes, out;
		struct read_result result;
		struct err err;

		buf_init(&bytes, SIZE_MAX / 2);
		buf_init(&out, SIZE_MAX / 2);
		buf_put(&bytes, good_bytes.data, good_bytes.len);
		for (size_t n = dice(3) + 1; n && bytes.len > 1; n--)
			mutate(&bytes);
		if (read_answer(&out, &bytes, &source, &result, &err) == 0) {
			taken++;
			broken += result.format >= FORMAT_COUNT;
		} else if (strncmp(err.text, "is no answer", 12) == 0) {
			ck_assert_str_eq(buf_str(&out), "");
		}
		ck_assert_uint_eq(broken, 0);
		buf_release(&out);
		buf_release(&bytes);
	}
	/* some changes keep every rule: another letter, another line */
	ck_assert_uint_gt(taken, 100);
	buf_release(&good_bytes);
}
END_TEST

/* Texts that are longer than the parent takes are cut on their way, at a character */
START_TEST(long_texts)
{
	size_t len = LIMIT_SENT + 10;
	char *text = xmalloc(len + 1);
	struct record_value value = {FIELD_TITLE, text};
	struct record record = {&value, 1, 1, 0};
	struct read_result result = {.records = 1};
	FILE *file = tmpfile();
	struct frames frames;
	struct read_sink sink;
	struct buf bytes, out;
	struct err err;

	for (size_t i = 0; i + 2 <= len; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	text[0] = text[1] = text[2] = 'x';
	text[3] = 'y';
	memmove(text, text + 1, len - 1);
	text[len - 1] = '\0';
	frames_init(&frames, fileno(file), false);
	sink = frames_sink(&frames);
	frames_hello(&frames, 0);
	sink.record(sink.ctx, &record);
	sink.note(sink.ctx, READ_NOTE_DECISION, 1, "is not wanted");
	sink.note(sink.ctx, READ_NOTE_WARNING, 1, text);
	frames_end(&frames, &result, &source, false, NULL);
	frames_release(&frames);
	collect(&bytes, file);
	buf_init(&out, SIZE_MAX / 2);
	ck_assert_int_eq(read_answer(&out, &bytes, &source, &result, &err), 0);
	ck_assert_uint_eq(broken, 0);
	ck_assert_uint_gt(out.len, LIMIT_SENT);
	ck_assert_ptr_null(strstr(buf_str(&out), "wanted"));
	buf_release(&out);
	buf_release(&bytes);
	free(text);
}
END_TEST

Suite *answer_suite(void)
{
	Suite *suite = suite_create("box: answers");
	TCase *tcase = tcase_create("all");

	tcase_set_timeout(tcase, MOST_SECONDS);
	tcase_add_loop_test(tcase, good, 0, 2);
	tcase_add_test(tcase, pieces);
	tcase_add_loop_test(tcase, rules, 0, WRONG);
	tcase_add_test(tcase, tail);
	tcase_add_test(tcase, settings);
	tcase_add_test(tcase, anything);
	tcase_add_test(tcase, long_texts);
	suite_add_tcase(suite, tcase);
	return suite;
}
