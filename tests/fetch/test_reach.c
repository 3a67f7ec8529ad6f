/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/reach.h"

#include "suites.h"

static const struct {
	const char *address;
	bool inner;
} cases[] = {
	{"0.0.0.0", true},
	{"9.255.255.255", false},
	{"10.0.0.1", true},
	{"11.0.0.0", false},
	{"100.63.255.255", false},
	{"100.64.0.1", true},
	{"100.127.255.255", true},
	{"100.128.0.0", false},
	{"127.0.0.1", true},
	{"127.255.0.1", true},
	{"128.0.0.1", false},
	{"169.254.169.254", true},
	{"169.253.1.1", false},
	{"172.15.255.255", false},
	{"172.16.0.1", true},
	{"172.31.255.255", true},
	{"172.32.0.1", false},
	{"192.0.0.8", true},
	{"192.0.2.1", false},
	{"192.168.1.1", true},
	{"192.169.0.1", false},
	{"198.17.0.1", false},
	{"198.19.0.1", true},
	{"223.255.255.255", false},
	{"224.0.0.1", true},
	{"255.255.255.255", true},
	{"::", true},
	{"::1", true},
	{"::127.0.0.1", true},
	{"::ffff:127.0.0.1", true},
	{"::ffff:10.1.2.3", true},
	{"::ffff:8.8.8.8", false},
	{"64:ff9b::10.0.0.1", true},
	{"64:ff9b::8.8.8.8", false},
	{"64:ff9b:1::10.0.0.1", true},
	{"64:ff9b:2::10.0.0.1", false},
	{"::ffff:0:10.0.0.1", true},
	{"::ffff:0:8.8.8.8", false},
	{"ff::1", false},
	{"100::1", true},
	{"100::ffff:0:0:1", true},
	{"100:0:0:1::1", true},
	{"100:0:0:2::1", false},
	{"101::1", false},
	{"2001:0:a00:1::1", true},
	{"2001:1ff::1", true},
	{"2001:200::1", false},
	{"2002:a00:1::1", true},
	{"2003::1", false},
	{"5f00::1", true},
	{"5f01::1", false},
	{"2001:db8::1", false},
	{"2a00:1450::1", false},
	{"fbff::1", false},
	{"fc00::1", true},
	{"fdff::1", true},
	{"fe00::1", false},
	{"fe80::1", true},
	{"febf::1", true},
	{"ff02::1", true},
	{"", true},
	{"localhost", true},
	{"127.1", true},
};

START_TEST(address)
{
	ck_assert_msg(
		reach_is_inner(cases[_i].address) == cases[_i].inner, "%s", cases[_i].address);
}
END_TEST

Suite *suite_reach(void)
{
	Suite *suite = suite_create("reach");
	TCase *tests = tcase_create("reach");

	tcase_add_loop_test(tests, address, 0, sizeof(cases) / sizeof(*cases));
	suite_add_tcase(suite, tests);
	return suite;
}
