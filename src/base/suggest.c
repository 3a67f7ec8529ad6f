/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/suggest.h"

#include <ctype.h>
#include <string.h>

/* Longer names are not compared: nobody mistypes one into another */
#define LONGEST 40

void suggest_init(struct suggest *suggest, const char *word)
{
	size_t len = strlen(word);

	/* a third of the letters may be wrong, one in a short word */
	*suggest = (struct suggest){word, NULL, (len < 6 ? 1 : len / 3) + 1};
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Damerau's distance with adjacent swaps, of ASCII without case */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t a_len = strlen(a);
	size_t b_len = strlen(b);

	for (size_t j = 0; j <= b_len; j++)
		last[j] = before[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			int ca = tolower((unsigned char)a[i - 1]);
			int cb = tolower((unsigned char)b[j - 1]);

			now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (ca != cb));
			if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
				cb == tolower((unsigned char)a[i - 2]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[b_len];
}

void suggest_offer(struct suggest *suggest, const char *name)
{
	size_t d;

	if (strlen(suggest->word) > LONGEST || strlen(name) > LONGEST)
		return;
	d = distance(suggest->word, name);
	if (d < suggest->distance) {
		suggest->distance = d;
		suggest->best = name;
	}
}
