/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/page.h"

const char *page_file_name(enum page_file file)
{
	static const char *const names[PAGE_FILES] = {"style.css", "page.js", "icon.svg"};

	return names[file];
}

char *page_month_path(struct arena *arena, const char *slug, const char *month)
{
	return arena_printf(arena, "archive/%s/%s.html", slug, month);
}

char *page_about_path(struct arena *arena, const char *slug)
{
	return arena_printf(arena, "about/%s.html", slug);
}
