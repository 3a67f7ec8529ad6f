#!/bin/sh
# SPDX-License-Identifier: ISC
# route: JSON lines in, the same lines out with their topics.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
language='{"topic": "language", "points": 12, "rules": [{"rule": "names", "points": 12, "field": "title", "text": "LLMs"}]}'
vision='{"topic": "vision", "points": 10, "rules": [{"rule": "images", "points": 10, "field": "title", "text": "Depth Estimation"}]}'

# every byte but the topics stays: numbers, spaces, order, unknown fields, line ends, byte order mark
printf '\357\273\277{"title":"LLMs"}\r\n' >in
printf '{ "n" : 1.50e2, "title" : "Depth Estimation with LLMs" , "x":{"topics":1} }\n' >>in
printf '\n \t\n' >>in
printf '{"topics": ["old"], "title": "Nothing \\u00e9 \303\251", "big": 123456789012345678901234567890}\n' >>in
printf '{"title": "LLMs", "title": "Nothing", "topics": 1, "topics": 2}\n' >>in
printf '{"title": "A Survey of Depth Estimation", "abstract": null}' >>in
printf '\357\273\277{"title":"LLMs", "topics": [%s]}\r\n' "$language" >wanted
printf '{ "n" : 1.50e2, "title" : "Depth Estimation with LLMs" , "x":{"topics":1}, "topics": [%s, %s] }\n' \
	"$language" "$vision" >>wanted
printf '\n \t\n' >>wanted
printf '{"topics": [], "title": "Nothing \\u00e9 \303\251", "big": 123456789012345678901234567890}\n' >>wanted
printf '{"title": "LLMs", "title": "Nothing", "topics": []}\n' >>wanted
printf '{"title": "A Survey of Depth Estimation", "abstract": null, "topics": []}' >>wanted
expect 0 pr -C site route in
cmp out wanted || fail "$(diff out wanted)"
[ ! -s err ] || fail "$(cat err)"
[ ! -e site/state ] || fail "state was made"
expect 0 pr -C site route <in
cmp out wanted || fail "standard input: $(diff out wanted)"
expect 0 pr -C site route - <in
gzip -c in >in.gz
expect 0 pr -C site route in.gz
cmp out wanted || fail "gzip: $(diff out wanted)"
# what went through once goes through unchanged
cp out again
expect 0 pr -C site route again
cmp out again || fail "a second time: $(diff out again)"

printf '{"title": "Depth Estimation with LLMs"}\n' >one
expect 0 pr -C site route --brief one
says out '{"title": "Depth Estimation with LLMs", "topics": ["language", "vision"]}'
: >empty
expect 0 pr -C site route empty
silent

# bad lines are told by number and passed over
printf '{"title": "LLMs"\n{"title": "One"}\n[]\n{"abstract": "no title"}\n{"title": "\377"}\n{"title": "a\0b"}\n{"title": "Two", "votes": "many"}\n' >bad
expect 2 pr -C site route --brief bad
cat >wanted <<'END'
{"title": "One", "topics": []}
{"title": "Two", "votes": "many", "topics": []}
END
cmp out wanted || fail "$(cat out)"
cat >wanted <<'END'
paperroute: bad:1:16: warning: is no JSON: '}' expected near end of file; it is passed over
paperroute: bad:3: warning: is no JSON object; it is passed over
paperroute: bad:4: warning: a paper without a title is left out
paperroute: bad:5:11: warning: is no JSON: unable to decode byte 0xff near '"'; it is passed over
paperroute: bad:6:13: warning: is no JSON: a NUL byte stands in it; it is passed over
paperroute: bad:7: warning: votes "many" is no count
END
cmp err wanted || fail "$(cat err)"
# a line too long for anything
{
	printf '{"title": "LLMs", "x": "'
	head -c 9000000 /dev/zero | tr '\0' x
	printf '"}\n'
	cat one
} >long
expect 2 pr -C site route --brief long
says err "paperroute: long:1: warning: is longer than 8388608 bytes; it is passed over"
[ "$(wc -l <out)" = 1 ] || fail "not one line"

# a line comes out before the next one goes in
mkfifo pipe
"$program" -C site route --brief <pipe >live &
exec 3>pipe
for turn in 1 2; do
	cat one >&3
	tries=0
	while [ "$(wc -l <live)" -lt $turn ]; do
		tries=$((tries + 1))
		[ $tries -lt 3000 ] || fail "line $turn was held back"
		sleep 0.1
	done
done
exec 3>&-
wait $! || fail "the end of the pipe was an error"

# what inflates a stream is a process of its own: its end is that of the stream, and what came before counts
children_of() { # PROCESS
	grep -lsx "PPid:	$1" /proc/[0-9]*/status | sed 's|/proc/||; s|/status||' || :
}
if [ -r /proc/self/status ]; then
	gzip -c one >one.gz
	"$program" -C site route --brief <pipe >live 2>err &
	run=$!
	exec 3>pipe
	cat one.gz >&3
	until [ "$(wc -l <live)" = 1 ]; do
		kill -0 $run || fail "it ended: $(cat err)"
		sleep 0.1
	done
	for keeper in $(children_of $run); do
		! grep -q unpack "/proc/$keeper/cmdline" || kill -KILL "$(children_of "$keeper")"
	done
	status=0
	wait $run || status=$?
	exec 3>&-
	[ "$status" = 1 ] || fail "a stream that was lost: $status"
	says err 'paperroute: standard input: what inflates it was ended by signal 9: the rest of it is lost'
	[ "$(wc -l <err)" = 1 ] || fail "not one line: $(cat err)"
fi

# what inflates may use CPU without end, but not for nothing: members in which there is nothing never end
if [ "$(uname)" = Linux ]; then
	gzip -c </dev/null >empty.gz
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
		cat empty.gz empty.gz >twice && mv twice empty.gz
	done
	status=0
	{
		cat one.gz
		while cat empty.gz; do :; done 2>/dev/null
	} | "$program" -C site route --brief >live 2>err || status=$?
	[ "$status" = 1 ] || fail "members without end and bytes: $status"
	[ "$(wc -l <live)" = 1 ] || fail "the line before them is lost"
	stuck='paperroute: standard input: what inflates it needed more than 2 s of CPU without a byte of it: what follows, perhaps zeros alone, was not read; see whether gzip -t finds it sound'
	says err "$stuck"
	# nor do zeros behind the last one, where nobody knows what follows
	status=0
	cat one.gz /dev/zero 2>/dev/null | "$program" -C site route --brief >live 2>err || status=$?
	[ "$status" = 1 ] || fail "zeros without end: $status"
	[ "$(wc -l <live)" = 1 ] || fail "the line before the zeros is lost"
	says err "$stuck"
fi

# who stops reading ends an endless stream, and quietly; so it does where SIGPIPE is ignored
yes "$(cat one)" 2>/dev/null | "$program" -C site route 2>err | head -n 2 >out
[ "$(wc -l <out)" = 2 ] && [ ! -s err ] || fail "a closed pipe: $(cat err)"
(
	trap '' PIPE
	yes "$(cat one)" 2>/dev/null | "$program" -C site route 2>err | head -n 2 >out
)
[ "$(wc -l <out)" = 2 ] && [ ! -s err ] || fail "a closed pipe, ignored: $(cat err)"
if [ -c /dev/full ]; then
	status=0
	pr -C site route one >/dev/full 2>err || status=$?
	[ "$status" = 1 ] || fail "a full disk went by: $status"
	[ "$(wc -l <err)" = 1 ] || fail "not one line: $(cat err)"
fi

# mistakes
expect 1 pr -C site route a b
says err "paperroute: route: takes one file: route [--brief] [FILE]"
expect 1 pr -C site route --breif
says err "paperroute: route: --breif is no option of it"
expect 1 pr -C site route missing
says err "paperroute: missing: cannot be opened: No such file or directory"
head -c 100 in.gz >cut.gz
expect 1 pr -C site route cut.gz
says err "paperroute: cut.gz: its gzip data are cut short"
# a wrong sum costs none of the lines before it; what tar and tapes put behind is not of the stream
cat one one >two
pr -C site route two >wanted
gzip -c two >two.gz
{
	head -c $(($(wc -c <two.gz) - 8)) two.gz
	printf '\1\2\3\4\1\2\3\4'
} >sum.gz
expect 1 pr -C site route sum.gz
says err "paperroute: sum.gz: its gzip data are damaged"
cmp out wanted || fail "a wrong sum: $(cat out)"
{
	cat two.gz
	head -c 9999 /dev/zero
} >padded.gz
expect 0 pr -C site route padded.gz
cmp out wanted || fail "zeros behind it: $(cat out)"
[ ! -s err ] || fail "$(cat err)"
printf more >>padded.gz
expect 1 pr -C site route padded.gz
cmp out wanted || fail "bytes behind it: $(cat out)"
says err "paperroute: padded.gz: its gzip data are damaged"
printf '\037\213\010 this is no gzip' >broken.gz
expect 1 pr -C site route broken.gz
says err "paperroute: broken.gz: its gzip data are damaged"
echo broken >site/topics/vision.ini
expect 1 pr -C site route one
[ ! -s out ] || fail "routed with broken rules: $(cat out)"
