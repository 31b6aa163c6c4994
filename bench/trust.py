"""Attacks a server that the command serves, and prints what it bore: `python -m bench.trust [--strict]`.

The quick ones are tests (`tests/app/test_guard.py`, with short limits); these have the usual limits and many clients.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bench.measure import Measurement, table
from tests.packaging.server import Running, serving

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "antigradient", "--no-open", "--port", "0"]
#: Seconds after which even a server that does not answer is ended.
PATIENCE = 300.0
API = "/api/v1"
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
POST = f"POST {API}/trajectory HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode()
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
#: Closes with a reset, as what breaks does.
RESET = struct.pack("ii", 1, 0)


@contextmanager
def server() -> Iterator[Running]:
    """A fresh server with the usual limits."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ANTIGRADIENT_")}
    with serving(COMMAND, environment | {"PYTHONPATH": str(ROOT)}, ROOT, PATIENCE) as running:
        yield running


def megabytes(running: Running, what: str = "VmRSS") -> float:
    """The server's memory now, or at most so far ("VmHWM")."""
    status = Path(f"/proc/{running.process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith(what))
    return int(line.split()[1]) / 1024


def descriptors(running: Running) -> int:
    """How many files and sockets the server has open."""
    return len(os.listdir(f"/proc/{running.process.pid}/fd"))


def connected(running: Running, sent: bytes = b"") -> socket.socket:
    """A connection on which this has been sent."""
    connection = socket.create_connection(("127.0.0.1", running.port), timeout=30)
    connection.sendall(sent)
    return connection


def received(connection: socket.socket) -> bytes:
    """All that comes until the server closes."""
    found = b""
    with closing(connection), suppress(OSError):
        while chunk := connection.recv(1 << 20):
            found += chunk
    return found


def endless(running: Running) -> Iterator[Measurement]:
    """What has no end is cut before it has grown."""
    for what, begun, piece in (
        ("a head", HEAD, b"X: " + b"y" * 60_000 + b"\r\n"),
        ("trailers", CHUNKED + b"2\r\n{}\r\n0\r\n", b"X: " + b"y" * 60_000 + b"\r\n"),
        ("a body", CHUNKED, b"f000\r\n" + b" " * 0xF000 + b"\r\n"),
    ):
        sent, start = 0, time.monotonic()
        with closing(connected(running, begun)) as connection, suppress(OSError):
            while time.monotonic() - start < 15:
                sent += connection.send(piece)
        seconds = time.monotonic() - start
        yield Measurement(f"{what} without end", f"{sent / 1e6:.1f} MB", "", seconds, " s", "≤", 12)
    yield Measurement("memory meanwhile, at most", "", "", megabytes(running, "VmHWM"), " MB", "≤", 150)


def slow(running: Running) -> Iterator[Measurement]:
    """Requests that never become whole are closed."""
    half = [HEAD] * 900 + [POST + b"Content-Length: 100\r\n\r\n{"] * 100
    start = time.monotonic()
    left = {connection.fileno(): connection for connection in (connected(running, sent) for sent in half)}
    poll = select.poll()
    for number in left:
        poll.register(number, select.POLLIN)
    while left and time.monotonic() - start < 30:
        for number, _ in poll.poll(1000):
            poll.unregister(number)
            received(left.pop(number))
    seconds = time.monotonic() - start
    yield Measurement("half requests, until all are closed", f"{len(half) - len(left)}", "", seconds, " s", "≤", 12)


def readers(running: Running) -> Iterator[Measurement]:
    """Who asks for much and takes nothing does not fill the memory."""
    asked = [
        f"GET {API}/surface?grid=257&levels=64&window=-4,{4 + i / 100},-4,4 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        for i in range(64)
    ]
    connections = [connected(running, b"".join(asked[i::8])) for i in range(8)]
    time.sleep(20)
    yield Measurement("8 readers that do not read", "", "", megabytes(running, "VmHWM"), " MB", "≤", 250)
    for connection in connections:
        connection.close()


def broken(running: Running) -> Iterator[Measurement]:
    """What breaks leaves nothing open."""
    before = descriptors(running)
    for _ in range(900):
        with closing(connected(running, HEAD)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    time.sleep(1)
    yield Measurement("descriptors left by 900 broken", "", "", descriptors(running) - before, "", "≤", 0)


def stop(running: Running) -> Iterator[Measurement]:
    """What is in work is answered when the server is stopped; the last attack on a server."""
    work = f"GET {API}/basins?objective=himmelblau&grid=32 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    connections = [connected(running, work.replace(b"32", b"%d" % (20 + i))) for i in range(20)]
    start = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    answered = sum(received(connection).startswith(b"HTTP/1.1 200 ") for connection in connections)
    running.process.wait()
    yield Measurement("answered of 20 in work at a stop", "", "", answered, "", "≥", 20)
    yield Measurement("stopped", "", "", time.monotonic() - start, " s", "≤", 6)


ATTACKS: tuple[Callable[[Running], Iterator[Measurement]], ...] = (endless, slow, broken, readers, stop)


def main() -> int:
    """Prints the table; with --strict, 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.trust", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="fail where a limit is missed")
    options = parser.parse_args()
    with server() as running:
        rows = [row for attack in ATTACKS for row in attack(running)]
    print(table(rows))
    return int(options.strict and not all(row.reached for row in rows))


if __name__ == "__main__":
    sys.exit(main())
