"""Attacks a server that the command serves, and prints what it bore: `python -m bench.trust [--strict]`.

The quick ones are tests (`tests/app/test_guard.py`, with short limits); these have the usual limits and many clients.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import select
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from math import inf
from pathlib import Path

from app.cli import cores
from bench import inputs
from bench.crowd import Client, Crowd, family, healthz, is_alive, memory, seconds_until_idle, workers
from bench.measure import Measurement, table
from tests.packaging.server import Running, serving

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "antigradient", "--no-open", "--port", "0"]
#: Seconds after which even a server that does not answer is ended.
PATIENCE = 400.0
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
        while len(workers(running.process.pid)) < cores():
            time.sleep(0.1)
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


def costliest(running: Running) -> str:
    """An address, but for its η, with nearly as many steps as one request may ask for."""
    address = f"{API}/basins?objective=beale&optimiser=line-search&grid=64&tol=0&steps="
    refused = json.loads(Client(running.port).get(f"{address}10000&eta=1e6").body)
    most = refused["errors"][0]["most"]  # with another η it is a little more work
    return f"{address}{most * 0.8:.0f}&eta="


def ceiling(running: Running, address: str, eta: float) -> float:
    """Replies a second with a client for each process."""
    processes = len(workers(running.process.pid))
    few = Crowd(running.port, processes, lambda i, k: f"{address}{eta + 1000 * i + k:.0f}")
    time.sleep(20)
    few.leave()
    seconds_until_idle(running.process.pid)
    return few.rate(processes)


def crowd(running: Running) -> Iterator[Measurement]:
    """Far more than can be computed: what is light is answered all the same, and nobody is worked for who has left."""
    address, processes = costliest(running), len(workers(running.process.pid))
    alone: list[float] = []
    with healthz(running.port, alone):
        time.sleep(5)
    before = ceiling(running, address, 5e5)
    under: list[float] = []
    with healthz(running.port, under):
        many = Crowd(running.port, 64, lambda i, k: f"{address}{6e5 + 1000 * i + k:.0f}")
        time.sleep(40)
    many.leave()
    idle = seconds_until_idle(running.process.pid)
    most = (before + ceiling(running, address, 7e5)) / 2  # a machine may slow down meanwhile
    good, shed = (sum(reply.status == status for reply in many.replies) for status in (200, 503))
    said = f"{good} good, {shed} turned away"
    yield Measurement(
        "64 of the costliest: other replies", said, "", len(many.replies) - good - shed + many.lost, "", "≤", 0
    )
    rate = many.rate(processes)
    share = 100 * rate / most
    yield Measurement("… good ones a second", f"{rate:.2f}", f"{most:.2f}", share, " %", "≥", 90)
    answered = 100 * sum(seconds < inf for seconds in under) / len(under)
    yield Measurement("… /healthz answered meanwhile", f"{len(under)}", "", answered, " %", "≥", 100)
    late, usual = (1e3 * sorted(times)[int(0.99 * len(times))] for times in (under, alone))
    yield Measurement(
        "… its p99, above an idle one's", f"{late:.0f} ms", f"{usual:.0f} ms", late - usual, " ms", "≤", 100
    )
    yield Measurement("… all have left: works on for", "", "", idle, " s", "≤", 2)


def kills(running: Running) -> Iterator[Measurement]:
    """Processes that compute die, and no request is lost by it."""
    asked = Crowd(running.port, 8, lambda i, k: f"{API}/basins?objective=himmelblau&grid=24&eta=0.0{i + 1}{k:04}")
    for _ in range(10):
        time.sleep(0.7)
        os.kill(random.choice(workers(running.process.pid)), signal.SIGKILL)  # nosec B311
    time.sleep(1)
    asked.over.set()
    asked.wait()
    lost = asked.lost + sum(reply.status != 200 for reply in asked.replies)
    yield Measurement("kill -9, ten times under 8 clients", f"{len(asked.replies)} replies", "", lost, " lost", "≤", 0)


#: What is asked for, with another η each time.
MIXED = (
    "gradient?eta=", "trajectory?steps=300&eta=", "surface?grid=65&eta=", "step?beta=150&eta=", "rates?eta=",
    "figure.svg?width=480&eta=", "basins?objective=himmelblau&grid=12&eta=0.01&tol=", "surface?eta=bad", "recipe?eta=",
    "figure.png?width=240&eta=",
)  # fmt: skip
PAGES = ("/?eta=", "/embed?eta=", "/lesson?x=", "/offline.html?eta=")


def mixed(running: Running) -> Iterator[Measurement]:
    """A long day: memory does not grow, and the first question has the same answer at its end."""

    def address(n: int) -> str:
        kinds = [*(f"{API}/{one}" for one in MIXED), *PAGES]
        return f"{kinds[n % len(kinds)]}{0.1 + n * 1e-5:.5f}"

    first = [Client(running.port).get(address(n)).body for n in range(len(MIXED) + len(PAGES))]
    large = Crowd(running.port, 8, lambda i, k: f"{API}/surface?grid=257&window=-4,{4 + (i + 8 * k) / 500},-4,4", 40)
    large.wait()  # what is kept of replies is as much as it may be
    Crowd(running.port, 8, lambda i, k: address(10_000 + i + 8 * k), 500).wait()
    before = memory(running.process.pid)
    asked = Crowd(running.port, 8, lambda i, k: address(20_000 + i + 8 * k), 500)
    asked.wait()
    after = memory(running.process.pid)
    again = [Client(running.port).get(address(n)).body for n in range(len(first))]
    said = f"{after:.0f} MB"
    yield Measurement("4000 mixed requests, growth of all", said, f"{before:.0f} MB", after - before, " MB", "≤", 30)
    wrong = sum(reply.status not in (200, 422, 503) for reply in asked.replies) + asked.lost
    yield Measurement("… replies that are none of 200, 422, 503", "", "", wrong, "", "≤", 0)
    differ = sum(one != other for one, other in zip(first, again, strict=True))
    yield Measurement("… first replies that differ at the end", f"{len(first)}", "", differ, "", "≤", 0)


def stop(running: Running) -> Iterator[Measurement]:
    """What is in work is answered when the server is stopped; the last attack on a server."""
    work = f"GET {API}/basins?objective=himmelblau&grid=32 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    places = 9 * len(workers(running.process.pid))  # in work and waiting
    family_before = family(running.process.pid)
    connections = [connected(running, work.replace(b"32", b"%d" % (20 + i))) for i in range(20)]
    start = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    replies = [received(connection) for connection in connections]
    running.process.wait()
    seconds = time.monotonic() - start
    good, shed = (sum(reply.startswith(b"HTTP/1.1 %d " % status) for reply in replies) for status in (200, 503))
    yield Measurement(
        "answered of 20 in work at a stop", f"{good} good, {shed} turned away", "", good + shed, "", "≥", 20
    )
    yield Measurement("… with what they asked for", "", "", good, "", "≥", min(20, places))
    yield Measurement("stopped", "", "", seconds, " s", "≤", 6)
    time.sleep(2)
    left = sum(is_alive(one) for one in family_before)
    yield Measurement("processes left behind", f"{len(family_before)}", "", left, "", "≤", 0)


#: Each group attacks a server of its own.
ATTACKS: tuple[tuple[Callable[[Running], Iterator[Measurement]], ...], ...] = (
    (endless, inputs.long_lists, slow, broken, readers),
    (inputs.edges,),
    (crowd, kills, mixed, stop),
)


def main() -> int:
    """Prints the table; with --strict, 1 where a limit is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.trust", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="fail where a limit is missed")
    parser.add_argument("only", nargs="*", help="names of attacks, usually all")
    options = parser.parse_args()
    rows = []
    for attacks in ATTACKS:
        chosen = [attack for attack in attacks if not options.only or attack.__name__ in options.only]
        if chosen:
            with server() as running:
                rows += [row for attack in chosen for row in attack(running)]
    if not options.only or "formulas" in options.only:
        rows += inputs.formulas()
    print(table(rows))
    return int(options.strict and not all(row.reached for row in rows))


if __name__ == "__main__":
    sys.exit(main())
