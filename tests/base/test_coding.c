/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/coding.h"
#include "base/suites.h"

static const struct {
	const char *value;
	enum coding coding;
} contents[] = {
	{NULL, CODING_NONE},
	{"", CODING_NONE},
	{" ,\t, ", CODING_NONE},
	{"identity", CODING_NONE},
	{"none", CODING_NONE},
	{"gzip", CODING_GZIP},
	{"GZip", CODING_GZIP},
	{" x-gzip ", CODING_GZIP},
	{"identity, gzip", CODING_GZIP},
	{"gzip,gzip", CODING_GZIP},
	{"br", CODING_OTHER},
	{"deflate", CODING_OTHER},
	{"gzip, br", CODING_OTHER},
	{"br, gzip", CODING_OTHER},
	{"gzi", CODING_OTHER},
	{"gzipp", CODING_OTHER},
	{"\x1b[31m", CODING_OTHER},
};

START_TEST(content)
{
	ck_assert_int_eq(coding_of_content(contents[_i].value), contents[_i].coding);
}
END_TEST

static const struct {
	const char *line;
	bool packed;
} lines[] = {
	{"", false},
	{"Transfer-Encoding", false},
	{"Transfer-Encoding:", false},
	{"Transfer-Encoding: chunked\r\n", false},
	{"TRANSFER-encoding:CHUNKED\r\n", false},
	{"Transfer-Encoding: identity, chunked\r\n", false},
	{"Content-Encoding: gzip\r\n", false},
	{"X-Transfer-Encoding: gzip\r\n", false},
	{"Transfer-Encoding: gzip\r\n", true},
	{"transfer-encoding:\tgzip,chunked\r\n", true},
	{"Transfer-Encoding: chunked, x-gzip\r\n", true},
	{"Transfer-Encoding: deflate, chunked\r\n", true},
	{"Transfer-Encoding: chunkedd\r\n", true},
};

/* Not a byte behind the line is looked at */
START_TEST(transfer)
{
	size_t len = strlen(lines[_i].line);
	char *line = malloc(len ? len : 1);

	memcpy(line, lines[_i].line, len);
	ck_assert_int_eq(coding_is_transfer(line, len), lines[_i].packed);
	free(line);
}
END_TEST

START_TEST(transfer_with_nul)
{
	static const char line[] = "Transfer-Encoding: chunked\0 gzip\r\n";

	ck_assert(coding_is_transfer(line, sizeof(line) - 1));
	ck_assert(!coding_is_transfer(line, strlen(line)));
}
END_TEST

Suite *coding_suite(void)
{
	Suite *suite = suite_create("coding");
	TCase *tests = tcase_create("coding");

	tcase_add_loop_test(tests, content, 0, (int)(sizeof(contents) / sizeof(*contents)));
	tcase_add_loop_test(tests, transfer, 0, (int)(sizeof(lines) / sizeof(*lines)));
	tcase_add_test(tests, transfer_with_nul);
	suite_add_tcase(suite, tests);
	return suite;
}
