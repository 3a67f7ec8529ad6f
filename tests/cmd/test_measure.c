/* SPDX-License-Identifier: ISC */
/*
 * Precision, recall and F1 of counts that can be checked by hand.
 */
#include "config.h"

#include "cmd/measure.h"

#include <math.h>

#include "cmd/suites.h"

#define NEAR 1e-9

static const struct {
	struct measure_tally tally;
	double precision, recall, f1; /* -1: NAN */
} rates[] = {
	{{0, 0, 0}, -1, -1, -1},
	{{5, 5, 0}, 1, 1, 1},
	{{5, 0, 0}, -1, 0, 0},
	{{0, 0, 3}, 0, -1, 0},
	{{5, 0, 3}, 0, 0, 0},
	{{8, 6, 2}, 0.75, 0.75, 0.75},
	{{10, 4, 1}, 0.8, 0.4, 8.0 / 15},
};

static void near(double value, double wanted)
{
	if (wanted < 0)
		ck_assert(isnan(value));
	else
		ck_assert_double_eq_tol(value, wanted, NEAR);
}

START_TEST(one_topic)
{
	struct measure_rates got;

	measure_rates(&got, &rates[_i].tally);
	near(got.precision, rates[_i].precision);
	near(got.recall, rates[_i].recall);
	near(got.f1, rates[_i].f1);
}
END_TEST

START_TEST(all_topics)
{
	static struct topic topics[] = {{.slug = "a"}, {.slug = "b"}, {.slug = "c"}, {.slug = "d"}};
	static const struct site site = {.topics = topics, .topic_count = 4};
	struct measure measure;
	struct measure_rates got;

	measure_init(&measure, &site);
	measure.topics[0] = (struct measure_tally){10, 4, 1};
	measure.topics[1] = (struct measure_tally){5, 0, 0};
	measure.topics[2] = (struct measure_tally){4, 4, 0}; /* one paper short of counting */
	measure.topics[3] = (struct measure_tally){0, 0, 3};
	ck_assert_uint_eq(measure_macro(&got, &measure), 2);
	near(got.precision, (0.8 + 0) / 2);
	near(got.recall, (0.4 + 0) / 2);
	near(got.f1, 8.0 / 15 / 2);
	measure_micro(&got, &measure);
	near(got.precision, 8.0 / 12);
	near(got.recall, 8.0 / 19);
	near(got.f1, 16.0 / 31);
	measure.topics[0].papers = 4;
	measure.topics[1].papers = 4;
	ck_assert_uint_eq(measure_macro(&got, &measure), 0);
	near(got.f1, -1);
	measure_release(&measure);
}
END_TEST

Suite *measure_suite(void)
{
	Suite *suite = suite_create("cmd/measure");
	TCase *tcase = tcase_create("measure");

	tcase_add_loop_test(tcase, one_topic, 0, sizeof(rates) / sizeof(*rates));
	tcase_add_test(tcase, all_topics);
	suite_add_tcase(suite, tcase);
	return suite;
}
