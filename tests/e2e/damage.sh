#!/bin/sh
# SPDX-License-Identifier: ISC
# A store that is lost or damaged: what is kept aside, what is read back from public/, and what is said.
# Many kinds of damage at many places: tests/fault/damage.py.
. "${srcdir:-.}/tests/e2e/lib.sh"

# papers FROM TO: as JSON lines; every second has no date, and one has more authors than a document names
papers() {
	i=$1
	while [ "$i" -le "$2" ]; do
		printf '{"id": "2501.%05d", "title": "Large Language Models of Number %d", ' "$i" "$i"
		printf '"abstract": "It is number %d, see https://x.example/a?b=1&c=2 for <more>.\\n\\nWe go on.", ' "$i"
		[ $((i % 2)) = 0 ] || printf '"published": "2025-01-%02d", ' "$i"
		[ "$i" != 3 ] || printf '"authors": ["A","B","C","D","E","F","G","H","I","J","K","L","M","N","O","P","Q","R","S","T","U","V"], '
		printf '"link": "https://arxiv.org/abs/2501.%05d"}\n' "$i"
		i=$((i + 1))
	done
}

# three runs with archives, pages and a topic that moved; then the same lists once more, when the store is gone
make_site() {
	new_site
	sed 's/^\[site\]/&\nformats = atom, rss, json, opml, html/;s/^entries .*/entries = 2/' site/paperroute.ini >ini
	mv ini site/paperroute.ini
	printf '[source more]\npath = more.jsonl\npreset = papers-jsonl\n' >>site/paperroute.ini
	papers 1 3 >site/more.jsonl
	expect 0 pr -C site --now 2025-03-20T06:00:00Z run
	sed 's|^title .*|&\nmoved_to = https://elsewhere.ada-and-the-editors.net/v.atom|' site/topics/vision.ini >ini
	mv ini site/topics/vision.ini
	papers 2 6 >site/more.jsonl
	expect 0 pr -C site --now 2025-03-21T06:00:00Z run
	papers 4 9 >site/more.jsonl
	expect 0 pr -C site --now 2025-03-22T06:00:00Z run
	silent
	rm -rf wanted
	cp -R site/public wanted
}

back='^paperroute: site/state: warning: what the site remembered is gone: [1-9][0-9]* papers and [1-9][0-9]* archives were read back from site/public, with their ids and dates; '
aside='^paperroute: site/state/paperroute.db: warning: is damaged, and kept aside as site/state/paperroute.db.damaged-2025-03-22: '

# the_same: all documents are as before, but for that of incidents, which begins anew
the_same() {
	rm -f site/public/status.atom wanted/status.atom
	diff -r wanted site/public || fail "$1: other documents"
}

for how in 'rm site/state/paperroute.db*' ': >site/state/paperroute.db' 'rm -r site/state'; do
	make_site
	eval "$how"
	expect 2 pr -C site --now 2025-03-22T06:00:00Z run -n
	grep -q "$back" err || fail "$how: a dry run says: $(cat err)"
	expect 2 pr -C site --now 2025-03-22T06:00:00Z run
	grep -q "$back" err && [ "$(wc -l <err)" = 1 ] || fail "$how: $(cat err)"
	the_same "$how"
	expect 0 pr -C site --now 2025-03-23T06:00:00Z run
	silent
done

# a paper that only an archive has left is known by its id, and a list that has it again is no news; a
# correction is
make_site
rm site/state/paperroute.db
papers 1 9 | sed 's/number 8/number eight/' >site/more.jsonl
expect 2 pr -C site --now 2025-03-23T06:00:00Z run
for archive in wanted/archive/*/*.atom; do
	cmp "$archive" "site/public/${archive#wanted/}" || fail "$archive changed"
done
grep -A3 'arxiv:2501.00008</id>' site/public/all.atom | grep -q '<updated>2025-03-23' || fail 'no correction'
[ "$(grep -c '<updated>2025-03-23' site/public/all.atom)" = 2 ] || fail "more than one paper is news: $(cat site/public/all.atom)"

# damage is found wherever it is; what is kept aside is all that there was
for at in 0 2 9; do
	make_site
	dd if=/dev/urandom of=site/state/paperroute.db bs=4096 seek=$at count=20 conv=notrunc 2>/dev/null
	cp site/state/paperroute.db damaged
	for command in 'explain x' 'grep x' status 'forget x'; do
		expect 1 pr -C site $command
		grep -q 'put a backup in its place; without one the next run keeps it aside and makes the site anew' err ||
			fail "$command: $(cat err)"
	done
	cmp damaged site/state/paperroute.db || fail 'it was changed'
	expect 2 pr -C site --now 2025-03-22T06:00:00Z run
	grep -q "$aside" err && grep -q "$back" err || fail "damage at $at: $(cat err)"
	cmp damaged site/state/paperroute.db.damaged-2025-03-22 || fail 'what is kept aside is another one'
	the_same "damage at $at"
done
echo hello >site/state/paperroute.db
expect 2 pr -C site --now 2025-03-22T06:00:00Z run
grep -q 'kept aside as site/state/paperroute.db.damaged-2025-03-22-2: ' err || fail "a second one: $(cat err)"

# a log that belongs to no database here is not left to SQLite, and is kept
for log in journal wal; do
	make_site
	[ $log = journal ] || rm site/state/paperroute.db
	head -c 8192 /dev/urandom >site/state/paperroute.db-$log
	cp site/state/paperroute.db-$log log
	expect 2 pr -C site --now 2025-03-22T06:00:00Z run
	grep -q "the log of a killed run fits no database here, and is kept aside as site/state/paperroute.db.damaged-2025-03-22-$log" err ||
		fail "a stray $log: $(cat err)"
	cmp log site/state/paperroute.db.damaged-2025-03-22-$log || fail "the stray $log is another one"
	the_same "a stray $log"
done

# a backup comes back
cp damaged site/state/paperroute.db.damaged-2025-03-22-3
make_site
cp site/state/paperroute.db backup
echo hello >site/state/paperroute.db
expect 2 pr -C site --now 2025-03-22T06:00:00Z run
cp backup site/state/paperroute.db
expect 0 pr -C site --now 2025-03-23T06:00:00Z run
the_same 'a backup'

# the log of another database is kept aside by whoever would write with it
if command -v python3 >/dev/null; then
	make_site
	python3 - <<-'EOF'
		import shutil, sqlite3
		shutil.copy("site/state/paperroute.db", "other.db")
		db = sqlite3.connect("other.db", isolation_level=None)
		db.execute("PRAGMA journal_mode = WAL")
		db.execute("UPDATE run SET time = time - 1")
		db.execute("VACUUM")
		shutil.copy("other.db-wal", "site/state/paperroute.db-wal")
		shutil.copy("other.db-wal", "other.log")
	EOF
	expect 2 pr -C site --now 2025-03-22T06:00:00Z forget arxiv:2501.00001
	grep -q 'the log of a killed run fits no database here, and is kept aside' err || fail "a log: $(cat err)"
	cmp other.log site/state/paperroute.db.damaged-2025-03-22-wal || fail 'another log'
	! grep -q 'arxiv:2501.00001' site/public/all.atom || fail 'not forgotten'
fi

# what came by a pipe is not taken for read
echo hello >site/state/paperroute.db
papers 10 10 >page
expect 1 pr -C site --now 2025-03-23T06:00:00Z run - <page
grep -q '^paperroute: site/state: nothing was kept of what came by a pipe: give it once more' err || fail "a pipe: $(cat err)"
expect 2 pr -C site --now 2025-03-23T06:00:00Z run - <page
grep -q 'arxiv:2501.00010' site/public/all.atom || fail 'it was not taken'

# with broken topics it waits
rm site/state/paperroute.db
cp site/topics/vision.ini good
echo 'nonsense' >>site/topics/vision.ini
expect 1 pr -C site --now 2025-03-24T06:00:00Z run
grep -q 'is read back from site/public when the configuration is right' err || fail "broken topics: $(cat err)"
cp good site/topics/vision.ini
expect 2 pr -C site --now 2025-03-24T06:00:00Z run
grep -q "$back" err || fail "mended: $(cat err)"

# an archive that is gone takes none behind it along
make_site
[ -e site/public/archive/all/0002.atom ] || fail 'too few archives to take one away'
rm -r site/state site/public/archive/all/0001.atom
papers 9 40 >site/more.jsonl
expect 2 pr -C site --now 2025-03-23T06:00:00Z run
rm wanted/archive/all/0001.atom
for archive in wanted/archive/*/*.atom; do
	cmp "$archive" "site/public/${archive#wanted/}" || fail "$archive changed"
done

# documents of another site, as in a copy of its folder, are neither replaced nor taken for ours
make_site
rm -r site/state
cp site/paperroute.ini own
sed 's/^tag_date .*/tag_date = 2024-12/' own >site/paperroute.ini
expect 1 pr -C site --now 2025-03-24T06:00:00Z run
grep -q '^paperroute: site/public: has documents of another site, as all.atom is tag:.*:feed/all: ' err ||
	fail "another site's: $(cat err)"
diff -r wanted site/public || fail 'they were replaced'
cp own site/paperroute.ini
expect 2 pr -C site --now 2025-03-24T06:00:00Z run
grep -q "$back" err || fail "its own again: $(cat err)"
make_site
rm -r site/state site/public
sed 's/^tag_date .*/tag_date = 2024-12/' own >site/paperroute.ini
expect 0 pr -C site --now 2025-03-24T06:00:00Z run

# any of them may be the other site's, an archive too
for name in language.atom archive/language/0001.atom archive/all/0001.atom; do
	make_site
	rm -r site/state
	sed 's/<id>tag:[^:]*:/<id>tag:other.example,2025:/' wanted/$name >site/public/$name
	! cmp -s wanted/$name site/public/$name || fail "$name has no id to change"
	rm -rf foreign
	cp -R site/public foreign
	expect 1 pr -C site --now 2025-03-24T06:00:00Z run
	grep -q "^paperroute: site/public: has documents of another site, as $name is tag:other.example,2025:" err ||
		fail "another site's $name: $(cat err)"
	diff -r foreign site/public || fail "another site's $name: documents were replaced"
	cp wanted/$name site/public/$name
	expect 2 pr -C site --now 2025-03-22T06:00:00Z run
	grep -q "$back" err || fail "its own $name again: $(cat err)"
	the_same "its own $name again"
done

# where papers are the site's own, the id of their feed is a damaged one, and so are those of some papers
make_site
rm -r site/state
sed '0,/<id>tag:[^:]*:/s//<id>tag:other.example,2025:/' wanted/vision.atom >site/public/vision.atom
expect 2 pr -C site --now 2025-03-22T06:00:00Z run
the_same 'a damaged id'
make_site
rm -r site/state
awk '/<id>tag:/ && ++n == 2 { sub(/tag:[^:]*:/, "tag:other.example,2025:") } { print }' \
	wanted/language.atom >site/public/language.atom
expect 2 pr -C site --now 2025-03-24T06:00:00Z run
grep -q '^paperroute: site/public: warning: [1-9][0-9]* papers or documents in it are not of this site, or damaged' err ||
	fail "another site's paper: $(cat err)"

# without documents, a cache tells of what was
new_site
mkdir -p site/state/cache
cp site/page.txt site/state/cache/page.body
expect 2 pr -C site --now 2025-03-24T06:00:00Z run
grep -q '^paperroute: site/state: warning: what the site remembered is gone, and site/public has no all.atom' err ||
	fail "only a cache: $(cat err)"

# and a list that was kept is read again, without its server
new_site
mkdir -p site/state/cache
papers 1 3 >site/state/cache/far.body
printf '[source far]\nurl = http://127.0.0.1:9/list\npreset = papers-jsonl\n' >>site/paperroute.ini
expect 2 pr -C site --now 2025-03-24T06:00:00Z run --offline
[ "$(grep -c 'arxiv:2501.0000[1-3]</id>' site/public/all.atom)" = 3 ] || fail 'what was kept was not read'

# a new site has nothing to say
new_site
expect 0 pr -C site --now 2025-03-24T06:00:00Z run
silent

# a document that breaks its reader, as whoever may write to the output can make it, costs itself alone
case $(pr --version) in
*'box: memory'*) ;;
*)
	echo 'not tested: a document that breaks its reader, as this build has no limit of memory'
	exit 0
	;;
esac
new_site
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
cp -R site/public before
rm -r site/state
sed -i 's|</feed>||' site/public/vision.atom
awk 'BEGIN { for (i = 0; i < 3000000; i++) printf "<a/>"; print "</feed>" }' >>site/public/vision.atom
(
	ulimit -v 350000
	expect 2 pr -C site --now 2025-03-24T06:00:00Z run
)
grep -q '^paperroute: vision.atom: warning: its reader needed more than [0-9]* MB of memory: nothing of it is taken, what else there is goes on$' err ||
	fail "no reader broke: $(cat err)"
grep -q 'is gone: 4 papers and 0 archives were read back' err || fail "not read back: $(cat err)"
for name in all language; do
	cmp site/public/$name.atom before/$name.atom || fail "$name.atom is another one"
done
