#!/bin/sh
# SPDX-License-Identifier: ISC
# Two runs at once: the second leaves politely and changes nothing, or waits for its turn.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
mkfifo pipe
exec 9<>pipe # open both ways: nobody has to be there
# not by pr: the shell of a function would stand between; a run waits for the end of its input
"$program" -C site --now 2025-03-20T06:00:00Z run - <pipe 9>&- &
first=$!
locks "$first" || fail "the first run ended"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run 9>&-
silent
[ ! -e site/public ] || fail "the second run published"
"$program" -C site --now 2025-03-20T07:00:00Z run --wait 9>&- &
third=$!
waits "$third" || fail "the third run did not wait"
[ ! -e site/public ] || fail "the third run published before its turn"
cat site/page.txt >&9
exec 9>&-
wait "$first" || fail "the first run failed"
[ "$(entries site/public/all.atom)" = 4 ] || fail "the first run did not publish"
wait "$third" || fail "the third run failed"

# a run that is killed lets go of the lock: the one that waits has its turn, whole, and so has the next
new_site
exec 9<>pipe
"$program" -C site --now 2025-03-20T06:00:00Z run - <pipe 9>&- &
first=$!
locks "$first" || fail "the first run ended"
"$program" -C site --now 2025-03-20T07:00:00Z run --wait 9>&- &
second=$!
waits "$second" || fail "the second run did not wait"
kill -9 "$first"
wait "$first" 2>/dev/null || :
wait "$second" || fail "the run that waited failed"
exec 9>&-
[ "$(entries site/public/all.atom)" = 4 ] || fail "the run that waited did not publish"
expect 0 pr -C site --now 2025-03-20T08:00:00Z run
silent
