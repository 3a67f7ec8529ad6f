# SPDX-License-Identifier: ISC
"""
The answers that nginx does not give: server.py PORT FOLDER

Listens on 127.0.0.2 to 127.0.0.9, so that one run meets several hosts, and appends each request to
FOLDER/requests, a line of JSON. FOLDER/page.txt is what is served where nothing else is said; what
comes before a "then" is the answer to the first request for that path.
"""
import gzip
import http.server
import json
import os
import sys
import threading
import time

port, folder = int(sys.argv[1]), sys.argv[2]
lock = threading.Lock()
seen = {}


def page():
    with open(os.path.join(folder, "page.txt"), "rb") as file:
        return file.read()


def bomb():
    """64 MB of nothing in 64 kB."""
    return gzip.compress(b"\n" * (64 << 20))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", headers=(), length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def endless(self, pause):
        """A body without an end, as fast as it goes or a few bytes at a time."""
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * (1 if pause else 65536))
                time.sleep(pause)
        except OSError:
            pass
        self.close_connection = True

    def truncated(self):
        body = page()
        self.answer(200, body[: len(body) // 2], length=len(body))
        self.close_connection = True

    def pages(self, number):
        """Three pages of one paper each; then, below the folders named here, no good end."""
        page = {"papers": [{"id": "2501.0000%d" % number, "title": "The Paper of Page %d" % number}]}
        folder = self.path.rsplit("/", 1)[0]
        if number < 3 or folder == "/ever":
            page["next"] = "pages-%d" % (number + 1)
        elif folder == "/ring":
            page["next"] = "/ring/pages-2"
        elif folder == "/off":
            page["next"] = "http://127.0.0.9:%d/stolen" % port
        elif folder == "/user":
            page["next"] = "http://me:hush@%s:%d/stolen" % (self.connection.getsockname()[0], port)
        elif folder == "/far-user":
            page["next"] = "http://me:%s@127.0.0.9:%d/stolen?key=hush" % ("hush" * 60, port)
        elif folder == "/relative-user":
            page["next"] = "//me:hush@127.0.0.9:%d/stolen" % port
        elif folder == "/slash-user":
            page["next"] = "http:///me:hush@127.0.0.9:%d/stolen" % port
        elif folder == "/no-address":
            page["next"] = "foo://me:hush@127.0.0.9:%d/stolen" % port
        elif folder == "/long":
            page["next"] = "/stolen?" + "x" * (2 << 20)
        self.answer(200, json.dumps(page).encode(), [("ETag", "\"pages\"")])

    def do_GET(self):
        with lock:
            first = self.path not in seen
            seen[self.path] = True
            with open(os.path.join(folder, "requests"), "a") as file:
                line = {"host": self.connection.getsockname()[0], "path": self.path,
                        "time": time.monotonic(), "headers": dict(self.headers)}
                file.write(json.dumps(line) + "\n")
        name = self.path.rsplit("/", 1)[1]
        if name == "500-then" and first:
            self.answer(500, b"oops")
        elif name == "429-then" and first:
            self.answer(429, b"slow down", [("Retry-After", "1")])
        elif name == "throttled-then" and first:
            self.answer(200, b"Rate exceeded.\n", [("Retry-After", "0")])
        elif name == "truncated-then" and first:
            self.truncated()
        elif name == "closed-then" and first:
            self.close_connection = True
        elif name == "user-then":
            self.answer(302, b"", [("Location", "http://me:%s@%s:%d/stolen?key=hush" % (
                "hush" * 60, self.connection.getsockname()[0], port))])
        elif name == "truncated":
            self.truncated()
        elif name == "500":
            self.answer(500, b"A Paper That Is an Error\n\nIts abstract is long enough to be one.")
        elif name == "429-long":
            self.answer(429, b"", [("Retry-After", "7200")])
        elif name == "endless":
            self.endless(0)
        elif name == "drip":
            self.endless(0.2)
        elif name == "bomb":
            self.answer(200, bomb(), [("Content-Encoding", "gzip")])
        elif name == "304":
            self.send_response(304)
            self.end_headers()
        elif name.startswith("pages-"):
            self.pages(int(name[6:]))
        elif name == "pages":
            self.pages(1)
        elif name == "late":
            time.sleep(0.5)
            self.answer(200, page())
        elif name == "broken-gzip":
            self.answer(200, b"this is no gzip at all", [("Content-Encoding", "gzip")])
        elif name == "injected":
            self.answer(200, page(), [("ETag", "\"\x1b[31m\"")])
        else:
            self.answer(200, page(), [("ETag", "\"page\"")])


for last in range(2, 10):
    server = http.server.ThreadingHTTPServer(("127.0.0.%d" % last, port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
with open(os.path.join(folder, "ready"), "w"):
    pass
threading.Event().wait()
