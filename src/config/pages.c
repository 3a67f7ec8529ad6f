/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/pages.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/datadir.h"
#include "config/path.h"

#define FOLDER "web"

/* Why the file cannot be read, or NULL: a pipe could be waited for without end */
static const char *trouble(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || access(path, R_OK) != 0)
		return strerror(errno);
	return S_ISREG(st.st_mode) ? NULL : "it is no file";
}

/* The site's own file of that name, else the shipped one; NULL when there is neither */
static const char *find(
	const struct site *site, struct arena *arena, const char *shipped, const char *name)
{
	const char *in_folder = arena_printf(arena, FOLDER "/%s", name);
	const char *own = path_join(arena, site->folder, in_folder);

	if (!trouble(own))
		return own;
	if (!shipped)
		return NULL;
	own = path_join(arena, shipped, in_folder);
	return trouble(own) ? NULL : own;
}

static void use_style(struct site *site, struct ini *ini, const struct ini_section *section)
{
	const char *path;

	if (!site->style)
		return;
	path = path_join(ini->arena, site->folder, site->style);
	if (trouble(path))
		ini_tell(ini, SEVERITY_ERROR, &ini_find(section, "style")->value.place,
			"the stylesheet %s cannot be read: %s", path, trouble(path));
	site->style = path;
	site->page_files[PAGE_STYLE] = path;
}

void pages_find(struct site *site, struct ini *ini, const struct ini_section *section)
{
	const struct ini_key *formats = ini_find(section, "formats");
	const char *shipped;
	struct err err;

	use_style(site, ini, section);
	if (!(site->kinds & DOCUMENT_BIT(DOCUMENT_HTML)))
		return;
	if (datadir_find(&shipped, ini->arena, &err) != 0)
		shipped = NULL;
	for (int file = 0; file < PAGE_FILES; file++) {
		const char *name = page_file_name((enum page_file)file);

		if (!site->page_files[file])
			site->page_files[file] = find(site, ini->arena, shipped, name);
		if (!site->page_files[file])
			ini_tell(ini, SEVERITY_ERROR, &formats->value.place,
				"pages need the file " FOLDER "/%s, and neither this site nor the "
				"one that ships has it: name the folder of the latter in "
				"PAPERROUTE_DATADIR",
				name);
	}
}
