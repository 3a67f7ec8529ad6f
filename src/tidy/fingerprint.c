/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "base/buf.h"
#include "base/sha256.h"
#include "tidy/latex_table.h"
#include "tidy/sign.h"
#include "tidy/tidy.h"

/* Raised when code of tidy/ makes other entries of the same records; the tables speak for themselves */
#define VERSION 3

void tidy_fingerprint(char out[SHA256_HEX_SIZE])
{
	struct buf all;

	buf_init(&all, SIZE_MAX / 2);
	buf_printf(&all, "%d\n", VERSION);
	for (const struct sign *sign = sign_table; sign->name; sign++)
		buf_printf(&all, "%s %s %d\n", sign->name, sign->text, (int)sign->rule);
	for (size_t i = 0; i < latex_command_count; i++) {
		const struct latex_command *command = &latex_commands[i];

		buf_printf(&all, "%s %s %d\n", command->name, command->text ? command->text : "",
			(int)command->kind);
	}
	sha256_hex(out, buf_str(&all), all.len);
	buf_release(&all);
}
