#!/bin/sh
# SPDX-License-Identifier: ISC
# What goes wrong with a source is reported, harms no other, and takes nothing away.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
stamp site/public | grep -v status.atom >before

unchanged() {
	stamp site/public | grep -v status.atom >after
	cmp before after || fail "$1 changed the feeds"
}

: >site/page.txt
expect 2 pr -C site --now 2025-03-21T06:00:00Z run
says err "paperroute: page: there is no paper in site/page.txt: nothing is taken away from the feeds"
unchanged "an empty list"

printf 'Sorry\n\nWe are down for maintenance\n' >site/page.txt
expect 2 pr -C site --now 2025-03-21T07:00:00Z run
unchanged "a list without papers"

rm site/page.txt
expect 2 pr -C site --now 2025-03-21T08:00:00Z run
says err "paperroute: site/page.txt: cannot be opened: No such file or directory"
unchanged "a missing list"

mkdir site/page.txt
expect 2 pr -C site --now 2025-03-21T09:00:00Z run
unchanged "a folder in place of the list"
rmdir site/page.txt

# another source beside the broken one
printf '\n[source other]\npath = other.txt\n' >>site/paperroute.ini
cat >site/other.txt <<'EOF'
A Second Source Speaks of Large Language Models

Its abstract is here, and it is long enough to be one. It has two sentences.
EOF
expect 2 pr -C site --now 2025-03-22T06:00:00Z run
grep -q 'A Second Source' site/public/language.atom || fail "the good source was not read"

# bytes that are no UTF-8: repaired, told once, the paper is kept
rm -f site/other.txt
cp "$here/site/page.txt" site/page.txt
printf 'Bytes of Another Age\n\nThe abstract has a \377 in it, and goes on behind it for a while.\n' \
	>site/other.txt
expect 2 pr -C site --now 2025-03-23T06:00:00Z run
grep -q 'Bytes of Another Age' site/public/all.atom || fail "the paper was lost"
[ -s err ] || fail "nothing was said"
expect 0 pr -C site --now 2025-03-23T07:00:00Z run
silent

# files on the command line are read in place of the sources
printf 'Named on the Command Line\n\nAn abstract about large language models, of one sentence.\n' >named.txt
expect 0 pr -C site --now 2025-03-24T06:00:00Z run named.txt
grep -q 'Named on the Command Line' site/public/language.atom || fail "named.txt was not read"
expect 0 pr -C site --now 2025-03-24T07:00:00Z run - <named.txt
printf '\377' >odd.txt
expect 2 pr -C site --now 2025-03-24T08:00:00Z run - <odd.txt
says err 'paperroute: standard input: is no text in UTF-8: 1 places in its 1 bytes are none'
