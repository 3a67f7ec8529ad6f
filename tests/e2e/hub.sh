#!/bin/sh
# SPDX-License-Identifier: ISC
# A hub is told of the feeds that changed, once, after everything else; one that fails is told at the
# next run.
. "${srcdir:-.}/tests/e2e/lib.sh"

python=$(command -v python3) || {
	echo 'skipped: python3 was not found'
	exit 77
}

# A hub that notes what it is told in told, and answers with what answer holds, once not before gate, where
# there is one, is gone; what else it says is packed, or so it claims, and nobody unpacks it
cat >hub.py <<'EOF'
import http.server, os, time, urllib.parse
class Hub(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = urllib.parse.parse_qs(body, strict_parsing=True)
        with open("told", "a") as out:
            print(self.headers["Content-Type"], form["hub.mode"][0], form["hub.url"][0], file=out)
        open("begun", "w").close()
        while os.path.exists("gate"):
            time.sleep(0.1)
        self.send_response(int(open("answer").read()))
        self.send_header("Transfer-Encoding", "gzip, chunked")
        self.end_headers()
        self.wfile.write(b"c\r\nno gzip at all\r\n0\r\n\r\n")
    def log_message(self, *args):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Hub)
open("new", "w").write(str(server.server_port))
os.rename("new", "port")
server.serve_forever()
EOF
echo 204 >answer
"$python" hub.py &
hub=$!
trap 'kill $hub; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
comes port $hub || fail 'the hub ended'

new_site
sed "s|^\[site\]|&\nformats = atom, json, opml\nhub = http://127.0.0.1:$(cat port)/hub\nafter = cat >changed|" \
	site/paperroute.ini >ini && mv ini site/paperroute.ini
base=https://feeds.ada-and-the-editors.net/papers
form=application/x-www-form-urlencoded

expect 0 pr -C site --now 2025-03-20T06:00:00Z run
silent
for name in all empty language vision; do
	says told "$form publish $base/$name.atom"
	says told "$form publish $base/$name.json"
done
[ "$(wc -l <told)" = 8 ] || fail "the hub was told: $(cat told)"
grep -q '<link rel="hub" href="http://127.0.0.1:' site/public/vision.atom || fail 'no hub in Atom'
grep -q '"type": "WebSub"' site/public/vision.json || fail 'no hub in JSON Feed'

# no news, no word
rm told
expect 0 pr -C site --now 2025-03-20T07:00:00Z run
silent
[ ! -e told ] || fail "the hub was told without news: $(cat told)"

# the hub fails: told again, with what came since
printf 'One More Large Language Model\n\nIt is like the others, but there is one more of it now.\n' \
	>>site/page.txt
echo 503 >answer
expect 2 pr -C site --now 2025-03-21T06:00:00Z run
grep -q "^paperroute: http://127.0.0.1:.*/hub: the hub did not take $base/all.atom, it answered 503" err ||
	fail "not told of: $(cat err)"
[ "$(entries site/public/language.atom)" = 3 ] || fail "a failing hub kept a feed back: $(entries site/public/language.atom)"
kill $hub
expect 2 pr -C site --now 2025-03-21T07:00:00Z run
grep -q "was not told of $base/all.atom" err || fail "not told of: $(cat err)"
rm -f told port
echo 202 >answer
"$python" hub.py &
hub=$!
comes port $hub || fail 'the hub ended'
sed "s|127.0.0.1:[0-9]*|127.0.0.1:$(cat port)|" site/paperroute.ini >ini && mv ini site/paperroute.ini
expect 0 pr -C site --now 2025-03-21T08:00:00Z run
says told "$form publish $base/language.atom"
sort told | uniq -d | grep . && fail 'told twice'

# when after fails, the files are not where the hub would look
sed 's|^after .*|after = exit 3|' site/paperroute.ini >ini && mv ini site/paperroute.ini
rm told
printf 'Yet One More Large Language Model\n\nIt is like all the others, but there is one more of it.\n' \
	>>site/page.txt
expect 2 pr -C site --now 2025-03-22T06:00:00Z run
[ ! -e told ] || fail "told although after failed: $(cat told)"

# another run begins while the hub is told, and is at work when that is done: it is waited for, and what it
# changed is news to the hub once more
sed '/^after /d' site/paperroute.ini >ini && mv ini site/paperroute.ini
expect 0 pr -C site --now 2025-03-22T07:00:00Z run
printf 'Still One More Large Language Model\n\nIt is like all of the others, but there is one more.\n' \
	>>site/page.txt
mkfifo input
: >gate
rm -f told begun
"$program" -C site --now 2025-03-23T06:00:00Z run 2>err &
first=$!
comes begun "$first" || fail "the first run ended: $(cat err)"
exec 9<>input # open both ways: nobody has to be there
"$program" -C site --now 2025-03-23T06:10:00Z run --wait - <input 2>err2 9>&- &
second=$!
locks "$second" || fail "the second run ended: $(cat err2)"
rm gate
waits "$first" || fail "the first run did not wait for the second: $(cat err)"
sort told | uniq -d | grep . && fail 'told twice'
says told "$form publish $base/language.atom"
printf 'The Last Large Language Model\n\nIt is like all of the others, but there will be no more.\n' \
	>&9
exec 9>&-
wait "$first" || fail "the first run failed: $(cat err)"
wait "$second" || fail "the second run failed: $(cat err2)"
[ ! -s err ] && [ ! -s err2 ] || fail "not silent: $(cat err err2)"
[ "$(grep -c "publish $base/language.atom" told)" = 2 ] || fail "the hub was told: $(cat told)"
rm told
expect 0 pr -C site --now 2025-03-23T07:00:00Z run
silent
[ ! -e told ] || fail "the hub was told without news: $(cat told)"

# a store that is lost does not know whom it told: it tells of every feed that is there
rm site/state/paperroute.db
expect 2 pr -C site --now 2025-03-24T07:00:00Z run
for name in all empty language vision; do
	says told "$form publish $base/$name.atom"
	says told "$form publish $base/$name.json"
done
[ "$(wc -l <told)" = 8 ] || fail "the hub was told: $(cat told)"
rm told
expect 0 pr -C site --now 2025-03-24T08:00:00Z run
silent
[ ! -e told ] || fail "the hub was told without news: $(cat told)"
