/* SPDX-License-Identifier: ISC */
/*
 * TeX's quotation marks to real ones: ``good'', `good', "good'' and ''good''.
 *
 * Only pairs within one paragraph are rewritten. "good", an apostrophe, 5'' and Markdown's `code`
 * stay as they are.
 */
#ifndef PAPERROUTE_TIDY_QUOTE_H
#define PAPERROUTE_TIDY_QUOTE_H

#include "base/buf.h"

/* Appends text to out, its pairs rewritten. */
void quote_rewrite(struct buf *out, const char *text);

#endif
