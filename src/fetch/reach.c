/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "fetch/reach.h"

#include <arpa/inet.h>
#include <string.h>

/* The first bits of an address */
struct prefix {
	unsigned char bytes[16];
	unsigned bits;
};

/* RFC 6890 and its registry; those for documentation lead nowhere and are left out */
static const struct prefix inner4[] = {
	{{0}, 8},
	{{10}, 8},
	{{100, 64}, 10},
	{{127}, 8},
	{{169, 254}, 16},
	{{172, 16}, 12},
	{{192, 0, 0}, 24},
	{{192, 168}, 16},
	{{198, 18}, 15},
	{{224}, 3},
};

static const struct prefix inner6[] = {
	{{0}, 96},                                  /* ::, ::1, and IPv4 as it was once written */
	{{0x00, 0x64, 0xff, 0x9b, 0x00, 0x01}, 48}, /* translated to IPv4 by the own network */
	{{0x01}, 64},                               /* thrown away (RFC 6666) */
	{{[0] = 0x01, [7] = 0x01}, 64},             /* leads nowhere (RFC 9780) */
	{{0x20, 0x01}, 23},                         /* protocols, such as Teredo */
	{{0x20, 0x02}, 16},                         /* 6to4, which has IPv4 inside */
	{{0x5f}, 16},                               /* segment routing's */
	{{0xfc}, 7},
	{{0xfe, 0x80}, 9}, /* of the link, and of the site */
	{{0xff}, 8},
};

/* IPv4 stands behind these: mapped, and translated (RFC 2765, RFC 6052) */
static const struct prefix outer4[] = {
	{{[10] = 0xff, [11] = 0xff}, 96},
	{{[8] = 0xff, [9] = 0xff}, 96},
	{{0x00, 0x64, 0xff, 0x9b}, 96},
};

#define COUNT(table) (sizeof(table) / sizeof(*(table)))

static bool begins(const unsigned char *address, const struct prefix *prefix)
{
	unsigned whole = prefix->bits / 8;
	unsigned char mask = (unsigned char)(0xff << (8 - prefix->bits % 8));

	return memcmp(address, prefix->bytes, whole) == 0 &&
	       (prefix->bits % 8 == 0 || (address[whole] & mask) == (prefix->bytes[whole] & mask));
}

static bool is_one_of(const unsigned char *address, const struct prefix *table, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (begins(address, &table[i]))
			return true;
	}
	return false;
}

bool reach_is_inner(const char *address)
{
	unsigned char bytes[16];

	if (inet_pton(AF_INET, address, bytes) == 1)
		return is_one_of(bytes, inner4, COUNT(inner4));
	if (inet_pton(AF_INET6, address, bytes) != 1)
		return true;
	if (is_one_of(bytes, outer4, COUNT(outer4)))
		return is_one_of(bytes + 12, inner4, COUNT(inner4));
	return is_one_of(bytes, inner6, COUNT(inner6));
}
