"""Headers of every reply: CORS for programs, a strict policy for pages, HEAD like GET."""

from __future__ import annotations

import pytest

from tests.web.conftest import Client
from tests.web.support import API, FILES, PATHS

pytestmark = pytest.mark.anyio

PROGRAMS = [*(f"{path}?grid=5&steps=2" for path in PATHS), "/openapi.json", "/healthz", "/static/manifest.json"]
PAGES = ["/", "/docs"]
ORIGIN = {"origin": "https://course.example"}


@pytest.mark.parametrize("path", [*PROGRAMS, f"{API}/surface?eta=0", "/nix", "/static/nix", f"{API}/nix"])
async def test_any_page_may_call(client: Client, path: str) -> None:
    reply = await client.get(path, headers=ORIGIN)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "ETag" in reply.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("path", PROGRAMS)
async def test_preflight(client: Client, path: str) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type, if-none-match"}
    reply = await client.options(path, headers=ORIGIN | asked)
    assert reply.status_code == 204
    assert reply.content == b""
    assert reply.headers["access-control-allow-origin"] == "*"
    assert {"GET", "HEAD", "POST"} <= set(reply.headers["access-control-allow-methods"].split(", "))
    allowed = reply.headers["access-control-allow-headers"].lower().split(", ")
    assert {"content-type", "if-none-match"} <= set(allowed)
    assert int(reply.headers["access-control-max-age"]) > 0


@pytest.mark.parametrize("path", PAGES)
async def test_pages_have_a_strict_policy(client: Client, path: str) -> None:
    reply = await client.get(path)
    rules = dict(rule.strip().split(" ", 1) for rule in reply.headers["content-security-policy"].split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    assert "access-control-allow-origin" not in reply.headers
    assert reply.headers["cache-control"] == "no-cache"
    assert "set-cookie" not in reply.headers


@pytest.mark.parametrize("path", [*PROGRAMS, *PAGES, "/nix", f"{API}/surface?eta=0"])
async def test_every_reply_is_guarded(client: Client, path: str) -> None:
    reply = await client.get(path)
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    names = [name for name, _ in reply.headers.multi_items()]
    assert len(names) == len(set(names)), "a header given twice"


@pytest.mark.parametrize("path", [*PROGRAMS, *PAGES])
async def test_head_is_get_without_a_body(client: Client, path: str) -> None:
    for headers in ({}, {"accept-encoding": "gzip"}):
        head, get = await client.head(path, headers=headers), await client.get(path, headers=headers)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        for name in set(get.headers) | set(head.headers):
            assert head.headers.get(name) == get.headers.get(name), name


async def test_json_is_json(client: Client) -> None:
    for path in PROGRAMS:
        is_file = path.partition("?")[0] in FILES
        assert ((await client.get(path)).headers["content-type"] == "application/json") != is_file
