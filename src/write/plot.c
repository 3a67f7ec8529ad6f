/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "write/plot.h"

#include <stdint.h>

#include "base/buf.h"
#include "write/html.h"

#define DAYS     28
#define WEEK     7
#define MOST     (PAGE_PLOT_DAYS / WEEK > DAYS ? PAGE_PLOT_DAYS / WEEK : DAYS)
#define WIDTH    280 /* in units of the picture's own */
#define HEIGHT   48
#define GAP      2
#define BASELINE 2

void plot_choose(struct plot_axis *out, int64_t first, int64_t newest)
{
	if (newest - first < DAYS)
		*out = (struct plot_axis){newest, 1, DAYS};
	else
		*out = (struct plot_axis){newest, WEEK, PAGE_PLOT_DAYS / WEEK};
}

static const char *unit_of(const struct plot_axis *axis)
{
	return axis->step == 1 ? "day" : "week";
}

char *plot_caption(struct arena *arena, const struct plot_axis *axis)
{
	return arena_printf(arena, "Papers per %s in the %zu %ss to %s.", unit_of(axis), axis->bars,
		unit_of(axis), html_date(arena, axis->newest));
}

/* The bar of a day, counted from the left; none when it is too old */
static bool bar_of(size_t *out, const struct plot_axis *axis, int64_t day)
{
	int64_t back = (axis->newest - day) / axis->step;

	if (day > axis->newest || back >= (int64_t)axis->bars)
		return false;
	*out = axis->bars - 1 - (size_t)back;
	return true;
}

/* All bars as one shape, on a line for those that are empty */
static void put_shapes(struct xml *xml, const struct plot_axis *axis, const size_t bars[MOST],
	size_t most, size_t width)
{
	struct buf shape;

	buf_init(&shape, SIZE_MAX / 2);
	buf_printf(
		&shape, "M0 %dh%zuv%dH0z", HEIGHT - BASELINE, width * axis->bars - GAP, BASELINE);
	html_begin(xml, "path", "line");
	xml_attribute(xml, "d", buf_str(&shape));
	xml_end(xml);
	buf_clear(&shape);
	for (size_t i = 0; i < axis->bars; i++) {
		size_t height = most ? bars[i] * HEIGHT / most : 0;

		if (!bars[i])
			continue;
		height = height > 2 * BASELINE ? height : 2 * BASELINE;
		buf_printf(&shape, "M%zu %zuh%zuv%zuh-%zuz", i * width, HEIGHT - height,
			width - GAP, height, width - GAP);
	}
	if (shape.len) {
		html_begin(xml, "path", "bar");
		xml_attribute(xml, "d", buf_str(&shape));
		xml_end(xml);
	}
	buf_release(&shape);
}

static const char *describe(struct arena *arena, const struct plot_axis *axis,
	const size_t bars[MOST], size_t most, const char *title)
{
	const char *unit = unit_of(axis);
	size_t sum = 0;

	for (size_t i = 0; i < axis->bars; i++)
		sum += bars[i];
	return arena_printf(arena,
		"%s, papers per %s: %s in the %zu %ss to %s, at most %zu, %zu in the last", title,
		unit, html_count(arena, sum, "paper"), axis->bars, unit,
		html_date(arena, axis->newest), most, bars[axis->bars - 1]);
}

void plot_put(struct xml *xml, const struct plot_axis *axis, const struct page_day *days,
	size_t count, const char *title)
{
	size_t bars[MOST] = {0};
	size_t most = 0, bar;
	size_t width = WIDTH / axis->bars;
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		if (bar_of(&bar, axis, days[i].day))
			bars[bar] += days[i].papers;
	}
	for (size_t i = 0; i < axis->bars; i++)
		most = bars[i] > most ? bars[i] : most;
	html_begin(xml, "svg", "plot");
	xml_attribute(
		xml, "viewBox", arena_printf(&arena, "0 0 %zu %d", width * axis->bars, HEIGHT));
	xml_attribute(xml, "preserveAspectRatio", "none");
	xml_attribute(xml, "role", "img");
	xml_attribute(xml, "aria-label", describe(&arena, axis, bars, most, title));
	put_shapes(xml, axis, bars, most, width);
	xml_end(xml);
	html_line(xml);
	arena_release(&arena);
}
