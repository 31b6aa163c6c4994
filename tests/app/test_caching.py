"""Tags, 304, compression, and the shelf of replies."""

from __future__ import annotations

import gzip
from collections.abc import AsyncIterator, Callable
from typing import Any

import brotli
import pytest
import zstandard

from app.api import service as services
from app.api.endpoints import ENDPOINTS
from app.http import caching
from app.http.caching import Shelf, matches, negotiate
from app.http.gate import Gate
from tests.app.conftest import Client, Connect
from tests.app.support import API, PATHS, POST_PATHS

pytestmark = pytest.mark.anyio

DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
SMALL = "grid=9&steps=5"


@pytest.fixture
async def client(connect: Connect) -> AsyncIterator[Client]:
    """A client of an application that keeps replies."""
    async with connect(cache=1 << 24) as client:
        yield client


async def raw(client: Client, path: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """Body as sent and headers of a GET."""
    request = client.build_request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    reply = await client.send(request, stream=True)
    body = b"".join([chunk async for chunk in reply.aiter_raw()])
    return body, {"status": str(reply.status_code), **reply.headers}


@pytest.mark.parametrize("path", PATHS)
async def test_a_reply_has_a_strong_tag_and_may_be_kept(client: Client, path: str) -> None:
    reply = await client.get(f"{path}?{SMALL}")
    assert reply.headers["etag"].startswith('"')
    assert reply.headers["cache-control"] == "public, max-age=3600, stale-while-revalidate=3600"
    assert reply.headers["vary"] == "Accept-Encoding"
    again = await client.get(f"{path}?{SMALL}")
    assert (again.headers["etag"], again.content) == (reply.headers["etag"], reply.content)


async def test_a_tag_names_what_is_meant_not_how_it_is_written(client: Client) -> None:
    async def tag(address: str) -> str:
        return (await client.get(f"{API}/{address}")).headers["etag"]

    surface = await tag("surface?grid=9&eta=0.5")
    for spelling in (
        "eta=0.5&grid=9", "eta=5e-1&grid=9", "grid=9&eta=.50&start=-2,-2", "grid=%39&eta=0.5&",
        "grid=9&eta=0.5&objective=sigmoid-squared&data=five&reduction=half_sum",
        "grid=9&eta=0.5&include=bands,contours,loss",
    ):  # fmt: skip
        assert await tag(f"surface?{spelling}") == surface, spelling
    others = ["grid=9", "grid=8&eta=0.5", "grid=9&eta=0.5&include=loss", "grid=9&eta=0.5&digits=5"]
    everywhere = [await tag(f"{path.rpartition('/')[2]}?grid=9") for path in PATHS]
    assert len(set(everywhere)) == len(PATHS)
    tags = {surface, *[await tag(f"surface?{query}") for query in others]}
    assert len(tags) == 1 + len(others)
    assert await tag("gradient?grid=9&eta=0.5") not in tags
    assert await tag("gradient?start=1,2") != await tag("gradient?start=1,2&point=2,1")


async def test_another_build_has_other_tags(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (await client.get(f"{API}/gradient")).headers["etag"]
    monkeypatch.setattr(caching, "BUILD", "another")
    # A query string not seen before, since what one means is remembered together with its tag.
    assert (await client.get(f"{API}/gradient?eta=1")).headers["etag"] != before


@pytest.mark.parametrize("path", PATHS)
async def test_not_modified(client: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{path}?{SMALL}"
    etag = (await client.get(url)).headers["etag"]
    for known in (etag, f"W/{etag}", f'"x", {etag}', f'"x",W/{etag} , "y"', "*", " * "):
        reply = await client.get(url, headers={"if-none-match": known})
        assert reply.status_code == 304, known
        assert reply.content == b""
        assert "content-type" not in reply.headers
        assert reply.headers["etag"] == etag
        assert reply.headers["vary"] == "Accept-Encoding"
        assert reply.headers["cache-control"].startswith("public")
        assert reply.headers["access-control-allow-origin"] == "*"
        assert (await client.head(url, headers={"if-none-match": known})).status_code == 304
    for other in ('"x"', etag.strip('"'), etag[:-2] + '"', "", '""'):
        assert (await client.get(url, headers={"if-none-match": other})).status_code == 200, other


async def test_a_304_costs_no_computation(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    async with connect() as client:
        etags = {path: (await client.get(f"{path}?{SMALL}")).headers["etag"] for path in POST_PATHS}
    async with connect() as client:  # another worker, with nothing on its shelf

        def made(*_: object) -> None:
            raise AssertionError("computed")

        monkeypatch.setattr(services.Service, "body_or_problem", made)
        for path, etag in etags.items():
            assert (await client.get(f"{path}?{SMALL}", headers={"if-none-match": etag})).status_code == 304


#: Pages and documents that are made from their request alone.
DOCUMENTS = [
    "/", "/?eta=0.3&objective=logistic-2", "/lesson", "/embed", "/embed?view=taylor", "/embed?section=the-rule",
    "/embedding", "/examples", "/glossary", "/glossary.json", "/docs", "/openapi.json", "/offline.html",
]  # fmt: skip


@pytest.mark.parametrize("path", DOCUMENTS)
async def test_a_page_is_known_before_it_is_made(connect: Connect, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a fresh worker too, in each language and encoding by a tag of its own; and it is made once."""
    made = {}
    async with connect() as client:
        for language in ("en", "de"):
            for encoding in ("identity", "gzip"):
                asked = {"accept-language": language, "accept-encoding": encoding}
                reply = await client.get(path, headers=asked)
                assert reply.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
                made[language, encoding] = reply.headers["etag"], reply.headers["vary"], reply.content
    negotiated = "Accept-Language" in made["en", "gzip"][1]
    assert len({etag for etag, _, _ in made.values()}) == (4 if negotiated else 2)

    async def computed(*_: object) -> None:
        raise AssertionError("computed")

    async with connect(cache=1 << 25) as client:
        for (language, encoding), (_, vary, content) in made.items():
            asked = {"accept-language": language, "accept-encoding": encoding}
            first = await client.get(path, headers=asked)
            with monkeypatch.context() as patch:
                patch.setattr(Gate, "run", computed)
                known = await client.get(path, headers=asked | {"if-none-match": first.headers["etag"]})
                assert (known.status_code, known.content, known.headers["vary"]) == (304, b"", vary)
                if path != "/offline.html":  # too large for few readers
                    again = await client.get(path, headers=asked)
                    assert (again.content, again.headers) == (content, first.headers)


async def test_a_page_has_a_tag_for_all_that_it_follows_from(connect: Connect) -> None:
    async def tag(path: str = "/embed", host: str = "a.example", **settings: Any) -> str:
        async with connect(**settings) as client:
            return (await client.get(path, headers={"host": host})).headers["etag"]

    tags = [
        await tag(), await tag("/embed?eta=1"), await tag("/"), await tag(host="b.example"), await tag(grid=30),
        await tag(root_path="/grad"), await tag(base_url="https://c.example"), await tag("/embed?lang=de"),
    ]  # fmt: skip
    assert len({*tags}) == len(tags)
    assert await tag() == tags[0]


async def test_a_refused_query_is_never_304(client: Client) -> None:
    for path in (f"{API}/surface?eta=0", f"{API}/gradient?point=1", f"{API}/nix"):
        assert (await client.get(path, headers={"if-none-match": "*"})).status_code in (404, 422)


async def test_a_post_is_not_kept_by_others(client: Client) -> None:
    reply = await client.post(f"{API}/gradient", json={}, headers={"if-none-match": "*"})
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == "no-store"
    assert "etag" not in reply.headers


#: Files in which there is nothing to compress.
DENSE = [f"{API}/{id}" for id, endpoint in ENDPOINTS.items() if endpoint.format.dense]


@pytest.mark.parametrize("path", DENSE)
async def test_what_is_dense_stays_as_it_is(client: Client, path: str) -> None:
    plain, known = await raw(client, path)
    body, headers = await raw(client, path, accept_encoding="gzip, br, zstd")
    assert body == plain
    assert "content-encoding" not in headers
    assert headers["etag"] == known["etag"]


@pytest.mark.parametrize("encoding", DECODERS)
@pytest.mark.parametrize("path", [*(path for path in PATHS if path not in DENSE), "/", "/docs", "/openapi.json"])
async def test_compression(client: Client, path: str, encoding: str) -> None:
    plain, known = await raw(client, path)
    assert "content-encoding" not in known
    assert int(known["content-length"]) == len(plain)
    vary = "Accept-Encoding, Accept-Language" if path in ("/", "/docs") else "Accept-Encoding"
    assert known["vary"] == vary
    body, headers = await raw(client, path, accept_encoding=encoding)
    assert headers["content-encoding"] == encoding
    assert headers["vary"] == vary
    assert int(headers["content-length"]) == len(body) < len(plain)
    assert DECODERS[encoding](body) == plain
    # Two representations do not share a strong tag; either is recognised.
    assert headers["etag"] != known["etag"]
    assert headers["etag"].startswith('"') or path not in PATHS
    again, seen = await raw(client, path, accept_encoding=encoding, if_none_match=headers["etag"])
    assert (seen["status"], again) == ("304", b"")
    assert "content-encoding" not in seen


async def test_compressed_posts(client: Client) -> None:
    for path in POST_PATHS:
        plain = await client.post(path, json={"grid": 9})
        coded = await client.post(path, json={"grid": 9}, headers={"accept-encoding": "gzip"})
        assert coded.headers["content-encoding"] == "gzip"
        assert coded.headers["vary"] == "Accept-Encoding"
        assert coded.json() == plain.json()


async def test_static_files_are_compressed_with_a_weak_tag(client: Client) -> None:
    page = (await client.get("/")).text
    script = page.partition('src="')[2].partition('"')[0]
    assert script.endswith(".js"), "make test builds the front end first"
    plain, known = await raw(client, script)
    body, headers = await raw(client, script, accept_encoding="gzip, br")
    assert DECODERS[headers["content-encoding"]](body) == plain
    assert headers["etag"] == f"W/{known['etag']}"
    for etag in (known["etag"], headers["etag"]):
        assert (await raw(client, script, if_none_match=etag))[1]["status"] == "304"
    assert headers["cache-control"] == known["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["access-control-allow-origin"] == "*"
    head = await client.head(script)
    assert head.content == b""
    assert int(head.headers["content-length"]) == len(plain)


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, br;q=1.0", "br"),
        ("zstd;q=0, br;q=0.0, gzip;q=0.1", "gzip"),
        ("*", "zstd"),
        ("*;q=0", None),
        ("zstd;q=0, *", "br"),
        ("gzip;q=x", None),
        ("GZIP ; Q=0.5", "gzip"),
        ("deflate, compress", None),
        (",;,=,", None),
    ],
)
def test_negotiation(accept: str, encoding: str | None) -> None:
    assert negotiate(accept) == encoding


def test_matching() -> None:
    assert matches('W/"a"', '"a"')
    assert matches('"a"', 'W/"a"')
    assert not matches("a", '"a"')
    assert not matches('"a b"', '"a"')


async def test_what_was_computed_is_not_computed_again(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0
    surface = ENDPOINTS["surface"]

    def counted(*arguments: Any) -> object:
        nonlocal count
        count += 1
        return answer(*arguments)

    answer = surface.answer
    object.__setattr__(surface, "answer", counted)
    try:
        async with connect(cache=1 << 20) as client:  # an application that no other test asks
            for headers in ({}, {"accept-encoding": "gzip"}, {"accept-encoding": "br"}, {}):
                for query in ("grid=9", "grid=9&eta=1.5"):
                    assert (await client.get(f"{API}/surface?{query}", headers=headers)).status_code == 200
            await client.post(f"{API}/surface", json={"grid": 9})
            await client.head(f"{API}/surface?grid=9")
        assert count == 1
        async with connect(cache=0) as client:
            for _ in range(3):
                await client.get(f"{API}/surface?grid=9")
        assert count == 4
    finally:
        object.__setattr__(surface, "answer", answer)


def test_the_shelf_is_bounded_in_bytes() -> None:
    shelf = Shelf(1000)
    for i in range(50):
        shelf.put(str(i), bytes(100))
        shelf.get("0")  # used all the time, so it stays
        assert shelf.size <= 1000
    assert shelf.get("0") is not None
    assert shelf.get("1") is None
    assert shelf.get("49") is not None
    shelf.put("49", bytes(200))
    assert len(shelf.get("49") or b"") == 200
    shelf.put("large", bytes(251))
    assert shelf.get("large") is None
    assert shelf.size == sum(len(shelf.get(str(i)) or b"") for i in range(50))
