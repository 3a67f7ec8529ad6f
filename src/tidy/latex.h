/* SPDX-License-Identifier: ISC */
/*
 * LaTeX to text. Accents and commands of tidy/latex_table.h become Unicode, formulas between $ and
 * $, $$ and $$, \( and \), \[ and \] lose their dollars and braces, and scripts are raised and
 * lowered where Unicode can (tidy/script.h), also in formulas that lost their dollars.
 *
 * What is no LaTeX stays: $5 and $10, C:\dir, it\'s and \"quoted\", file_1, {placeholder}. A command
 * that is not known stays as it is; in a formula it loses its backslash. No letter of the text is
 * lost but those of layout commands and their arguments (\vspace{1em}, \begin{itemize}, \label{x}).
 */
#ifndef PAPERROUTE_TIDY_LATEX_H
#define PAPERROUTE_TIDY_LATEX_H

#include <stdbool.h>

/* Whether text has any character that LaTeX is told by; without one latex_rewrite is a copy. */
bool latex_may_be(const char *text);

/* The rewritten text, to be freed; its white space is not folded. Takes time in proportion to the
 * text. */
char *latex_rewrite(const char *text);

#endif
