/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/host.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "base/xalloc.h"

/* Domains whose terms of use name a pause; it holds for hosts below them too */
static const struct {
	const char *domain;
	int64_t pause;
} terms[] = {
	{"arxiv.org", 3000}, /* its API's terms: one request in three seconds */
};

void hosts_init(struct hosts *hosts)
{
	*hosts = (struct hosts){0};
}

void hosts_release(struct hosts *hosts)
{
	while (hosts->first) {
		struct host *host = hosts->first;

		hosts->first = host->next;
		free(host->name);
		free(host);
	}
}

/* A part of the URL as curl reads it; NULL when it has none or is no URL */
static char *part_of(const char *url, CURLUPart part)
{
	CURLU *parsed = curl_url();
	char *text = NULL;

	if (parsed && curl_url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK)
		curl_url_get(parsed, part, &text, CURLU_DEFAULT_PORT);
	curl_url_cleanup(parsed);
	return text;
}

static int64_t least_pause(const char *name)
{
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		size_t len = strlen(name);
		size_t tail = strlen(terms[i].domain);

		if (len >= tail && strcasecmp(name + len - tail, terms[i].domain) == 0 &&
			(len == tail || name[len - tail - 1] == '.'))
			return terms[i].pause;
	}
	return 0;
}

static struct host *find(struct hosts *hosts, const char *name)
{
	struct host *host = hosts->first;

	while (host && strcasecmp(host->name, name) != 0)
		host = host->next;
	if (host)
		return host;
	host = xcalloc(1, sizeof(*host));
	host->name = xstrdup(name);
	host->left = INT64_MIN;
	host->least = least_pause(name);
	host->next = hosts->first;
	hosts->first = host;
	return host;
}

struct host *hosts_find(struct hosts *hosts, const char *url)
{
	char *scheme = part_of(url, CURLUPART_SCHEME);
	char *name = part_of(url, CURLUPART_HOST);
	struct host *host = NULL;

	if (name && *name && scheme &&
		(strcasecmp(scheme, "http") == 0 || strcasecmp(scheme, "https") == 0))
		host = find(hosts, name);
	curl_free(scheme);
	curl_free(name);
	return host;
}

int64_t host_ready(const struct host *host, int64_t pause)
{
	if (host->busy)
		return INT64_MAX;
	if (host->left == INT64_MIN)
		return INT64_MIN;
	if (pause < host->pause)
		pause = host->pause;
	return host->left + (pause > host->least ? pause : host->least);
}

void host_enter(struct host *host)
{
	host->busy = true;
}

void host_leave(struct host *host, int64_t now, int64_t pause)
{
	host->busy = false;
	host->left = now;
	host->pause = pause;
}

char *host_resolve(const char *base, const char *address)
{
	CURLU *parsed = curl_url();
	char *text = NULL;
	char *copy = NULL;

	if (parsed && curl_url_set(parsed, CURLUPART_URL, base, 0) == CURLUE_OK &&
		curl_url_set(parsed, CURLUPART_URL, address, CURLU_URLENCODE) == CURLUE_OK &&
		curl_url_get(parsed, CURLUPART_URL, &text, 0) == CURLUE_OK)
		copy = xstrdup(text);
	curl_free(text);
	curl_url_cleanup(parsed);
	return copy;
}

static bool is_same_part(const char *url, const char *other, CURLUPart part)
{
	char *a = part_of(url, part);
	char *b = part_of(other, part);
	bool same = a && b && strcasecmp(a, b) == 0;

	curl_free(a);
	curl_free(b);
	return same;
}

bool host_is_same_origin(const char *url, const char *other)
{
	return is_same_part(url, other, CURLUPART_SCHEME) &&
	       is_same_part(url, other, CURLUPART_HOST) && is_same_part(url, other, CURLUPART_PORT);
}
