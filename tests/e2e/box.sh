#!/bin/sh
# SPDX-License-Identifier: ISC
# Readers in their box: what is in force is said; charsets, whose tables lie in files, are known in it;
# a body that breaks its reader costs its source that run and nobody else; no reader outlives its run.
. "${srcdir:-.}/tests/e2e/lib.sh"

expect 0 pr --version
box=$(sed -n 's/^box: //p' out)
case $box in
'memory, cpu, files, processes'*) ;;
cpu) echo 'this build watches itself: its readers have no box but their limit of cpu' ;;
*) fail "the box is: $(cat out)" ;;
esac

# the word by which the program knows its own is of no use to others
expect 1 pr --read-for-another </dev/null
silent

# --- charsets ---

feed() { # CHARSET, TITLE: a feed in it, and its source
	printf '<?xml version="1.0" encoding="%s"?>\n<rss version="2.0"><channel><title>t</title>
<link>http://x.example.net/</link><description>d</description><item><title>%s</title>
<link>http://x.example.net/%s</link></item></channel></rss>\n' "$1" "$2" "$1" |
		iconv -f UTF-8 -t "$1" >"site/$1.xml"
	printf '[source feed-%s]\npath = %s.xml\nformat = feed\n' "$1" "$1" |
		tr '[:upper:]' '[:lower:]' | sed "s/^path = .*/path = $1.xml/" >>site/paperroute.ini
	printf '%s\n' "$2" >>titles
}

page() { # CHARSET, TITLE: the same as a page that says so in the middle of itself
	printf '<html><head><meta charset="%s"></head><body><article><h3>%s</h3>
<a href="http://x.example.net/page-%s">x</a></article></body></html>\n' "$1" "$2" "$1" |
		iconv -f UTF-8 -t "$1" >"site/$1.html"
	printf '[source page-%s]\npath = %s.html\nformat = html\nitems = //article
title = h3\nlink = a/@href\n' "$1" "$1" |
		tr '[:upper:]' '[:lower:]' | sed "s/^path = .*/path = $1.html/" >>site/paperroute.ini
	printf '%s\n' "$2" >>titles
}

new_site
sed -i 's/^entries .*/entries = 100/' site/paperroute.ini
: >titles
while read -r charset title; do
	feed "$charset" "$title in a feed"
	page "$charset" "$title in a page"
done <<'END'
ISO-8859-2 Zażółć gęślą jaźń
ISO-8859-15 Œuvre à 5 €
WINDOWS-1250 Příliš žluťoučký kůň
WINDOWS-1251 Съешь же ещё
WINDOWS-1252 “Curly” – quotes
WINDOWS-1253 Ξεσκεπάζω την ψυχή
WINDOWS-1254 Pijamalı hasta yağız
WINDOWS-1255 דג סקרן שט בים
WINDOWS-1256 نص حكيم له سر
WINDOWS-1257 Glāžšķūņa rūķīši
KOI8-R Чушь: гид вёз кэб
KOI8-U Жебракують філософи
SHIFT_JIS いろはにほへと漢字
EUC-JP 色は匂へど散りぬるを
GB18030 我能吞下玻璃而不伤身体
GBK 我能吞下玻璃
BIG5 我能吞下玻璃而不傷身體
EUC-KR 나는 유리를 먹을 수
END
"$program" -C site --now 2025-03-20T06:00:00Z run 2>err || fail "charsets: $(cat err)"
while read -r title; do
	grep -qF "$title" site/public/all.atom || fail "not in the feed: $title"
done <titles

# --- a reader that breaks ---

# A million lines take more than what is left to the readers here, and less to the program
case $box in
cpu)
	echo 'skipped: readers that need too much, as this build has no limit of memory'
	exit 0
	;;
esac
new_site
awk 'BEGIN { for (i = 0; i < 990000; i++) print "x" }' >site/bomb.txt
for name in before-it behind-it; do
	printf '[source %s]\npath = %s.txt\nformat = list\nyear = 2025\n' $name $name \
		>>site/paperroute.ini
	printf 'Mar 14\n\nThe paper that stands %s\n' $name >site/$name.txt
done
sed -i '/^\[source behind-it\]/i [source bomb]\npath = bomb.txt\nformat = list' \
	site/paperroute.ini
(
	ulimit -v 350000
	expect 0 pr --version
)
(
	ulimit -v 350000
	expect 2 pr -C site --now 2025-03-20T06:00:00Z run
)
[ "$(wc -l <err)" = 1 ] || fail "not one line: $(cat err)"
grep -q '^paperroute: site/bomb.txt: its reader needed more than [0-9]* MB of memory: nothing of' err ||
	fail "not told: $(cat err)"
for name in before-it behind-it; do
	grep -q "The paper that stands $name" site/public/all.atom || fail "$name is lost"
done
grep -q 'bomb: failing' site/public/status.atom || grep -q bomb site/public/status.atom ||
	fail "no incident"
expect 2 pr -C site status
grep -q '^bomb *failing' out || fail "the source's state: $(cat out)"

# --- streams that are closed ---

new_site
sed -i 's|^\[site\]|&\nafter = "readlink /proc/$PPID/fd/[012] >../streams"|' site/paperroute.ini
status=0
"$program" -C site --now 2025-03-20T06:00:00Z run 0<&- >&- 2>&- || status=$?
[ $status -eq 0 ] || fail "a run without standard streams: status $status"
[ "$(sort -u streams)" = /dev/null ] || fail "in place of streams there are $(cat streams)"

# --- a root without devices and processes to look at ---

enclosed() { # COMMAND...
	if [ "$(id -u)" = 0 ]; then chroot root "$@"; else unshare -r chroot root "$@"; fi
}
mkdir root
cp "$program" root/paperroute
ldd "$program" | grep -o '/[^ )]*' | while read -r library; do
	mkdir -p "root${library%/*}"
	cp -L "$library" "root$library"
done
if enclosed /paperroute --help >/dev/null 2>&1; then
	new_site
	cp -R site root/site
	expect 0 enclosed /paperroute -C /site --now 2025-03-20T06:00:00Z run
	silent
	[ "$(entries root/site/public/all.atom)" = 4 ] || fail "nothing was read without /dev"
	# what is said to a stream that is closed goes nowhere, and into no file
	printf '[source none]\npath = none.txt\n' >>root/site/paperroute.ini
	status=0
	enclosed /paperroute -C /site --now 2025-03-21T06:00:00Z run 2>&- || status=$?
	[ $status -eq 2 ] || fail "a run without standard error: status $status"
	status=0
	enclosed /paperroute -C /site --now 2025-03-22T06:00:00Z run 0<&- >&- 2>&- || status=$?
	[ $status -eq 2 ] || fail "a run without standard streams: status $status"
	[ "$(find root/site/state/lock -size 0)" ] || fail "written to: $(cat root/site/state/lock)"
else
	echo 'skipped: a root without /dev, as chroot is not allowed here'
fi
rm -r root

# --- a run that is ended ---

children_of() { # PROCESS
	grep -lsx "PPid:	$1" /proc/[0-9]*/status | sed 's|/proc/||; s|/status||' || :
}

is_gone() { # PROCESS: ended, though perhaps not yet waited for
	! grep -qs '^State:	[^ZX]' "/proc/$1/status"
}

new_site
cp site/paperroute.ini ini
awk 'BEGIN { for (i = 0; i < 990000; i++) print "x" }' >bomb.txt
for signal in TERM KILL HUP; do
	new_site
	cat ini - >site/paperroute.ini <<'END'
[source bomb]
path   = ../bomb.txt
format = list
END
	"$program" -C site run 2>/dev/null &
	run=$!
	keeper=
	reader=
	while [ -z "$reader" ] && ! is_gone $run; do
		[ -n "$keeper" ] || keeper=$(children_of $run)
		[ -z "$keeper" ] || reader=$(children_of "$keeper")
	done
	[ -n "$keeper" ] && [ -n "$reader" ] || fail "no reader was seen: $keeper $reader"
	kill -$signal $run 2>/dev/null || :
	wait $run || :
	until is_gone "$keeper" && is_gone "$reader"; do
		sleep 0.01
	done
done
