/* SPDX-License-Identifier: ISC */
/*
 * Runs the case files of tests/cases/rule, whose README explains them.
 */
#include "config.h"

#include <check.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "base/xalloc.h"
#include "rule/help.h"

/* One case while its lines are read, and what went wrong so far */
struct a_case {
	struct help help;
	struct buf complaints; /* of the whole file */
	const char *file;
	unsigned line;
	struct entry entry; /* what "with" lines say of it */
	bool begun;
	bool compiled;
	struct buf expected; /* problems, as help_problems writes them */
	bool checked;        /* rules_check is asked, too */
	unsigned first_line;
	unsigned yes;
	unsigned no;
};

static void complain(struct a_case *c, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void complain(struct a_case *c, const char *format, ...)
{
	char text[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buf_printf(&c->complaints, "\n%s:%u: %s", c->file, c->line, text);
}

/* \n, \t, \\ and \uXXXX, in place; a backslash before something else stays, for regexes */
static void unescape(char *text)
{
	char *to = text;

	for (const char *from = text; *from; from++) {
		if (*from != '\\') {
			*to++ = *from;
		} else if (*++from == 'u') {
			char hex[5] = "";

			strncat(hex, from + 1, 4);
			from += strlen(hex);
			to += utf8_encode(to, (int32_t)strtol(hex, NULL, 16));
		} else {
			const char *known = *from ? strchr("n\nt\t\\\\", *from) : NULL;

			if (!known)
				*to++ = '\\';
			*to++ = known ? known[1] : *from;
		}
	}
	*to = '\0';
}

/* Cuts text at the first mark; returns what is behind it, or NULL */
static char *cut(char *text, const char *mark)
{
	char *at = strstr(text, mark);

	if (!at)
		return NULL;
	*at = '\0';
	return at + strlen(mark);
}

static void begin(struct a_case *c)
{
	if (c->begun)
		return;
	help_begin(&c->help);
	help_topic(&c->help, "t", 1);
	buf_init(&c->expected, SIZE_MAX / 2);
	c->first_line = c->line;
	c->yes = c->no = 0;
	c->entry = (struct entry){0};
	c->checked = false;
	c->begun = true;
	c->compiled = false;
}

static void end(struct a_case *c)
{
	const char *got;

	if (!c->begun)
		return;
	if (!c->compiled)
		help_compile(&c->help);
	if (c->checked)
		rules_check(&c->help.site, &c->help.problems);
	got = help_problems(&c->help);
	if (strcmp(got, buf_str(&c->expected)) != 0)
		complain(c, "expected of the case that begins at line %u:\n%sand got:\n%s",
			c->first_line, buf_str(&c->expected), got);
	if (c->yes && !c->no)
		complain(c, "the case has no near-miss: add a \"no:\" to it");
	buf_release(&c->expected);
	help_end(&c->help);
	c->begun = false;
}

static struct topic *topic_of(struct a_case *c)
{
	return &c->help.site.topics[0];
}

static void read_match(struct a_case *c, char *value)
{
	if (!topic_of(c)->rule_count)
		help_rule(&c->help, "r", 1, 1);
	help_match(&c->help, value);
}

/* "NAME: score 6, title_score 10" or "NAME: reject" */
static void read_rule(struct a_case *c, const char *name, char *value)
{
	int score = 1;
	int title_score = 1;
	char *comma = cut(value, ", title_score ");
	char *number = cut(value, "score ");

	if (number)
		title_score = score = (int)strtol(number, NULL, 10);
	if (comma)
		title_score = (int)strtol(comma, NULL, 10);
	help_rule(&c->help, name, score, title_score);
	if (strcmp(value, "reject") == 0)
		help_reject(&c->help);
	else if (!number)
		complain(c, "a rule is \"score N\", \"score N, title_score N\" or \"reject\"");
}

/* "topic SETTING: VALUE" */
static void read_setting(struct a_case *c, const char *name, const char *value)
{
	struct topic *topic = topic_of(c);

	if (strcmp(name, "case") == 0)
		topic->any_case = strcmp(value, "ignore") == 0;
	else if (strcmp(name, "plural") == 0)
		topic->own_form = strcmp(value, "no") == 0;
	else if (strcmp(name, "min_votes") == 0)
		topic->min_votes = strtoull(value, NULL, 10);
	else
		complain(c, "a topic has no \"%s\" here", name);
}

/* Values with "; " between them */
static void read_values(struct a_case *c, const char ***out, size_t *count, char *value)
{
	*out = arena_array(&c->help.arena, strlen(value) + 1, sizeof(**out));
	*count = 0;
	for (char *next; value; value = next) {
		next = cut(value, "; ");
		(*out)[(*count)++] = arena_strdup(&c->help.arena, value);
	}
}

/* "with FIELD: VALUE": of the papers in the lines that follow */
static void read_with(struct a_case *c, const char *name, char *value)
{
	struct entry *entry = &c->entry;
	const char *text = arena_strdup(&c->help.arena, value);

	if (strcmp(name, "author") == 0)
		read_values(c, &entry->authors, &entry->author_count, value);
	else if (strcmp(name, "category") == 0)
		read_values(c, &entry->categories, &entry->category_count, value);
	else if (strcmp(name, "source") == 0)
		entry->source = text;
	else if (strcmp(name, "link") == 0)
		entry->link = text;
	else if (strcmp(name, "id") == 0)
		entry->key = text;
	else if (strcmp(name, "votes") == 0)
		entry->votes = strtoull(value, NULL, 10);
	else if (strcmp(name, "comments") == 0)
		entry->comments = strtoull(value, NULL, 10);
	else if (strcmp(name, "authors") == 0)
		entry->author_total = (uint32_t)strtoul(value, NULL, 10);
	else
		complain(c, "a paper has no \"%s\" here", name);
}

/* "COLUMN: message"; file is "match", "match.2" or "@list" */
static void read_problem(struct a_case *c, const char *severity, const char *file, char *value)
{
	char *message = cut(value, ": ");

	buf_printf(&c->expected, "%s %s:1:%s %s\n", severity, file ? file : "match", value,
		message ? message : "");
}

/* "check: nothing", or as read_problem */
static void read_check(struct a_case *c, const char *file, char *value)
{
	c->checked = true;
	if (strcmp(value, "nothing") != 0)
		read_problem(c, "warning", file, value);
}

/* What the one topic says of "TITLE | ABSTRACT": the points, or -1, and the hit */
static long ask(struct a_case *c, char *value, const char **hit)
{
	char *abstract = cut(value, " | ");
	struct entry entry = c->entry;
	const struct route *routes;
	size_t count;

	entry.title = value;
	entry.abstract = abstract;
	if (!c->compiled && help_compile(&c->help) != 0)
		complain(c, "the rules have mistakes");
	c->compiled = true;
	*hit = "";
	if (!c->help.matcher)
		return -1;
	matcher_route(c->help.matcher, &c->help.arena, &entry, &routes, &count);
	if (!count)
		return -1;
	if (routes[0].reasons[0].field)
		*hit = arena_printf(&c->help.arena, "%s \"%s\"", routes[0].reasons[0].field,
			routes[0].reasons[0].text);
	else
		*hit = "nothing";
	return routes[0].points;
}

static void check_yes(struct a_case *c, char *value)
{
	const char *expected = cut(value, " => ");
	const char *hit;

	c->yes++;
	if (ask(c, value, &hit) < 0)
		complain(c, "does not match and should");
	else if (expected && strcmp(expected, hit) != 0)
		complain(c, "hits %s", hit);
}

static void check_no(struct a_case *c, char *value)
{
	const char *hit;

	c->no++;
	if (ask(c, value, &hit) >= 0)
		complain(c, "matches %s and should not", hit);
}

static void check_points(struct a_case *c, char *value)
{
	char *text = cut(value, ": ");
	long expected = strcmp(value, "none") == 0 ? -1 : strtol(value, NULL, 10);
	const char *hit;
	long points;

	if (!text) {
		complain(c, "points: N: text");
		return;
	}
	points = ask(c, text, &hit);
	if (points != expected)
		complain(c, "has %ld points, -1 is none", points);
}

/* KEY: VALUE, or KEY NAME: VALUE */
static void read_line(struct a_case *c, char *line)
{
	char *value = cut(line, ": ");
	char *name = cut(line, " ");

	begin(c);
	if (!value) {
		complain(c, "a line is \"KEY: value\"");
		return;
	}
	unescape(value);
	if (strcmp(line, "list") == 0 && name)
		help_list(&c->help, name, value);
	else if (strcmp(line, "threshold") == 0)
		topic_of(c)->threshold = (int)strtol(value, NULL, 10);
	else if (strcmp(line, "topic") == 0 && name)
		read_setting(c, name, value);
	else if (strcmp(line, "rule") == 0 && name)
		read_rule(c, name, value);
	else if (strcmp(line, "with") == 0 && name)
		read_with(c, name, value);
	else if (strcmp(line, "match") == 0)
		read_match(c, value);
	else if (strcmp(line, "error") == 0 || strcmp(line, "warning") == 0)
		read_problem(c, line, name, value);
	else if (strcmp(line, "check") == 0)
		read_check(c, name, value);
	else if (strcmp(line, "yes") == 0)
		check_yes(c, value);
	else if (strcmp(line, "no") == 0)
		check_no(c, value);
	else if (strcmp(line, "points") == 0)
		check_points(c, value);
	else
		complain(c, "\"%s\" is no key", line);
}

static const char *folder(void)
{
	static char path[4096];
	const char *srcdir = getenv("srcdir");

	snprintf(path, sizeof(path), "%s/tests/cases/rule", srcdir ? srcdir : ".");
	return path;
}

static int is_case(const struct dirent *item)
{
	size_t len = strlen(item->d_name);

	return len > 5 && strcmp(item->d_name + len - 5, ".case") == 0;
}

static struct dirent **files;
static int file_count;

START_TEST(cases_hold)
{
	struct a_case c = {.file = files[_i]->d_name};
	char *line = NULL;
	size_t cap = 0;
	char path[8192];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", folder(), c.file);
	file = fopen(path, "r");
	ck_assert_ptr_nonnull(file);
	buf_init(&c.complaints, SIZE_MAX / 2);
	while (getline(&line, &cap, file) >= 0) {
		c.line++;
		line[strcspn(line, "\n")] = '\0';
		if (!*line)
			end(&c);
		else if (*line != '#')
			read_line(&c, line);
	}
	end(&c);
	free(line);
	fclose(file);
	ck_assert_uint_gt(c.line, 0);
	ck_assert_msg(!c.complaints.len, "%s", buf_str(&c.complaints));
	buf_release(&c.complaints);
}
END_TEST

START_TEST(there_are_cases)
{
	ck_assert_msg(file_count > 0, "no *.case in %s", folder());
}
END_TEST

Suite *cases_suite(void)
{
	Suite *suite = suite_create("cases");
	TCase *tcase = tcase_create("cases");

	file_count = scandir(folder(), &files, is_case, alphasort);
	tcase_add_test(tcase, there_are_cases);
	tcase_add_loop_test(tcase, cases_hold, 0, file_count > 0 ? file_count : 0);
	suite_add_tcase(suite, tcase);
	return suite;
}
