/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "config/datadir.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "config/path.h"

#define VARIABLE "PAPERROUTE_DATADIR"

/* In this order; relative ones are the running program's folder's */
static const char *const places[] = {
	"../share/paperroute",
	PKGDATADIR,
	"../feeds",
	"../../feeds",
	"feeds",
};

/* The folder of the running program; NULL where the system does not say */
static const char *program_folder(struct arena *arena)
{
	char *path = realpath("/proc/self/exe", NULL);
	char *slash = path ? strrchr(path, '/') : NULL;
	const char *folder = NULL;

	if (slash) {
		*slash = '\0';
		folder = arena_strdup(arena, *path ? path : "/");
	}
	free(path);
	return folder;
}

static bool holds_site(struct arena *arena, const char *folder)
{
	return file_exists(path_join(arena, folder, "paperroute.ini"));
}

int datadir_find(const char **out, struct arena *arena, struct err *err)
{
	const char *named = getenv(VARIABLE);
	const char *folder = program_folder(arena);

	*out = NULL;
	if (named && *named) {
		if (!holds_site(arena, named))
			return err_set(err, ERR_MISSING, named,
				"holds no paperroute.ini, and " VARIABLE " names it");
		*out = arena_strdup(arena, named);
		return 0;
	}
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const char *place = places[i];

		if (*place != '/' && !folder)
			continue;
		place = path_join(arena, folder ? folder : "/", place);
		if (holds_site(arena, place)) {
			*out = place;
			return 0;
		}
	}
	return err_set(err, ERR_MISSING, PKGDATADIR,
		"the site that ships with paperroute is not here: name its folder in " VARIABLE);
}
