#!/bin/sh
# SPDX-License-Identifier: ISC
# Who may read and write what a run makes, under every usual umask: documents are for the web server, as
# far as the umask lets them, the state is for nobody else, and nothing is everybody's to write to. Modes
# of what is there already stay.
. "${srcdir:-.}/tests/e2e/lib.sh"

python=$(command -v python3) || python=

# modes PATH...: as octal numbers
modes() {
	stat -c %a -- "$@" | sort -u | tr '\n' ' '
}

mode_is() { # MODE WHAT PATH...
	wanted=$1
	what=$2
	shift 2
	[ "$(modes "$@")" = "$wanted " ] || fail "$what: $(stat -c '%a %n' -- "$@")"
}

fetched_site() {
	new_site
	sed "s/^entries .*/entries = 1\\nformats = atom, json, html, opml\\nprecompress = yes\\nstate = var\\/lib\\/papers/" \
		site/paperroute.ini >ini && mv ini site/paperroute.ini
	[ -z "$python" ] || printf '[source net]\nurl = %s/list\nformat = list\nyear = 2025\n' "$base" >>site/paperroute.ini
}

base=
if [ "$python" ]; then
	mkdir serve
	cp "$here/site/page.txt" serve/list
	: >port
	$python -u -m http.server --bind 127.0.0.1 -d serve 0 >port 2>log &
	server=$!
	trap 'kill $server; chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
	until grep -q 'port [0-9]' port; do
		sleep 0.1
	done
	base=http://127.0.0.1:$(sed 's/.*port \([0-9]*\).*/\1/' port)
fi

while read -r mask file folder edited; do
	umask 022
	fetched_site
	umask "$mask"
	expect 0 pr -C site --now 2025-03-20T06:00:00Z run
	silent
	mode_is "$file" "umask $mask, documents" $(find site/public -type f)
	mode_is "$folder" "umask $mask, folders" $(find site/public -type d) site/var site/var/lib
	mode_is 700 "umask $mask, folders of the state" $(find site/var/lib/papers -type d)
	mode_is 600 "umask $mask, files of the state" $(find site/var/lib/papers -type f)
	[ -z "$python" ] || [ -s site/var/lib/papers/cache/net.body ] || fail 'nothing was kept'
	rm -rf made
	expect 0 pr init made
	mode_is "$edited" "umask $mask, init" $(find made -type f)
	mode_is "$folder" "umask $mask, init's folders" $(find made -type d)
done <<MODES
000 644 775 664
002 644 775 664
022 644 755 644
027 640 750 640
077 600 700 600
MODES

# what is there keeps its mode, also when it is written anew
umask 022
fetched_site
expect 0 pr -C site --now 2025-03-20T06:00:00Z run
chmod 2750 site/public site/public/archive/all
chmod 750 site/var/lib/papers
chmod 640 site/var/lib/papers/*
chmod 604 site/public/all.atom
printf 'Yet Another Large Language Model\n\nIt is like the others, but there is one more of it now.\n' >>site/page.txt
cksum site/public/all.atom >before
expect 0 pr -C site --now 2025-03-21T06:00:00Z run
! cksum site/public/all.atom | cmp -s - before || fail 'nothing was written'
mode_is 2750 'folders keep their modes' site/public site/public/archive/all
mode_is 750 'the state folder keeps its mode' site/var/lib/papers
mode_is 640 'the store keeps its mode' site/var/lib/papers/paperroute.db site/var/lib/papers/lock
mode_is 604 'documents keep their modes' site/public/all.atom
mode_is 644 'others are as they were' site/public/language.atom
