"""What is told of requests: to a log and to metrics, each on by a setting; nothing of who asked, and for what."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from time import perf_counter
from typing import NamedTuple

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..settings import Settings
from .paths import canonical, first_part, local_path

#: Methods that are told by their names; others are anyone's words.
METHODS = ("GET", "HEAD", "POST", "OPTIONS")
#: The status that stands for a client that left before it was answered.
LEFT = 499


class Observed(NamedTuple):
    """For tellers: one request. Its route is one of ours, "" where none fits: an address may hold private data."""

    method: str
    route: str
    status: int
    seconds: float
    size: int
    """Bytes of the reply's body as it was sent, encoded."""


Teller = Callable[[Observed], None]


def tellers(settings: Settings) -> list[Teller]:
    """For the application: who is told of each request under these settings."""
    told: list[Teller] = []
    if settings.access_log:
        told.append(access_log())
    if settings.metrics_port:
        from .metrics import count

        told.append(count)
    return told


def work_teller(settings: Settings) -> Callable[[str, int], None]:
    """For the gate: who is told how much is in work."""
    if settings.metrics_port:
        from .metrics import count_work

        return count_work
    return lambda metric, change: None


class Observer:
    """For the server, outside all else: times each request and tells of it."""

    def __init__(self, app: ASGIApp, tellers: Sequence[Teller], routes: Collection[str]) -> None:
        self.app = app
        self.routes = frozenset(routes)
        self.tellers = tellers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, size = perf_counter(), LEFT, 0

        async def out(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, out)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "other"
            observed = Observed(method, self.route_of(scope), status, perf_counter() - begun, size)
            for tell in self.tellers:
                tell(observed)

    def route_of(self, scope: Scope) -> str:
        """For what is told: the route of an address, or that of the folder that it lies in."""
        path = canonical(local_path(scope))
        return next((route for route in (path, f"/{first_part(path)}") if route in self.routes), "")


def access_log() -> Teller:
    """For `tellers`: a line of JSON for each request, on the standard output."""
    log = logging.getLogger("antigradient.access")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.handlers = [logging.StreamHandler(sys.stdout)]

    def tell(observed: Observed) -> None:
        line = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            **observed._asdict(),
            "seconds": round(observed.seconds, 4),
        }
        log.info(orjson.dumps(line).decode())

    return tell
