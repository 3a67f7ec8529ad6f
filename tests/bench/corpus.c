/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "bench/corpus.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xalloc.h"
#include "model/limits.h"
#include "tidy/text.h"

void corpus_release(struct corpus *corpus)
{
	arena_release(&corpus->arena);
	buf_release(&corpus->text);
	free(corpus->papers);
	*corpus = (struct corpus){0};
}

uint64_t corpus_random(uint64_t *state)
{
	uint64_t x = *state += 0x9e3779b97f4a7c15u; /* splitmix64 */

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

static char *make_line(struct arena *arena, const char *title, const char *abstract)
{
	json_t *json = json_pack("{s:s, s:s, s:[s, s, s], s:i}", "title", title, "abstract",
		abstract, "authors", "Ada Lovelace", "Emmy Noether", "Sof\u00eda Kovalevskaya",
		"votes", (int)strlen(title));
	char *dumped = json_dumps(json, 0);
	char *line = arena_strdup(arena, dumped);

	free(dumped);
	json_decref(json);
	return line;
}

void corpus_add(struct corpus *corpus, const char *title, const char *abstract, const char *line)
{
	struct arena *arena = &corpus->arena;
	struct paper paper = {
		.title = text_tidy(arena, title, TEXT_TITLE, LIMIT_TITLE),
		.abstract = text_tidy(arena, abstract, TEXT_ABSTRACT, LIMIT_ABSTRACT),
		.start = corpus->text.len,
	};

	if (!paper.title)
		return;
	if (!paper.abstract)
		paper.abstract = "";
	paper.line =
		line ? arena_strdup(arena, line) : make_line(arena, paper.title, paper.abstract);
	paper.line_len = strlen(paper.line);
	buf_printf(&corpus->text, "%s\n%s", paper.title, paper.abstract);
	paper.len = corpus->text.len - paper.start;
	buf_putc(&corpus->text, '\n');
	corpus->papers =
		xgrow(corpus->papers, &corpus->cap, corpus->count + 1, sizeof(*corpus->papers));
	corpus->papers[corpus->count++] = paper;
}

static void add_line(struct corpus *corpus, const char *line)
{
	json_t *json = json_loads(line, 0, NULL);
	const char *title = json_string_value(json_object_get(json, "title"));
	const char *abstract = json_string_value(json_object_get(json, "abstract"));

	if (title)
		corpus_add(corpus, title, abstract ? abstract : "", line);
	json_decref(json);
}

/* What gzip makes of the file, also of one that is not packed */
static FILE *unpack(const char *path, pid_t *child)
{
	int ends[2];

	if (pipe(ends) != 0)
		return NULL;
	*child = fork();
	if (*child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execlp("gzip", "gzip", "-dcf", "--", path, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	return fdopen(ends[0], "r");
}

int corpus_read(struct corpus *corpus, const char *path, struct err *err)
{
	char *line = NULL;
	size_t cap = 0;
	int status = -1;
	pid_t child = -1;
	FILE *in;

	*corpus = (struct corpus){0};
	buf_init(&corpus->text, SIZE_MAX / 2);
	in = unpack(path, &child);
	if (!in || child < 0)
		return err_set_errno(err, path, "cannot be read");
	while (getline(&line, &cap, in) > 0) {
		line[strcspn(line, "\n")] = '\0';
		add_line(corpus, line);
	}
	free(line);
	fclose(in);
	waitpid(child, &status, 0);
	if (status != 0 || corpus->count == 0)
		return err_set(err, ERR_FORMAT, path, "there are no papers in it");
	return 0;
}
