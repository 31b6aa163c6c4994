"""The guard at the socket, with real ones: what is slow, large or without end is cut, what is in work is answered."""

from __future__ import annotations

import asyncio
import os
import re
import select
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from app import cli
from app.http import guard
from app.settings import Settings
from tests.app.support import API
from tests.packaging.server import Running, serving

ROOT = Path(__file__).resolve().parents[2]
#: Seconds and bytes so short that the tests are quick.
LIMITS = {"REQUEST_SECONDS": "0.4", "DRAIN_SECONDS": "0.4", "KEEP_ALIVE": "1", "STOP_SECONDS": "3", "PROCESSES": "1"}
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
CLOSE = b"Connection: close\r\n\r\n"
POST = f"POST {API}/trajectory HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode()
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"
#: A reply of some megabytes, kept once it was made.
LARGE = f"GET {API}/surface?grid=257 HTTP/1.1\r\nHost: x\r\n\r\n".encode()


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    settings = {f"ANTIGRADIENT_{name}": value for name, value in LIMITS.items()}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ANTIGRADIENT_")} | settings
    with serving([sys.executable, "-m", "antigradient", "--no-open", "--port", "0"], environment, ROOT) as running:
        yield running


def connected(server: Running, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    connection.sendall(sent)
    return connection


def received(connection: socket.socket) -> bytes:
    """All that comes until the server closes."""
    with closing(connection):
        found = b""
        try:
            while chunk := connection.recv(1 << 20):
                found += chunk
        except ConnectionResetError:
            pass
        return found


def answer(server: Running, sent: bytes) -> bytes:
    return received(connected(server, sent))


def statuses(replies: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d+) ", replies)]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (GET + CLOSE, 200),
        (GET + b"X: " + b"x" * 15_000 + b"\r\n" + CLOSE, 200),
        (GET + b"X: " + b"x" * 17_000 + b"\r\n" + CLOSE, 431),
        (GET + b"".join(b"X-%d: y\r\n" % i for i in range(2000)) + CLOSE, 431),
        (b"GET /" + b"x" * 17_000 + b" HTTP/1.1\r\nHost: x\r\n" + CLOSE, 431),
        (GET + b"X: " + b"x" * 1_000_000, 431),  # without an end
        (b"\r\n" * 500_000, 431),
        (CHUNKED + b"2\r\n{}\r\n0\r\n" + b"".join(b"X-%d: y\r\n" % i for i in range(2000)) + b"\r\n", 431),
        (CHUNKED + b"2\r\n{}\r\n0\r\nX: " + b"x" * 1_000_000, 431),
        (CHUNKED + b"2;" + b"x" * 1_000_000, 431),
        (GET.replace(b"Host: x\r\n", b"") + CLOSE, 400),
        (GET + b"Host: x\r\n" + CLOSE, 400),
        (GET + b"Host: y\r\n" + CLOSE, 400),
        (b"GET /healthz HTTP/1.0\r\n\r\n", 200),
        (b"GET /healthz HTTP/1.0\r\nHost: x\r\nHost: x\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
    ],
)
def test_heads_are_bounded_and_name_one_host(server: Running, sent: bytes, expected: int) -> None:
    try:
        reply = answer(server, sent)
    except (ConnectionResetError, BrokenPipeError):  # while more was being sent than is ever read
        assert expected == 431
        return
    assert statuses(reply) == [expected]
    head, _, body = reply.partition(b"\r\n\r\n")
    assert b"\r\nserver:" not in head.lower()
    if expected != 200:
        assert b"\r\nconnection: close" in head
        assert body == b'{"title":"%b","status":%d}' % (head.split(b"\r\n")[0][13:], expected)


def test_a_stranger_is_not_believed_to_be_a_proxy(server: Running) -> None:
    page = answer(server, b"GET / HTTP/1.1\r\nHost: public.example\r\nX-Forwarded-Proto: https\r\n" + CLOSE)
    assert b"http://public.example/" in page
    assert b"https://public.example/" not in page


def test_trailers_are_no_headers_and_do_no_harm(server: Running) -> None:
    reply = answer(server, CHUNKED + b"2\r\n{}\r\n0\r\nX-Trailer: y\r\n\r\n" + GET + CLOSE)
    assert statuses(reply) == [200, 200]


def test_what_does_not_come_in_time_is_not_waited_for(server: Running) -> None:
    """All at once, since each takes its time; drops that come meanwhile do not help."""
    second = GET + b"\r\n" + GET
    sent = {
        b"": [],
        b"G": [],
        GET: [408],
        POST + b"Content-Length: 100\r\n\r\n": [408],
        POST + b"Content-Length: 100\r\n\r\n{": [408],
        CHUNKED + b"1\r\n{\r\n": [408],
        second: [200, 408],
    }
    connections = {text: connected(server, text) for text in sent}
    drops = 0
    while not select.select([connections[GET]], [], [], 0.1)[0]:
        connections[GET].sendall(b"X")
        drops += 1
        assert drops < 20
    assert {text: statuses(received(connection)) for text, connection in connections.items()} == sent


def test_the_rest_of_a_body_that_was_refused_is_not_read_for_long(server: Running) -> None:
    sent = 0
    with closing(connected(server, CHUNKED)) as connection, suppress(OSError):
        while sent < 200_000_000:
            sent += connection.send(b"f000\r\n" + b" " * 0xF000 + b"\r\n")
    assert sent < 200_000_000
    body = b"f000\r\n" + b" " * 0xF000 + b"\r\n"
    assert statuses(answer(server, CHUNKED + 5 * body)) == [413]


def test_an_idle_connection_is_closed(server: Running) -> None:
    begun = time.monotonic()
    assert statuses(answer(server, GET + b"\r\n")) == [200]
    assert 0.9 < time.monotonic() - begun < 2


def test_what_is_wrong_behind_a_request_does_not_cost_its_answer(server: Running) -> None:
    work = f"GET {API}/basins?grid=24 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    for behind, answers in {
        GET: [200],
        GET + b"X: " + b"x" * 17_000: [200],
        b"nonsense\r\n\r\n": [200],
        GET + b"\r\n" + POST + b"Content-Length: 100\r\n\r\n{": [200, 200],  # the second waits for the first
        (GET + b"\r\n") * 1000: [200] * 17,
    }.items():
        assert [status for status in statuses(answer(server, work + behind)) if status == 200] == answers


def test_who_takes_nothing_is_dropped_and_who_is_slow_is_not(server: Running) -> None:
    many = 12  # replies, more than the system keeps for a connection
    idle, slow = connected(server, LARGE * many), connected(server, LARGE * many)
    whole = 0
    for _ in range(8):
        time.sleep(0.1)
        whole += len(slow.recv(1 << 21))
    assert len(received(idle)) < whole + len(received(slow))


def made(**parts: Any) -> Any:
    """A guard of no connection, with these parts."""
    one: Any = object.__new__(guard.Guard)
    vars(one).update(parts)
    return one


def test_what_is_held_for_all_is_bounded() -> None:
    """Who waits longest goes first, and a reply alone is never too large."""
    aborted: list[int] = []
    first, second, third = [
        made(limits=Settings(held=100), transport=SimpleNamespace(abort=partial(aborted.append, i)), active=None)
        for i in range(3)
    ]
    first.hold(200)
    assert not aborted
    first.hold(40)
    second.hold(40)
    first.hold(20)  # it has taken something meanwhile
    third.hold(60)
    assert aborted == [1]
    assert guard.Guard.held == {first: 20, third: 60}
    guard.Guard.held.clear()


@pytest.mark.parametrize("size", [0, 1, guard.PIECE, guard.PIECE + 1, 3 * guard.PIECE])
def test_replies_are_handed_over_in_pieces(size: int) -> None:
    body = os.urandom(size)
    sent: list[Message] = []
    held: list[int] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": body})

    async def send(message: Message) -> None:
        sent.append(message)
        held.append(sum(guard.Guard.held.values()))

    asyncio.run(made(inner=app, limits=Settings()).in_pieces({}, None, send))
    start, *pieces = sent
    assert start["type"] == "http.response.start"
    assert b"".join(piece["body"] for piece in pieces) == body
    assert max(len(piece["body"]) for piece in pieces) <= guard.PIECE
    assert [piece.get("more_body", False) for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    assert max(held) == (size if size > guard.PIECE else 0)
    assert not guard.Guard.held


def test_who_has_taken_something_has_as_long_again() -> None:
    left = [100, 60, 60]
    later: list[Any] = []
    aborted: list[bool] = []
    transport = SimpleNamespace(get_write_buffer_size=lambda: left.pop(0), abort=lambda: aborted.append(True))
    loop = SimpleNamespace(call_later=lambda seconds, act, *args: later.append((seconds, act, args)))
    made(active=None, transport=transport, loop=loop, limits=Settings()).watch()
    for _ in range(2):
        assert not aborted
        seconds, act, args = later.pop()
        assert seconds == 30
        act(*args)
    assert aborted == [True]
    assert not later


def test_another_uvicorn_has_no_guard_and_one_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.http_protocol() is guard.Guard
    for _ in range(2):
        assert cli.http_protocol("0.1.2") == "auto"
    assert capsys.readouterr().err == "The guard against slow clients is off: it knows uvicorn 0.54.*, not 0.1.2.\n"


def test_what_is_in_work_is_answered_when_the_server_stops(server: Running) -> None:
    """The last one, since the server is gone then."""
    work = f"GET {API}/basins?objective=himmelblau&grid=40 HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    busy = [connected(server, work) for _ in range(4)]
    half = connected(server, POST + b"Content-Length: 100\r\n\r\n{")
    idle = connected(server, GET + b"\r\n")
    begun = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert [statuses(received(connection)) for connection in busy] == [[200]] * 4
    assert [statuses(received(idle)), statuses(received(half))] == [[200], [408]]
    server.process.wait(timeout=10)
    assert time.monotonic() - begun < 4
    assert server.process.stdout is not None
    assert server.process.stdout.read() == ""
