# SPDX-License-Identifier: ISC
"""
load.py PROGRAM PORT REQUESTS: the subscribers of tests/check-load, and the site's editor. The site is
./site, and a server has its public folder at PORT.

The editor changes the list, lets the program run, keeps the hash of every file, and asks for status,
explain, check and forget in between. Subscribers ask until they have so many answers.
"""
import gzip
import hashlib
import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
import xml.parsers.expat

program, port, wanted = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
SUBSCRIBERS = 12
ROUNDS = 8  # at the least
PUBLIC = "site/public"
faults = []
answers = {200: 0, 304: 0}
seen = {}  # hash of a body: where it was seen first
tags = {}  # (path, packed, tag): hash of the body, of all answers
published = set()
rounds = 0
done = threading.Event()
lock = threading.Lock()


def fault(text):
    with lock:
        faults.append(text)
    done.set()


def check_whole(path, body):
    if path.endswith(".json"):
        json.loads(body)
    elif path.endswith((".atom", ".rss", ".html", ".opml", ".svg")):
        xml.parsers.expat.ParserCreate().Parse(body, True)


def look(path, packed, status, headers, body, known):
    """One answer; the conditions for the next request."""
    place = "%s%s" % (path, " packed" if packed else "")
    with lock:
        answers[status] = answers.get(status, 0) + 1
    if status == 304:
        return known
    if status != 200:
        return fault("%s: answered %d" % (place, status))
    if packed != (headers.get("Content-Encoding") == "gzip"):
        return fault("%s: Content-Encoding is %s" % (place, headers.get("Content-Encoding")))
    try:
        plain = gzip.decompress(body) if packed else body
    except (OSError, EOFError) as error:
        return fault("%s: %s" % (place, error))
    hash = hashlib.sha256(plain).hexdigest()
    tag, modified = headers["ETag"], headers["Last-Modified"]
    with lock:
        first = seen.setdefault(hash, place)
        tagged = tags.setdefault((path, packed, tag), hash)
    if first is place:
        try:
            check_whole(path, plain)
        except (ValueError, xml.parsers.expat.ExpatError) as error:
            return fault("%s is not whole: %s" % (place, error))
    if tagged != hash:
        return fault("%s: two bodies have the tag %s" % (place, tag))
    if known and (known[0] == tag or known[2] == hash):
        return fault("%s: sent again, although it is as it was" % place)
    return tag, modified, hash


def subscriber(number):
    dice = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    paths = sorted(name for name in os.listdir(PUBLIC) if name.endswith((".atom", ".rss", ".json", ".html")))
    known = {}
    while not done.is_set():
        path = dice.choice(paths)
        packed = bool(number % 2)
        key = known.get(path)
        headers = {"Accept-Encoding": "gzip"} if packed else {}
        # as readers do: some send both, some only one of them
        if key and number % 3 != 1:
            headers["If-None-Match"] = key[0]
        if key and number % 3 != 2:
            headers["If-Modified-Since"] = key[1]
        connection.request("GET", "/" + path, headers=headers)
        answer = connection.getresponse()
        known[path] = look(path, packed, answer.status, answer.headers, answer.read(), key)
        if sum(answers.values()) >= wanted and rounds >= ROUNDS:
            done.set()


def remember():
    for folder, _, names in os.walk(PUBLIC):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                body = file.read()
            published.add(hashlib.sha256(gzip.decompress(body) if name.endswith(".gz") else body).hexdigest())


def times():
    return {name: os.stat(os.path.join(PUBLIC, name)).st_mtime_ns for name in os.listdir(PUBLIC)}


def run(*arguments):
    result = subprocess.run([program, "-C", "site", *arguments], capture_output=True, text=True)
    # 2: a list that is suddenly shorter, or a paper that is not there
    if result.returncode not in (0, 2):
        fault("%s: exit status %d: %s" % (arguments[0], result.returncode, result.stderr))
    return result


def page(round):
    papers = ["A Survey of Depth Estimation with Agents, Part %d" % (i if i % 5 else i * 1000 + round)
              for i in range(1, round % 7 + 8)]
    return "Mar 14\n\n" + "".join(
        "%s\n\nWe show in round %d that the text of a paper may change as well, and that it is in feeds.\n\n"
        % (title, round // 3) for title in papers)


def edit(round):
    with open("site/page.new", "w") as file:
        file.write(page(round))
    os.rename("site/page.new", "site/page.txt")
    run("run")
    remember()
    before = times()
    run("run")
    if times() != before:
        fault("a run without news touched a file")


def others(round):
    run("status")
    run("check")
    run("explain", "A Survey of Depth Estimation with Agents, Part 1")
    run("grep", "agents")
    if round % 10 == 9:
        # another run may have the lock: each waits for the other, or says so
        both = [subprocess.Popen([program, "-C", "site", *what], stderr=subprocess.PIPE, text=True)
                for what in (["run", "--wait"], ["forget", "Part 1000%d" % round], ["run", "--prune"])]
        for process in both:
            text = process.communicate()[1]
            if process.returncode not in (0, 1, 2):
                fault("exit status %d: %s" % (process.returncode, text))
        remember()


remember()
threads = [threading.Thread(target=subscriber, args=(number,), daemon=True) for number in range(SUBSCRIBERS)]
for _ in range(600):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/all.atom")
        if connection.getresponse().status == 200:
            break
    except OSError:
        time.sleep(0.1)
for thread in threads:
    thread.start()
while not done.is_set():
    edit(rounds)
    others(rounds)
    rounds += 1
for thread in threads:
    thread.join()
for hash, place in seen.items():
    if hash not in published:
        faults.append("%s: a body that no run published" % place)
for text in faults[:20]:
    print("check-load:", text)
print("%d rounds, %d answers with a body, %d of %d documents seen, %d that nothing changed" % (
    rounds, answers[200], len(seen), len(published), answers[304]))
sys.exit(1 if faults or rounds < ROUNDS or not answers[304] else 0)
