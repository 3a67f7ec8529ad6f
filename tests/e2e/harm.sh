#!/bin/sh
# SPDX-License-Identifier: ISC
# A run that is killed, or fails, at some of its system calls: a few here, more by tests/check-faults.
. "${srcdir:-.}/tests/e2e/lib.sh"

python3=$(command -v python3) || {
	echo 'skipped: python3 was not found'
	exit 77
}
[ -z "$(find "${program%/*}/src" -name '*.gcno' 2>/dev/null | head -n 1)" ] || {
	echo 'skipped: a program that counts its lines writes files of its own'
	exit 77
}
trace=${program%/*}/tests/fault/trace
"$python3" "$srcdir/tests/fault/harm.py" "$trace" "$program" kill=8,ENOSPC=4,EIO=4,EACCES=4,short=4,full=4
