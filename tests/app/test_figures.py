"""Still figures over HTTP: what is taken, what is refused, and what may be kept."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest

from antigradient.figure import draw
from antigradient.figure.raster import FontsMissingError
from antigradient.scenario import resolve
from app.api import service as services
from app.api.answers import figures
from app.http.errors import Problem
from tests.app.conftest import Client, Connect
from tests.app.support import API, problem

pytestmark = pytest.mark.anyio

SVG, PNG = f"{API}/figure.svg", f"{API}/figure.png"
BOTH = pytest.mark.parametrize("path", [SVG, PNG])

#: What is wrong, and the parameter that is named.
REFUSED = [
    ("width=239", "width"), ("width=1601", "width"), ("width=400.5", "width"), ("width=", "width"),
    ("scale=0.2", "scale"), ("scale=5", "scale"), ("scale=nan", "scale"), ("width=1600&scale=3", "scale"),
    ("view=taylor", "view"), ("view=nix", "view"), ("show=clouds", "show"), ("hide=levels", "hide"), ("show=", "show"),
    ("theme=neon", "theme"), ("palette=mud", "palette"), ("beta=360", "beta"), ("beta=x", "beta"), ("lang=xx", "lang"),
    ("objective=logistic-2&beta=90", "beta"), ("objective=logistic-2&show=eigen", "show"),
    ("objective=logistic-2&show=levels,quadratic", "show"), ("f=log(-1-w^2)", "f"), ("f=<script>", "f"),
    ("eta=0", "eta"), ("grid=100000", "grid"), ("step=-1", "step"), ("nix=1", "nix"), ("vs=nix", "vs"),
    ("theme=dark&theme=dark", "theme"), ("digits=0", "digits"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("query", "parameter"), REFUSED)
async def test_what_is_wrong_is_refused_and_named(client: Client, path: str, query: str, parameter: str) -> None:
    problem(await client.get(f"{path}?{query}"), 422, parameter)
    reply = await client.head(f"{path}?{query}")
    assert (reply.status_code, reply.content) == (422, b"")


@BOTH
async def test_a_link_of_an_embed_is_taken_as_it_is(client: Client, path: str) -> None:
    """One link serves page, embed and picture; what is about an embed alone changes nothing."""
    embed = "view=map&lock=all&autoplay=1&speed=2&heading=3&links=0&projector=1&lang=en&show=controls&hide=player"
    bare = await client.get(f"{path}?grid=17&width=240")
    reply = await client.get(f"{path}?grid=17&width=240&{embed}")
    assert reply.status_code == 200, reply.text
    assert reply.content == bare.content


async def test_the_figure_is_the_scenarios(client: Client) -> None:
    reply = await client.get(f"{SVG}?optimiser=momentum&step=5&beta=200&palette=sea&theme=dark&width=500&hide=axes")
    scenario = resolve({"optimiser": "momentum", "step": 5})
    assert reply.headers["content-type"] == "image/svg+xml"
    expected = draw(scenario, width=500, theme="dark", palette="sea", beta=200.0, hide=("axes",))
    assert reply.text == expected.svg()
    assert "your own direction at β\u00a0=\u00a0160.0°" in reply.text
    root = ElementTree.fromstring(reply.text)
    twice = ElementTree.fromstring((await client.get(f"{SVG}?scale=2")).text)
    assert twice.attrib["viewBox"] == ElementTree.fromstring((await client.get(SVG)).text).attrib["viewBox"]
    assert (root.attrib["width"], twice.attrib["width"]) == ("500", "1280")


async def test_a_step_beyond_the_run_is_its_last(client: Client) -> None:
    last = await client.get(f"{SVG}?objective=bowl&steps=4&step=4")
    assert (await client.get(f"{SVG}?objective=bowl&steps=4&step=9000")).text == last.text
    assert "Step 4 of 4" in last.text


@pytest.mark.parametrize(("query", "width"), [("width=240", 240), ("width=300&scale=1.5", 450), ("scale=0.25", 160)])
async def test_a_png_is_as_wide_as_asked_for(client: Client, query: str, width: int) -> None:
    reply = await client.get(f"{PNG}?grid=17&{query}")
    assert reply.headers["content-type"] == "image/png"
    assert struct.unpack(">I", reply.content[16:20]) == (width,)


@BOTH
async def test_it_may_be_kept(client: Client, path: str) -> None:
    url = f"{path}?grid=17&width=240"
    reply = await client.get(url)
    head = await client.head(url)
    assert head.content == b""
    assert {**head.headers} == {**reply.headers}
    assert reply.headers["content-disposition"] == f'inline; filename="antigradient-sigmoid-squared-gd{path[-4:]}"'
    assert reply.headers["cache-control"].startswith("public, max-age=")
    etags = {reply.headers["etag"]}
    for other in ("&theme=dark", "&step=1", "&scale=2", "&width=241", "&show=levels", "&hide=path", "&beta=1"):
        query = url.replace("&width=240", "") + other if "width" in other else url + other
        etags.add((await client.head(query)).headers["etag"])
    assert len(etags) == 8


@BOTH
async def test_a_304_draws_nothing(connect: Connect, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{path}?grid=17&width=240"
    async with connect() as client:
        etag = (await client.get(url)).headers["etag"]
    monkeypatch.delattr(services.Service, "body_or_problem")
    async with connect() as client:  # another worker, with nothing on its shelf
        for method in ("GET", "HEAD"):
            reply = await client.request(method, url, headers={"if-none-match": etag})
            assert (reply.status_code, reply.content) == (304, b"")
            assert reply.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")


async def test_an_svg_opened_by_itself_may_do_nothing(client: Client) -> None:
    policy = (await client.get(SVG)).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; sandbox")
    assert "script-src" not in policy


async def test_fonts_that_were_not_built_are_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def unbuilt(*_: object) -> bytes:
        raise FontsMissingError

    monkeypatch.setattr(figures, "png", unbuilt)
    body = problem(await client.get(f"{PNG}?grid=9"), 503)
    assert "front end" in body["detail"]
    assert (await client.get(f"{SVG}?grid=9")).status_code == 200
    assert Problem(503).body()
