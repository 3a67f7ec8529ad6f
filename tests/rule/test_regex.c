/* SPDX-License-Identifier: ISC */
#include "config.h"

#include <check.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/buf.h"
#include "model/limits.h"
#include "rule/help.h"
#include "rule/literal.h"

static struct help help;

static void setup(void)
{
	help_begin(&help);
}

static void teardown(void)
{
	help_end(&help);
}

/* --- literals --- */

static const struct {
	const char *pattern;
	const char *literals; /* with a blank between them */
} literals[] = {
	{"diffusion", "diffusion"},
	{"Diffusi(on|ve)", "diffusi"},
	{"(on|ve)", "on ve"},
	{"on|ve", "on ve"},
	{"on|ve|x", ""},
	{"on|", ""},
	{"", ""},
	{"a", ""},
	{"ab?cd", "cd"},
	{"ab*", ""},
	{"abc*", "ab"},
	{"abc+de", "abc"},
	{"abc+defg", "defg"},
	{"abc{2}d", "abc"},
	{"abc{0,2}de", "ab"},
	{"abc??d", "ab"},
	{"foo bar", "foo"},
	{"foo\\sbars", "bars"},
	{"\\bself-\\w+", "self-"},
	{"a\\.b\\/c", "a.b/c"},
	{"\\x41bc", "bc"},
	{"\\x{41}bcd", "bcd"},
	{"\\p{Lu}ab", "ab"},
	{"\\pLab", "ab"},
	{"(a)(b)\\1ab", "ab"},
	{"(?<name>ab)\\k<name>", "ab"},
	{"(?P<name>ab)", "ab"},
	{"(?:ab|cd)ef", "ab cd"},
	{"(?:ab|cd)efg", "efg"},
	{"(?:ab|cd)?ef", "ef"},
	{"(abc)*", ""},
	{"(abc)+", "abc"},
	{"(abc){1,3}", "abc"},
	{"(?=abc)de", "de"},
	{"(?!abc)de", "de"},
	{"(?<=abc)de", "de"},
	{"(?<!abc)de", "de"},
	{"(?#comment)de", "de"},
	{"(?i)de", "de"},
	{"(?i:abc)de", "de"},
	{"(?x)d ? e", ""},
	{"(?^x)ab", ""},
	{"(?>abc)", "abc"},
	{"(?|ab|cd)", "ab cd"},
	{"[abc]de", "de"},
	{"[]abc]de", "de"},
	{"[^]abc]de", "de"},
	{"[[:alpha:]x]de", "de"},
	{"[\\]abc]de", "de"},
	{"\\Qa|b\\E", ""},
	{"(*UTF)ab", ""},
	{"(?(1)ab|cd)", ""},
	{"\xc3\xa9"
	 "cole",
		"cole"},
	{"ab\xc3\xa9?c", "ab"},
	{"^ab$", "ab"},
	{"a.b", ""},
	{"0123456789012345678901234567890123456789", "01234567890123456789012345678901"},
	{"aa|bb|cc|dd|ee|ff|gg|hh|ii|jj|kk|ll|mm|nn|oo|pp",
		"aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp"},
	{"aa|bb|cc|dd|ee|ff|gg|hh|ii|jj|kk|ll|mm|nn|oo|pp|qq", ""},
	{"((((((((((((((((((((((((((((((((((ab))))))))))))))))))))))))))))))))))", ""},
	/* what PCRE2 would refuse */
	{"(ab", "ab"},
	{"ab[", "ab"},
	{"ab\\", "ab"},
	{"ab{", "ab"},
	{"(?", ""},
	{"(?<", ""},
	{"\\x{", ""},
	{"ab)cd", "ab"},
};

START_TEST(literals_are_found)
{
	const char *pattern = literals[_i].pattern;
	struct literals found;
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 2);
	literal_find(&found, pattern, strlen(pattern));
	for (size_t i = 0; i < found.count; i++)
		buf_printf(
			&buf, "%s%.*s", i ? " " : "", (int)found.items[i].len, found.items[i].text);
	ck_assert_msg(strcmp(buf_str(&buf), literals[_i].literals) == 0, "%s needs <%s>", pattern,
		buf_str(&buf));
	buf_release(&buf);
}
END_TEST

static unsigned long long seed;

static unsigned pick(unsigned limit)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed >> 33) % limit;
}

static bool holds(const char *text, const struct literals *found)
{
	for (size_t i = 0; i < found->count; i++) {
		if (memmem(text, strlen(text), found->items[i].text, found->items[i].len))
			return true;
	}
	return false;
}

/* Every pattern that PCRE2 takes: no text that it matches lacks the literals */
START_TEST(literals_are_needed)
{
	static const char *const parts[] = {"a", "b", "a", "b", "ab", "ba", "(", ")", "(?:", "|",
		"*", "+", "?", "{2}", "{0,1}", "[ab]", "[^a]", ".", "\\w", "\\b", "^", "(?=", "(?!",
		"(?i)", "\\x61", "\\.", "??", "*+", "$", "-", "(?>", "\\1"};
	unsigned taken = 0, matched = 0;

	seed = 88172645463325252ULL;
	for (unsigned i = 0; i < 20000; i++) {
		unsigned count = 1 + pick(9);
		struct literals found;
		pcre2_match_data *data;
		pcre2_code *code;
		struct buf pattern;
		PCRE2_SIZE at;
		int error;

		buf_init(&pattern, SIZE_MAX / 2);
		while (count--)
			buf_puts(&pattern, parts[pick(sizeof(parts) / sizeof(*parts))]);
		code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.len,
			PCRE2_UTF | PCRE2_CASELESS, &error, &at, NULL);
		if (!code) {
			buf_release(&pattern);
			continue;
		}
		taken++;
		literal_find(&found, pattern.data, pattern.len);
		data = pcre2_match_data_create(1, NULL);
		for (unsigned j = 0; found.count && j < 20; j++) {
			char text[12];
			unsigned len = pick(sizeof(text));

			for (unsigned k = 0; k < len; k++)
				text[k] = "aabb.- "[pick(7)];
			text[len] = '\0';
			if (pcre2_match(code, (PCRE2_SPTR)text, len, 0, 0, data, NULL) < 0)
				continue;
			matched++;
			ck_assert_msg(holds(text, &found), "/%s/ matches \"%s\"", buf_str(&pattern),
				text);
		}
		pcre2_match_data_free(data);
		pcre2_code_free(code);
		buf_release(&pattern);
	}
	ck_assert_uint_gt(taken, 2000);
	ck_assert_uint_gt(matched, 2000);
}
END_TEST

/* --- regexes that take too long --- */

START_TEST(endless_ones_are_stopped)
{
	const char *hard = help_repeat(&help, "a", 200);

	help_one(&help, "/(a|aa|aaa|b?a)+$(?<!a)/, beta");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_problems(&help), "warning match:1:1 this regex needs no two letters "
					       "in a row, so that it is asked of "
					       "every paper: that takes time\n");
	problems_release(&help.problems);
	matcher_tell(help.matcher, &help.problems);
	ck_assert_uint_eq(help.problems.warnings, 0);
	for (unsigned i = 1; i <= 10; i++) {
		ck_assert(!help_fires(&help, hard, NULL));
		ck_assert(help_fires(&help, hard, "beta"));
	}
	matcher_tell(help.matcher, &help.problems);
	ck_assert_str_eq(help_problems(&help), "warning match:1:1 this regex was stopped 3 times, "
					       "each after 100000 steps, and then "
					       "not asked any more in this run: make it simpler\n");
}
END_TEST

START_TEST(one_strike_stops_no_other_text)
{
	const char *hard = help_repeat(&help, "a", 200);

	help_one(&help, "/x|(a|aa|aaa|b?a)+$(?<!a)/");
	ck_assert_int_eq(help_compile(&help), 0);
	problems_release(&help.problems);
	ck_assert(!help_fires(&help, hard, NULL));
	ck_assert(help_fires(&help, "xyz", NULL));
	matcher_tell(help.matcher, &help.problems);
	ck_assert_str_eq(help_problems(&help), "warning match:1:1 this regex was stopped "
					       "after 100000 steps: make it simpler\n");
	/* another matcher is another run */
	matcher_free(&help.matcher);
	help.matcher = matcher_new(help.rules);
	problems_release(&help.problems);
	matcher_tell(help.matcher, &help.problems);
	ck_assert_uint_eq(help.problems.warnings, 0);
}
END_TEST

START_TEST(many_hits_are_bounded)
{
	const char *text = help_repeat(&help, "ab ", 20000);

	help_one(&help, "/ab/ near/0 /ba/");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert(!help_fires(&help, text, text));
	ck_assert(help_fires(&help, "x", help_repeat(&help, "ab ba ", 10000)));
}
END_TEST

/* A regex used twice is one, and its places are those of each use */
START_TEST(equal_regexes_are_one)
{
	help_topic(&help, "t", 1);
	help_rule(&help, "title", 1, 1);
	help_match(&help, "title: /alpha/");
	help_rule(&help, "abstract", 2, 2);
	help_match(&help, "abstract: /alpha/");
	help_rule(&help, "any", 4, 4);
	help_match(&help, "/alpha/i");
	ck_assert_int_eq(help_compile(&help), 0);
	ck_assert_str_eq(help_routes(&help, "alpha", NULL),
		"t 5 (title 1 title <alpha>, any 4 title <alpha>)");
	ck_assert_str_eq(help_routes(&help, "ALPHA", "alpha"),
		"t 6 (abstract 2 abstract <alpha>, any 4 title <ALPHA>)");
}
END_TEST

Suite *regex_suite(void)
{
	Suite *suite = suite_create("regex");
	TCase *tcase = tcase_create("regex");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 300);
	tcase_add_loop_test(tcase, literals_are_found, 0, sizeof(literals) / sizeof(literals[0]));
	tcase_add_test(tcase, literals_are_needed);
	tcase_add_test(tcase, endless_ones_are_stopped);
	tcase_add_test(tcase, one_strike_stops_no_other_text);
	tcase_add_test(tcase, many_hits_are_bounded);
	tcase_add_test(tcase, equal_regexes_are_one);
	suite_add_tcase(suite, tcase);
	return suite;
}
