#!/bin/sh
# SPDX-License-Identifier: ISC
# Hundreds of files that are broken in the ways of the wild: each is read or told, in lines that name it, the
# feeds stay whole, and a second run changes nothing. corpus.sh [SEED COUNT] [SAMPLE ...]
. "${srcdir:-.}/tests/e2e/lib.sh"

command -v python3 >/dev/null || {
	echo "skipped: python3 was not found"
	exit 77
}
seed=${1:-${PAPERROUTE_CORPUS_SEED:-1}}
count=${2:-${PAPERROUTE_CORPUS:-300}}
[ $# -lt 2 ] || shift 2
[ $# -gt 0 ] || set -- "$here"/../read/sources/* "$here"/site/page.txt "$srcdir"/feeds/sample/*
for sample; do
	shift
	case $sample in *.expected) continue ;; esac
	[ "$(wc -c <"$sample")" -gt 300000 ] || set -- "$@" "$sample"
done
python3 "$here/corpus.py" "$seed" "$count" made "$@"

# told WHAT: what is wrong with the batch, and the seed that makes it again
told() {
	fail "$1 (seed $seed, count $count): $(printf '%s\n' "$batch" | tr '\n' ' ' | head -c 3000): $(head -c 3000 err)"
}

# A batch of files is the sources of a site, which has the papers of all batches before
new_site
sed '/^\[source/,$d' site/paperroute.ini >ini
total=0
batch=
read_batch() {
	total=$((total + 1))
	now=$(date -u -d "2025-03-20 + $total days" +%FT06:00:00Z)
	printf '%s\n' "$batch" | awk -v total=$total '{
		printf "[source s%d-%d]\npath = ../%s\n", total, NR, $0 }' | cat ini - >site/paperroute.ini
	status=0
	pr -C site --now "$now" run --changed >out 2>err || status=$?
	case $status in
	0 | 2) ;;
	*) told "exit status $status" ;;
	esac
	# whatever it is, it is said by the program, names a file, and is no reader that broke
	! grep -v '^paperroute: ' err || told "a line that is none of ours"
	! grep -E ': its reader |Sanitizer' err || told "a reader broke"
	! grep -v -E "^paperroute: (site/../made/|warning: [0-9]+ more|s$total-)" err || told "a line without a file"
	[ -z "$(sed -n 's|^paperroute: site/../\(made/[^:]*\).*|\1|p' err | sort | uniq -c | awk '$1 > 21')" ] ||
		told "too many lines of one file"
	stamp site/public >before
	pr -C site --now "$now" run --changed >out 2>err || :
	[ ! -s out ] || told "the second run changed $(cat out)"
	stamp site/public >after
	cmp before after || told "the second run touched something"
	batch=
}
ls -d made/* >names
while read -r name; do
	batch="$batch${batch:+
}$name"
	[ "$(printf '%s\n' "$batch" | wc -l)" -lt 50 ] || read_batch
done <names
[ -z "$batch" ] || read_batch

# what was no character is U+FFFD, and what has only a title has no content
python3 "$here/../check-feeds" site/public >faults || :
! grep -v -e ': the character 0xfffd$' -e ': no content$' faults || fail "the feeds are not sound"
[ "$(find site/public -name '*.atom' -exec grep -h -c '<entry>' {} + | awk '{ n += $1 } END { print n }')" -gt 100 ] ||
	fail "hardly a paper was read"
