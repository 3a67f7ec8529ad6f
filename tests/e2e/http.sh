#!/bin/sh
# SPDX-License-Identifier: ISC
# Sources on the network: a real nginx, and beside it a small server for what nginx never says.
. "${srcdir:-.}/tests/e2e/lib.sh"

PATH=$PATH:/usr/sbin
for need in nginx python3 openssl; do
	command -v $need >/dev/null || {
		echo "skipped: $need was not found: install nginx-light, python3 and openssl"
		exit 77
	}
done
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY

# free COUNT: ports that nobody listens on
free() {
	python3 -c '
import socket, sys
sockets = [socket.socket() for _ in range(int(sys.argv[1]))]
for s in sockets: s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))' "$1"
}

set -- $(free 3)
port=$1 tls=$2 other=$3
near=http://127.0.0.1:$port

mkdir www logs
cp "$here/site/page.txt" www/page.txt
cp www/page.txt www/picture.png
cp www/page.txt page.txt
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 \
	-subj /CN=localhost >/dev/null 2>&1 || fail "no certificate was made"

cat >nginx.conf <<EOF
daemon off;
user $(id -un);
pid "$scratch/nginx.pid";
error_log "$scratch/logs/error.log";
worker_processes 1;
events { worker_connections 64; }
http {
	types { text/plain txt; image/png png; }
	client_body_temp_path "$scratch/t1"; proxy_temp_path "$scratch/t2";
	fastcgi_temp_path "$scratch/t3"; uwsgi_temp_path "$scratch/t4"; scgi_temp_path "$scratch/t5";
	log_format short '\$status \$uri \$sent_http_content_encoding \$http_user_agent '
		'<\$http_authorization> <\$http_x_key>';
	access_log "$scratch/logs/access.log" short;
	server {
		listen 127.0.0.1:$port;
		listen 127.0.0.1:$tls ssl;
		ssl_certificate "$scratch/cert.pem";
		ssl_certificate_key "$scratch/key.pem";
		root "$scratch/www";
		absolute_redirect off;
		location = /packed.txt { gzip on; gzip_min_length 1; gzip_types text/plain; alias "$scratch/www/page.txt"; }
		location = /moved { return 301 /page.txt; }
		location = /moved-twice { return 307 /moved; }
		location = /loop { return 302 /loop; }
		location = /file { return 302 file:///etc/passwd; }
		location = /gopher { return 302 gopher://127.0.0.1:$port/; }
		location = /nowhere { return 302 "http:///?key=hush"; }
		location = /far { return 302 http://127.0.0.2:$other/far-target; }
		location = /busy { add_header Retry-After 7200 always; return 503; }
		location = /closed { return 403; }
		location = /slow { limit_rate 20; alias "$scratch/www/page.txt"; }
		location = /empty.txt { return 200 ""; }
	}
}
EOF
nginx -c "$scratch/nginx.conf" -p "$scratch" 2>logs/start &
first=$!
python3 "$here/server.py" "$other" "$scratch" 2>logs/server &
second=$!
trap 'kill $first $second; wait; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
tries=0
until [ -e nginx.pid ] && [ -e ready ]; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "the servers did not start: $(cat logs/start)"
	sleep 0.1
done

# site LINES...: a new site whose sources are these lines
site() {
	rm -rf site
	new_site
	sed '/^\[source/,$d' "$here/site/paperroute.ini" >site/paperroute.ini
	printf '%s\n' "$@" >>site/paperroute.ini
}

now=6
# run STATUS OPTIONS...: an hour after the last one
run() {
	wanted_status=$1
	shift
	now=$((now + 1))
	expect "$wanted_status" pr -C site --now "@$((1742450400 + now * 3600))" "$@"
}

# asked WHAT...: what nginx was asked since the last time, as "status path"
asked() {
	cut -d ' ' -f 1,2 logs/access.log >lines
	printf '%s\n' "$@" >wanted
	[ $# -gt 0 ] || : >wanted
	cmp -s lines wanted || fail "nginx was asked: $(cat lines), not: $(cat wanted)"
	: >logs/access.log
}

# requests PATH: how many of them reached the other server
requests() {
	grep -cF "\"path\": \"$1\"" requests || true
}

# gap PATH: hundredths of seconds between its first two requests
gap() {
	python3 -c '
import json, sys
times = [r["time"] for r in map(json.loads, open("requests")) if r["path"] == sys.argv[1]]
print(int((times[1] - times[0]) * 100))' "$1"
}

# --- what is new, and what is not

site '[source page]' "url = $near/page.txt" 'year = 2025'
run 0 run
silent
asked '200 /page.txt'
[ "$(entries site/public/all.atom)" = 4 ] || fail "the page was not read"
cmp site/state/cache/page.body page.txt || fail "the page was not kept"
stamp site/public >before
run 0 run
silent
asked '304 /page.txt'
run 0 run -n
silent
asked '304 /page.txt'
run 0 run --offline
silent
asked
run 0 -v run
says err "paperroute: page: nothing new"
asked '304 /page.txt'
stamp site/public >after
cmp before after || fail "a run without news changed the feeds"

# other settings read the kept copy anew; what was kept and is gone or other is asked for again
echo 'skip = A Line That Is Not There' >>site/paperroute.ini
run 0 -v run
grep -q '^paperroute: page: 4 papers, 0 new' err || fail "the copy was not read: $(cat err)"
asked '304 /page.txt'
run 0 -v run
says err "paperroute: page: nothing new"
asked '304 /page.txt'
rm site/state/cache/page.body
run 0 run
silent
asked '200 /page.txt'
cmp site/state/cache/page.body page.txt || fail "the page was not kept again"
echo damaged >site/state/cache/page.body
sed -i 's/^skip.*/skip = Another Line/' site/paperroute.ini
run 0 run
silent
asked '200 /page.txt'
cmp site/state/cache/page.body page.txt || fail "the damaged copy was not replaced"
stamp site/public >after
cmp before after || fail "what was kept changed the feeds"

# a list that is broken today is not kept, and is complained of again tomorrow
printf 'Sorry\n\nWe are down for maintenance\n' >www/page.txt
run 2 run
run 2 run
asked '200 /page.txt' '200 /page.txt'
cmp site/state/cache/page.body page.txt || fail "a broken page was kept"
cp page.txt www/page.txt
printf '\nA New Paper Comes to the Page\n\nIts abstract is long enough to be one. It has two sentences.\n' \
	>>www/page.txt
run 0 -v run --changed
grep -q '1 new, 0 changed' err || fail "the new paper was not seen: $(cat err)"
says out all.atom
cp page.txt www/page.txt

# without a network
site '[source page]' "url = $near/page.txt"
run 2 run --offline
says err "paperroute: $near/page.txt: nothing of it is kept yet: run once without --offline"
run 2 run --offline "$near/page.txt"
grep -q 'run without --offline' err || fail "$(cat err)"
: >logs/access.log

# --- shapes of answers that are fine

site '[source a]' "url = $near/packed.txt" '[source b]' "url = $near/moved-twice" \
	'[source c]' "url = $near/picture.png"
sed -i "s/^\[site\]/&\ncontact = me@lab.net/" site/paperroute.ini
run 0 run
silent
asked '200 /packed.txt' '307 /moved-twice' '301 /moved' '200 /page.txt' '200 /picture.png'
gzip -dc <site/state/cache/a.body | cmp - page.txt || fail "the packed page is not kept as it came"
[ "$(entries site/public/all.atom)" = 4 ] || fail "the packed page was not unpacked"
rm -r site/public
run 0 run --offline --source a
[ "$(entries site/public/all.atom)" = 4 ] || fail "the packed page was not read again"
run 0 run
version=$("$program" --version | sed 1q)
grep -qF " ${version% *}/${version#* } (+me@lab.net) " logs/access.log ||
	fail "no User-Agent: $(cat logs/access.log)"
asked '304 /packed.txt' '307 /moved-twice' '301 /moved' '304 /page.txt' '304 /picture.png'
run 0 run "$near/page.txt"
asked '200 /page.txt'
[ ! -e site/state/cache/command-line.body ] || fail "a URL of the command line was kept"

site '[source page]' "url = $near/packed.txt"
run 0 run
grep -q ' gzip ' logs/access.log || fail "nginx sent it unpacked: $(cat logs/access.log)"
: >logs/access.log

# --- answers that are none, each told once with its reason, and harming nobody

site '[source good]' "url = $near/page.txt" \
	'[source loop]' "url = $near/loop" '[source file]' "url = $near/file" \
	'[source gopher]' "url = $near/gopher" '[source nowhere]' "url = $near/nowhere" \
	'[source gone]' "url = $near/gone" '[source closed]' "url = $near/closed" \
	'[source busy]' "url = $near/busy" '[source empty]' "url = $near/empty.txt" 'format = list' \
	'[source tls]' "url = https://127.0.0.1:$tls/page.txt" \
	'[source slow]' "url = $near/slow" 'stall = 1' 'retries = 0' \
	'[source refused]' "url = http://127.0.0.1:$tls/page.txt" \
	'[source truncated]' "url = http://127.0.0.2:$other/truncated" 'retries = 1' \
	'[source endless]' "url = http://127.0.0.3:$other/endless" \
	'[source drip]' "url = http://127.0.0.4:$other/drip" 'timeout = 2' \
	'[source bomb]' "url = http://127.0.0.5:$other/bomb" 'max_size = 1M' \
	'[source unasked]' "url = http://127.0.0.6:$other/304" \
	'[source long]' "url = http://127.0.0.7:$other/429-long" \
	'[source gzip]' "url = http://127.0.0.8:$other/broken-gzip" 'retries = 0' \
	'[source error]' "url = http://127.0.0.9:$other/500" 'retries = 1' \
	'[source nobody]' 'url = http://127.0.0.1:1/' 'retries = 0' \
	'[source noname]' 'url = http://no-such-host.invalid/' 'retries = 0' 'connect_timeout = 5'
run 2 run
entries=$(entries site/public/all.atom)
[ "$entries" = 4 ] || fail "the good source has $entries entries in the feed"
[ "$(ls site/state/cache)" = good.body ] || fail "kept: $(ls site/state/cache)"

# told PATTERN: one message begins so
told() {
	[ "$(grep -c -e "^paperroute: $1" err)" = 1 ] || fail "no message \"$1\" in: $(cat err)"
}
told "$near/loop: leads from one address to the next, more than 5 times, last to $near/loop"
told "$near/file: leads to no http or https address (redirect 1): \"file:///etc/passwd\""
told "$near/gopher: leads to no http or https address (redirect 1): \"gopher:"
told "$near/nowhere: leads to no http or https address"
told "$near/gone: the server answered 404: there is nothing at this address"
told "$near/closed: the server answered 403: it lets only some in, see header"
told "$near/busy: the server answered 503 and wants to be let alone for 7200 seconds"
told "empty: there is no paper in $near/empty.txt"
told "https://127.0.0.1:$tls/page.txt: cannot be fetched: SSL certificate problem"
told "$near/slow: cannot be fetched: Operation too slow"
told "http://127.0.0.1:$tls/page.txt: the server answered 400"
told "http://127.0.0.2:$other/truncated: cannot be fetched: .* (2 attempts)"
told "http://127.0.0.3:$other/endless: is larger than 33554432 bytes, see max_size"
told "http://127.0.0.4:$other/drip: cannot be fetched: Operation timed out"
told "http://127.0.0.5:$other/bomb: is larger than 1048576 bytes when it is inflated, see max_size"
told "http://127.0.0.6:$other/304: the server answered 304"
told "http://127.0.0.7:$other/429-long: the server answered 429 and wants to be let alone"
told "http://127.0.0.8:$other/broken-gzip: cannot be fetched: "
told "http://127.0.0.9:$other/500: the server answered 500 (2 attempts)"
told "http://127.0.0.1:1/: cannot be fetched: Failed to connect"
told "http://no-such-host.invalid/: cannot be fetched: "
[ "$(wc -l <err)" = 21 ] || fail "more was said: $(cat err)"
! grep -q hush err || fail "what stands behind a ? was told: $(cat err)"
[ "$(requests /drip)" = 1 ] || fail "a time-out that used all its time was tried $(requests /drip) times"
: >logs/access.log

# --- answers that get better

site '[source a]' "url = http://127.0.0.2:$other/500-then" \
	'[source b]' "url = http://127.0.0.3:$other/429-then" \
	'[source c]' "url = http://127.0.0.4:$other/truncated-then" \
	'[source d]' "url = http://127.0.0.5:$other/closed-then" \
	'[source e]' "url = http://127.0.0.6:$other/throttled-then" \
	'[source f]' "url = http://127.0.0.7:$other/injected"
run 0 run
silent
for path in /500-then /429-then /truncated-then /closed-then /throttled-then; do
	[ "$(requests $path)" = 2 ] || fail "$path was asked for $(requests $path) times"
	cmp -s "site/state/cache/$(ls site/state/cache | sed -n 1p)" page.txt || fail "$path: not kept"
done
[ "$(ls site/state/cache | wc -l)" = 6 ] || fail "kept: $(ls site/state/cache)"
[ "$(gap /429-then)" -ge 100 ] || fail "Retry-After was not waited for"
[ "$(gap /500-then)" -ge 50 ] || fail "there was no wait before the second attempt"
[ "$(gap /throttled-then)" -lt 50 ] || fail "Retry-After: 0 was waited for"

# --- the order of the file, whoever is faster; a host is asked once at a time, with a pause

site '[source slow]' "url = http://127.0.0.2:$other/late" \
	'[source polite]' "url = http://127.0.0.3:$other/polite" 'delay = 1' \
	'[source fast]' "url = http://127.0.0.3:$other/fast" \
	'[source too]' "url = http://127.0.0.3:$other/polite-too" 'delay = 1'
run 0 -v run
grep -E '^paperroute: (slow|polite|fast|too): ' err | cut -d : -f 2 | tr -d '\n' >order
[ "$(cat order)" = " slow polite fast too" ] || fail "read in another order: $(cat order)"
python3 - <<'EOF' || fail "the pause was not kept"
import json
times = {r["path"]: r["time"] for r in map(json.loads, open("requests"))}
assert times["/fast"] - times["/polite"] >= 1, times
assert times["/polite-too"] - times["/fast"] >= 1, times
assert times["/polite"] - times["/late"] < 0.4, times
EOF

# --- lists of several pages, on their own server, and as often as it takes

site '[source list]' "url = http://127.0.0.2:$other/good/pages" 'format = json' 'next = /next' \
	'items = /papers' 'id = /id' 'title = /title' 'header = X-Key: ${env:PAPERROUTE_TEST}'
PAPERROUTE_TEST=for-pages
export PAPERROUTE_TEST
for round in 1 2; do
	run 0 -v run
	grep -q '^paperroute: list: 3 papers' err || fail "not three pages: $(cat err)"
done
[ "$(grep -c '"X-Key": "for-pages"' requests)" = 6 ] || fail "the pages were asked without a header"
run 0 -v run --offline
grep -q '^paperroute: list: 1 papers' err || fail "the first page was not kept: $(cat err)"
sed -i 's|/good/|/ring/|' site/paperroute.ini
run 2 run
says err "paperroute: http://127.0.0.2:$other/ring/pages: goes round in a circle: page 3 leads back to page 2"
sed -i 's|/ring/|/ever/|' site/paperroute.ini
run 2 run
says err "paperroute: http://127.0.0.2:$other/ever/pages: goes on after 100 pages: the rest is left"
sed -i 's|/ever/|/ring/|' site/paperroute.ini
sed -i 's|/ring/|/off/|' site/paperroute.ini
run 2 run
says err "paperroute: http://127.0.0.2:$other/off/pages: says that it goes on at \"http://127.0.0.9:$other/stolen\", which is no other page of its server"
sed -i 's|/off/|/user/|' site/paperroute.ini
run 2 run
says err "paperroute: http://127.0.0.2:$other/user/pages: says that it goes on at \"http://...@127.0.0.2:$other/stolen\", which has a user name or password in it"
sed -i 's|/user/|/long/|' site/paperroute.ini
run 2 run
says err "paperroute: http://127.0.0.2:$other/long/pages: says that it goes on at an address of more than 2048 bytes"
for kind in far-user relative-user slash-user no-address; do
	sed -i "s#127.0.0.2:$other/[a-z-]*/pages#127.0.0.2:$other/$kind/pages#" site/paperroute.ini
	run 2 run
	! grep -r hush err site/public || fail "$kind: a password is shown"
	grep -q "/$kind/pages: says that it goes on at \"http://\.\.\.@127.0.0.9" err ||
		grep -q "/no-address/pages: says that it goes on at what is no http" err ||
		fail "$kind: $(cat err)"
done
site '[source list]' "url = http://127.0.0.2:$other/user-then"
run 2 run
! grep -r hush err site/public || fail "a password is shown"
says err "paperroute: http://127.0.0.2:$other/user-then: leads to an address with a user name or password in it, which is not followed: http://...@127.0.0.2:$other/stolen"
[ "$(grep -c '"path": "/stolen' requests)" = 0 ] || fail "the other server was asked"

# a preset may say where its list is; the source's own keys replace its

site '[source a]' 'preset = lab' '[source b]' 'preset = lab' 'header = X-Key: of-the-source' \
	'[source c]' 'preset = lab' 'path = list.json'
mkdir site/sources
cat >site/sources/lab.ini <<EOF
[preset]
format = json
detect = /papers
items = /papers
id = /id
title = /title
url = http://127.0.0.4:$other/preset/pages
header = X-Key: of-the-preset
EOF
echo '{"papers": [{"id": "2501.00009", "title": "A Paper That Stands in a File"}]}' >site/list.json
run 0 run
[ "$(grep -c '"X-Key": "of-the-preset"' requests)" = 1 ] || fail "the preset was not used"
[ "$(grep -c '"X-Key": "of-the-source"' requests)" = 1 ] || fail "the source's header was not used"
grep -q 'Stands in a File' site/public/all.atom || fail "the file was not read"

# --- secrets go to the source's own server and nowhere else

mkdir site/private
printf 'hush-in-a-file\n' >site/private/key
secrets='header = Authorization: Bearer ${env:PAPERROUTE_TEST}
header.2 = X-Key: ${file:private/key}
header.3 = X-Plain: yes'
site '[source near]' "url = $near/page.txt" "$secrets" '[source far]' "url = $near/far" "$secrets" \
	'[source fails]' "url = $near/gone" "$secrets"
mkdir site/private
printf 'hush-in-a-file\n' >site/private/key
export PAPERROUTE_TEST=hush-in-the-environment
run 2 -v run
[ "$(grep -c '<Bearer hush-in-the-environment> <hush-in-a-file>' logs/access.log)" = 3 ] ||
	fail "the secrets did not arrive: $(cat logs/access.log)"
[ "$(requests /far-target)" = 1 ] || fail "the redirect was not followed"
! grep -q -e hush -e X-Plain requests || fail "a secret went to another server: $(cat requests)"
! grep -r -q hush out err site/state site/public || fail "a secret was told"
PAPERROUTE_TEST=
run 2 run --source near
says err "paperroute: $near/page.txt: the variable PAPERROUTE_TEST, which the header Authorization needs, is not set in the environment"
: >logs/access.log

# --- proxies

site '[source a]' 'url = http://far-away.invalid/page.txt' '[source b]' "url = $near/page.txt"
http_proxy=http://127.0.0.2:$other no_proxy=127.0.0.1
export http_proxy no_proxy
run 0 run
unset http_proxy no_proxy
[ "$(requests http://far-away.invalid/page.txt)" = 1 ] || fail "the proxy was not asked"
asked '200 /page.txt'

# --- which sources

site '[source one]' "url = $near/page.txt" '[source two]' "url = $near/page.txt?two" 'enabled = no'
run 0 run --source two
asked '200 /page.txt'
[ "$(ls site/state/cache)" = two.body ] || fail "another source was read"
run 0 run --source two --source one
asked '200 /page.txt' '304 /page.txt'
run 1 run --source tow
says err "paperroute: tow: is no source of this site: did you mean two?"
run 1 run --source one "$near/page.txt"

# --- a person who looks on sees what comes

now=$((now + 1))
python3 - "$program" "@$((1742450400 + now * 3600))" <<'EOF' || fail "no progress on a terminal"
import os, pty, sys
out = b""
def read(fd):
    global out
    data = os.read(fd, 1024)
    out += data
    return data
sys.stdout = open(os.devnull, "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
pty.spawn([sys.argv[1], "-C", "site", "--now", sys.argv[2], "run"], read)
assert b"paperroute: 0 of 1 sources, 0 kB\r\x1b[K" in out, out
assert out.rstrip().endswith(b"nothing new"), out
EOF
