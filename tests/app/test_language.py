"""The language of every road: the same numbers in other words, never one that was kept for somebody else."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest

from antigradient.words import LANGUAGES, Language
from antigradient.words.languages import FOLDER, load_language
from app.http.language import named_language, preferred_language
from app.http.negotiation import weights
from tests import pseudo
from tests.app.conftest import Client, Connect
from tests.app.support import API, FILES, JSON_PATHS, PATHS, POST_PATHS, problem, strict

pytestmark = pytest.mark.anyio

PAGES = ["/", "/docs", "/embedding", "/examples", "/glossary", "/lesson", "/embed", "/offline.html"]
SMALL = "grid=5&steps=3"
#: Roads of programs, each as it is asked.
PROGRAMS = [*(f"{path}?{SMALL}" for path in PATHS), "/openapi.json?", "/glossary.json?", "/oembed?url=http://test/"]
#: Of them those that hold no words.
WORDLESS = [f"{API}/{id}" for id in ("gradient", "slices", "rates", "step", "taylor", "basins")]
TABLE = {"content": b"x,y\n1,0.5\n", "headers": {"content-type": "text/csv"}}
OPEN = pseudo.OPEN


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of a second language, whose decimal comma must not get into numbers of programs."""
    path = tmp_path_factory.mktemp("words") / "xx-Other.json"
    content = json.loads((FOLDER / "en.json").read_bytes())
    path.write_text(json.dumps(pseudo.catalogue(content, pseudo.ACCENTED)), encoding="utf-8")
    return path


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch, catalogue: Path) -> Language:
    """The second language."""
    language = replace(load_language(catalogue), direction="rtl", name="Other")
    monkeypatch.setitem(LANGUAGES, language.id, language)
    return language


@pytest.fixture
async def client(connect: Connect, other: Language) -> AsyncIterator[Client]:
    """A client of an application that keeps replies, and was made with the second language there."""
    async with connect(cache=(1 << 24) + 1) as client:
        yield client


def same_but_words(one: Any, two: Any, place: str = "") -> int:
    """The number of texts that differ between two JSON values that differ in nothing else."""
    if place == ".height" or place.endswith(".picture"):
        return 0  # of a frame: a longer heading has more lines; each language has pictures of its own
    if isinstance(one, dict):
        assert list(one) == list(two), place
        return sum(same_but_words(one[name], two[name], f"{place}.{name}") for name in one)
    if isinstance(one, list):
        assert len(one) == len(two), place
        return sum(same_but_words(a, b, f"{place}[{i}]") for i, (a, b) in enumerate(zip(one, two, strict=True)))
    if isinstance(one, str) and one != two:
        assert OPEN in two, (place, one, two)
        return 1
    assert one == two, place
    return 0


async def both(client: Client, path: str, **options: Any) -> tuple[httpx.Response, httpx.Response]:
    """A road in English and in the other language, by its address, each asked twice, in both orders."""
    mark = "&" if "?" in path else "?"
    for tags in (("en", "xx-Other"), ("xx-Other", "en")):
        first, second = [await client.get(f"{path}{mark}lang={tag}", **options) for tag in tags]
        assert (first.headers["content-language"], second.headers["content-language"]) == tags
        english, translated = (first, second) if tags[0] == "en" else (second, first)
        assert OPEN not in english.text
    return english, translated


@pytest.mark.parametrize("path", PROGRAMS)
async def test_programs_get_the_same_numbers_in_other_words(client: Client, path: str) -> None:
    english, translated = await both(client, path)
    assert english.status_code == translated.status_code == 200
    if path.startswith(f"{API}/kernel.js"):
        assert (english.content, english.headers["etag"]) == (translated.content, translated.headers["etag"])
        return  # it has no words
    assert english.headers["etag"] != translated.headers["etag"] or path in (
        "/openapi.json?",
        "/glossary.json?",
        "/oembed?",
    )
    known = await client.get(f"{path}&lang=xx-Other", headers={"if-none-match": english.headers["etag"]})
    assert known.status_code == 200
    plain = await client.get(path, headers={"accept-language": "xx-Other"})
    assert plain.content == english.content, "programs speak English unless the address says otherwise"
    if not path.startswith("/oembed?"):  # its tag is known from the query alone, before the answer
        assert plain.headers["etag"] == english.headers["etag"]
    assert "Accept-Language" not in plain.headers["vary"]
    bare = path.partition("?")[0]
    if bare not in FILES:
        words = same_but_words(strict(english), strict(translated))
        assert bool(words) == (bare not in WORDLESS)
    elif bare.endswith(".png"):
        assert english.content != translated.content
    elif bare.endswith((".csv", ".npy")):
        assert english.content == translated.content
    elif bare.endswith(".svg"):
        assert re.findall(r' d="[^"]*"', english.text) == re.findall(r' d="[^"]*"', translated.text)
        assert OPEN in translated.text


@pytest.mark.parametrize("path", PAGES)
async def test_pages_speak_the_language_that_their_address_names(client: Client, path: str) -> None:
    english, translated = await both(client, path, headers={"accept-language": "xx-Other, en;q=0.5"})
    assert english.headers["etag"] != translated.headers["etag"]
    assert '<html lang="en" dir="ltr"' in english.text
    assert '<html lang="xx-Other" dir="rtl"' in translated.text
    assert OPEN in translated.text
    for reply in (english, translated):
        assert "Accept-Language" not in reply.headers["vary"]


@pytest.mark.parametrize("path", PAGES)
async def test_pages_speak_as_their_reader_prefers(client: Client, path: str) -> None:
    for accepted, tag in (("xx-other-latn, en;q=0.5", "xx-Other"), ("en-GB,xx-Other;q=0.9", "en"), ("fr", "en")):
        reply = await client.get(path, headers={"accept-language": accepted})
        assert reply.headers["content-language"] == tag
        assert f'<html lang="{tag}"' in reply.text
        assert "Accept-Language" in reply.headers["vary"]
        known = await client.get(path, headers={"accept-language": accepted, "if-none-match": reply.headers["etag"]})
        assert known.status_code == 304
        assert "Accept-Language" in known.headers["vary"]
        assert known.headers["content-language"] == tag
        addresses = re.findall(r'(?:href|src|content)="([^"]*)"', without_alternates(reply.text))
        named = [a for a in addresses if "lang" in a and not a.startswith("/examples/")]  # those are pictures
        assert not named, "who opens a link has a language of their own"


def without_alternates(html: str) -> str:
    return re.sub(r'<link rel="alternate" hreflang[^>]*>', "", html)


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/offline.html"])
async def test_links_carry_the_language_that_was_asked_for(client: Client, path: str) -> None:
    page = (await client.get(f"{path}?lang=xx-Other")).text
    links = re.findall(r'<(?:a|link)\b[^>]* href="(/[^"]*|http://test/[^"]*)"', without_alternates(page))
    links = [link for link in links if not link.startswith("/static/")]
    assert links
    assert [link for link in links if "lang=xx-Other" not in link and "lang%3Dxx-Other" not in link] == []


@pytest.mark.parametrize("path", ["/", "/docs", "/embedding", "/examples", "/glossary", "/lesson"])
async def test_a_page_names_itself_in_every_language(client: Client, path: str) -> None:
    for query in ("", "?lang=xx-Other"):
        page = (await client.get(f"{path}{query}")).text
        found = dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', page))
        address = f"http://test{path}"
        own = {tag: f"{address}?lang={tag}" for tag in LANGUAGES}
        assert found == {**own, "x-default": address}
        assert f'<link rel="canonical" href="{address}{query}">' in page


@pytest.mark.parametrize("path", POST_PATHS)
async def test_a_body_names_the_language(client: Client, path: str) -> None:
    english, translated = [
        await client.post(path, json={"grid": 5, "steps": 3, "lang": tag}) for tag in ("en", "xx-Other")
    ]
    assert [reply.headers["content-language"] for reply in (english, translated)] == ["en", "xx-Other"]
    assert bool(same_but_words(strict(english), strict(translated))) == (path not in WORDLESS)
    assert strict(translated) == strict(await client.get(f"{path}?{SMALL}&lang=xx-Other"))
    table = await client.post(f"{path}?{SMALL}&lang=xx-Other", **TABLE)  # type: ignore[arg-type]
    assert table.headers["content-language"] == "xx-Other"
    assert same_but_words(strict(await client.post(f"{path}?{SMALL}", **TABLE)), strict(table)) >= 0  # type: ignore[arg-type]


#: (method, address, body): what is refused, on all kinds of roads.
REFUSED: list[tuple[str, str, Any]] = [
    *(("GET", f"{path}?eta=0&lang=xx-Other", None) for path in PATHS),
    *(("POST", path, {"eta": 0, "lang": "xx-Other"}) for path in POST_PATHS),
    ("POST", f"{API}/data?lang=xx-Other", None),
    ("GET", f"{API}/nix?lang=xx-Other", None),
    ("DELETE", f"{API}/surface?lang=xx-Other", None),
    ("GET", "/oembed?url=http://elsewhere/?lang=xx-Other", None),
    ("GET", "/oembed?lang=xx-Other", None),
    ("GET", "/oembed?url=http://test/&format=xml&lang=xx-Other", None),
    ("GET", "/nix?lang=xx-Other", None),
]


@pytest.mark.parametrize(("method", "path", "body"), REFUSED)
async def test_problems_are_said_in_the_language(client: Client, method: str, path: str, body: Any) -> None:
    reply = await client.request(method, path, json=body)
    assert reply.headers["content-language"] == "xx-Other"
    said = strict(reply)
    for sentence in (said["title"], said["detail"], *(error["detail"] for error in said["errors"])):
        assert sentence.startswith(OPEN) or OPEN in sentence, sentence
    again = strict(await client.request(method, path.replace("xx-Other", "en"), json=body and body | {"lang": "en"}))
    assert same_but_words(again, said)


async def test_what_is_too_much_is_said_in_the_language_of_each(connect: Connect, other: Language) -> None:
    async with connect(work=0.01) as client:
        for tag in ("en", other.id, "en"):
            reply = await client.get(f"{API}/trajectory?steps=10000&tol=0&lang={tag}")
            assert reply.status_code == 422
            assert (OPEN in strict(reply)["title"]) == (tag != "en")


async def test_pages_of_errors_speak_it(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.site.docs.sections", broken)
    for path in ("/nix", "/docs"):
        for headers, query in (({"accept-language": "xx-Other"}, ""), ({}, "&lang=xx-Other")):
            asked = f"{path}?unmade=1{query}"  # an address of which nothing is kept
            reply = await client.get(asked, headers={"accept": "text/html", **headers})
            assert reply.status_code in (404, 500)
            assert reply.headers["content-language"] == "xx-Other"
            assert ("Accept-Language" in reply.headers["vary"]) == (not query)
            assert '<html lang="xx-Other" dir="rtl"' in reply.text
            assert f"<h1>{OPEN}" in reply.text


@pytest.mark.parametrize("lang", ["fr", "", "EN", "en,fr", "⟦", "en&lang=xx-Other", "%ff"])
async def test_a_language_that_there_is_not(client: Client, lang: str) -> None:
    for path in JSON_PATHS:
        problem(await client.get(f"{path}?lang={lang}"), 422, "lang")
    for path in ("/", "/embed", "/embedding"):
        page = await client.get(f"{path}?lang={lang}", headers={"accept-language": "xx-Other"})
        assert page.headers["content-language"] == "xx-Other", "as without it"
        assert "Accept-Language" in page.headers["vary"]
        assert re.search(r'"parameter":"lang"|<strong>\W*lang\W*</strong>', page.text)
    values: list[Any] = ["fr", "", None, 1, ["en"], {}]
    for value in values:
        problem(await client.post(f"{API}/gradient", json={"lang": value}), 422, "lang")


async def test_the_catalogue_lists_the_languages(client: Client) -> None:
    assert strict(await client.get(f"{API}/catalogue"))["languages"] == [
        {"id": tag, "name": language.name, "direction": language.direction} for tag, language in LANGUAGES.items()
    ]


async def test_those_who_ask_at_once_get_their_own(client: Client) -> None:
    found: dict[int, tuple[str, httpx.Response]] = {}

    async def ask(i: int, tag: str) -> None:
        found[i] = tag, await client.get(f"{API}/trajectory?steps=200&eta=0.{i // 2 + 1}&lang={tag}")

    async with anyio.create_task_group() as group:
        for i in range(12):
            group.start_soon(ask, i, ("en", "xx-Other")[i % 2])
    for tag, reply in found.values():
        assert (OPEN in strict(reply)["message"]) == (tag != "en")
        assert reply.headers["content-language"] == tag


async def test_a_frame_is_described_in_the_language_of_its_address(client: Client) -> None:
    described = strict(await client.get("/oembed", params={"url": "http://test/?lang=xx-Other"}))
    assert OPEN in described["title"]
    assert "lang=xx-Other" in described["html"]
    assert "lang=xx-Other" in described["thumbnail_url"]
    usual = strict(await client.get("/oembed", params={"url": "http://test/", "lang": "xx-Other"}))
    assert OPEN in usual["title"]
    assert "lang" not in usual["html"]


async def test_the_builder_offers_the_languages(client: Client) -> None:
    for query, chosen in (("", ""), ("?lang=xx-Other", "xx-Other")):
        page = (await client.get(f"/embedding{query}")).text
        (menu,) = re.findall(r'<select name="lang"[^>]*>.*?</select>', page, re.DOTALL)
        assert re.findall(r'value="([^"]*)"', menu) == ["", *LANGUAGES]
        assert re.findall(r'value="([^"]*)"[^>]* selected', menu) == [chosen]
        assert ("lang=xx-Other" in page.partition('id="first-line">')[2].partition("</code>")[0]) == bool(chosen)


async def test_files_of_the_server_have_no_language(client: Client) -> None:
    for path in ("/static/manifest.json", "/embed.js", "/healthz"):
        reply = await client.get(f"{path}?lang=xx-Other", headers={"accept-language": "xx-Other"})
        assert reply.status_code == 200
        assert "content-language" not in reply.headers
        assert OPEN not in reply.text


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("*", "en"),
        ("xx-Other", "xx-Other"),
        ("XX-OTHER", "xx-Other"),
        ("fr, xx-other;q=0.1", "xx-Other"),
        ("xx-Other;q=0.4, en;q=0.5", "en"),
        ("en;q=0.4 , xx-Other ; q=0.5", "xx-Other"),
        ("xx-Other;q=0, fr", "en"),
        ("xx-Other;q=x", "en"),
        ("en-US,en;q=0.9,xx-Other;q=0.8", "en"),
        ("de-AT", "de"),
        ("de-AT,en;q=0.9", "de"),
        ("fr-CA, de_DE, de-DE;q=0.5, en;q=0.1", "de"),
        (",;,=,", "en"),
        ("-", "en"),
        ("x" * 1000, "en"),
    ],
)
def test_preferences(accepted: str, tag: str, other: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES, "de", replace(other, id="de"))
    assert preferred_language(accepted).id == tag


def test_weights() -> None:
    assert weights("A;q=0.5, b , c;q=, d;x=1") == {"a": 0.5, "b": 1.0, "c": 0.0, "d": 1.0}


def test_a_name_in_a_query(other: Language) -> None:
    assert named_language(b"eta=1&%6Cang=xx%2DOther") is other
    for query in (b"", b"lang", b"lang=", b"lang=fr", b"language=en", b"lang=en&lang=en", b"f=lang=en", b"%"):
        assert named_language(query) is None, query
