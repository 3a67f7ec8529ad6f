#!/bin/sh
# SPDX-License-Identifier: ISC
# Secrets of requests go to the server that they are for, and nowhere else: into no message, document,
# store or cache, to no other server, and not to the command behind a run.
. "${srcdir:-.}/tests/e2e/lib.sh"

command -v python3 >/dev/null || {
	echo 'skipped: python3 was not found: install python3'
	exit 77
}
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY

# Two servers: the second is another one to the first. What they were asked, headers and all, is in 1.log
# and 2.log.
cat >server.py <<'END'
import http.server, sys, threading, urllib.parse
WANTED = open('token').read().strip()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open('%d.log' % self.server.number, 'a') as log:
            print(self.requestline, '|', self.headers.get('Authorization'), '|', self.headers.get('X-Key'), file=log)
        other = servers[2 - self.server.number].server_address[1]
        quoted = urllib.parse.quote(WANTED, safe='')
        path = self.path.split('?')[0]
        if path == '/elsewhere':
            return self.answer(302, 'http://127.0.0.1:%d/gone?token=%s#%s' % (other, quoted, quoted))
        if path == '/user':
            return self.answer(302, 'http://me:%s@127.0.0.1:%d/gone' % (quoted, other))
        if path == '/scheme':
            return self.answer(302, 'ftp://me:%s@127.0.0.1/gone?api_key=%s' % (quoted, quoted))
        if path == '/loop':
            return self.answer(302, '/loop?n=%s&token=%s' % (quoted, quoted))
        if path == '/list' and self.headers.get('Authorization') == 'Bearer ' + WANTED:
            return self.answer(200, None)
        self.answer(403 if path == '/list' else 404, None)
    def answer(self, status, location):
        body = open('page', 'rb').read() if status == 200 else b''
        self.send_response(status)
        if location:
            self.send_header('Location', location)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args):
        pass
servers = []
for number in (1, 2):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.number = number
    servers.append(server)
    open('%d.log' % number, 'w').close()
for server in servers[1:]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(*(server.server_address[1] for server in servers), flush=True)
servers[0].serve_forever()
END

hush='hu/sh+21%3~Z{}'
printf '%s\n' "$hush" >token
cp "$here/site/page.txt" page
: >ports
python3 server.py >ports 2>server.err &
server=$!
trap 'kill $server 2>/dev/null; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
until grep -q ' ' ports; do
	kill -0 $server || fail "no server: $(cat server.err)"
	sleep 0.1
done
read -r one two <ports
one=http://127.0.0.1:$one two=http://127.0.0.1:$two

cat >find.py <<'END'
"""find.py FILE...: where the secret is, plain, percent-coded, or base64 behind any bytes."""
import base64, sys, urllib.parse
secret = open('token').read().strip()
forms = {secret, urllib.parse.quote(secret, safe=''), urllib.parse.quote(secret), urllib.parse.quote_plus(secret)}
forms |= {form.lower() for form in forms}
needles = {form.encode() for form in forms}
for before in (b'', b'-', b'--'):
    code = base64.b64encode(before + secret.encode() + b'--')
    needles.add(code[4 if before else 0:-4])
found = [name for name in sys.argv[1:] if any(n in open(name, 'rb').read() for n in needles)]
print('\n'.join(found))
END

# unseen WHAT: what the last commands left behind and printed has it nowhere
unseen() {
	cat out err >>said
	found=$(find site said -type f ! -path site/token ! -path site/paperroute.ini -exec python3 find.py {} +)
	[ -z "$found" ] || fail "$1: the secret is in $found: $(cat "$found")"
}

source_of() { # NAME URL: with the secret in two headers
	cat >>site/paperroute.ini <<-END
		[source $1]
		url      = $2
		format   = list
		year     = 2025
		retries  = 0
		header   = Authorization: Bearer \${file:token}
		header.2 = X-Key: \${env:PAPERROUTE_TEST_KEY}
	END
}

fresh() {
	new_site
	sed -i.old '/^\[source/,$d' site/paperroute.ini
	rm site/paperroute.ini.old
	cp token site/token
	chmod 600 site/token
	: >1.log
	: >2.log
}

# missing: said before the first run, by name
unset PAPERROUTE_TEST_KEY
fresh
source_of net "$one/list"
expect 2 pr -C site check
grep -q 'warning: the variable PAPERROUTE_TEST_KEY, which the header X-Key needs, is not set' err ||
	fail "check: $(cat err)"
PAPERROUTE_TEST_KEY=$hush
export PAPERROUTE_TEST_KEY
rm site/token
expect 2 pr -C site check
grep -q 'warning: the file site/token, which the header Authorization needs, cannot be opened' err ||
	fail "check: $(cat err)"
mkfifo site/token
expect 2 pr -C site check
grep -q 'which the header Authorization needs, is no file' err || fail "check: $(cat err)"
rm site/token
cp token site/token
unseen check

# readable by all: said, and used
chmod 644 site/token
expect 2 pr -C site check
grep -q 'warning: everybody can read or write a file that the header Authorization needs: chmod o= it' err ||
	fail "check: $(cat err)"
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
grep -q "^paperroute: $one/list: warning: everybody can read" err || fail "run: $(cat err)"
chmod 640 site/token
expect 0 pr -C site check
silent

# used, and nowhere else; the command behind the run has all but the secret
fresh
sed 's/^\[site\]/&\nafter = env >env.txt/' site/paperroute.ini >ini && mv ini site/paperroute.ini
source_of net "$one/list"
PAPERROUTE_TEST_OTHER=other
export PAPERROUTE_TEST_OTHER
expect 0 pr -C site -v --now 2025-03-20T06:00:00Z run
[ "$(entries site/public/all.atom)" -ge 3 ] || fail "all.atom: $(cat err)"
grep -qF "| Bearer $hush | $hush" 1.log || fail "the server was not told: $(cat 1.log)"
grep -q '^PAPERROUTE_TEST_OTHER=other$' site/env.txt || fail "after has no environment: $(cat site/env.txt)"
! grep -q PAPERROUTE_TEST_KEY site/env.txt || fail 'after has the variable'
unseen 'a good run'

# what a server leads to is another one's, with the server's own secrets in its address
for path in elsewhere user scheme loop list/none; do
	fresh
	source_of net "$one/$path?mine=1"
	expect 2 pr -C site -v --now 2025-03-20T06:00:00Z run
	grep -q "$one/$path" err || fail "$path: not said: $(cat err)"
	! grep -vF '| None | None' 2.log || fail "$path: told another server: $(cat 2.log)"
	[ "$(entries site/public/status.atom)" = 1 ] || fail "$path: no incident"
	! grep -q 'mine=1' site/public/status.atom || fail "$path: what stands behind the ? is published"
	unseen "$path"
done
grep -q . 1.log || fail 'nothing was asked'
fresh
source_of net "$one/user"
expect 2 pr -C site --now 2025-03-20T06:00:00Z run
grep -q 'leads to an address with a user name or password in it' err || fail "user: $(cat err)"
[ ! -s 2.log ] || fail "a user of an address was used: $(cat 2.log)"

# a proxy with a password that is no part of an address as it stands
fresh
source_of net "$one/list"
for http_proxy in "http://me:$hush@127.0.0.1:1" "me:$hush@127.0.0.1:99999"; do
	export http_proxy
	expect 2 pr -C site --now 2025-03-20T06:00:00Z run
	says err "paperroute: $one/list: cannot be fetched: Unsupported proxy syntax in '...'"
	unseen 'a proxy'
done
unset http_proxy

# nobody there, and a name that is none: the library's own words
fresh
source_of a "http://127.0.0.1:1/list?api_key=hu%2Fsh%2B21%253~Z%7B%7D&q=llm"
source_of b "http://no-such-host.invalid/list?a=b&Token=hu%2Fsh%2B21%253~Z%7B%7D"
expect 2 pr -C site -v --now 2025-03-20T06:00:00Z run
grep -q 'http://127.0.0.1:1/list?api_key=...&q=llm: ' err || fail "$(cat err)"
unseen curl

# mistakes in the lines that hold it, and on the command line
fresh
hush='hunter2'
printf '%s\n' "$hush" >token
rm site/token
cat >>site/paperroute.ini <<'END'
[source a]
url = https://me:hunter2@host.org/list
[source b]
url = https://host.org/list
header = Authorization: Bearer hunter2#more
header.2 = X-Key hunter2
header.3 = X-Key: \
	hunter2 "
headr = X-Key: hunter2
[source c]
url = https://me:hun ter2hunter2@host.org/list
Cookie: hunter2
END
expect 1 pr -C site check
for line in 11 14 15 18 20 21; do
	grep -q "^paperroute: site/paperroute.ini:$line: " err || fail "no word of line $line: $(cat err)"
done
unseen 'mistakes'
new_site
expect 1 pr -C site run 'https://me:hunter2@127.0.0.1:1/list'
grep -q 'a user name or password' err || fail "the command line: $(cat err)"
unseen 'command line'
