/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/suites.h"

#include <string.h>

#include "fetch/retry.h"

#define COUNT(table) ((int)(sizeof(table) / sizeof(*(table))))

static const struct {
	int status;
	enum verdict verdict;
} statuses[] = {
	{200, VERDICT_BODY},
	{203, VERDICT_BODY},
	{201, VERDICT_FAILED},
	{204, VERDICT_FAILED},
	{206, VERDICT_FAILED}, /* a part of what was asked for */
	{300, VERDICT_FAILED},
	{301, VERDICT_ELSEWHERE},
	{302, VERDICT_ELSEWHERE},
	{303, VERDICT_ELSEWHERE},
	{304, VERDICT_UNCHANGED},
	{305, VERDICT_FAILED},
	{306, VERDICT_FAILED},
	{307, VERDICT_ELSEWHERE},
	{308, VERDICT_ELSEWHERE},
	{309, VERDICT_FAILED},
	{400, VERDICT_FAILED},
	{403, VERDICT_FAILED},
	{404, VERDICT_FAILED},
	{408, VERDICT_LATER},
	{425, VERDICT_LATER},
	{429, VERDICT_LATER},
	{500, VERDICT_LATER},
	{501, VERDICT_FAILED},
	{502, VERDICT_LATER},
	{503, VERDICT_LATER},
	{504, VERDICT_LATER},
	{505, VERDICT_FAILED},
	{599, VERDICT_LATER},
	{600, VERDICT_FAILED},
	{0, VERDICT_FAILED},
	{-1, VERDICT_FAILED},
};

START_TEST(status)
{
	ck_assert_msg(retry_judge(statuses[_i].status) == statuses[_i].verdict, "%d",
		statuses[_i].status);
}
END_TEST

static const struct {
	const char *body;
	bool throttled;
} bodies[] = {
	{"Rate exceeded.", true},
	{"Rate exceeded.\n", true},
	{"Rate exceeded.\r\n \t", true},
	{"Rate exceeded", false},
	{" Rate exceeded.", false},
	{"Rate exceeded. Or is it?", false},
	{"Rate Exceeded: How Fast Do Models Learn", false},
	{"\n", false},
	{"", false},
};

START_TEST(throttled)
{
	ck_assert_msg(retry_is_throttled(bodies[_i].body, strlen(bodies[_i].body)) ==
			      bodies[_i].throttled,
		"\"%s\"", bodies[_i].body);
}
END_TEST

/* From half to the whole of 1, 2, 4... seconds, never more than max_wait */
START_TEST(backs_off)
{
	static const int64_t whole[] = {1000, 2000, 4000, 8000, 10000, 10000};
	struct request request = {.retries = COUNT(whole), .max_wait = 10};

	for (uint64_t seed = 0; seed < 200; seed++) {
		uint64_t random = seed;

		for (int i = 0; i < COUNT(whole); i++) {
			int64_t wait =
				retry_wait(&random, &request, (unsigned)i + 1, RETRY_NOT_ASKED);

			ck_assert_int_ge(wait, whole[i] / 2);
			ck_assert_int_le(wait, whole[i]);
		}
		ck_assert_int_eq(
			retry_wait(&random, &request, COUNT(whole) + 1, RETRY_NOT_ASKED), -1);
	}
}
END_TEST

/* Programs that failed together come back apart, and a test can know when */
START_TEST(jitter_is_the_seeds)
{
	struct request request = {.retries = 1, .max_wait = 60};
	int64_t first = -1;
	int others = 0;

	for (uint64_t seed = 0; seed < 20; seed++) {
		uint64_t random = seed;
		uint64_t again = seed;
		int64_t wait = retry_wait(&random, &request, 1, RETRY_NOT_ASKED);

		ck_assert_int_eq(retry_wait(&again, &request, 1, RETRY_NOT_ASKED), wait);
		if (seed == 0)
			first = wait;
		others += wait != first;
	}
	ck_assert_int_gt(others, 15);
}
END_TEST

START_TEST(wishes)
{
	struct request request = {.retries = 2, .max_wait = 60};
	uint64_t random = 1;

	ck_assert_int_eq(retry_wait(&random, &request, 1, 0), 0);
	ck_assert_int_eq(retry_wait(&random, &request, 1, 7), 7000);
	ck_assert_int_eq(retry_wait(&random, &request, 2, 60), 60000);
	ck_assert_int_eq(retry_wait(&random, &request, 1, 61), -1);
	ck_assert_int_eq(retry_wait(&random, &request, 3, 1), -1);
	ck_assert_int_eq(random, 1); /* a wish needs no chance */
}
END_TEST

START_TEST(no_retries)
{
	struct request request = {.retries = 0, .max_wait = 60};
	uint64_t random = 1;

	ck_assert_int_eq(retry_wait(&random, &request, 1, RETRY_NOT_ASKED), -1);
	request = (struct request){.retries = 1, .max_wait = 0};
	ck_assert_int_eq(retry_wait(&random, &request, 1, RETRY_NOT_ASKED), 0);
}
END_TEST

Suite *suite_retry(void)
{
	Suite *suite = suite_create("fetch/retry");
	TCase *tcase = tcase_create("retry");

	tcase_add_loop_test(tcase, status, 0, COUNT(statuses));
	tcase_add_loop_test(tcase, throttled, 0, COUNT(bodies));
	tcase_add_test(tcase, backs_off);
	tcase_add_test(tcase, jitter_is_the_seeds);
	tcase_add_test(tcase, wishes);
	tcase_add_test(tcase, no_retries);
	suite_add_tcase(suite, tcase);
	return suite;
}
