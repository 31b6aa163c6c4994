"""A guard at the socket: what a client may keep a server waiting for, and how much of it is held meanwhile.

uvicorn bounds neither the head of a request nor the time that it takes, holds whole replies for readers who do not
read, and waits for half a body when it is stopped. A proxy in front (nginx) does all this; a server that stands alone
needs it. The class knows the insides of uvicorn's own, so it is used with versions that it was tested with.
"""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from functools import cache
from http import HTTPStatus
from selectors import EVENT_READ, DefaultSelector
from typing import Any, ClassVar

import httptools
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from ..settings import Settings

#: Bytes of a reply that are handed over at a time.
PIECE = 64 * 1024
#: Requests that may wait behind the one in work: browsers send none.
QUEUED = 16
#: Seconds for which what a refused client still sends is thrown away: else it would not see why (RFC 9112, 9.6).
LINGER = 1.0
#: Bytes of that at most.
THROWN_AWAY = 4_000_000


@cache
def settings() -> Settings:
    """For all connections of a process: the limits."""
    return Settings()


class Refused(Exception):
    """Raised inside the parser: the request is not to be served."""


class Guard(HttpToolsProtocol):
    """For uvicorn: one connection, whose client has limits."""

    #: Bytes of replies that are still to be handed over, by connection; who has waited longest is first.
    held: ClassVar[dict[Guard, int]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = settings()
        self.inner = self.app
        self.app = self.in_pieces
        self.timer: TimerHandle | None = None  # runs while a request is being received
        self.drain: TimerHandle | None = None  # runs while a reply is being taken
        self.size = 0  # of the head, as far as it has been parsed, and of trailers
        self.pending = 0  # bytes that the parser has taken in without giving anything out
        self.active: RequestResponseCycle | None = None  # in work; `cycle` is the one that came last
        self.status: HTTPStatus | None = None  # why the parser was stopped
        self.done = False  # what still comes is thrown away
        self.stopping = False  # the next request is the last

    # Receiving

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """The first request has as much time as any, from here on."""
        super().connection_made(transport)
        self.expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for timer in (self.timer, self.drain, self.timeout_keep_alive_task):
            if timer:
                timer.cancel()
        self.held.pop(self, None)
        self.leave()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Counts what the parser keeps."""
        if self.done:
            self.pending += len(data)
            if self.pending > THROWN_AWAY:
                self.drop()
            return
        if self.timer is None:
            self.expect()
        self.pending += len(data)
        pending = self.pending
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            pass  # there is no other protocol here: the request is answered as any
        except httptools.HttpParserError:  # which is not told in the log: anyone could fill it
            self.refuse(self.status or HTTPStatus.BAD_REQUEST)
        if self.pending == pending and self.size + self.pending > self.limits.head:
            self.refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """A head begins, maybe right behind another request."""
        self.size = self.pending = 0
        if self.timer is None:
            self.expect()
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """The address belongs to the head."""
        self.grow(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """So do headers; trailers come here too."""
        self.grow(len(name) + len(value) + 4)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Whom the request is for is said once (RFC 9112, 3.2), and few others wait."""
        if len(self.pipeline) >= QUEUED:
            self.status = HTTPStatus.TOO_MANY_REQUESTS
            raise Refused
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            self.status = HTTPStatus.BAD_REQUEST
            raise Refused
        super().on_headers_complete()
        if self.stopping:
            self.cycle.keep_alive = False

    def on_chunk_header(self) -> None:
        """Between chunks nothing is kept."""
        self.pending = 0

    def on_body(self, body: bytes) -> None:
        """The application bounds bodies."""
        self.pending = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole: its time is over."""
        self.pending = 0
        if self.timer:
            self.timer.cancel()
            self.timer = None
        super().on_message_complete()

    def grow(self, size: int) -> None:
        """For what belongs to heads: counts it."""
        self.pending = 0
        self.size += size
        if self.size > self.limits.head:
            self.status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            raise Refused

    def expect(self, seconds: float | None = None) -> None:
        """For receiving: gives the request its time."""
        if self.timer:
            self.timer.cancel()
        self.timer = self.loop.call_later(seconds or self.limits.request_seconds, self.late)

    def late(self) -> None:
        """For the timer: the request has not come in time, unless it is we who do not read."""
        self.timer = None
        if self.flow.read_paused:
            self.expect()
        elif not self.size and not self.pending:
            self.transport.close()  # nothing was asked
        else:
            self.refuse(HTTPStatus.REQUEST_TIMEOUT)

    # Refusing

    def refuse(self, status: HTTPStatus) -> None:
        """For all limits: says why where that can be said; what is in work is answered before."""
        self.done, self.pending = True, 0
        last: RequestResponseCycle | None = self.cycle
        half = last is not None and last.more_body  # it is the body that is wrong or late, else the next head
        if half and self.pipeline:
            self.pipeline.popleft()  # it would never be whole
            last, half = self.pipeline[0][0] if self.pipeline else self.active, False
        if self.transport.is_closing():
            return
        if last and not half and not last.response_complete:
            last.keep_alive = False
        elif half and last and last.response_started:
            self.drop()
        else:
            if half:
                self.leave()
            self.transport.write(reply(status))
            self.linger()

    def linger(self) -> None:
        """For limits: nothing more is said, nor heard."""
        self.done, self.pending = True, 0
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(LINGER, self.transport.abort)

    def drop(self) -> None:
        """For limits: closes the connection at once."""
        self.leave()
        self.transport.abort()

    def leave(self) -> None:
        """For what is in work: nobody waits for it; uvicorn would tell only the last of several requests."""
        if self.active:
            self.active.disconnected = True
            self.active.message_event.set()

    def shutdown(self) -> None:
        """For a server that stops: what is in work or has come is answered; half a request has half of the time."""
        idle = self.cycle is None or self.cycle.response_complete
        if idle and has_come(self.transport):
            self.stopping = True
        else:
            super().shutdown()
        if self.timer:
            self.expect(self.limits.stop_seconds / 2)

    # Replying

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        """Notes which request is in work."""
        self.active = cycle
        super()._start_asgi_task(cycle, app)

    async def in_pieces(self, scope: Scope, receive: Receive, send: Send) -> None:
        """For uvicorn, as the application: its replies, handed over as they are taken."""

        async def out(message: Message) -> None:
            body = message.get("body", b"")
            last = max(len(body) - 1, 0) // PIECE * PIECE
            for start in range(0, last, PIECE):
                self.hold(len(body) - start)
                await send({"type": message["type"], "body": body[start : start + PIECE], "more_body": True})
            await send({**message, "body": body[last:]} if last else message)

        try:
            await self.inner(scope, receive, out)
        finally:
            self.held.pop(self, None)

    def hold(self, size: int) -> None:
        """For replies: notes how much is still to be handed over; where all is too much drops who waits longest."""
        self.held.pop(self, None)
        self.held[self] = size
        while len(self.held) > 1 and sum(self.held.values()) > self.limits.held:
            longest = next(iter(self.held))
            del self.held[longest]
            longest.drop()

    def pause_writing(self) -> None:
        """The client takes less than it is given."""
        super().pause_writing()
        self.watch()

    def resume_writing(self) -> None:
        """The client has taken nearly all."""
        super().resume_writing()
        if self.drain:
            self.drain.cancel()
            self.drain = None

    def on_response_complete(self) -> None:
        """A reply has been handed over, but perhaps not taken."""
        super().on_response_complete()
        if not self.drain:
            self.watch()
        if self.active and self.active.more_body and not self.transport.is_closing():
            self.linger()  # the rest of its body may have no end

    def watch(self, before: int | None = None) -> None:
        """For replies: drops a client that has taken nothing for so long."""
        left = self.transport.get_write_buffer_size()
        self.drain = None
        if before is not None and left >= before:
            self.drop()
        elif left:
            self.drain = self.loop.call_later(self.limits.drain_seconds, self.watch, left)


def has_come(transport: Transport) -> bool:
    """For a server that stops: whether something of the client lies there unread."""
    with DefaultSelector() as selector:
        selector.register(transport.get_extra_info("socket"), EVENT_READ)
        return bool(selector.select(0))


def reply(status: HTTPStatus) -> bytes:
    """For the guard: a whole reply, after which the connection is closed."""
    phrase = status.phrase.encode()
    body = b'{"title":"%b","status":%d}' % (phrase, status)
    head = b"HTTP/1.1 %d %b\r\ncontent-type: application/problem+json\r\ncontent-length: %d\r\nconnection: close"
    return head % (status, phrase, len(body)) + b"\r\n\r\n" + body
