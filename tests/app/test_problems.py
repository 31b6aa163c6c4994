"""Problem details from every road by which a request can go wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from antigradient.query.refusals import refuse
from app.http.errors import KINDS, Problem, invalid
from app.main import create_app
from app.settings import Settings
from tests.app.conftest import Client
from tests.app.support import API, FILE_POST_PATHS, PATHS, POST_PATHS, message_of, problem

pytestmark = pytest.mark.anyio
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("path", ["/nix", "/api", "/api/v1", "/api/v2/surface", f"{API}/surface/x", f"{API}/Surface"])
async def test_unknown_address(client: Client, path: str) -> None:
    for method in ("GET", "POST", "DELETE", "OPTIONS"):
        body = problem(await client.request(method, path), 404)
        assert body["type"] == "/docs#not-found"
        assert body["errors"] == []


@pytest.mark.parametrize("path", ["/static/nix.js", "/static/", "/static", "/static/%2e%2e/main.py", "/static/a%00b"])
async def test_unknown_file(client: Client, path: str) -> None:
    assert problem(await client.get(path), 404)["type"] == "/docs#not-found"


async def test_file_names_that_no_system_takes(client: Client) -> None:
    problem(await client.get(f"/static/{'x' * 5000}"), 404)


@pytest.mark.parametrize("path", [*PATHS, "/", "/docs", "/openapi.json", "/healthz", "/static/x.js"])
async def test_method_not_allowed(client: Client, path: str) -> None:
    allowed = {"GET", "HEAD", "OPTIONS", *(["POST"] if path in (*POST_PATHS, *FILE_POST_PATHS, "/") else [])}
    for method in {"POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"} - allowed:
        reply = await client.request(method, path)
        problem(reply, 405)
        assert set(reply.headers["allow"].split(", ")) == allowed
    reply = await client.options(path)
    assert reply.status_code == 204
    assert set(reply.headers["allow"].split(", ")) == allowed


@pytest.mark.parametrize("path", [*POST_PATHS, *FILE_POST_PATHS])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": "text/plain"},
        {"content-type": "multipart/form-data"},
        {"content-type": "application/jsonp"},
        {"content-type": "text/tab-separated-values"},
        {"content-type": "text/csv", "content-encoding": "gzip"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
)
async def test_unsupported_media_type(client: Client, path: str, headers: dict[str, str]) -> None:
    reply = await client.post(path, content=b"{}", headers=headers)
    problem(reply, 415)
    assert reply.headers["accept-post"] == "application/json, text/csv, application/x-www-form-urlencoded"


async def test_json_may_state_its_charset(client: Client) -> None:
    for kind in ("application/json; charset=utf-8", "Application/JSON"):
        reply = await client.post(f"{API}/trajectory", content=b'{"steps": 1}', headers={"content-type": kind})
        assert reply.status_code == 200


MALFORMED = [
    b"",
    b"{",
    b"{'eta': 1}",
    b'{"eta": 1,}',
    b'{"eta": 1} x',
    b'{"eta": NaN}',
    b'{"eta": Infinity}',
    b'{"eta": -Infinity}',
    b'{"eta": 01}',
    b'{"eta": +1}',
    b"\xff\xfe",
    b'{"eta": "\xff"}',
    b"\xef\xbb\xbf{}",
    b'{"data": ' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    b"[" * 60_000,
    b'{"a":' * 10_000,
]
WRONG = [
    (b"[]", None),
    (b"null", None),
    (b"3", None),
    (b'"eta=1"', None),
    (b'{"eta": 1, "eta": 1}', "eta"),
    (b'{"eta": 1, "\\u0065ta": 2}', "eta"),
    (b'{"data": [[1, {"a": 1, "a": 2}]]}', "a"),
    (b'{"eta": 1e999}', "eta"),
    (b'{"eta": ' + b"9" * 5000 + b"}", "eta"),
    (b'{"eta": ' + b"9" * 399 + b"}", "eta"),
    (b'{"\\ud800": 1}', None),
    (b'{"eta\\u0000": 1}', None),
    (b'{"objective": "\\ud800"}', "objective"),
    (json.dumps({f"x{i}": 1 for i in range(200)}).encode(), None),
    (b'{"data": [' + b"[]," * 500 + b"[]]}", "data"),
    (b'{"data": ' + b"[" * 500 + b"]" * 500 + b"}", "data"),
]


@pytest.mark.parametrize("path", POST_PATHS)
async def test_malformed_json(client: Client, path: str) -> None:
    for content in MALFORMED:
        body = problem(await client.post(path, content=content, headers=JSON), 400)
        assert body["type"] == "/docs#malformed", content[:40]


@pytest.mark.parametrize("path", POST_PATHS)
async def test_json_that_is_no_query(client: Client, path: str) -> None:
    for content, parameter in WRONG:
        problem(await client.post(path, content=content, headers=JSON), 422, parameter)


async def test_a_post_takes_no_query(client: Client) -> None:
    for path in POST_PATHS:
        body = problem(await client.post(f"{path}?eta=1", json={}), 422, "eta")
        assert body["errors"][0]["detail"] == "belongs in the body of a POST"
        problem(await client.post(f"{path}?&", json={}), 422, None)


async def chunks(total: int) -> AsyncIterator[bytes]:
    """A body without a Content-Length."""
    yield b'{"data": "'
    for _ in range(total // 1000):
        yield b"x" * 1000
    yield b'"}'


@pytest.mark.parametrize("path", POST_PATHS)
async def test_a_body_that_is_too_large(client: Client, path: str) -> None:
    limit = Settings().body
    problem(await client.post(path, content=b" " * (limit + 1), headers=JSON), 413)
    problem(await client.post(path, content=chunks(limit + 1000), headers=JSON), 413)
    reply = await client.post(path, content=b'{"steps": 1, "grid": 3}'.ljust(limit), headers=JSON)
    assert reply.status_code == 200
    problem(await client.post(path, content=chunks(2000), headers=JSON), 422, "data")
    for announced in ("-1", "x", "1" * 30):
        problem(await client.post(path, content=b"{}", headers={**JSON, "content-length": announced}), 413)


@pytest.fixture
async def broken(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Client]:
    """An application whose surfaces fail with a message that nobody outside should read."""

    def fail(*_: Any) -> None:
        raise ZeroDivisionError("secret\nof the inside")

    monkeypatch.setattr("antigradient.scenario.compute_surface", fail)
    transport = httpx.ASGITransport(create_app(Settings()))  # raises what the application lets through
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


@pytest.mark.parametrize("query", ["grid=5", "grid=257"], ids=["here", "in a thread"])
async def test_an_unexpected_error_is_a_problem_and_one_line_in_the_log(
    broken: Client, caplog: pytest.LogCaptureFixture, query: str
) -> None:
    with caplog.at_level(logging.INFO, "antigradient"):
        reply = await broken.get(f"{API}/surface?{query}")
    body = problem(reply, 500)
    assert body["type"] == "/docs#internal"
    for leak in ("secret", "ZeroDivision", "Traceback", ".py"):
        assert leak not in reply.text
    (record,) = caplog.records
    said = record.getMessage()
    assert said.startswith("500 GET /api/v1/surface: ZeroDivisionError: secret of the inside")
    assert "antigradient/scenario.py:" in said
    assert "\n" not in said
    assert record.exc_info is None
    assert query not in said
    # It is gone with the request: others are served.
    assert (await broken.get(f"{API}/gradient")).status_code == 200


async def test_head_of_an_error_has_no_body(client: Client, broken: Client) -> None:
    for who, path, status in (
        (client, "/nix", 404),
        (client, f"{API}/surface?eta=0", 422),
        (client, "/static/nix", 404),
        (broken, f"{API}/surface", 500),
    ):
        head, whole = await who.head(path), await who.get(path)
        assert head.status_code == whole.status_code == status
        assert head.content == b""
        assert head.headers["content-type"] == "application/problem+json"
        assert head.headers["content-length"] == whole.headers["content-length"] == str(len(whole.content))


async def test_ever_so_many_errors_stay_short(client: Client) -> None:
    names = [f"x{i:030d}" for i in range(99)]
    body = problem(await client.get(f"{API}/surface?" + "&".join(f"{name}=1" for name in names)), 422)
    assert body["errors"][0]["parameter"] == names[0]
    assert body["errors"][-1]["parameter"] is None
    left_out = len(names) - len(body["errors"]) + 1
    assert body["errors"][-1]["detail"] == f"and {left_out} more"
    problem(await client.get(f"{API}/surface?" + "&".join(f"{name}=1" for name in names * 2)), 422, None)
    problem(await client.post(f"{API}/surface", json=dict.fromkeys(names, 1)), 422, names[0])


def kinds() -> Iterator[Problem]:
    yield from (Problem(status) for status in (*KINDS, 401, 418, 451, 503))
    yield invalid([refuse(None, "request.no_object")])
    yield invalid([refuse(None, "refusal.given_twice")])
    yield invalid([refuse("eta", "refusal.number"), refuse("grid", "refusal.number")])
    yield Problem(422, None, [refuse("ψ" * 32, "refusal.one_of", options=["ψ" * 32] * 20)] * 100)


@pytest.mark.parametrize("made", list(kinds()), ids=lambda made: f"{made.status}-{len(made.errors)}")
def test_every_problem_has_the_shape(made: Problem) -> None:
    body = json.loads(made.body("/prefix"))
    assert body["type"] == f"/prefix/docs#{made.kind.id}"
    assert body["title"]
    assert body["detail"].endswith(".")
    assert body["detail"][0].isupper() or made.errors[0].parameter
    assert all(str(message_of(said)) == said["detail"] for said in (body, *body["errors"]))
    assert len(made.body()) <= 4096


async def test_people_get_a_page(client: Client) -> None:
    html = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
    for path, status, said in (("/nix", 404, "nothing at this address"), ("/lessons?a=<script>", 404, "nothing")):
        reply = await client.get(path, headers=html)
        assert reply.status_code == status
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert "Accept" in reply.headers["vary"]
        assert said in reply.text
        assert "<script>" not in reply.text
        assert "default-src 'none'" in reply.headers["content-security-policy"]
    assert (await client.delete("/", headers=html)).headers["content-type"].startswith("text/html")
    for path in (f"{API}/nix", "/static/nix", "/api"):
        problem(await client.get(path, headers=html), 404)
    problem(await client.get(f"{API}/surface?eta=0", headers=html), 422)


async def test_every_problem_is_explained_in_the_docs(client: Client) -> None:
    docs = (await client.get("/docs")).text
    for kind in KINDS.values():
        assert f'id="{kind.id}"' in docs
