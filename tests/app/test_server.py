"""The same under a real server: bytes on the wire, several workers, a root path, and a quiet log."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.app.support import API, PATHS, problem
from tests.packaging.server import Running, serving

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def uvicorn(*options: str) -> Iterator[Running]:
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", "0", "--no-access-log", *options]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ANTIGRADIENT_")} | {"PYTHONPATH": str(ROOT)}
    with serving(command, environment, ROOT) as running:
        for _ in range(100):  # of several workers the first may not listen yet
            try:
                httpx.get(f"{running.url}/healthz")
                break
            except httpx.TransportError:
                time.sleep(0.05)
        yield running


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with uvicorn() as running:
        yield running


def exchange(server: Running, *pieces: bytes) -> bytes:
    """Everything that comes back on one connection for these bytes, until the server closes it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece)
        received = b""
        while chunk := connection.recv(1 << 16):
            received += chunk
    return received


@pytest.mark.parametrize("path", [*PATHS, "/", "/docs", "/openapi.json", "/healthz", "/nix", f"{API}/surface?eta=0"])
def test_head_sends_no_body_on_the_wire(server: Running, path: str) -> None:
    request = f"HEAD {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    head, _, body = exchange(server, request.encode()).partition(b"\r\n\r\n")
    assert body == b""
    assert b"content-length: 0" not in head.lower()


def test_a_connection_stays_in_step(server: Running) -> None:
    """HEAD, 304 and errors one after another on one connection: each reply ends where the next begins."""
    with httpx.Client(base_url=server.url) as client:
        etag = client.get(f"{API}/gradient").headers["etag"]
        for _ in range(3):
            assert client.head(f"{API}/surface").status_code == 200
            assert client.get(f"{API}/gradient", headers={"if-none-match": etag}).status_code == 304
            problem(client.get(f"{API}/surface?eta=x"), 422, "eta")
            assert client.options(f"{API}/surface").status_code == 204
            assert client.post(f"{API}/trajectory", json={"steps": 1}).json()["outcome"] == "max_steps"


def test_bytes_that_are_no_text(server: Running) -> None:
    for path in PATHS:
        reply = exchange(server, f"GET {path}?eta=".encode() + b"\xff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert reply.startswith(b"HTTP/1.1 4")
        assert b"Traceback" not in reply
    page = exchange(server, b'GET /?\xff\xfe=%ff HTTP/1.1\r\nHost: "><script>\r\nConnection: close\r\n\r\n')
    assert page.startswith((b"HTTP/1.1 200", b"HTTP/1.1 400"))
    assert b"<script>\r" not in page


def test_a_body_that_never_ends_is_cut_off(server: Running) -> None:
    head = (
        f"POST {API}/surface HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head.encode())
        for _ in range(20):  # 320 kB, and no end
            connection.sendall(chunk)
        assert connection.recv(1 << 16).startswith(b"HTTP/1.1 413")


def test_a_client_may_go_at_any_time(server: Running) -> None:
    head = f"POST {API}/surface HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
    for piece in (
        head.encode(),
        head.encode() + b'{"eta":',
        f"GET {API}/surface?grid=257 HTTP/1.1\r\nHost: x\r\n\r\n".encode(),
    ):
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            connection.sendall(piece)
    assert httpx.get(f"{server.url}/healthz").status_code == 200


def test_workers_agree(server: Running) -> None:
    """Tags do not depend on the process, so that any worker may answer If-None-Match."""
    etag = httpx.get(f"{server.url}{API}/surface?grid=9").headers["etag"]
    with uvicorn("--workers", "2") as running:
        for _ in range(12):
            reply = httpx.get(f"{running.url}{API}/surface?grid=9", headers={"if-none-match": etag})
            assert reply.status_code == 304


def test_root_path_of_the_server() -> None:
    with uvicorn("--root-path", "/grad") as running:
        page = httpx.get(f"{running.url}/")
        assert 'href="/grad/docs"' in page.text
        assert httpx.get(f"{running.url}{API}/gradient").status_code == 200
        assert httpx.get(f"{running.url}/nix").json()["type"] == "/grad/docs#not-found"


def test_the_log_is_quiet() -> None:
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", "0", "--log-level", "warning"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command[command.index("0")] = str(port)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            for _ in range(200):
                try:
                    httpx.get(f"http://127.0.0.1:{port}/healthz")
                    break
                except httpx.TransportError:
                    time.sleep(0.05)
            for path in ("/", "/nix", f"{API}/surface?eta=0", f"{API}/trajectory?objective=rosenbrock&eta=1e6"):
                httpx.get(f"http://127.0.0.1:{port}{path}")
            httpx.post(f"http://127.0.0.1:{port}{API}/surface", content=b"{")
        finally:
            process.terminate()
            printed, _ = process.communicate(timeout=20)
    assert printed == ""
