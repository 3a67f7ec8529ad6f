#!/bin/sh
# SPDX-License-Identifier: ISC
#
# What a run costs in which nothing is new: ten sources, each answered 304 by nginx on loopback, and a
# site of the shipped topics. Prints milliseconds of CPU of the whole run, and of one run of
# "paperroute --help" for what of it is loading libraries. Run by make bench; it never fails for
# being slow.

set -eu
PATH=$PATH:/usr/sbin
program=${PAPERROUTE:-$PWD/paperroute}
case ${srcdir:=.} in
/*) ;;
*) srcdir=$PWD/$srcdir ;;
esac
for need in nginx python3; do
	command -v $need >/dev/null || {
		echo "skipped: $need was not found: install nginx-light and python3"
		exit 0
	}
done

scratch=$(mktemp -d "${TMPDIR:-/tmp}/paperroute-bench.XXXXXX")
server=
trap 'kill $server 2>/dev/null; wait; rm -rf "$scratch"' EXIT
cd "$scratch"

port=$(python3 -c '
import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
mkdir www
cat >nginx.conf <<EOF
daemon off;
user $(id -un);
pid "$scratch/nginx.pid";
error_log "$scratch/error.log";
events { worker_connections 64; }
http {
	client_body_temp_path "$scratch/t1"; proxy_temp_path "$scratch/t2";
	fastcgi_temp_path "$scratch/t3"; uwsgi_temp_path "$scratch/t4"; scgi_temp_path "$scratch/t5";
	log_format status '\$status';
	access_log "$scratch/access.log" status;
	server { listen 127.0.0.1:$port; root "$scratch/www"; }
}
EOF
nginx -c "$scratch/nginx.conf" -p "$scratch" 2>/dev/null &
server=$!
until [ -e nginx.pid ]; do
	sleep 0.1
done

cp -R "$srcdir/feeds" site
chmod -R u+w site
rm -rf site/public site/state
sed -i '/^\[source/,$d' site/paperroute.ini
for i in 1 2 3 4 5 6 7 8 9 10; do
	cp "$srcdir/feeds/sample/trending-papers.txt" www/$i.txt
	printf '[source s%s]\nurl = http://127.0.0.1:%s/%s.txt\nformat = list\nyear = 2025\n' \
		$i "$port" $i >>site/paperroute.ini
done
unset http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY
"$program" -C site run || :
: >access.log

python3 - "$program" <<'EOF'
import resource, subprocess, sys

def cpu(arguments, runs=20):
    """Milliseconds of each run, user and system, the smallest and the middle one."""
    costs = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.argv[1]] + arguments, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        costs.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    costs.sort()
    return costs[0], costs[runs // 2]

print("no news from ten sources   %5.1f ms of CPU (best %.1f), 50 are allowed" %
      cpu(["-C", "site", "run"])[::-1])
print("loading the program        %5.1f ms of CPU (best %.1f)" % cpu(["--help"])[::-1])
EOF
others=$(grep -c -v '^304$' access.log || true)
echo "answers that were not 304  $others of $(wc -l <access.log)"
