/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>

#include "model/site.h"
#include "model/suites.h"

/* match = caf\u00e9, a \
 *         bc, \
 *     d */
static const struct text_line lines[] = {{9, 8, 17}, {13, 9, 13}};
static const struct expression expression = {
	.text = "caf\xc3\xa9, a bc, d",
	.place = {"topic.ini", 7, 9},
	.lines = lines,
	.line_count = 2,
};

static const struct {
	size_t offset;
	unsigned line;
	unsigned column;
} places[] = {
	{0, 7, 9}, {3, 7, 12}, {4, 7, 12}, /* the second byte of the e with its accent */
	{5, 7, 13}, {7, 7, 15}, {9, 8, 17}, {10, 8, 18}, {13, 9, 13}, {14, 9, 14},
	{99, 9, 14}, /* no further than the end */
};

START_TEST(a_byte_of_an_expression_has_a_place_in_its_file)
{
	struct place place = expression_place(&expression, places[_i].offset);

	ck_assert_str_eq(place.file, "topic.ini");
	ck_assert_uint_eq(place.line, places[_i].line);
	ck_assert_uint_eq(place.column, places[_i].column);
}
END_TEST

Suite *site_suite(void)
{
	Suite *suite = suite_create("site");
	TCase *tcase = tcase_create("site");

	tcase_add_loop_test(tcase, a_byte_of_an_expression_has_a_place_in_its_file, 0,
		sizeof(places) / sizeof(places[0]));
	suite_add_tcase(suite, tcase);
	return suite;
}
