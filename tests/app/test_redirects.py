"""Addresses with a slash too many lead to where they mean: below the prefix, and never to another host."""

from __future__ import annotations

from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from starlette.routing import Route

from app.http.headers import ReplyKind, kind_of
from app.http.paths import canonical
from app.main import create_app
from app.settings import Settings
from app.site.redirects import redirect
from tests.app.conftest import Client, Connect
from tests.app.support import API, problem
from tests.app.test_headers import dressed, expected_kind

pytestmark = pytest.mark.anyio

ROUTES = [route for route in create_app(Settings()).routes if isinstance(route, Route)]
#: Those that people type; of a path with a name in it only the right one is known.
PATHS = sorted({route.path for route in ROUTES if not route.param_convertors} - {"/"})
#: Ways to write a path that mean it.
WRITTEN = ["{}/", "{}//", "/{}", "{}/index.html", "//{}//"]


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("path", PATHS)
async def test_it_leads_to_the_route(client: Client, path: str, way: str) -> None:
    reply = await client.get(f"http://test{way.format(path)}?eta=0.5&f=w%5E2%2Bb%5E2")
    assert reply.status_code == 308, reply.url
    assert reply.headers.get_list("location") == [f"{path}?eta=0.5&f=w%5E2%2Bb%5E2"]
    assert reply.content == b""
    assert reply.headers["cache-control"] == "public, max-age=3600"
    dressed(reply, expected_kind(path))


@pytest.mark.parametrize(("root", "asked", "to"), [
    ("", "//", "/"),
    ("", "/index.html", "/"),
    ("/grad", "/grad", "/grad/"),
    ("/grad", "/grad//", "/grad/"),
    ("/grad", "/grad/index.html", "/grad/"),
    ("/grad", "/grad/embed/", "/grad/embed"),
    ("/grad", "/embed/", "/grad/embed"),  # a proxy has taken the prefix off
    ("/a b/ü", "/a%20b/%C3%BC/docs/", "/a%20b/%C3%BC/docs"),
])  # fmt: skip
async def test_within_the_prefix(connect: Connect, root: str, asked: str, to: str) -> None:
    async with connect(root_path=root, base_url="https://elsewhere.example/x") as client:
        reply = await client.get(f"http://test{asked}", headers={"host": "evil.example", "x-forwarded-host": "evil"})
        assert (reply.status_code, reply.headers["location"]) == (308, to)
        assert (await client.get(f"http://test{to}")).status_code == 200


@pytest.mark.parametrize("path", [
    "//evil.example/", "//evil.example//", "///evil.example/", "//evil.example/embed/", "/%2Fevil.example/",
    "/%5Cevil.example/", "/\\evil.example/", "/http://evil.example/", "//evil.example/%2e%2e/", "/%0d%0aLocation:x/",
    "/nix/", "/nix/index.html", "/index.html/nix", "/embed.html/", "/static/", "/static//", "/api/v1/",
])  # fmt: skip
@pytest.mark.parametrize("root", ["", "/grad"])
async def test_no_way_leads_elsewhere(connect: Connect, root: str, path: str) -> None:
    """Where it is no route of ours it is not found; were it one, the way would be within this server."""
    async with connect(root_path=root) as client:
        request = client.build_request("GET", "http://test/")
        request.url = request.url.copy_with(raw_path=f"{root}{path}".encode())
        reply = await client.send(request)
        assert reply.status_code == 404, reply.headers
        assert "location" not in reply.headers


@pytest.mark.parametrize("query", [b"", b"a=%0d%0aSet-Cookie:x", b"next=//evil.example/", b"x=\xc3\xbc&a?b#c \r\n"])
def test_the_query_is_kept(query: bytes) -> None:
    scope = {"type": "http", "root_path": "", "path": "//embed/", "query_string": query}
    reply = redirect(create_app(Settings()).routes, scope)
    assert reply
    (location,) = reply.headers.getlist("location")
    goal = urlsplit(urljoin("http://test//embed/", location))
    assert (goal.netloc, goal.path) == ("test", "/embed")
    assert location.isascii()
    assert location.isprintable()
    assert unquote_to_bytes(goal.query) == unquote_to_bytes(query)


async def test_every_method_is_kept(client: Client) -> None:
    for method in ("GET", "HEAD", "POST", "DELETE"):
        reply = await client.request(method, f"{API}/surface/")
        assert (reply.status_code, reply.headers["location"]) == (308, f"{API}/surface"), method
    posted = await client.post(f"{API}/gradient/", json={"point": [1, 2]}, follow_redirects=True)
    assert posted.json()["loss"] > 0
    preflight = {"origin": "https://course.example", "access-control-request-method": "POST"}
    assert (await client.options(f"{API}/gradient/", headers=preflight)).status_code == 204


async def test_what_is_right_is_not_moved(client: Client) -> None:
    for path in PATHS:
        reply = await client.get(path)
        taken = reply.headers.get("allow", "GET").split(", ")  # an address that takes tables alone has no GET
        assert reply.status_code in ((200, 422) if "GET" in taken else (405,)), path
        assert canonical(path) == path
    problem(await client.get("/nix"), 404)


def test_a_redirect_is_of_the_kind_of_its_goal() -> None:
    assert kind_of("/embed/", None) is ReplyKind.EMBED
    assert kind_of("//embed//", None) is ReplyKind.EMBED
    assert kind_of("/embed/", "text/html") is ReplyKind.PAGE  # an error
