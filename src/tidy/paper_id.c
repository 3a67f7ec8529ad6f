/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "tidy/paper_id.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "model/limits.h"
#include "tidy/link.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The parts of arXiv that numbered papers themselves until March 2007 */
static const char *const archives[] = {"acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph",
	"atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs",
	"dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph",
	"mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg",
	"q-bio", "quant-ph", "solv-int", "supr-con"};

/* Hosts, and those under them, that name papers by arXiv's numbers; which of their paths do, and
 * what stands before the number */
static const struct {
	const char *host;
	const char *path;
	const char *before;
} hosts[] = {
	{"arxiv.org", "", "/abs/"},
	{"arxiv.org", "", "/pdf/"},
	{"arxiv.org", "", "/html/"}, /* ar5iv.labs.arxiv.org too */
	{"arxiv.org", "", "/format/"},
	{"arxiv.org", "", "/e-print/"},
	{"arxiv.org", "", "/src/"},
	{"arxiv.org", "", "/ps/"},
	{"alphaxiv.org", "", "/abs/"},
	{"alphaxiv.org", "", "/pdf/"},
	{"alphaxiv.org", "", "/overview/"},
	{"ar5iv.org", "", "/abs/"},
	{"ar5iv.org", "", "/html/"},
	{"huggingface.co", "/papers", "/papers/"},
	{"hf.co", "/papers", "/papers/"},
	{"scirate.com", "/arxiv", "/arxiv/"},
	{"arxiv-vanity.com", "/papers", "/papers/"},
	{"emergentmind.com", "/papers", "/papers/"},
};

static const char *skip_prefix(const char *text, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncasecmp(text, prefix, len) == 0 ? text + len : NULL;
}

/* A year and month of two digits each from which arXiv has papers, as a number; -1 if it is none */
static int year_month(const char *text)
{
	int month;

	if (strspn(text, "0123456789") < 4)
		return -1;
	month = (text[2] - '0') * 10 + text[3] - '0';
	if (month < 1 || month > 12)
		return -1;
	return ((text[0] - '0') * 10 + text[1] - '0') * 100 + month;
}

/* The length of a number since April 2007 at text, four digits after the dot until 2014 and five
 * since; 0 when there is none */
static size_t new_number(const char *text)
{
	int when = year_month(text);
	size_t digits;

	if (when < 704 || text[4] != '.')
		return 0;
	digits = strspn(text + 5, "0123456789");
	return digits == (when < 1501 ? 4 : 5) ? 5 + digits : 0;
}

/* The length of "0309136" at text, 0 when there is none */
static size_t old_number(const char *text)
{
	int when = year_month(text);

	return strspn(text, "0123456789") == 7 && (when <= 703 || when >= 9107) && when > 0 ? 7 : 0;
}

/* text is "", "v1", "v12" */
static bool is_version(const char *text)
{
	size_t digits;

	if (!*text)
		return true;
	digits = strspn(text + 1, "0123456789");
	return *text == 'v' && text[1] != '0' && digits >= 1 && digits <= 3 && !text[1 + digits];
}

static const char *old_id(struct arena *arena, const char *text)
{
	size_t name = strcspn(text, "./");
	size_t subject = text[name] == '.' ? 1 + strcspn(text + name + 1, "/") : 0;
	const char *number = text + name + subject;

	if (*number++ != '/' || !old_number(number) || !is_version(number + 7))
		return NULL;
	if (subject > 1 + strspn(text + name + 1,
				  "abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		return NULL;
	for (size_t i = 0; i < COUNT(archives); i++) {
		if (strlen(archives[i]) == name && strncasecmp(text, archives[i], name) == 0)
			return arena_printf(arena, "%s/%.7s", archives[i], number);
	}
	return NULL;
}

const char *paper_id_arxiv(struct arena *arena, const char *text)
{
	static const char *const prefixes[] = {"oai:arXiv.org:", "10.48550/arXiv.", "arXiv:"};
	const char *rest = NULL;
	size_t len;

	for (size_t i = 0; i < COUNT(prefixes) && !rest; i++)
		rest = skip_prefix(text, prefixes[i]);
	if (rest)
		text = rest + strspn(rest, " ");
	len = new_number(text);
	if (len)
		return is_version(text + len) ? arena_strndup(arena, text, len) : NULL;
	return old_id(arena, text);
}

/* text with its percent-encoding undone, to be freed; NULL when a control character was hidden */
static char *decode(const char *text, size_t len)
{
	char *plain = NULL;
	struct buf out;

	buf_init(&out, LIMIT_URL);
	for (size_t i = 0; i < len; i++) {
		const char hex[3] = {text[i + 1], i + 2 < len ? text[i + 2] : '\0', '\0'};
		bool encoded = text[i] == '%' && i + 2 < len;
		char c = encoded ? (char)strtoul(hex, NULL, 16) : text[i];

		i += encoded ? 2 : 0;
		if ((unsigned char)c < ' ' || c == 0x7f)
			goto out;
		buf_putc(&out, c);
	}
	plain = buf_take(&out);
out:
	buf_release(&out);
	return plain;
}

static bool is_on(const struct link *link, const char *host)
{
	size_t len = strlen(host);

	return link_host_is(link, host) ||
	       (link->host_len > len + 1 && link->host[link->host_len - len - 1] == '.' &&
		       strncmp(link->host + link->host_len - len, host, len) == 0);
}

static bool begins_with(const struct link *link, const char *path)
{
	size_t len = strlen(path);

	return link->path_len >= len && strncmp(link->path, path, len) == 0;
}

/* The number in the rest of a path: "2404.01234v1.pdf" */
static const char *from_path(struct arena *arena, const char *path, size_t len)
{
	char *plain = decode(path, len);
	const char *id = NULL;
	size_t end;

	if (!plain)
		return NULL;
	end = strlen(plain);
	while (end > 0 && plain[end - 1] == '/')
		end--;
	if (end > 4 && strncasecmp(plain + end - 4, ".pdf", 4) == 0)
		end -= 4;
	plain[end] = '\0';
	id = paper_id_arxiv(arena, plain);
	free(plain);
	return id;
}

const char *paper_id_arxiv_url(struct arena *arena, const char *clean, bool *hosted)
{
	const char *id = NULL;
	struct link link;

	*hosted = false;
	link_split(&link, clean);
	for (size_t i = 0; i < COUNT(hosts) && !id; i++) {
		size_t before = strlen(hosts[i].before);

		if (!is_on(&link, hosts[i].host) || !begins_with(&link, hosts[i].path))
			continue;
		*hosted = true;
		if (begins_with(&link, hosts[i].before))
			id = from_path(arena, link.path + before, link.path_len - before);
	}
	return id;
}

/* The length of a DOI's "10.1000/" at text, 0 when there is none */
static size_t doi_prefix(const char *text)
{
	size_t digits;
	size_t len;

	if (strncmp(text, "10.", 3) != 0)
		return 0;
	digits = strspn(text + 3, "0123456789");
	len = 3 + strspn(text + 3, "0123456789.");
	return digits >= 4 && digits <= 9 && text[len] == '/' ? len + 1 : 0;
}

/* Without what a sentence puts after a DOI; brackets that the DOI opens are its own */
static size_t doi_length(const char *text)
{
	size_t len = strcspn(text, " ");
	long open = 0;

	for (size_t i = 0; i < len; i++)
		open += (text[i] == '(') - (text[i] == ')');
	while (len > 0 &&
		(strchr(".,;:'\"]}", text[len - 1]) || (text[len - 1] == ')' && open < 0))) {
		open += text[len - 1] == ')';
		len--;
	}
	return len;
}

const char *paper_id_doi(struct arena *arena, const char *text)
{
	static const char *const prefixes[] = {
		"doi:", "info:doi/", "urn:doi:", "doi.org/", "dx.doi.org/"};
	const char *rest = NULL;
	size_t prefix, len;
	char *doi;

	for (size_t i = 0; i < COUNT(prefixes) && !rest; i++)
		rest = skip_prefix(text, prefixes[i]);
	if (rest)
		text = rest + strspn(rest, " ");
	prefix = doi_prefix(text);
	len = doi_length(text);
	if (!prefix || len <= prefix || strpbrk(text, " \t\n"))
		return NULL;
	doi = arena_strndup(arena, text, len);
	for (char *c = doi; *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
	return doi;
}

const char *paper_id_doi_url(struct arena *arena, const char *clean)
{
	const char *doi = NULL;
	struct link link;
	char *plain;

	link_split(&link, clean);
	if (!link_host_is(&link, "doi.org") && !link_host_is(&link, "dx.doi.org"))
		return NULL;
	plain = decode(link.path + 1, link.path_len - 1);
	if (plain)
		doi = paper_id_doi(arena, plain);
	free(plain);
	return doi;
}
