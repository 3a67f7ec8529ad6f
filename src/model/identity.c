/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "model/identity.h"

#include <string.h>

bool identity_is_strong(const char *key)
{
	return strncmp(key, "title:", strlen("title:")) != 0;
}
