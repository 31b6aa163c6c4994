"""The server against a hello-world route, in CPU time; and what a first visit costs over the wire."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from bench.measure import Measurement
from bench.serve import CPU

ROOT = Path(__file__).parent.parent
SURFACE = "/api/v1/surface?grid=128&levels=20&include=contours,bands"
#: What the page asks of the API when it opens (static/js/state/loader.js), but for the step; `page` measures all of it.
ON_LOAD = (
    "/api/v1/surface?include=bands&digits=4",
    "/api/v1/trajectory?digits=10",
    "/api/v1/rates?include=limit&digits=4",
)
#: What a browser offers; the server chooses.
ENCODINGS = "gzip, deflate, br, zstd"


class Server:
    """A server under measurement, asked over one kept connection."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, address: str, headers: dict[str, str] | None = None) -> tuple[http.client.HTTPResponse, bytes]:
        """The reply and its body as sent, not decompressed."""
        self.connection.request("GET", address, headers={"Accept-Encoding": "identity", **(headers or {})})
        reply = self.connection.getresponse()
        return reply, reply.read()

    def wire(self, address: str) -> int:
        """The bytes of a reply to a browser: status line, headers, body."""
        reply, body = self.get(address, {"Accept-Encoding": ENCODINGS})
        if reply.status != 200:
            raise RuntimeError(f"{address} answers {reply.status}")
        lines = [f"HTTP/1.1 {reply.status} {reply.reason}", *(f"{k}: {v}" for k, v in reply.getheaders()), ""]
        return sum(len(line) + 2 for line in lines) + len(body)

    def cpu(self) -> int:
        """CPU nanoseconds that the server has used so far."""
        return int(self.get(CPU)[1])

    def cost(self, addresses: Iterator[str], requests: int, headers: dict[str, str], status: int = 200) -> float:
        """CPU seconds of a request, over `requests` of them."""
        before = self.cpu()
        for _ in range(requests):
            reply, _ = self.get(next(addresses), headers)
            if reply.status != status:
                raise RuntimeError(f"{reply.status} where {status} was expected")
        return (self.cpu() - before) / requests / 1e9


@contextmanager
def serving(which: str) -> Iterator[Server]:
    """A server of its own process, ended afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bench.serve", which, str(port)], cwd=ROOT)
    try:
        for _ in range(400):
            if process.poll() is not None:
                break
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                yield Server(port)
                return
        raise SystemExit(f"The server to measure, {which}, does not start (its output is above).")
    finally:
        process.terminate()
        process.wait(timeout=10)


def repeated_address(address: str) -> Iterator[str]:
    """The same address again and again."""
    while True:
        yield address


def new_surfaces() -> Iterator[str]:
    """A surface that was never asked for, again and again."""
    return (f"{SURFACE}&window=-4,4,-4,{4 + i * 1e-6:.6f}" for i in count(1))


def requests(quick: bool) -> Iterator[Measurement]:
    """CPU time of a surface request, computed, off the shelf and as 304, over that of a hello-world route."""
    with serving("hello") as hello, serving("app") as app:
        etag = app.get(SURFACE)[0].getheader("ETag") or ""
        other = new_surfaces()
        contestants: dict[str, Callable[[int], float]] = {
            "hello": lambda n: hello.cost(repeated_address("/"), 10 * n, {}),
            "computed": lambda n: app.cost(other, n, {}),
            "cached": lambda n: app.cost(repeated_address(SURFACE), 10 * n, {}),
            "304": lambda n: app.cost(repeated_address(SURFACE), 10 * n, {"If-None-Match": etag}, 304),
        }
        best = dict.fromkeys(contestants, float("inf"))
        for _ in range(3 if quick else 12):
            for name, cost in contestants.items():
                best[name] = min(best[name], cost(20))
    for name, target in (("computed", 30.0), ("cached", 1.5), ("304", 1.5)):
        ratio = best[name] / best["hello"]
        here, there = f"{best[name] * 1e6:.0f} µs", f"{best['hello'] * 1e6:.0f} µs hello"
        yield Measurement(f"CPU of a surface request, {name}", here, there, ratio, "×", "≤", target)


def first_visit() -> Iterator[Measurement]:
    """Bytes of the page, what it names in its head, and what it asks of the API, compressed."""
    with serving("app") as app:
        _, page = app.get("/")
        named = re.findall(r'<(?:link|script)[^>]+?(?:href|src)="([^"]+)"', page.decode())
        assets = [address for address in named if re.search(r"\.(css|js|woff2|svg)$", address)]
        scripts = b"".join(app.get(address)[1] for address in assets if address.endswith(".js")).decode()
        # An address is put together of its endpoint and the parts of its query.
        parts = {address: (address.split("?")[0].split("/")[-1], re.split("[?&]", address)[-1]) for address in ON_LOAD}
        missing = [address for address, of in parts.items() if not all(part in scripts for part in of)]
        sizes = {address: app.wire(address) for address in ("/", *assets, *ON_LOAD)}
    what = f"first visit over the wire, {len(sizes)} requests"
    if missing or not assets:
        what += " (the bundle is missing, or asks otherwise: see ON_LOAD)"
    largest = max(sizes, key=sizes.__getitem__)
    there = f"{largest.rpartition('/')[2].partition('?')[0]} {sizes[largest] / 1e3:.1f} kB"
    yield Measurement(what, f"{sum(sizes.values()) / 1e3:.1f} kB", there, sum(sizes.values()) / 1e3, " kB", "≤", 150.0)
