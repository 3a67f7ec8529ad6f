/* SPDX-License-Identifier: ISC */
/*
 * Where an address is: whoever writes a list must not have inner servers, such as a cloud's metadata or
 * a printer, read into public feeds by a redirect.
 */
#ifndef PAPERROUTE_FETCH_REACH_H
#define PAPERROUTE_FETCH_REACH_H

#include <stdbool.h>

/* Whether an IPv4 or IPv6 address as text is none of the public network: this machine, a private or
 * link-local network, a multicast or reserved one, also where IPv6 has IPv4 inside. What is no address
 * is inner. */
bool reach_is_inner(const char *address);

#endif
