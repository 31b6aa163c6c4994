"""Long queries go as forms, to pages and to the API, and stand in fragments of addresses, and mean what links mean."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from antigradient.query.fragment import LONGEST_QUERY, UNUSABLE, unpacked
from tests.app.conftest import Client, Connect
from tests.app.support import API, FILE_POST_PATHS, PATHS, POST_PATHS, problem, strict
from tests.library.test_fragment import data_query

pytestmark = pytest.mark.anyio

FORM = {"content-type": "application/x-www-form-urlencoded"}
SMALL = "optimiser=momentum&data=-1:0.2,0:0.5,2:0.9&vs=adam;eta%3D0.1&vs=nesterov&grid=5&steps=3"
PAGES = ["/", "/embed", "/embedding", "/offline.html"]
#: Those whose address may have a fragment.
UNPACKING = PAGES[:3]
LONG = data_query(1000, 4)


async def posted(client: Client, path: str, form: str, query: str = "", **more: Any) -> httpx.Response:
    return await client.post(f"{path}?{query}" if query else path, content=form, headers=FORM, **more)


@pytest.mark.parametrize("path", [*POST_PATHS, *FILE_POST_PATHS])
async def test_a_form_is_answered_as_a_link_is(client: Client, path: str) -> None:
    usual = await client.get(f"{path}?{SMALL}")
    assert usual.status_code == 200
    head, cut, rest = SMALL.partition("&vs=adam")
    for form, query in ((SMALL, ""), (f"{cut[1:]}{rest}", head), (SMALL.replace(":", "%3A").replace(",", "%2C"), "")):
        reply = await posted(client, path, form, query)
        assert (reply.status_code, reply.content) == (200, usual.content)
        assert reply.headers["cache-control"] == "no-store"
        named = usual.headers["content-disposition"].partition("filename")[2]
        assert reply.headers["content-disposition"] == f"attachment; filename{named}", "a browser saves it"


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_takes_a_form_as_well(client: Client, path: str) -> None:
    usual = await client.get(f"{path}?{SMALL}")
    head, cut, rest = SMALL.partition("&vs=adam")
    for form, query in ((SMALL, ""), (f"{cut[1:]}{rest}", head)):
        reply = await posted(client, path, form, query)
        assert (reply.status_code, reply.text) == (200, usual.text)
        assert reply.headers["cache-control"] == "no-store"
        assert "etag" not in reply.headers
        assert reply.headers.get("content-disposition") == usual.headers.get("content-disposition")


@pytest.mark.parametrize("path", [f"{API}/trajectory", *PAGES])
async def test_what_is_wrong_with_a_form(client: Client, path: str) -> None:
    problem(await client.post(path, content=b"{}", headers={"content-type": "text/plain"}), 415)
    problem(await posted(client, path, "f=" + "w" * 300_000), 413)
    twice = await posted(client, path, "eta=0.2", "eta=0.1")
    if path in PAGES:
        assert "is given twice" in twice.text
    else:
        problem(twice, 422, "eta")


@pytest.mark.parametrize("path", [f"{API}/trajectory", *PAGES])
async def test_a_form_names_the_language(client: Client, path: str) -> None:
    for form, query in (("eta=0.2&lang=de", ""), ("eta=0.2", "lang=de")):
        reply = await posted(client, path, form, query)
        assert reply.headers["content-language"] == "de"
    assert reply.text == (await client.get(f"{path}?lang=de&eta=0.2")).text


async def test_a_thousand_points_are_kept_to_the_last_digit(client: Client) -> None:
    for digits in (4, 17):
        query = data_query(1000, digits)
        echo = strict(await posted(client, f"{API}/gradient", query))["scenario"]["data"]
        assert ",".join(":".join(map(repr, row)) for row in echo) == ",".join(
            ":".join(repr(float(value)) for value in row.split(":"))
            for row in re.findall("data=([^&]*)", query)[0].split(",")
        )


async def test_the_first_page_of_a_packed_address_shows_nothing_of_another_scenario(client: Client) -> None:
    for path in UNPACKING:
        for query in ("fragment=1", "objective=bowl&fragment=1&theme=dark", "fragment=1&theme=nonsense"):
            page = (await client.get(f"{path}?{query}")).text
            for part in ('id="boot"', "<svg", "og:image", "<h1", "Sigmoid"):
                assert part not in page
            assert f'data-theme="{"dark" if "dark" in query else "auto"}"' in page
            assert "whole_query" in page
            assert "<noscript><p>This link holds more than an address can carry" in page
        assert "Ein Teil dieses Links" in (await client.get(f"{path}?fragment=1&lang=de")).text
        whole = (await posted(client, path, "eta=0.2")).text
        assert whole == (await client.get(f"{path}?eta=0.2")).text


@pytest.mark.parametrize("reason", UNUSABLE)
async def test_a_fragment_of_no_use_is_said(client: Client, reason: str) -> None:
    for path in UNPACKING:
        page = (await client.get(f"{path}?eta=0.5&fragment={reason}")).text
        assert re.search(r"<li><strong>fragment</strong> \w+", page)
        assert "fragment=" not in re.sub(r"(?s)<ul>.*?</ul>", "", page), "no address of the page says it again"


async def test_where_no_fragment_is_read_its_mark_is_refused(client: Client) -> None:
    for path in PATHS[1:]:
        body = problem(await client.get(f"{path}?fragment=1"), 422, "fragment")
        assert "POST" in body["errors"][0]["detail"]
    assert "fragment" in (await client.get("/offline.html?fragment=1")).text


def addresses_in(page: str) -> list[str]:
    """What a page leads to and loads."""
    return [unescape(found) for found in re.findall(r'(?:href|src|action|content)="([^"]*)"', page)]


@pytest.mark.parametrize("path", PAGES)
async def test_no_address_of_a_page_is_too_long_but_for_its_fragment(connect: Connect, path: str) -> None:
    async with connect(base_url="https://descent.example") as client:
        page = (await posted(client, path, LONG)).text
    packed = [address for address in addresses_in(page) if "fragment=1" in address]
    assert packed or path == "/embedding"
    for address in addresses_in(page):
        assert len(address.partition("#")[0]) < LONGEST_QUERY + 100, address[:200]
    for address in packed:
        query, fragment = urlsplit(address).query, urlsplit(address).fragment
        assert f"{query.replace('&fragment=1', '')}&{unpacked(fragment, 10**6)}".split("&")[-1] == LONG.split("&")[1]
    assert "og:image" not in page, "no picture has such an address"


async def test_files_of_long_queries_are_saved_by_forms(client: Client) -> None:
    page = (await posted(client, "/embedding", LONG)).text
    part = page[page.index('<section id="downloads"') :].partition("</section>")[0]
    forms = re.findall(r'<form method="post" action="([^"]*)">(.*?)<button', part)
    assert len(forms) == 5
    assert "<a href=" not in part.partition("</ul>")[0]
    for action, inputs in forms:
        given = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', inputs)}
        assert given == {name: value for name, (value,) in parse_qs(LONG).items()}
        reply = await client.post(unescape(action), data=given)
        assert reply.status_code == 200
        assert reply.headers["content-disposition"].startswith('attachment; filename="antigradient-linear-squared-gd')
    boots = json.loads(re.findall(r'id="boot">(.*?)</script>', (await posted(client, "/", LONG)).text)[0])
    assert len(boots["scenario"]["data"]) == 1000
