#!/bin/sh
# SPDX-License-Identifier: ISC
# A feed's history: archives are sealed once and never change; from the live document back, every paper
# is found; what is lost from the output folder comes back as it was; JSON Feed has the same pages.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
sed 's/^entries .*/entries = 2\nformats = atom, json/' site/paperroute.ini >ini && mv ini site/paperroute.ini

# A list of one paper for each number
list() {
	for n in "$@"; do
		printf 'Mar %d\n\nLarge Language Models, Part %d\n\nWe go on with large language models.\n\n' \
			"$n" "$n"
	done
}

# The entries' titles from the live document to the oldest archive: walk FEED
walk() {
	at=$1
	while [ "$at" ]; do
		sed -n 's|.*<title>Large Language Models, \(.*\)</title>|\1|p' "site/public/$at"
		at=$(sed -n 's|.*rel="prev-archive".*href="[a-z:/.-]*/papers/\([^"]*\)".*|\1|p' \
			"site/public/$at")
	done
}

sums() {
	(cd site/public && find . -type f -exec cksum {} + | sort)
}

list 1 2 3 >site/page.txt
expect 0 pr -C site --now 2025-03-03T06:00:00Z run
[ ! -e site/public/archive ] || fail "sealed too early"
list 1 2 3 4 5 >site/page.txt
expect 0 pr -C site --now 2025-03-05T06:00:00Z run
silent
[ "$(entries site/public/language.atom)" = 3 ] || fail "language: $(entries site/public/language.atom)"
[ "$(echo $(ls site/public/archive/language))" = "0001.atom 0001.json" ] ||
	fail "archives: $(ls site/public/archive/language)"
sums | grep /0001 >sealed

# a paper that is older than all that is live is sealed alone; a correction appears again
list 6 7 >site/page.txt
list 1 | sed 's/Part 1$/Part 0/; s/^Mar 1$/Mar 2/' >>site/page.txt
list 1 | sed 's/We go on/We begin anew/' >>site/page.txt
expect 0 pr -C site --now 2025-03-07T06:00:00Z run
silent
sums | grep /0001 | cmp sealed - || fail "a sealed document changed"
[ "$(walk language.atom | sort | uniq -c | sed 's/^ *//' | tr '\n' ',')" = \
	"1 Part 0,2 Part 1,1 Part 2,1 Part 3,1 Part 4,1 Part 5,1 Part 6,1 Part 7," ] ||
	fail "the walk finds: $(walk language.atom | tr '\n' ',')"
! grep -q 'Part 0' site/public/language.atom || fail "a late paper is live"
grep -l 'begin anew' site/public/archive/language/*.atom site/public/language.atom >places
[ "$(wc -l <places)" = 1 ] || fail "the correction is in: $(cat places)"
grep -q '"next_url": ".*/archive/language/0004.json"' site/public/language.json || fail "no next_url"

# lost files come back, byte for byte
sums >before
rm -r site/public/archive/language site/public/all.atom
printf cut >site/public/archive/all/0004.json
expect 0 pr -C site --now 2025-03-08T06:00:00Z run
sums | cmp before - || fail "lost documents are not back"

# a link in the way leads nowhere
mkdir elsewhere
rm -r site/public/archive/language
ln -s ../../../elsewhere site/public/archive/language
expect 1 pr -C site --now 2025-03-09T06:00:00Z run
grep -q 'archive/language: is in the way' err || fail "the link is not told: $(cat err)"
[ -z "$(ls elsewhere)" ] || fail "a link was followed"
rm site/public/archive/language
expect 0 pr -C site --now 2025-03-09T07:00:00Z run
sums | cmp before - || fail "documents are not back after the link"

# a dry run tells what it would seal
list 8 9 10 11 >site/page.txt
expect 0 pr -C site --now 2025-03-11T06:00:00Z run -n
says out "archive/language/0005.atom: would be sealed"
[ ! -e site/public/archive/language/0005.atom ] || fail "a dry run sealed"

# a clock that went back is held, and a correction of what is sealed appears all the same
list 2 | sed 's/We go on/We go back/' >site/page.txt
expect 2 pr -C site --now 2025-03-09T06:00:00Z run
grep -q 'We go back' site/public/language.atom || fail "no correction at a held time"
list 2 | sed 's/We go on/We go forth/' >site/page.txt
expect 2 pr -C site --now 2025-03-09T06:00:00Z run
grep -q 'We go forth' site/public/language.atom || fail "no second correction at a held time"

# a list that has a paper twice, with two texts, changes it once
sed 's/^format *=.*/preset = papers-jsonl/' site/paperroute.ini >ini && mv ini site/paperroute.ini
for text in one two; do
	printf '{"id": "2501.00009", "title": "Large Language Models of Late", "abstract": "Text %s."}\n' $text
done >site/page.txt
expect 0 pr -C site --now 2025-03-12T06:00:00Z run
sums >before
expect 0 pr -C site --now 2025-03-13T06:00:00Z run
sums | cmp before - || fail "a paper that is listed twice is changed by every run"

# a curator is named as long as a paper of that list is live, and no longer: what is made again from
# the store is the same
new_site
sed 's/^entries .*/entries = 2/' site/paperroute.ini >ini && mv ini site/paperroute.ini
printf '[source other]\npath = other.txt\nformat = list\nyear = 2025\n' >>site/paperroute.ini
{ printf 'byAK and the research community\n\n' && list 1; } >site/page.txt
list 2 3 >site/other.txt
expect 0 pr -C site --now 2025-03-03T06:00:00Z run
grep -q '<contributor>' site/public/language.atom || fail "no contributor"
list 2 3 4 5 >site/other.txt
expect 0 pr -C site --now 2025-03-05T06:00:00Z run
grep -q 'Part 1<' site/public/archive/language/0001.atom || fail "Part 1 is not sealed"
grep -q '<contributor>' site/public/archive/language/0001.atom || fail "the archive names none"
sums >before
rm site/public/language.atom
expect 0 pr -C site --now 2025-03-05T07:00:00Z run
sums | cmp before - || fail "the feed is another one when it is made again"
