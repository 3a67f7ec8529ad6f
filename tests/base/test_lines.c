/* SPDX-License-Identifier: ISC */
/*
 * Lines come out whole, whatever blocks, gzip members and pipes they come through.
 */
#include "config.h"

#include "base/lines.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/gzip.h"
#include "base/suites.h"

#define TEMPLATE "/tmp/paperroute-lines-XXXXXX"

#define LIMIT ((size_t)10)

#define PUT 256 /* more than what any test puts and gets again */

static char path[sizeof(TEMPLATE)];
static struct err err;

static void begin(void)
{
	int fd;

	memcpy(path, TEMPLATE, sizeof(TEMPLATE));
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	err = (struct err){0};
}

static void end(void)
{
	unlink(path);
}

static void put(const char *mode, const void *bytes, size_t len)
{
	FILE *file = fopen(path, mode);

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, len, file), len);
	ck_assert_int_eq(fclose(file), 0);
}

/* What was put, all of it; returns how much that is */
static size_t get(char bytes[PUT])
{
	FILE *file = fopen(path, "r");
	size_t len;

	ck_assert_ptr_nonnull(file);
	len = fread(bytes, 1, PUT, file);
	ck_assert(feof(file));
	fclose(file);
	return len;
}

static void put_gzip(const char *mode, const void *bytes, size_t len)
{
	gzFile file = gzopen(path, mode);

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(gzfwrite(bytes, 1, len, file), len);
	ck_assert_int_eq(gzclose(file), Z_OK);
}

/* Every line in brackets: its bytes, NUL as 0; "+" for what its end takes; "!" when it is too long */
static void show(struct buf *out, const struct line *line)
{
	buf_putc(out, '[');
	for (size_t i = 0; i < line->len; i++)
		buf_putc(out, line->text[i] ? line->text[i] : '0');
	for (size_t i = line->len; i < line->whole; i++)
		buf_putc(out, '+');
	buf_puts(out, line->too_long ? "!]" : "]");
}

static int read_all(struct buf *out, size_t limit)
{
	int fd = open(path, O_RDONLY);
	struct unpack *from = unpack_new(fd, path, UNPACK_GZIP, -1);
	struct lines *lines = lines_new(from, path, limit);
	struct line line;
	size_t number = 0;
	bool found = true;
	int result = 0;

	ck_assert_int_ge(fd, 0);
	ck_assert_str_eq(lines_name(lines), path);
	while (found && result == 0) {
		result = lines_next(&line, &found, lines, &err);
		if (result != 0 || !found)
			break;
		ck_assert_uint_eq(line.number, ++number);
		ck_assert_int_eq(line.text[line.whole], '\0');
		show(out, &line);
	}
	lines_free(&lines);
	ck_assert_ptr_null(lines);
	unpack_free(&from);
	ck_assert_ptr_null(from);
	close(fd);
	return result;
}

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *shown;
} texts[] = {
	{TEXT(""), ""},
	{TEXT("\n"), "[+]"},
	{TEXT("a"), "[a]"},
	{TEXT("a\nb"), "[a+][b]"},
	{TEXT("a\r\nb\r\n\r\n"), "[a++][b++][++]"},
	{TEXT("a\r"), "[a\r]"},
	{TEXT("\ra\n"), "[\ra+]"},
	{TEXT("a\0b\n\0"), "[a0b+][0]"},
	{TEXT("\x1f"), "[\x1f]"},
	{TEXT("\x1f\n"), "[\x1f+]"},
	{TEXT("\x1f\x8b"), "[\x1f\x8b]"},
	{TEXT("\x1f\x8b\n"), "[\x1f\x8b+]"},
	{TEXT("\xff\xfe\n"), "[\xff\xfe+]"},
	{TEXT("0123456789\n"), "[0123456789+]"},
	{TEXT("0123456789\r\n"), "[0123456789++]"},
	{TEXT("0123456789"), "[0123456789]"},
	{TEXT("0123456789a\n"), "[0123456789!]"},
	{TEXT("0123456789a\r\nb\n"), "[0123456789!][b+]"},
	{TEXT("0123456789abcdef\nb\n"), "[0123456789!][b+]"},
	{TEXT("0123456789abcdef"), "[0123456789!]"},
};

START_TEST(lines_of_text)
{
	struct buf plain, zipped;

	buf_init(&plain, SIZE_MAX / 2);
	buf_init(&zipped, SIZE_MAX / 2);
	put("w", texts[_i].bytes, texts[_i].len);
	ck_assert_int_eq(read_all(&plain, LIMIT), 0);
	ck_assert_str_eq(buf_str(&plain), texts[_i].shown);
	put_gzip("w", texts[_i].bytes, texts[_i].len);
	ck_assert_int_eq(read_all(&zipped, LIMIT), 0);
	ck_assert_str_eq(buf_str(&zipped), texts[_i].shown);
	buf_release(&plain);
	buf_release(&zipped);
}
END_TEST

/* Longer than any block, and no multiple of one */
static void make_long(struct buf *out)
{
	buf_init(out, SIZE_MAX / 2);
	for (int i = 0; i < 30000; i++)
		buf_printf(out, "%d%s", i * 7919, i % 11 ? "\n" : "\r\n");
}

static void compare_long(const struct buf *text, struct buf *shown)
{
	const char *at = buf_str(text);
	size_t lines = 0;

	for (const char *s = buf_str(shown); *s; s++) {
		if (*s == ']')
			lines++;
		else if (*s == '+')
			at++;
		else if (*s != '[')
			ck_assert_int_eq(*s, *at++);
	}
	ck_assert_uint_eq(lines, 30000);
	ck_assert_ptr_eq(at, text->data + text->len);
}

START_TEST(long_input)
{
	struct buf text, plain, zipped;
	size_t half;

	make_long(&text);
	half = text.len / 2;
	buf_init(&plain, SIZE_MAX / 2);
	buf_init(&zipped, SIZE_MAX / 2);
	put("w", text.data, text.len);
	ck_assert_int_eq(read_all(&plain, LIMIT), 0);
	compare_long(&text, &plain);
	/* two members, one behind the other */
	put_gzip("w", text.data, half);
	put_gzip("a", text.data + half, text.len - half);
	ck_assert_int_eq(read_all(&zipped, LIMIT), 0);
	compare_long(&text, &zipped);
	buf_release(&text);
	buf_release(&plain);
	buf_release(&zipped);
}
END_TEST

/* Every place at which gzip data can be cut is told; what came before has been handed out */
START_TEST(cut_short)
{
	char bytes[PUT];
	size_t len;

	put_gzip("w", "one\ntwo\n", 8);
	len = get(bytes);
	for (size_t cut = 3; cut < len; cut++) {
		struct buf out;

		buf_init(&out, SIZE_MAX / 2);
		put("w", bytes, cut);
		ck_assert_int_eq(read_all(&out, LIMIT), -1);
		ck_assert_int_eq(err.code, ERR_FORMAT);
		ck_assert_str_eq(err.text, "its gzip data are cut short");
		ck_assert_uint_eq(strncmp(buf_str(&out), "[one+][two+]", out.len), 0);
		buf_release(&out);
	}
}
END_TEST

START_TEST(damaged)
{
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	put("w", "\x1f\x8b\x08 no gzip", 11);
	ck_assert_int_eq(read_all(&out, LIMIT), -1);
	ck_assert_str_eq(buf_str(&out), "");
	ck_assert_int_eq(strncmp(err.text, "its gzip data are damaged: ", 27), 0);
	put_gzip("w", "one\n", 4);
	put("a", "\x1f\x8b\x08\xff more", 9);
	ck_assert_int_eq(read_all(&out, LIMIT), -1);
	ck_assert_str_eq(buf_str(&out), "[one+]");
	ck_assert_str_eq(err.text, "its gzip data are damaged: unknown header flags set");
	buf_release(&out);
}
END_TEST

/* A wrong sum costs nothing of what it is the sum of, wherever zlib sees it */
START_TEST(wrong_sum)
{
	char bytes[PUT];
	struct buf out;
	size_t len;

	put_gzip("w", "one\ntwo\n", 8);
	len = get(bytes);
	for (size_t i = len - 8; i < len; i++) {
		buf_init(&out, SIZE_MAX / 2);
		bytes[i] ^= 1;
		put("w", bytes, len);
		bytes[i] ^= 1;
		ck_assert_int_eq(read_all(&out, LIMIT), -1);
		ck_assert_int_eq(err.code, ERR_FORMAT);
		ck_assert_str_eq(buf_str(&out), "[one+][two+]");
		ck_assert_str_eq(err.text,
			i < len - 4 ? "its gzip data are damaged: incorrect data check"
				    : "its gzip data are damaged: incorrect length check");
		buf_release(&out);
	}
}
END_TEST

static const struct {
	const char *bytes;
	size_t len;
	bool damage;
} tails[] = {
	{TEXT("\0"), false},
	{TEXT("more"), true},
	{TEXT("\x1f"), true},
	{TEXT("\x1f\x8b"), true},
	{TEXT("\x1f\x8b\0"), true},
	{TEXT("\0more"), true},
	{TEXT("\0\0\0\x1f\x8b\x08"), true},
};

/* Zeros behind the last member are not of the stream, be they many or few; all else is damage, which is told
 * behind what was good */
START_TEST(behind_the_last)
{
	static const char zeros[200000];
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	put_gzip("w", "one\n", 4);
	put_gzip("a", "two\n", 4);
	put("a", tails[_i].bytes, tails[_i].len);
	ck_assert_int_eq(read_all(&out, LIMIT), tails[_i].damage ? -1 : 0);
	ck_assert_str_eq(buf_str(&out), "[one+][two+]");
	put("a", zeros, sizeof(zeros));
	out.len = 0;
	ck_assert_int_eq(read_all(&out, LIMIT), tails[_i].damage ? -1 : 0);
	ck_assert_uint_eq(out.len, 12);
	buf_release(&out);
}
END_TEST

/* Members that a pipe brings one byte at a time */
START_TEST(by_bytes)
{
	struct unpack *from;
	char bytes[PUT];
	const char *got;
	struct buf out;
	size_t len, count;
	pid_t child;
	int ends[2];

	put_gzip("w", "one\n", 4);
	put_gzip("a", "two\n", 4);
	put("a", "\0\0\0", 3);
	len = get(bytes);
	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		for (size_t i = 0; i < len; i++) {
			if (write(ends[1], bytes + i, 1) != 1)
				_exit(1);
			(void)poll(NULL, 0, 1);
		}
		_exit(0);
	}
	close(ends[1]);
	buf_init(&out, SIZE_MAX / 2);
	from = unpack_new(ends[0], "pipe", UNPACK_GZIP, 60000);
	do {
		ck_assert_msg(unpack_next(&got, &count, from, &err) == 0, "%s", err.text);
		buf_put(&out, got, count);
	} while (count);
	ck_assert_int_eq(unpack_next(&got, &count, from, &err), 0);
	ck_assert_uint_eq(count, 0);
	ck_assert_str_eq(buf_str(&out), "one\ntwo\n");
	waitpid(child, NULL, 0);
	unpack_free(&from);
	buf_release(&out);
	close(ends[0]);
}
END_TEST

/* What is not to be inflated comes out as it is */
START_TEST(as_it_is)
{
	struct unpack *from;
	const char *bytes;
	size_t len;
	int fd;

	put_gzip("w", "one\n", 4);
	fd = open(path, O_RDONLY);
	from = unpack_new(fd, path, UNPACK_NOTHING, 600000);
	ck_assert_int_eq(unpack_next(&bytes, &len, from, &err), 0);
	ck_assert(gzip_is(bytes, len));
	ck_assert_int_eq(unpack_next(&bytes, &len, from, &err), 0);
	ck_assert_uint_eq(len, 0);
	unpack_free(&from);
	close(fd);
}
END_TEST

/* The place may not be one to read from, or bring nothing */
START_TEST(nothing_there)
{
	int fd = open("/", O_RDONLY);
	struct unpack *from = unpack_new(fd, "/", UNPACK_GZIP, -1);
	struct lines *lines = lines_new(from, "/", LIMIT);
	const char *bytes;
	size_t len;
	int ends[2];

	ck_assert_int_eq(lines_next(&(struct line){0}, &(bool){false}, lines, &err), -1);
	ck_assert_str_eq(err.text, "cannot be read: Is a directory");
	lines_free(&lines);
	lines_free(&lines);
	unpack_free(&from);
	close(fd);
	ck_assert_int_eq(pipe(ends), 0);
	from = unpack_new(ends[0], "pipe", UNPACK_NOTHING, 1000);
	ck_assert_int_eq(unpack_next(&bytes, &len, from, &err), -1);
	ck_assert_int_eq(err.code, ERR_LIMIT);
	ck_assert_str_eq(err.text, "nothing came of it for 1 s");
	unpack_free(&from);
}
END_TEST

static const struct {
	const char *bytes;
	size_t len;
	bool blank;
} blanks[] = {
	{TEXT(""), true},
	{TEXT(" \t\r\n"), true},
	{TEXT(" x"), false},
	{TEXT("x "), false},
	{TEXT(" \0 "), false},
	{TEXT("\v"), false},
	{TEXT("\xc2\xa0"), false},
	{"x", 0, true},
};

START_TEST(blank)
{
	ck_assert(lines_are_blank(blanks[_i].bytes, blanks[_i].len) == blanks[_i].blank);
}
END_TEST

/* What a pipe brought is handed out before more is waited for */
START_TEST(live)
{
	struct unpack *from;
	struct lines *lines;
	struct line line;
	bool found;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	from = unpack_new(ends[0], "pipe", UNPACK_GZIP, -1);
	lines = lines_new(from, "pipe", LIMIT);
	ck_assert(lines_are_used_up(lines));
	ck_assert_int_eq(write(ends[1], "one\ntwo\n", 8), 8);
	ck_assert_int_eq(lines_next(&line, &found, lines, &err), 0);
	ck_assert_str_eq(line.text, "one\n");
	ck_assert(!lines_are_used_up(lines));
	ck_assert_int_eq(lines_next(&line, &found, lines, &err), 0);
	ck_assert_str_eq(line.text, "two\n");
	ck_assert(lines_are_used_up(lines));
	ck_assert_int_eq(write(ends[1], "three", 5), 5);
	close(ends[1]);
	ck_assert_int_eq(lines_next(&line, &found, lines, &err), 0);
	ck_assert_str_eq(line.text, "three");
	ck_assert_int_eq(lines_next(&line, &found, lines, &err), 0);
	ck_assert(!found);
	lines_free(&lines);
	unpack_free(&from);
}
END_TEST

Suite *lines_suite(void)
{
	Suite *suite = suite_create("base/lines");
	TCase *tcase = tcase_create("lines");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, lines_of_text, 0, sizeof(texts) / sizeof(*texts));
	tcase_add_test(tcase, long_input);
	tcase_add_test(tcase, cut_short);
	tcase_add_test(tcase, damaged);
	tcase_add_test(tcase, wrong_sum);
	tcase_add_loop_test(tcase, behind_the_last, 0, sizeof(tails) / sizeof(*tails));
	tcase_add_test(tcase, by_bytes);
	tcase_add_loop_test(tcase, blank, 0, sizeof(blanks) / sizeof(*blanks));
	tcase_add_test(tcase, as_it_is);
	tcase_add_test(tcase, nothing_there);
	tcase_add_test(tcase, live);
	suite_add_tcase(suite, tcase);
	return suite;
}
