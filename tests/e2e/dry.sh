#!/bin/sh
# SPDX-License-Identifier: ISC
# run -n says what would change and changes nothing.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
(cd site && find . | sort) >before
expect 0 pr -C site --now 2025-03-20T06:00:00Z run -n
says out "site/public/all.atom: would change, 4 papers"
says out "site/public/vision.atom: would change, 1 papers"
(cd site && find . | sort) >after
cmp before after || fail "files were made: $(cat after)"

expect 0 pr -C site --now 2025-03-20T06:00:00Z run
(cd site && find . -type f -exec cksum {} + | sort) >before
expect 0 pr -C site --now 2025-03-21T06:00:00Z run -n
silent
printf 'One More Large Language Model\n\nIt is like the others, but there is one more of it now.\n' \
	>>site/page.txt
(cd site && find . -type f -exec cksum {} + | sort) >before
expect 0 pr -C site --now 2025-03-21T06:00:00Z run -n
says out "site/public/language.atom: would change, 3 papers"
says out "site/public/all.atom: would change, 5 papers"
[ "$(wc -l <out)" = 2 ] || fail "more would change: $(cat out)"
(cd site && find . -type f -exec cksum {} + | sort) >after
cmp before after || fail "a dry run wrote"
