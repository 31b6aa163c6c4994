"""Examples over HTTP: every link is taken everywhere without a notice; catalogue, page and pictures say the same."""

from __future__ import annotations

import gzip
import html
import json
import re
from urllib.parse import urlsplit

import pytest

from antigradient.examples import EXAMPLES, entries, find_entry
from app.http.caching import FOREVER
from app.site.examples import STRIP
from tests.app.conftest import Client, Connect
from tests.app.support import API, problem, strict
from tests.app.test_pages import Tags

pytestmark = pytest.mark.anyio

LINKS = [(example.id, link) for example in EXAMPLES.values() for link in (example.query, example.comparison) if link]
#: Names of pages, which the API does not take.
OF_PAGES = ("beta",)


@pytest.mark.parametrize(("id", "link"), LINKS)
async def test_page_embed_and_api_take_every_link(client: Client, id: str, link: str) -> None:
    for path in ("/", "/embed", "/embedding"):
        page = (await client.get(f"{path}?{link}")).text
        assert "could be used" not in page, path
        if path != "/embedding":
            assert json.loads(Tags(page).boot)["notices"] == []
    asked = "&".join(pair for pair in link.split("&") if pair.partition("=")[0] not in OF_PAGES)
    reply = strict(await client.get(f"{API}/trajectory?{asked}"))
    assert len(reply["steps"]["k"]) > 1


async def test_the_catalogue_has_them_and_pages_do_not(client: Client) -> None:
    known = strict(await client.get(f"{API}/catalogue"))["examples"]
    assert [entry["id"] for entry in known] == list(EXAMPLES)
    for entry, told in zip(known, entries(), strict=True):
        assert (entry["title"], entry["question"], entry["answer"]) == (told.title, told.question, told.answer)
        assert entry["query"] == told.example.query
        assert bool(entry["comparison"]) == bool(told.example.comparison)
        for name, path in entry["links"].items():
            assert urlsplit(path).path == {"page": "/", "embed": "/embed"}.get(name, f"/examples/{entry['id']}.svg")
            assert (await client.get(path)).status_code == 200
    for path in ("/", "/embed"):
        assert "examples" not in json.loads(Tags((await client.get(path)).text).boot)["catalogue"]


async def test_links_say_what_the_entry_says(client: Client) -> None:
    for entry in strict(await client.get(f"{API}/catalogue"))["examples"]:
        asked = [
            json.loads(Tags((await client.get(path)).text).boot)["scenario"]
            for path in (f"/?{entry['query']}", entry["links"]["page"], entry["links"]["embed"])
        ]
        assert asked[0] == asked[1] == asked[2]


async def test_the_page_shows_each_with_its_words_and_links(client: Client) -> None:
    reply = await client.get("/examples")
    page = html.unescape(reply.text)
    tags = Tags(reply.text).tags
    pictures = [attrs for tag, attrs in tags if tag == "img"]
    assert [attrs["id"] for tag, attrs in tags if tag == "li" and "id" in attrs] == list(EXAMPLES)
    assert len(pictures) == len(EXAMPLES)
    for entry, picture in zip(entries(), pictures, strict=True):
        assert entry.title in page
        assert entry.question in page
        assert entry.answer in page
        assert f'id="{entry.example.id}"' in page
        assert picture["alt"]
        assert (picture["loading"], picture["width"], picture["height"]) == ("lazy", "240", "240")
    assert not [attrs for tag, attrs in tags if tag == "script"]
    assert reply.headers["content-security-policy"].startswith("default-src 'none'")
    known = await client.get("/examples", headers={"if-none-match": reply.headers["etag"]})
    assert known.status_code == 304


async def test_the_playground_ends_with_a_few(client: Client) -> None:
    page = (await client.get("/")).text
    part = re.search(r'<section class="try".*?</section>', page, re.S)
    assert part
    tags = Tags(part[0]).tags
    known = {entry["id"]: entry["links"] for entry in strict(await client.get(f"{API}/catalogue"))["examples"]}
    pictures = [attrs for tag, attrs in tags if tag == "img"]
    assert 4 <= len(STRIP) <= 6
    assert [attrs["src"] for attrs in pictures] == [known[id]["picture"] for id in STRIP]
    assert {attrs["loading"] for attrs in pictures} == {"lazy"}
    assert [attrs["href"] for tag, attrs in tags if tag == "a"] == [*(known[id]["page"] for id in STRIP), "/examples"]
    for id in STRIP:
        told = find_entry(id)
        assert told
        assert told.question in html.unescape(part[0])


@pytest.mark.parametrize("id", EXAMPLES)
async def test_pictures_are_light_and_kept_for_ever(client: Client, id: str) -> None:
    known = {
        entry["id"]: entry["links"]["picture"] for entry in strict(await client.get(f"{API}/catalogue"))["examples"]
    }
    reply = await client.get(known[id])
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.headers["cache-control"] == FOREVER
    assert "sandbox" in reply.headers["content-security-policy"]
    assert len(gzip.compress(reply.content, 9)) <= 4000
    for coding in ("br", "zstd", "gzip"):
        packed = await client.head(known[id], headers={"accept-encoding": coding})
        assert packed.headers["content-encoding"] == coding
    bare = await client.get(known[id].partition("?")[0])
    assert bare.content == reply.content
    assert bare.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"


async def test_addresses_are_below_the_prefix(connect: Connect) -> None:
    async with connect(root="/grad", root_path="/grad", base_url="https://descent.example/grad") as client:
        page = (await client.get("/examples")).text
        inner = [a for a in Tags(page).addresses() if a.startswith("/")]
        assert all(a.startswith("/grad/") for a in inner)
        assert "https://descent.example/grad/examples" in page
        (picture, *_) = [attrs["src"] for tag, attrs in Tags(page).tags if tag == "img"]
        assert (await client.get((picture or "").removeprefix("/grad"))).status_code == 200


async def test_what_caps_refuse_is_left_out(connect: Connect) -> None:
    async with connect(steps=20) as client:
        few = [entry["id"] for entry in strict(await client.get(f"{API}/catalogue"))["examples"]]
        page = (await client.get("/examples")).text
        missing = await client.get("/examples/ravine.svg")
    assert few == ["too-large-step", "right-angle", "newton-astray"]
    assert [attrs["id"] for tag, attrs in Tags(page).tags if tag == "li" and "id" in attrs] == few
    assert missing.status_code == 404


async def test_near_misses(client: Client) -> None:
    moved = await client.get("/examples/")
    assert (moved.status_code, moved.headers["location"]) == (308, "/examples")
    problem(await client.get("/examples/none.svg"), 404)
