#!/usr/bin/python3
# SPDX-License-Identifier: ISC
"""terminal.py STATUS COMMAND...: runs the command on a terminal of its own, and complains when it sends more
to it than text, line ends, and colours and erasures of ours, or ends with another status. Prints what it sent.
"""

import os
import pty
import re
import sys

OURS = re.compile(rb"\r\n|\t|\x1b\[(1;31|2|31|33|0)m|\r\x1b\[K")
STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

sent = b""


def read(fd):
    global sent
    data = os.read(fd, 65536)
    sent += data
    return b"" if not data else b" "  # nothing of it goes to our own terminal


saved = os.dup(1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
status = os.waitstatus_to_exitcode(pty.spawn(sys.argv[2:], read, lambda fd: b""))
os.dup2(saved, 1)
rest = OURS.sub(b"", sent)
text = rest.decode("utf-8", "backslashreplace")
found = STEERS.search(text)
sys.stdout.buffer.write(sent)
sys.stdout.flush()
if found:
    sys.exit(f"sent U+{ord(found[0]):04X} in {text[max(found.start() - 40, 0):found.end() + 40]!r}")
if status != int(sys.argv[1]):
    sys.exit(f"ended with {status}, not {sys.argv[1]}")
