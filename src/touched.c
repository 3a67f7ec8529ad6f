/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "touched.h"

#include <stdlib.h>

#include "base/xalloc.h"

void touched_init(struct touched *touched)
{
	*touched = (struct touched){0};
}

void touched_release(struct touched *touched)
{
	free(touched->entries);
	touched_init(touched);
}

void touched_add(struct touched *touched, int64_t entry)
{
	touched->entries = xgrow(
		touched->entries, &touched->cap, touched->count + 1, sizeof(*touched->entries));
	touched->entries[touched->count++] = entry;
}
