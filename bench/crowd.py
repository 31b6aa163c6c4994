"""Crowds of clients for `bench.trust`: what they are answered, what the server's processes use meanwhile."""

from __future__ import annotations

import http.client
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple


class Reply(NamedTuple):
    """What a client got, when by the clock, and after how long."""

    status: int
    body: bytes
    at: float
    seconds: float


class Client:
    """One client on one connection, which may leave in the middle of a request."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str) -> Reply:
        """The whole reply. Raises OSError or HTTPException where there is none."""
        begun = time.monotonic()
        self.connection.request("GET", path, headers={"Accept-Encoding": "br"})
        reply = self.connection.getresponse()
        body = reply.read()
        now = time.monotonic()
        return Reply(reply.status, body, now, now - begun)

    def leave(self) -> None:
        """Closes the connection, whatever is under way."""
        with suppress(OSError, AttributeError):
            self.connection.sock.shutdown(2)
        self.connection.close()


class Crowd:
    """Clients that each ask for one address after another; who is turned away comes again as the page does."""

    def __init__(self, port: int, clients: int, address: Callable[[int, int], str], most: int = 1 << 30) -> None:
        self.replies: list[Reply] = []
        self.lost = 0
        self.clients = [Client(port) for _ in range(clients)]
        self.over = threading.Event()
        self.threads = [
            threading.Thread(target=self._ask, args=(i, address, most), daemon=True) for i in range(clients)
        ]
        for thread in self.threads:
            thread.start()

    def _ask(self, i: int, address: Callable[[int, int], str], most: int) -> None:
        k = 0
        while k < most and not self.over.is_set():
            try:
                reply = self.clients[i].get(address(i, k))
            except (OSError, http.client.HTTPException, AttributeError):  # the last where it leaves meanwhile
                self.lost += not self.over.is_set()
                self.clients[i].connection.close()
                continue
            self.replies.append(reply)
            if reply.status == 503:
                self.over.wait(1 + random.random() / 2)  # nosec B311
            else:
                k += 1

    def wait(self) -> None:
        """Until all have got what they wanted."""
        for thread in self.threads:
            thread.join()

    def leave(self) -> None:
        """All leave, in the middle of what they wait for."""
        self.over.set()
        for client in self.clients:
            client.leave()
        self.wait()

    def rate(self, processes: int) -> float:
        """Good replies a second of so many processes; those that come first begin the time, and are not of it."""
        times = sorted(reply.at for reply in self.replies if reply.status == 200)
        return (len(times) - processes) / (times[-1] - times[processes - 1])


@contextmanager
def healthz(port: int, answers: list[float]) -> Iterator[None]:
    """Asks for /healthz twenty times a second; notes seconds, or infinity for no good answer."""
    over = threading.Event()

    def ask() -> None:
        client = Client(port)
        while not over.wait(0.05):
            try:
                reply = client.get("/healthz")
                answers.append(reply.seconds if reply.status == 200 else float("inf"))
            except (OSError, http.client.HTTPException):
                answers.append(float("inf"))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def family(pid: int) -> dict[int, str]:
    """A process and all below it, with what they were started with."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found: dict[int, str] = {}
    left = [pid]
    while left:
        one = left.pop()
        with suppress(OSError):
            found[one] = Path(f"/proc/{one}/cmdline").read_text()
        left += children.get(one, [])
    return found


def is_alive(pid: int) -> bool:
    """Whether a process has not ended; who should have noticed its end may be slow."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def workers(pid: int) -> list[int]:
    """The processes of a server that compute: those that were forked off."""
    forkers = [one for one, command in family(pid).items() if "forkserver" in command]
    return [one for forker in forkers for one in family(forker) if one != forker]


def memory(pid: int) -> float:
    """Megabytes of a process and all below it; what they share is counted once."""
    total = 0
    for one in family(pid):
        with suppress(OSError):
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += int(text.partition("\nPss:")[2].split()[0])
    return total / 1024


def cpu(pid: int) -> Mapping[int, float]:
    """CPU seconds so far of a process and all below it."""
    ticks = os.sysconf("SC_CLK_TCK")
    found = {}
    for one in family(pid):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            found[one] = (int(fields[11]) + int(fields[12])) / ticks
    return found


def seconds_until_idle(pid: int, patience: float = 30.0) -> float:
    """How long a server goes on working: until it uses less than a tenth of a processor for half a second."""
    begun = time.monotonic()
    while time.monotonic() - begun < patience:
        now, before = time.monotonic(), cpu(pid)
        time.sleep(0.5)
        after = cpu(pid)
        if sum(used - before.get(one, 0.0) for one, used in after.items()) < 0.05:
            return now - begun
    return patience
