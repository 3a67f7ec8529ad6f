# SPDX-License-Identifier: ISC
"""
A server that means ill: bombs.py FOLDER. It listens on every address, writes its port to FOLDER/port
and the paths that it is asked for to FOLDER/requests.
"""
import gzip
import json
import os
import socketserver
import sys
import threading
import time

folder = sys.argv[1]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
PAGE = b"A Paper of the Server\n\nWe show that what comes from a server which means ill is read as well.\n"


def whole(send, body, head=b""):
    send(OK + head + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def forever(send, bytes, pause=0):
    while True:
        send(bytes)
        time.sleep(pause)


def answer(send, path, port):
    name, _, query = path[1:].partition("?")
    if name == "endless":
        send(OK + b"\r\n")
        forever(send, b"x" * 65536)
    elif name == "chunks":
        send(OK + b"Transfer-Encoding: chunked\r\n\r\n")
        forever(send, b"1\r\nx\r\n" * 10000)
    elif name == "packed":
        whole(send, gzip.compress(b"\n" * 10000000), b"Content-Encoding: gzip\r\n")
    elif name == "crowd":
        whole(send, gzip.compress(b"x\n" * 990000), b"Content-Encoding: gzip\r\n")
    elif name == "layers":
        body = PAGE
        for _ in range(int(query)):
            body = gzip.compress(body)
        whole(send, body, b"Content-Encoding: gzip\r\n")
    elif name == "cut":
        whole(send, gzip.compress(PAGE * 100)[:-20], b"Content-Encoding: gzip\r\n")
    elif name == "coded":
        whole(send, PAGE, b"Content-Encoding: %s\r\n" % query.encode())
    elif name == "transfer":
        body = gzip.compress(b"\n" * 10000000)
        send(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n")
    elif name == "promise":
        send(OK + b"Content-Length: 1000000000\r\n\r\n")
        time.sleep(1000)
    elif name == "headers":
        send(OK)
        forever(send, b"X-Header: one of very many\r\n" * 1000)
    elif name == "line":
        send(OK + b"X-Header: ")
        forever(send, b"one very long " * 1000)
    elif name == "far":
        send(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/%s\r\n"
             b"Content-Length: 0\r\n\r\n" % (b"x" * 50000))
    elif name == "continues":
        forever(send, b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
    elif name == "drip":
        send(OK + b"Content-Length: 1000\r\n\r\n")
        forever(send, b"x", 0.2)
    elif name == "silent":
        time.sleep(1000)
    elif name == "drip-headers":
        send(OK)
        forever(send, b"X", 0.2)
    elif name == "next":
        whole(send, json.dumps({"papers": [{"title": "A Paper of One Page"}], "next": query}).encode())
    elif name in ("inner", "within"):
        send(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%d/secret\r\n"
             b"Content-Length: 0\r\n\r\n" % port)
    else:
        whole(send, PAGE)


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            line = self.rfile.readline().split()
            if len(line) < 2:
                return
            while self.rfile.readline().strip():
                pass
            with open(os.path.join(folder, "requests"), "a") as file:
                file.write(line[1].decode() + "\n")
            try:
                answer(self.request.sendall, line[1].decode(), self.server.server_address[1])
            except OSError:
                return


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


server = Server(("0.0.0.0", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open(os.path.join(folder, "port.new"), "w") as file:
    file.write(str(server.server_address[1]))
os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
threading.Event().wait()
