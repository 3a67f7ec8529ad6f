#!/bin/sh
# SPDX-License-Identifier: ISC
# Two runs at once: the second leaves politely and changes nothing.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
mkfifo pipe
pr -C site --now 2025-03-20T06:00:00Z run - <pipe &
first=$!
exec 9>pipe # opens when the first run is there; it waits for the end of its input
until [ -e site/state/lock ]; do
	sleep 0.1
done
sleep 0.5
expect 0 pr -C site --now 2025-03-20T06:00:00Z run 9>&-
silent
[ ! -e site/public ] || fail "the second run published"
cat site/page.txt >&9
exec 9>&-
wait "$first" || fail "the first run failed"
[ "$(entries site/public/all.atom)" = 4 ] || fail "the first run did not publish"
