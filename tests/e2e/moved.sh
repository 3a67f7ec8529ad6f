#!/bin/sh
# SPDX-License-Identifier: ISC
# A feed that moved says so, once and for good.
. "${srcdir:-.}/tests/e2e/lib.sh"

new_site
sed 's/^\[site\]/&\nformats = atom, rss, json, opml/' site/paperroute.ini >ini && mv ini site/paperroute.ini
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
cat >site/topics/vision.ini <<'EOF'
[feed]
title    = Vision
moved_to = https://elsewhere.ada-and-the-editors.net/seeing.atom
EOF
expect 0 pr -C site --now 2025-03-21T06:00:00Z check
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
silent
[ "$(entries site/public/vision.atom)" = 1 ] || fail "vision: $(cat site/public/vision.atom)"
for part in '<title>Vision: this feed has moved</title>' ':moved/vision</id>' \
	'<updated>2025-03-21T06:00:00Z</updated>' \
	'href="https://elsewhere.ada-and-the-editors.net/seeing.atom"/>'; do
	grep -q "$part" site/public/vision.atom || fail "no $part: $(cat site/public/vision.atom)"
done
sed 's/moved.//' site/public/vision.atom | grep -q 'feed/vision</id>' || fail 'the id changed'
grep -q '"expired": true' site/public/vision.json || fail 'JSON Feed is not expired'
grep -q 'moved/vision</guid>' site/public/vision.rss || fail 'RSS says nothing'
cp -R site/public first
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
diff -r first site/public || fail 'a run after the one that moved changed something'

# what comes now goes elsewhere, and the entry stays as it is
cp site/public/vision.atom before
sed '1,3d' "$here/site/topics/vision.ini" >>site/topics/vision.ini
printf 'Depth Estimation with a Large Language Model\n\nA method for image generation, and for depth estimation too.\n' \
	>>site/page.txt
expect 0 pr -C site --now 2025-03-22T06:00:00Z run
cmp before site/public/vision.atom || fail 'the farewell changed'
expect 0 pr -C site explain --topic vision 'Depth Estimation with a Large Language Model'
grep -q 'the topic has moved and takes none' out || fail "explain: $(cat out)"

# another address is news
sed 's/seeing/sight/' site/topics/vision.ini >ini && mv ini site/topics/vision.ini
expect 0 pr -C site --now 2025-03-23T06:00:00Z run
grep -q '<updated>2025-03-23T06:00:00Z</updated>' site/public/vision.atom || fail 'updated did not move'
[ "$(entries site/public/vision.atom)" = 1 ] || fail 'told twice'
