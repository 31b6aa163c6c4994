"""/kernel.js over HTTP: one text for whatever is dragged, kept for long where its address names the version."""

from __future__ import annotations

import gzip

import pytest

from antigradient.assets import load_manifest
from antigradient.kernel import kernel_module
from tests.app.conftest import Client
from tests.app.support import API, problem

pytestmark = pytest.mark.anyio

PATH = f"{API}/kernel.js"


async def test_a_module_says_where_it_lasts(client: Client) -> None:
    dragged = await client.get(f"{PATH}?eta=0.3&start=1,2&steps=7&data=1:0.5&moves=1:150:1&lang=de&grid=9")
    usual = await client.get(PATH)
    assert usual.headers["content-type"].startswith("text/javascript")
    assert usual.headers["access-control-allow-origin"] == "*"
    assert (dragged.text, dragged.headers["etag"]) == (usual.text, usual.headers["etag"])
    address = usual.headers["content-location"]
    assert address == dragged.headers["content-location"]
    assert address.startswith("kernel.js?objective=sigmoid-squared&reduction=half_sum&optimiser=gd&schedule=constant&")
    lasting = await client.get(f"{API}/{address}")
    assert lasting.text == usual.text
    assert lasting.headers["cache-control"] == "public, max-age=31536000, immutable"
    for query in ("", "?version=" + "0" * 24):
        assert "immutable" not in (await client.get(PATH + query)).headers["cache-control"]
    known = {"if-none-match": usual.headers["etag"]}
    assert (await client.get(f"{PATH}?eta=9", headers=known)).status_code == 304
    assert (await client.get(f"{PATH}?objective=bowl", headers=known)).status_code == 200


async def test_points_of_published_sets_are_handed_to_it(client: Client) -> None:
    usual = await client.get(f"{PATH}?objective=linear-squared")
    assert "cs7015" in usual.text
    assert "galton" not in usual.text
    assert (await client.get(f"{PATH}?objective=linear-squared&data=galton")).text == usual.text


async def test_the_series_along_a_step_is_a_part_of_its_own(client: Client) -> None:
    whole, usual = await client.get(f"{PATH}?include=series&eta=0.3"), await client.get(PATH)
    assert "include=series&" in whole.headers["content-location"]
    assert (await client.get(f"{API}/{whole.headers['content-location']}")).text == whole.text
    assert "function series(" in whole.text
    assert "function series(" not in usual.text
    problem(await client.get(f"{PATH}?include=loss"), 422, "include")


async def test_a_rule_has_only_its_own_names_in_the_address(client: Client) -> None:
    adam = (await client.get(f"{PATH}?optimiser=adam&epsilon_place=inside")).headers["content-location"]
    assert "&epsilon_place=inside&" in adam
    assert "epsilon" not in (await client.get(f"{PATH}?epsilon_place=inside")).headers["content-location"]
    typed = (await client.get(f"{PATH}?f=w^2%2Bb")).headers["content-location"]
    assert "f=w%5E2%2Bb&" in typed
    assert (await client.get(f"{API}/{typed}")).headers["content-location"] == typed


async def test_it_is_sent_as_small_as_it_goes(client: Client) -> None:
    async with client.stream("GET", PATH, headers={"accept-encoding": "gzip"}) as reply:
        sent = b"".join([chunk async for chunk in reply.aiter_raw()])
    assert len(sent) <= len(gzip.compress(gzip.decompress(sent), 9)) + 10


async def test_without_a_front_end_there_is_none(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_manifest()
    monkeypatch.setattr("antigradient.kernel.module.load_manifest", lambda: None)
    kernel_module.cache_clear()
    problem(await client.get(f"{PATH}?objective=matyas&schedule=cosine"), 503)


async def test_what_is_wrong_with_a_version_is_said(client: Client) -> None:
    for text in ("", "x", "0" * 23, "Z" * 24):
        problem(await client.get(f"{PATH}?version={text}"), 422, "version")
