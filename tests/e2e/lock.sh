#!/bin/sh
# SPDX-License-Identifier: ISC
# Two runs at once: the second leaves politely and changes nothing, or waits for its turn.
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
# not by pr: the shell of a function keeps the pipe open
"$program" -C site --now 2025-03-20T07:00:00Z run --wait 9>&- &
third=$!
sleep 0.3
kill -0 "$third" 2>/dev/null || fail "the third run did not wait"
[ ! -e site/public ] || fail "the third run published before its turn"
cat site/page.txt >&9
exec 9>&-
wait "$first" || fail "the first run failed"
[ "$(entries site/public/all.atom)" = 4 ] || fail "the first run did not publish"
wait "$third" || fail "the third run failed"

# a run that is killed lets go of the lock: the one that waits has its turn, whole, and so has the next
new_site
"$program" -C site --now 2025-03-20T06:00:00Z run - <pipe &
first=$!
exec 9>pipe
until [ -e site/state/lock ]; do
	sleep 0.1
done
sleep 0.5
"$program" -C site --now 2025-03-20T07:00:00Z run --wait 9>&- &
second=$!
sleep 0.3
kill -0 "$second" 2>/dev/null || fail "the second run did not wait"
kill -9 "$first"
wait "$first" 2>/dev/null || :
wait "$second" || fail "the run that waited failed"
exec 9>&-
[ "$(entries site/public/all.atom)" = 4 ] || fail "the run that waited did not publish"
expect 0 pr -C site --now 2025-03-20T08:00:00Z run
silent
