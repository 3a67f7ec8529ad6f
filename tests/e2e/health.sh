#!/bin/sh
# SPDX-License-Identifier: ISC
# Sources that fail or look broken are told of, on stderr, in the exit status, by status and in
# status.atom, once; and so is their recovery. forget takes a paper out for good.
. "${srcdir:-.}/tests/e2e/lib.sh"

# A list of so many papers: list COUNT
list() {
	echo 'Mar 14'
	n=0
	while [ $((n += 1)) -le "$1" ]; do
		printf '\nLarge Language Models and the Number %d\n\nWe study what they make of %d, at length.\n' $n $n
	done
}

# at HOUR STATUS ARGUMENT...: a run at that hour of the day
at() {
	hour=$1
	wanted_status=$2
	shift 2
	expect "$wanted_status" pr -C site --now "2025-03-20T$hour:00:00Z" run "$@"
}

incidents() {
	[ "$(entries site/public/status.atom)" = "$1" ] || fail "incidents: $(cat site/public/status.atom)"
}

new_site
sed 's/^\[source page\]/[source later]\npath = -\nenabled = no\n&/' site/paperroute.ini >ini && mv ini site/paperroute.ini
list 20 >site/page.txt
at 01 0
silent
incidents 0
expect 0 pr -C site status
grep -q '^page  *ok  *20  2025-03-20 01:00  2025-03-20 01:00$' out || fail "status: $(cat out)"
grep -q '^later  *disabled' out || fail "status: $(cat out)"

# half filled: kept, told, once
list 9 | sed 's/Number 1$/Number 99/' >site/page.txt
at 02 2
says err "paperroute: page: only 9 papers, and lately there were 20 at the least: the list may be half filled or broken; they are kept, and nothing is removed"
[ "$(entries site/public/all.atom)" = 3 ] || fail "all: $(entries site/public/all.atom)"
incidents 1
grep -q '<title>page: the list looks broken</title>' site/public/status.atom || fail "$(cat site/public/status.atom)"
cp site/public/status.atom before
at 03 2
cmp before site/public/status.atom || fail 'an incident was told twice'
expect 2 pr -C site status
grep -q '^page  *suspicious  *9' out || fail "status: $(cat out)"
list 10 >site/page.txt
at 04 0
incidents 1
grep -q '<title>page: all is well again</title>' site/public/status.atom || fail "$(cat site/public/status.atom)"
grep -q '<updated>2025-03-20T04:00:00Z</updated>' site/public/status.atom || fail 'updated did not move'
grep -q '<published>2025-03-20T02:00:00Z</published>' site/public/status.atom || fail 'published moved'

# cannot be read: what is named on the command line is nobody's fault
mv site/page.txt page.txt
at 05 2 nothing.txt
incidents 1
at 06 2
at 07 2
incidents 2
expect 2 pr -C site status --json
grep -q '"source": "page", "state": "failing"' out && grep -q '"failures": 2' out || fail "status: $(cat out)"
mv page.txt site/page.txt
at 08 0
silent
incidents 2
expect 0 pr -C site status

# a list that is short for good is how it is, after a while
list 2 >site/page.txt
for hour in 09 10 11 12 13 14 15 16 17 18 19 20 21 22; do
	at $hour 2
done
at 23 0
incidents 3

# forget
expect 1 pr -C site forget 'No Such Paper'
says err 'paperroute: No Such Paper: there is no such paper'
expect 1 pr -C site forget 'Large Language Models'
grep -q 'Large Language Models and the Number 2$' out || fail "candidates: $(cat out)"
grep -q 'any of several papers' err || fail "$(cat err)"
expect 1 pr -C site forget
expect 1 pr -C site status --wrong
says err 'paperroute: status: --wrong is no option of it'
expect 1 pr -C site status page
says err 'paperroute: status: takes no arguments'
list 4 >site/page.txt
expect 0 pr -C site --now 2025-03-21T01:00:00Z run
grep -q 'the Number 20</title>' site/public/all.atom site/public/archive/all/*.atom || fail 'number 20 is missing'
printf '\nLarge Language Models Forgotten\n\nWe study what can be taken out of a feed for good.\n' >>site/page.txt
expect 0 pr -C site --now 2025-03-21T02:00:00Z run
grep -q 'Models Forgotten' site/public/language.atom || fail 'it is not there'
expect 0 pr -C site --now 2025-03-21T03:00:00Z forget 'Large Language Models Forgotten'
silent
! grep -rq 'Models Forgotten' site/public || fail 'it is still there'
expect 0 pr -C site --now 2025-03-21T04:00:00Z run
! grep -rq 'Models Forgotten' site/public || fail 'it came back'
# with broken rules it is forgotten, but no document is made: that is said, and mended by the next run
printf '\nLarge Language Models Forgotten Later\n\nWe study what can be taken out of a feed for good.\n' >>site/page.txt
expect 0 pr -C site --now 2025-03-21T04:10:00Z run
cp site/topics/vision.ini kept.ini
echo broken >>site/topics/vision.ini
expect 1 pr -C site --now 2025-03-21T04:20:00Z forget 'Large Language Models Forgotten Later'
says err 'paperroute: site: the feeds still show it: run when this is mended'
grep -q 'Forgotten Later' site/public/language.atom || fail 'a document was made with broken rules'
mv kept.ini site/topics/vision.ini
expect 0 pr -C site --now 2025-03-21T04:30:00Z run
! grep -rq 'Forgotten Later' site/public || fail 'the next run did not mend it'
expect 2 pr -C site --now 2025-03-21T05:00:00Z forget 'Large Language Models and the Number 20'
grep -q 'archives that hold it stay as they are' err || fail "$(cat err)"
