#!/bin/sh
# SPDX-License-Identifier: ISC
# A clock that is far off, once: nothing that was said is taken back, and the site does not stay there.
. "${srcdir:-.}/tests/e2e/lib.sh"

year=$(date -u +%Y)

# dates FILE: ids of its papers and when they were published, sorted
dates() {
	sed -n '/<entry>/,/<\/entry>/{s/ *<id>\(.*\)<\/id>/\1/p;s/ *<published>\(.*\)<\/published>/\1/p;}' "$1" |
		paste - - | sort
}

# updated FILE: what the feed says of itself
updated() {
	sed -n 's/^  <updated>\(.*\)<\/updated>/\1/p' "$1"
}

new_site
printf 'An Undated Large Language Model\n\nNobody knows when this one was made, and it has no date at all.\n' >site/page.txt
expect 0 pr -C site run

# a run that leapt, as a person said; then the clock is right again
printf 'Another Undated Large Language Model\n\nNobody knows when this one was made, it has no date at all.\n' >>site/page.txt
expect 0 pr -C site --now 2099-03-20T06:00:00Z run
cp -R site/public ahead
grep -q '<published>2099-03-20T06:00:00Z' ahead/all.atom || fail 'it was not dated by that run'
printf 'A Third Undated Large Language Model\n\nNobody knows when it was made, and it has no date at all.\n' >>site/page.txt
expect 2 pr -C site run
grep -q "^paperroute: site/state: warning: the clock of the last run was ahead: what was dated 2099-03-20T06:00:00Z or before stays so, and this run is dated $year-" err ||
	fail "no word of it: $(cat err)"
dates ahead/all.atom >old
dates site/public/all.atom >new
[ "$(comm -23 old new | wc -l)" = 0 ] || fail "dates were taken back: $(cat old new)"
comm -13 old new | grep -q "	$year-" || fail "the news is not dated by the clock: $(cat new)"
[ "$(updated site/public/all.atom)" = 2099-03-20T06:00:00Z ] || fail "the feed's updated went back"
expect 0 pr -C site run
silent

# a correction has no later time to give, and appears all the same
sed 's/it has no date/it has got no date/' site/page.txt >page && mv page site/page.txt
expect 0 pr -C site run
grep -q 'got no date' site/public/all.atom || fail 'no correction'
[ "$(entries site/public/all.atom)" = 3 ] || fail "entries: $(entries site/public/all.atom)"

# only the clock of the very first run was ahead: nothing tells which is wrong, but a person can
new_site
expect 0 pr -C site --now 2099-03-20T06:00:00Z run
expect 2 pr -C site run
grep -q "this run is dated 2099-03-20T06:00:00Z, as the last one was; if that was wrong, say the right time once by --now $year-" err ||
	fail "no advice: $(cat err)"
expect 2 pr -C site --now "$(date -u +%Y-%m-%dT%H:%M:%SZ)" run
grep -q 'the clock of the last run was ahead' err || fail "not believed: $(cat err)"
expect 0 pr -C site run
silent
