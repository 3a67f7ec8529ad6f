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
terminal 2 --now 2025-03-21T06:00:00Z run "$(printf 'no-such\033[31m\302\233file')"
printf '[feed]\ntitle = \033[31m\n[rule \033[31mx\302\233]\nmatch = (\033]0;x\007\n' >"site/topics/odd.ini"
terminal 1 check
rm site/topics/odd.ini
: >"site/topics/$(printf 'od\033[31m\302\233\233d').ini"
terminal 1 check
rm site/topics/*31m*

# a server that answers what no server should: told, in status.atom too
cat >server.py <<'END'
import socket, threading
ANSWERS = [b"302 Found\r\nLocation: " + place + b"\r\nContent-Length: 0" for place in (
    b"gopher://\x1b[31m\x9b/\xff", b"\x1b]0;x\x07", b"http://\x1b[31m.example/\xe2\x80\xae", b"http://me:hush@<b>/",
    b"javascript:alert(1)", b"data:text/html,<script>alert(1)</script>", b"file:///etc/passwd", b"/\xc2\x9b31m", b"h" * 9000)]
ANSWERS += [b"200 \x1b[31m\r\nContent-Length: 7\r\nContent-Type: text/\x1b[31m;charset=\xc2\x9b\r\n\r\n<b>\xc2\x9bx",
            b"503 \x1b[31m\r\nRetry-After: \x1b[31m\r\nContent-Length: 0", b"200 OK\r\nContent-Encoding: \x1b[31m\r\nContent-Length: 1\r\n\r\nx",
            b"200 OK\r\nContent-Length: \x1b[31m", b"\x1b[31m"]
def serve(number, server):
    while True:
        connection, _ = server.accept()
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 " + ANSWERS[number] + b"\r\n\r\n")
        connection.close()
for number in range(len(ANSWERS)):
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=serve, args=(number, server)).start()
print("all", flush=True)
END
: >ports
python3 server.py >ports 2>server.err &
server=$!
trap 'kill $server 2>/dev/null; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
until grep -q all ports; do
	kill -0 $server || fail "no server: $(cat server.err)"
	sleep 0.1
done
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
new_site
sed '$d' ports | while read -r port; do
	printf '[source s%s]\nurl = http://127.0.0.1:%s/\nretries = 0\nformat = feed\n' "$port" "$port"
done >>site/paperroute.ini
terminal 2 -v --now 2025-03-20T06:00:00Z run
[ "$(entries site/public/status.atom)" = "$(sed '$d' ports | wc -l)" ] || fail "incidents: $(cat seen)"
python3 "$tests/hostile.py" look site/public >found || fail "$(cat found)"
! grep -q hush seen site/public/status.atom || fail 'a password was told'
terminal 2 status
