/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/date_form.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define YEAR_1990 631152000 /* in seconds since 1970 */

/* What may stand before a date, in small letters */
static const char *const leads[] = {"submitted on ", "submitted ", "showing new listings for ",
	"new listings for ", "published on ", "published: ", "published ", "posted on ", "posted ",
	"date: "};

/* What ends it and is about another one */
static const char *const tails[] = {"(v1)", "; originally announced", ", last revised"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

bool date_seconds(int64_t *out, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	const char *rest = text + digits;
	long long number;

	if (*rest == '.' && rest[1])
		rest += 1 + strspn(rest + 1, "0123456789");
	if (*rest || digits < 9 || digits > 13 || *text == '0')
		return false;
	number = strtoll(text, NULL, 10);
	if (digits >= 12)
		number /= 1000;
	if (digits == 11 || number < YEAR_1990)
		return false;
	*out = number;
	return true;
}

static const char *skip_lead(const char *text)
{
	text += *text == '[';
	/* [v2] Fri, 14 Mar 2025 */
	if (*text == 'v' && strspn(text + 1, "0123456789") > 0) {
		const char *after = text + 1 + strspn(text + 1, "0123456789");

		if (strncmp(after, "] ", 2) == 0)
			return after + 2;
	}
	for (size_t i = 0; i < COUNT(leads); i++) {
		if (strncasecmp(text, leads[i], strlen(leads[i])) == 0)
			return text + strlen(leads[i]);
	}
	return text;
}

void date_strip(char out[DATE_LONGEST + 1], const char *text)
{
	const char *date = skip_lead(text);
	size_t len;

	snprintf(out, DATE_LONGEST + 1, "%s", date);
	if (date == text)
		return;
	for (char *c = out; *c; c++) {
		for (size_t i = 0; i < COUNT(tails); i++) {
			if (strncasecmp(c, tails[i], strlen(tails[i])) == 0) {
				*c = '\0';
				return;
			}
		}
	}
	len = strlen(out);
	if (len > 0 && out[len - 1] == ']')
		out[len - 1] = '\0';
}
