/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "store/hold.h"

#include "base/clock.h"
#include "model/limits.h"
#include "store/store.h"

static int last_run(int64_t *out, struct store *store, struct err *err)
{
	struct query query;
	bool row;

	*out = CLOCK_NONE;
	query_begin(&query, store, SQL_LAST_RUN);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (row)
		*out = query_int(&query, 0);
	query_end(&query);
	return 0;
}

/* Whether the runs that are later than now are so by a leap: those before them are not, and the first
 * of them is far ahead. Then it was the clock of that run that was wrong, and not today's. */
static int leapt(bool *out, struct store *store, int64_t now, struct err *err)
{
	struct query query;
	bool row;

	*out = false;
	query_begin(&query, store, SQL_RUN_AHEAD);
	query_bind_int(&query, 1, now);
	if (query_row(&row, &query, err) != 0)
		return -1;
	if (row)
		*out = query_int(&query, 0) - now > LIMIT_CLOCK_HELD;
	query_end(&query);
	return 0;
}

int clock_hold(struct store *store, int64_t *now, struct err *err)
{
	bool believed = store->clock_said;
	int64_t last;

	if (last_run(&last, store, err) != 0)
		return -1;
	if (last == CLOCK_NONE || *now >= last)
		return 0;
	if (!believed && leapt(&believed, store, *now, err) != 0)
		return -1;
	if (!believed || last - *now <= LIMIT_CLOCK_HELD)
		*now = last;
	return 0;
}

void store_believe_clock(struct store *store)
{
	store->clock_said = true;
}

int store_last_run(struct store *store, int64_t *out, struct err *err)
{
	return last_run(out, store, err);
}
