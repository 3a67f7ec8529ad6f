/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/site.h"

struct place expression_place(const struct expression *expression, size_t offset)
{
	struct place place = expression->place;
	size_t from = 0;

	for (size_t i = 0; i < expression->line_count; i++) {
		const struct text_line *line = &expression->lines[i];

		if (line->offset > offset)
			break;
		from = line->offset;
		place.line = line->line;
		place.column = line->column;
	}
	for (; from < offset && expression->text[from]; from++)
		place.column += ((unsigned char)expression->text[from + 1] & 0xc0) != 0x80;
	return place;
}
