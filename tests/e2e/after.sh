#!/bin/sh
# SPDX-License-Identifier: ISC
# The site's own command behind a run that changed files, and the names of these.
. "${srcdir:-.}/tests/e2e/lib.sh"

# after COMMAND: a new site with that command
after() {
	new_site
	{
		printf '[site]\nafter = %s\n' "$1"
		tail -n +2 "$here/site/paperroute.ini"
	} >site/paperroute.ini
}

names='all.atom
empty.atom
language.atom
vision.atom
status.atom'

after "'cat >names; pwd >where'"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run -n
[ ! -e site/names ] || fail "a dry run ran it"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run --changed
[ "$(cat out)" = "$names" ] || fail "--changed said: $(cat out)"
[ "$(cat site/names)" = "$names" ] || fail "it read: $(cat site/names)"
[ "$(cat site/where)" = "$(cd site && pwd)" ] || fail "it ran in $(cat site/where)"
rm site/names
expect 0 pr -C site --now 2025-03-20T07:00:00Z run --changed
silent
[ ! -e site/names ] || fail "it ran without a change"
rm site/public/vision.atom
expect 0 pr -C site --now 2025-03-20T08:00:00Z run
silent
[ "$(cat site/names)" = vision.atom ] || fail "it read: $(cat site/names)"

# what it does is told, and the feeds stay
after 'exit 3'
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
says err "paperroute: after: the command ended with status 3"
[ "$(entries site/public/all.atom)" = 4 ] || fail "the feeds are not there"
after 'kill -9 $$'
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
says err "paperroute: after: the command was ended by signal 9"
after "'echo told; no-such-command-here'"
expect 2 pr -C site --now 2025-03-20T06:00:00Z run --changed
says err "paperroute: after: the command ended with status 127"
[ "$(cat out)" = "$names
told" ] || fail "not in order: $(cat out)"

# it need not read the names, and the site is free while it runs
after "'exec <&-; \"$program\" --now 2025-03-20T07:00:00Z run --wait && touch again'"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
[ -e site/again ] || fail "the site was not free"

# who was not told is told of every file by the next run, also one without news, and then no more
named_all() {
	[ "$(sort site/names)" = "$(cd site/public && find -- * -type f | sort)" ] ||
		fail "not every file, once: $(cat site/names)"
	rm site/names
}
not_again() { # TIME
	expect 0 pr -C site --now "$1T08:00:00Z" run --changed
	silent
	[ ! -e site/names ] || fail "it was told again"
}
told_of_all() { # TIME
	rm -f site/names
	expect 0 pr -C site --now "$1T07:00:00Z" run --changed
	named_all
	not_again "$1"
}
command_is() { # COMMAND, of the site that is there
	sed -i "s|^after = .*|after = $1|" site/paperroute.ini
}

news() { # WORDS that a title begins with
	cat >>site/page.txt <<END

$1 Large Language Model

It is like the other large language models, but there is one more of them now, which takes a text of
some length to say.
END
}

after 'exit 3'
sed -i '/^\[site\]/a precompress = yes\nformats = atom, html, opml' site/paperroute.ini
sed -i 's/^entries .*/entries = 1/' site/paperroute.ini
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
[ -e site/public/archive/all/0001.atom.gz ] || fail 'there is no archive to be told of'
news 'One More'
expect 2 pr -C site --now 2025-03-20T06:30:00Z run
news 'Another One'
expect 2 pr -C site --now 2025-03-20T06:45:00Z run
if command -v python3 >/dev/null; then # of many that owe it is remembered once
	owing=$(python3 -c 'import sqlite3
print(*sqlite3.connect("site/state/paperroute.db").execute("SELECT count(*) FROM owing").fetchone())')
	[ "$owing" = 1 ] || fail "$owing runs owe"
fi
command_is "'cat >names'"
told_of_all 2025-03-20

# what was taken away is put back, and that is news: of the newest archive and page of a month, too
files=$(cd site/public && ls all.atom all.html.gz feeds.opml index.html status.atom style.css.gz &&
	ls archive/all/*.atom* | tail -n 2 && ls archive/all/*.html* | tail -n 2)
[ "$(echo "$files" | wc -l)" = 10 ] || fail "there are only $files"
minute=10
for name in $files; do
	rm "site/public/$name"
	command_is 'exit 3'
	expect 2 pr -C site --now "2025-03-20T09:$minute:00Z" run
	[ -e "site/public/$name" ] || fail "$name was not put back"
	command_is "'cat >names'"
	expect 0 pr -C site --now "2025-03-20T09:$minute:30Z" run
	[ -e site/names ] || fail "$name was put back, and it was not told"
	named_all
	minute=$((minute + 1))
done
not_again 2025-03-21

# twins are files too: those of archives and months, and those that go
rm -r site/public site/state
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
find site/public -type f | sed 's|^site/public/||' | sort >files
grep -q '^archive/all/0001.atom.gz$' files && grep -q '^archive/all/2025-03.html.gz$' files ||
	fail 'there are no such twins to be told of'
sort site/names | cmp - files || fail "told of other files: $(sort site/names | diff - files)"
sed -i 's/^precompress = yes/precompress = no/' site/paperroute.ini
expect 0 pr -C site --now 2025-03-20T07:00:00Z run
[ "$(sort site/names)" = "$(grep '\.gz$' files)" ] || fail "not the twins that went: $(cat site/names)"
sed -i 's/^precompress = no/precompress = yes/' site/paperroute.ini

# a run that is killed, whether the command has begun or not
news 'Yet Another'
command_is "'kill -9 \$PPID'"
"$program" -C site --now 2025-03-21T06:00:00Z run && fail 'it was not killed'
command_is "'cat >names'"
told_of_all 2025-03-21

# a run that is at work when the command is done is waited for, however long it takes: held up by its input
mkfifo input
news 'In the Meantime'
holds='cat >names; if [ -e held ]; then : >../begun; while [ -e held ]; do sleep 0.1; done; fi'
command_is "'$holds'"
held_run() { # TIME
	: >site/held
	rm -f begun
	"$program" -C site --now "$1T06:00:00Z" run 2>err &
	first=$!
	comes begun "$first" || fail "the first run ended: $(cat err)"
}
second_run() { # TIME
	held_run "$1"
	exec 9<>input # open both ways: nobody has to be there
	"$program" -C site --now "$1T06:10:00Z" run --wait - <input 2>err2 9>&- &
	second=$!
	locks "$second" || fail "the second run ended: $(cat err2)"
	rm site/held
	waits "$first" || fail "the first run did not wait for the second: $(cat err)"
}
second_run 2025-03-22
cat site/page.txt >&9
exec 9>&-
wait "$first" || fail "the first run failed: $(cat err)"
wait "$second" || fail "the second run failed: $(cat err2)"
[ ! -s err ] && [ ! -s err2 ] || fail "not silent: $(cat err err2)"
rm site/names
not_again 2025-03-22

# killed while it waits: that other run tells of every file
news 'And Meanwhile'
second_run 2025-03-23
kill "$first"
wait "$first" && fail 'it was not killed'
cat site/page.txt >&9
exec 9>&-
wait "$second" || fail "the second run failed: $(cat err2)"
named_all
not_again 2025-03-23

# files that go are named once more, too: of a topic, twins, and the page of a month whose last paper went to
# another one
paper_of() { # DAY
	printf '%s\n\nA Large Language Model of Long Ago\n\nIt was much like the others that came later.\n' "$1" >site/more.txt
}
printf '[source more]\npath = more.txt\nformat = list\nyear = 2025\n' >>site/paperroute.ini
paper_of 'Feb 3'
expect 0 pr -C site --now 2025-03-23T09:00:00Z run
[ -e site/public/archive/all/2025-02.html.gz ] || fail 'there is no page of a month to go'
list_files() {
	(cd site/public && find -- * -type f | sort)
}
goes() { # COMMAND, DAY, the run's OPTION: told to a COMMAND that fails
	list_files >before
	command_is "$1"
	"$program" -C site --now "$2T06:00:00Z" run $3 2>err && fail "it was told: $(cat err)"
	list_files >left
	comm -23 before left >gone
	[ -s gone ] || fail 'no file went'
	cat left gone | sort >both
}
told_of_gone() { # DAY
	command_is "'cat >names'"
	expect 0 pr -C site --now "$1T07:00:00Z" run
	sort site/names | cmp - both || fail "it was told: $(sort site/names | diff - both)"
	rm site/names
	not_again "$1"
}
paper_of 'Jan 3'
goes 'exit 3' 2025-03-24 ''
grep -q '^archive/all/2025-02.html.gz$' gone || fail "what went: $(cat gone)"
told_of_gone 2025-03-24
rm site/topics/language.ini
goes 'exit 3' 2025-03-25 --prune
grep -q '^archive/language/0001.atom.gz$' gone || fail "what went: $(cat gone)"
told_of_gone 2025-03-25
sed -i 's/^precompress = yes/precompress = no/' site/paperroute.ini
goes "'kill -9 \$PPID'" 2025-03-26 ''
grep -q '^all.html.gz$' gone || fail "what went: $(cat gone)"
told_of_gone 2025-03-26
sed -i 's/^precompress = no/precompress = yes/' site/paperroute.ini
cp "$here/site/topics/language.ini" site/topics/

# what is owed outlives the store, also one that is made anew while a command is at work, which knows of none
rm -r site/public site/state
command_is 'exit 3'
expect 2 pr -C site --now 2025-03-23T06:00:00Z run
rm site/state/paperroute.db
command_is "'cat >names'"
rm -f site/names
expect 2 pr -C site --now 2025-03-23T06:10:00Z run
grep -q 'what the site remembered is gone' err || fail "the store is not made anew: $(cat err)"
named_all
not_again 2025-03-23
# and a first run that publishes nothing, where no feed is read back
sed -i 's/^formats = .*/formats = json/' site/paperroute.ini
rm -r site/public site/state
command_is 'exit 3'
expect 2 pr -C site --now 2025-03-23T06:00:00Z run
rm site/state/paperroute.db
echo nonsense >>site/topics/language.ini
expect 1 pr -C site --now 2025-03-23T06:10:00Z run
cp "$here/site/topics/language.ini" site/topics/
command_is "'cat >names'"
expect 0 pr -C site --now 2025-03-23T06:20:00Z run
named_all
sed -i 's/^formats = .*/formats = atom, html, opml/' site/paperroute.ini
rm -r site/public site/state
command_is "'$holds'"
held_run 2025-03-23
command_is 'exit 3'
echo 'no database' >site/state/paperroute.db
expect 2 pr -C site --now 2025-03-23T06:10:00Z run
grep -q 'is damaged, and kept aside' err || fail "the store is not made anew: $(cat err)"
rm site/held
wait "$first" || fail "the first run failed"
command_is "'cat >names'"
told_of_all 2025-03-23

# also when the names cannot be printed: nobody reads them, or the stream is closed
mkfifo pipe
exec 3<>pipe 4>pipe 3<&-
news 'Still Another'
status=0
"$program" -C site --now 2025-03-24T06:00:00Z run --changed >&4 2>err || status=$?
[ "$status" = 1 ] || fail "the status is $status"
says err 'paperroute: standard output: some of the output was lost: Broken pipe'
[ -s site/names ] || fail "it was not told when a pipe broke"
rm site/names
news 'The Last'
status=0
"$program" -C site --now 2025-03-25T06:00:00Z run --changed >&- 2>err || status=$?
[ "$status" = 1 ] || fail "the status is $status"
[ -s site/names ] || fail "it was not told when a stream was closed"

# a run goes on when nobody reads its messages; the command may be ended by a pipe as ever
rm -r site/public site/state
status=0
"$program" -C site --now 2025-03-20T06:00:00Z run -n >&4 2>err || status=$?
[ "$(sh -c 'kill -PIPE $$; echo ignored')" = ignored ] || { [ "$status" = 141 ] && [ ! -s err ]; } ||
	fail "a dry run into a pipe: status $status, $(cat err)"
printf '[source gone]\npath = gone.txt\n' >>site/paperroute.ini
command_is "'kill -PIPE \$\$'"
status=0
"$program" -C site --now 2025-03-20T06:00:00Z run 2>&4 || status=$?
[ "$status" = 2 ] || fail "without a reader of messages the status is $status"
[ -s site/public/all.atom ] || fail 'nothing was published'
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
says err 'paperroute: after: the command was ended by signal 13'
exec 4>&-
