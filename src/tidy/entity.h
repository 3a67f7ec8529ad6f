/* SPDX-License-Identifier: ISC */
/*
 * Character references of HTML and XML in text that should have none any more: &amp; &#8217; &nbsp;
 * &amp;amp;lt; become their characters, however often they were escaped.
 *
 * Only whole ones with their semicolon: AT&T, R&D; and &c stay.
 */
#ifndef PAPERROUTE_TIDY_ENTITY_H
#define PAPERROUTE_TIDY_ENTITY_H

/* The rewritten text, to be freed; NULL when there is nothing to rewrite. */
char *entity_rewrite(const char *text);

#endif
