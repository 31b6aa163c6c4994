"""Clients of HTTP that cost little, so that what is measured is the server: GET over one kept connection each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType


class Client:
    """A connection to a server on this machine."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def __aenter__(self) -> Client:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.writer.close()
        with suppress(OSError):
            await self.writer.wait_closed()

    async def ask(self, address: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """The status, headers and body of the reply; the server has to say how long it is."""
        lines = [f"GET {address} HTTP/1.1", "Host: class.example", *(f"{k}: {v}" for k, v in headers.items()), "", ""]
        self.writer.write("\r\n".join(lines).encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        found = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
        body = await self.reader.readexactly(int(found["content-length"]))
        return int(head[0].split()[1]), found, body


@dataclass
class Losses:
    """What was asked while something happened, and what of it was not answered with 200, by what came instead."""

    asked: int = 0
    instead: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """How many requests were lost."""
        return len(self.instead)

    def __str__(self) -> str:
        reasons = f" ({', '.join(sorted({*self.instead}))})" if self.instead else ""
        return f"{self.asked} requests, {self.lost} lost{reasons}"


@asynccontextmanager
async def keep_asking(port: int, addresses: Iterator[str], clients: int = 8) -> AsyncIterator[Losses]:
    """Clients that ask one address after the other until the block ends."""
    losses, over = Losses(), asyncio.Event()

    async def keep() -> None:
        while not over.is_set():
            try:
                async with Client(port) as client:
                    for _ in range(20):
                        losses.asked += 1
                        status, _, _ = await asyncio.wait_for(client.ask(next(addresses), {}), 30)
                        if status != 200:
                            losses.instead.append(str(status))
                        await asyncio.sleep(0.02)  # the machine has to start a replica too
            except (OSError, EOFError, TimeoutError, LookupError) as error:
                losses.instead.append(type(error).__name__)

    tasks = [asyncio.create_task(keep()) for _ in range(clients)]
    try:
        yield losses
    finally:
        over.set()
        await asyncio.gather(*tasks)
