#!/bin/sh
# SPDX-License-Identifier: ISC
# What breaks careless programs, in every field of papers and in the site's own texts, through every format
# and every command: nothing of it does anything in a page, a feed's content or a terminal, none is lost.
. "${srcdir:-.}/tests/e2e/lib.sh"

command -v python3 >/dev/null || {
	echo 'skipped: python3 was not found: install python3'
	exit 77
}
tests=$srcdir/tests

read_site() {
	python3 "$tests/hostile.py" site https://papers.lab.net/ >/dev/null
	expect 0 pr -C site check
	silent
	expect 2 pr -C site --now 2025-03-20T06:00:00Z run
	python3 "$tests/hostile.py" look site/public >found || fail "$(cat found)"
	# lone surrogates and what is no UTF-8 are replaced, which validators warn of
	! python3 "$tests/check-feeds" site/public | grep -v -e 'the character 0xfffd' -e 'nothing to warn of' ||
		fail 'a validator would warn'
}

# ids FORMAT: of the feed hostile and its archives
ids() {
	python3 "$tests/hostile.py" ids site/public/hostile."$1" site/public/archive/hostile/*."$1"
}

read_site
ids atom >atom
ids json | cmp -s - atom || fail 'JSON Feed has other entries than Atom'
papers=$(pr -C site status --json | python3 -c '
import json, sys
print(*(feed["papers"] for feed in json.load(sys.stdin)["feeds"] if feed["feed"] == "hostile"))')
[ "$(wc -l <atom)" = "$papers" ] && [ "$papers" -gt 400 ] || fail "$(wc -l <atom) of $papers papers"
for file in $(find site/public -type f ! -name '*.gz'); do
	gzip -dc "$file.gz" | cmp - "$file" || fail "$file.gz is no twin"
done
stamp site/public >before
expect 0 pr -C site --now 2025-03-20T07:00:00Z run
stamp site/public | cmp before - || fail 'a run without news wrote'
[ "$(find . -name '*passwd*' -o -name 'pwned*')" = '' ] || fail 'a file named by a paper'

# on a terminal
terminal() { # STATUS ARGUMENT...
	status=$1
	shift
	python3 "$tests/terminal.py" "$status" "$program" -C site "$@" >seen 2>why ||
		fail "on a terminal: $*: $(cat why)"
}

sed '1,3d' site/papers.jsonl >lines
printf '{"title": "hostile \302\23331m \302\205 \342\200\256 \177", "id": "controls"}\n' >>lines
sed 's/.*"title": \("[^"\\]*"\).*/\1/;s/"//g;s/$/\thostile,nowhere/' lines | head -n 30 >labels
printf '\033[31mred\302\23331m\thostile\nnone \342\200\256\t\033]0;x\007\n' >>labels
touch site/paperroute.ini
terminal 0 status
terminal 0 check
terminal 2 --now 2025-03-21T06:00:00Z run -n site/papers.jsonl
terminal 2 -v --now 2025-03-21T06:00:00Z run site/papers.jsonl site/feed.rss site/list.txt
grep -q 'is no http or https' seen || fail "-v says nothing: $(head -n 5 seen)"
terminal 0 grep hostile
grep -q "$(printf '\033')\[1;31mhostile" seen || fail "grep marks nothing: $(head -n 5 seen)"
terminal 0 grep --json sound
terminal 2 grep --entries lines controls or hostile
terminal 2 route lines
grep -q 'x9b31m' seen || fail "route shows controls in another way: $(tail -n 1 seen)"
terminal 2 test --entries lines labels
terminal 2 test --json --entries lines labels
terminal 1 explain "$(printf '\033[31mno such\302\23331m paper \342\200\256')"
terminal 0 explain 'Sound hostile words 3'
terminal 1 explain hostile words
terminal 2 run "$(printf 'no-such\033[31m\302\233file')"
printf '[feed]\ntitle = \033[31m\n[rule \033[31mx\302\233]\nmatch = (\033]0;x\007\n' >"site/topics/odd.ini"
terminal 1 check
rm site/topics/odd.ini
: >"site/topics/$(printf 'od\033[31m\302\233\233d').ini"
terminal 1 check
