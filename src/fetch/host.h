/* SPDX-License-Identifier: ISC */
/*
 * Hosts, and how politely each is asked: one request at a time, and a pause behind each.
 *
 * hosts_find gives a URL's host; host_enter before a request, host_leave after it; host_ready says
 * when the next one may begin. Times are milliseconds of clock_monotonic.
 */
#ifndef PAPERROUTE_FETCH_HOST_H
#define PAPERROUTE_FETCH_HOST_H

#include <stdbool.h>
#include <stdint.h>

struct host {
	char *name; /* in lower case, without the port: a host is one machine, whatever runs on it */
	bool busy;  /* a request is on its way */
	int64_t left;  /* when the last request ended; INT64_MIN before the first */
	int64_t pause; /* that the last request's source wants behind it */
	int64_t least; /* that the host itself asks for in its terms */
	struct host *next;
};

struct hosts {
	struct host *first;
};

void hosts_init(struct hosts *hosts);
void hosts_release(struct hosts *hosts);

/* The URL's host, the same for every URL of it; NULL when there is none or the URL's scheme is
 * neither http nor https. */
struct host *hosts_find(struct hosts *hosts, const char *url);

/* When a request whose source wants that pause may begin; INT64_MAX while another is on its way. Of a
 * host that asks for a longer pause in its terms (arXiv: one request in three seconds) that is the
 * pause, whatever sources say. */
int64_t host_ready(const struct host *host, int64_t pause);

void host_enter(struct host *host);
void host_leave(struct host *host, int64_t now, int64_t pause);

/* The address that a relative one (or an absolute one) is on the page at base; NULL when it is none.
 * The caller frees it. */
char *host_resolve(const char *base, const char *address);

/* Whether both have the same scheme, host and port, so that what one may know the other may. */
bool host_is_same_origin(const char *url, const char *other);

#endif
