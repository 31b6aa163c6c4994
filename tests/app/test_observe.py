"""What is told of requests: counts, times and a log, and nothing of who asked and for what."""

from __future__ import annotations

import asyncio
import re
import socket
from typing import Any

import httpx
import orjson
import pytest
from prometheus_client import REGISTRY
from starlette.types import Receive, Scope, Send

from app.cli import server_options
from app.http import metrics, observe
from app.main import create_app
from app.settings import Settings
from tests.app.support import API

PRIVATE = "geheim"
HEAVY = "grid=257&levels=64"
#: Requests with something private wherever a client may put it, and the route and status that are told.
ASKED = [
    ("GET", f"{API}/surface?grid=9&f={PRIVATE}", f"{API}/surface", 422),
    ("GET", f"{API}/gradient", f"{API}/gradient", 200),
    ("HEAD", "/docs", "/docs", 200),
    ("GET", f"/{PRIVATE}", "", 404),
    ("GET", f"/static/{PRIVATE}", "/static", 404),
    (PRIVATE.upper(), "/", "/", 405),
]


def client(app: object) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")  # type: ignore[arg-type]


@pytest.mark.anyio
async def test_the_access_log_says_nothing_of_who_asked(capsys: pytest.CaptureFixture[str]) -> None:
    async with client(create_app(Settings(access_log=True))) as http:
        replies = [
            await http.request(method, path, headers={"User-Agent": PRIVATE, "Referer": PRIVATE, "Cookie": PRIVATE})
            for method, path, _, _ in ASKED
        ]
    printed = capsys.readouterr().out
    assert PRIVATE not in printed.lower()
    lines = [orjson.loads(line) for line in printed.splitlines()]
    told = [(line["method"], line["route"], line["status"]) for line in lines]
    assert told == [(method if PRIVATE not in method.lower() else "other", *rest) for method, _, *rest in ASKED]
    assert [set(line) for line in lines] == [{"time", "method", "route", "status", "seconds", "size"}] * len(ASKED)
    assert lines[1]["size"] == replies[1].num_bytes_downloaded > 0
    assert all(0 < line["seconds"] < 60 for line in lines)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", lines[0]["time"])


@pytest.mark.anyio
async def test_a_client_that_left_and_a_fault_are_told_too() -> None:
    told: list[observe.Observed] = []

    async def leaves(scope: Scope, receive: Receive, send: Send) -> None:
        raise ConnectionResetError

    scope = {"type": "http", "method": "GET", "path": "/x", "root_path": ""}
    unused: Any = None
    with pytest.raises(ConnectionResetError):
        await observe.Observer(leaves, [told.append], ["/"])(scope, unused, unused)
    assert [(one.method, one.route, one.status, one.size) for one in told] == [("GET", "", 499, 0)]


@pytest.mark.anyio
async def test_metrics_count_requests() -> None:
    labels = {"method": "GET", "route": f"{API}/gradient", "status": "200"}
    route = {"route": labels["route"]}
    before = REGISTRY.get_sample_value("antigradient_requests_total", labels) or 0
    sent = REGISTRY.get_sample_value("antigradient_sent_bytes_total", route) or 0
    async with client(create_app(Settings(metrics_port=1))) as http:
        for method, path, _, _ in ASKED:
            reply = await http.request(method, path)
        reply = await http.get(f"{API}/gradient")
    assert REGISTRY.get_sample_value("antigradient_requests_total", labels) == before + 2
    assert REGISTRY.get_sample_value("antigradient_request_seconds_count", route) == before + 2
    assert REGISTRY.get_sample_value("antigradient_sent_bytes_total", route) == sent + 2 * reply.num_bytes_downloaded
    assert not [sample for family in REGISTRY.collect() for sample in family.samples if PRIVATE in str(sample).lower()]


@pytest.mark.anyio
async def test_metrics_count_what_is_in_work() -> None:
    names = ["working", "waiting", "shed_total", "shared_total", "died_total"]
    before = {name: REGISTRY.get_sample_value(f"antigradient_{name}") or 0 for name in names}
    async with client(create_app(Settings(metrics_port=1, threads=1, cache=0))) as http:
        replies = await asyncio.gather(
            *(http.get(f"{API}/surface?{HEAVY}&eta={eta}") for eta in range(1, 13)),
            http.get(f"{API}/surface?{HEAVY}&eta=1"),
        )
    statuses = [reply.status_code for reply in replies]
    after = {name: REGISTRY.get_sample_value(f"antigradient_{name}") for name in names}
    assert after == before | {"shed_total": before["shed_total"] + 3, "shared_total": before["shared_total"] + 1}
    assert (statuses.count(200), statuses.count(503)) == (10, 3)


def test_metrics_have_a_port_of_their_own() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    metrics.serve("127.0.0.1", port, several=False)
    text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert "# TYPE antigradient_request_seconds histogram" in text
    assert "process_resident_memory_bytes" in text


def test_no_proxy_is_believed_that_is_not_named() -> None:
    options = server_options(Settings())
    assert not options["proxy_headers"]
    assert server_options(Settings(proxies="10.0.0.0/8, ::1"))["forwarded_allow_ips"] == ["10.0.0.0/8", "::1"]


@pytest.mark.anyio
async def test_documents_can_be_switched_off() -> None:
    async with client(create_app(Settings(docs=False))) as http:
        for path in ("/docs", "/openapi.json"):
            assert (await http.get(path)).status_code == 404
        for path in ("/", "/embedding", "/lesson", "/examples", "/glossary", "/nix"):
            page = (await http.get(path, headers={"Accept": "text/html"})).text
            assert not re.search(r"""href=['"][^'"]*(?<!static)/docs""", page), path
        assert "The API works without it." in (await http.get("/")).text
        assert (await http.get(f"{API}/gradient")).status_code == 200
