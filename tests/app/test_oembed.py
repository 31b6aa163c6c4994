"""oEmbed and the card of a link: what other sites learn of a scenario, of which addresses, and of no others."""

from __future__ import annotations

import re
import struct
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from antigradient.query.display import DISPLAY_FIELDS, with_defaults
from antigradient.query.fragment import unpacked
from antigradient.query.lenient import lenient_embed
from antigradient.query.links import Addresses
from antigradient.query.model import scenario_query
from antigradient.query.views import VIEWS
from antigradient.scenario import Scenario, resolve
from app.settings import Settings
from app.site.heights import at, height_of
from app.site.oembed import LONGEST, WIDTH, frame_html, scenario_of
from tests.app.conftest import Client, Connect
from tests.app.support import problem, strict

pytestmark = pytest.mark.anyio


class Elements(HTMLParser):
    """All elements of a text with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def only(self, tag: str, **wanted: str) -> dict[str, str]:
        """The attributes of the one element that has these."""
        (one,) = [a for t, a in self.found if t == tag and wanted.items() <= a.items()]
        return one


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height."""
    assert png.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


QUERY = scenario_query(Settings().limits).with_fields(DISPLAY_FIELDS)
HEIGHT = int(at(VIEWS["map"].heights, WIDTH))


async def asked(client: Client, url: str, **names: Any) -> dict[str, Any]:
    reply = await client.get("/oembed", params={"url": url, **names})
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    found: dict[str, Any] = strict(reply)
    return found


def frame_of(found: dict[str, Any]) -> dict[str, str]:
    """The attributes of the iframe, before which the line holds only what is hidden."""
    (quote, hidden), (link, _), (tag, attributes) = Elements(found["html"]).found
    assert (quote, hidden, link, tag) == ("blockquote", {"hidden": ""}, "a", "iframe")
    assert found["html"].endswith("></iframe>")
    return attributes


def size_in(frame: dict[str, str]) -> tuple[int, int]:
    """The most pixels that the frame takes; without its style it is as wide as there is room, and has no border."""
    assert (frame["width"], frame["frameborder"]) == ("100%", "0")
    match = re.fullmatch(r"border:0;max-width:(\d+)px", frame["style"])
    assert match
    return int(match[1]), int(frame["height"])


def resolved(query: str) -> Scenario:
    return lenient_embed(QUERY, query.encode())[0]


SCENARIOS = ["", "eta=0.5&steps=20", "f=w%5E2%2Bb%5E2&vs=adam;eta=0.1&vs=momentum", "data=0.5:0.2,2.5:0.9&theme=dark"]
#: So long that most of it goes into the fragment.
LONG = "data=" + ",".join(f"{i / 100}:0.25" for i in range(600))


@pytest.mark.parametrize("query", SCENARIOS)
@pytest.mark.parametrize("path", ["/", "/embed"])
async def test_a_link_becomes_a_frame(client: Client, path: str, query: str) -> None:
    found = await asked(client, f"http://test{path}?{query}")
    assert found["version"] == "1.0"
    assert found["type"] == "rich"
    assert found["title"]
    assert (found["provider_name"], found["provider_url"]) == ("Antigradient", "http://test/")
    assert found["cache_age"] == 3600
    frame = frame_of(found)
    src = urlsplit(frame["src"])
    assert f"{src.scheme}://{src.netloc}{src.path}" == "http://test/embed"
    assert parse_qs(src.query, separator="&") == parse_qs(query, separator="&")
    assert frame["title"] == found["title"]
    assert set(frame["sandbox"].split()) == {"allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"}
    height = height_of(resolved(query), with_defaults({}), WIDTH)
    assert size_in(frame) == (found["width"], found["height"]) == (WIDTH, height)
    assert (await client.get(f"{src.path}?{src.query}")).status_code == 200


def in_wordpress(html: str) -> tuple[str, str]:
    """The quotation and the frame that WordPress finds in the line: its `wp_kses()`, and its expression after that.

    Both are in `wp_filter_oembed_result()`; where it finds no quotation, its page neither resizes nor follows.
    """
    kept = re.sub(r"<blockquote\b[^>]*>", "<blockquote>", html)
    match = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", kept, re.MULTILINE | re.DOTALL)
    assert match
    assert match.group() == kept
    return match[1], match[2]


def quoted(quotation: str) -> tuple[str, str]:
    """Where the link of a quotation leads, and its words."""
    match = re.fullmatch(r'<blockquote><a href="([^"<>]*)">([^"<>]*)</a></blockquote>', quotation)
    assert match
    return unescape(match[1]), unescape(match[2])


@pytest.mark.parametrize("query", [*SCENARIOS, LONG], ids=[*SCENARIOS, "long"])
@pytest.mark.parametrize("path", ["/", "/embed"])
async def test_wordpress_finds_a_link_before_the_frame(client: Client, path: str, query: str) -> None:
    found = await asked(client, f"http://test{path}?{query}")
    quotation, frame = in_wordpress(found["html"])
    address, words = quoted(quotation)
    assert words == found["title"]
    page = await client.get(address)
    assert page.status_code == 200
    assert urlsplit(address)[:3] == ("http", "test", "/")
    assert urlsplit(address)[3:] == urlsplit(Elements(frame).only("iframe")["src"])[3:]


@pytest.mark.parametrize("title", ['</a></blockquote><iframe src="x"></iframe>', "w < b & \" src='x' \"", "&lt;b>"])
def test_a_title_stays_text(title: str) -> None:
    there = Addresses('http://test/"><b>', {"objective": "bowl"})
    quotation, frame = in_wordpress(frame_html(there, title, 640, 400))
    assert quoted(quotation) == (there.page, title)
    assert Elements(frame).only("iframe")["title"] == title
    assert Elements(frame).only("iframe")["src"] == there.embed


async def test_a_frame_has_what_is_valid_and_has_an_effect(client: Client) -> None:
    for query, kept in (
        ("eta=nan&steps=5&colour=red&theme=pink", "steps=5"),
        ("eta=0.5&eta=0.6&steps=5", "steps=5"),
        ("eta=1.5&steps=100&optimiser=gd", ""),
        ("objective=bowl&data=five&view=charts", "objective=bowl&view=charts"),
        ("%ff=1&&=&<script>=1", ""),
    ):
        frame = frame_of(await asked(client, f"http://test/?{query}"))
        assert frame["src"] == f"http://test/embed{'?' if kept else ''}{kept}", query


@pytest.mark.parametrize(
    ("names", "size"),
    [
        ({}, (WIDTH, HEIGHT)),
        ({"maxwidth": 500}, (500, 679)),
        ({"maxwidth": 500, "maxheight": 375}, (500, 375)),
        ({"maxwidth": 1, "maxheight": "001"}, (1, 1)),
        ({"maxwidth": WIDTH, "maxheight": HEIGHT + 1}, (WIDTH, HEIGHT)),
        ({"maxheight": "9" * 18}, (WIDTH, HEIGHT)),
        ({"maxwidth": 500, "dnt": 1, "discover": "true", "wmode": "<b>", "format": "json"}, (500, 679)),
    ],
)
async def test_it_is_no_larger_than_asked(client: Client, names: dict[str, Any], size: tuple[int, int]) -> None:
    found = await asked(client, "http://test/", **names)
    frame = frame_of(found)
    assert (found["width"], found["height"]) == size_in(frame) == size
    assert found.get("thumbnail_width", 0) <= size[0]
    assert found.get("thumbnail_height", 0) <= size[1]
    assert ("thumbnail_url" in found) == (size[0] > 1)


async def test_the_thumbnail_has_the_size_that_is_said(client: Client) -> None:
    for width, expected in ((640, (600, 315)), (500, (480, 252)), (130, (120, 63))):
        found = await asked(client, "http://test/?objective=bowl&theme=dark&view=map&eta=0.1", maxwidth=width)
        assert (found["thumbnail_width"], found["thumbnail_height"]) == expected
        reply = await client.get(found["thumbnail_url"])
        assert reply.headers["content-type"] == "image/png"
        assert size_of(reply.content) == expected
    assert "thumbnail_url" not in await asked(client, "http://test/", maxwidth=119)
    assert "thumbnail_url" not in await asked(client, "http://test/", maxheight=62)


@pytest.mark.parametrize("text", ["0", "-5", "1.5", "1e3", "", "x", "+5", "٣", "9" * 5000, "nan", " 5"])
@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
async def test_what_is_no_size(client: Client, name: str, text: str) -> None:
    body = problem(await client.get("/oembed", params={"url": "http://test/", name: text}), 422, name)
    assert len(text) < 2 or text not in body["detail"]


async def test_what_is_refused(client: Client) -> None:
    problem(await client.get("/oembed"), 422, "url")
    problem(await client.get("/oembed?format=xml"), 422, "url")
    problem(await client.get("/oembed?url=http://test/&url=http://test/"), 422, "url")
    problem(await client.get("/oembed?url=%ff"), 422, "url")
    problem(await client.get("/oembed?url=http://test/&maxwidth=5&maxwidth=6"), 422, "maxwidth")
    problem(await client.get("/oembed?" + "&".join(f"x{i}=1" for i in range(200))), 422, "url")
    for format in ("xml", "XML", "html", "", "json+oembed"):
        problem(await client.get("/oembed", params={"url": "http://test/", "format": format}), 501)
    reply = await client.post("/oembed?url=http://test/")
    problem(reply, 405)
    assert reply.headers["allow"] == "GET, HEAD, OPTIONS"
    # For programs, even where a browser asks.
    problem(await client.get("/oembed?url=http://evil/", headers={"accept": "text/html"}), 404, "url")


#: Addresses of this server, which is asked as http://test; Http and https, cases and fragments make no difference.
OURS = [
    "http://test", "http://test/", "http://test?eta=2", "https://test/", "HTTP://TEST/?eta=2", "http://test:80/embed",
    "https://test:443/embed?eta=2", "http://test/embed?", "http://test/#map", "http://test/?eta=2#http://evil/",
    "http://test/?f=http://evil/", "http://test/?x=a b\nc", "http://test/?next=//evil/&x=\\\\evil",
    "http://test//", "http://test//embed", "http://test/embed/?eta=2", "http://test/index.html",  # by a redirect
]  # fmt: skip

#: Addresses of others, or that a program between might take for another's.
FOREIGN = [
    "", " ", "x", "/", "/embed", "embed?eta=2", "//test/", "http:/test/", "http:test/", "http:///", "http://",
    "ftp://test/", "javascript:alert(1)", "data:text/html,x", "file:///embed", "http://evil/", "http://evil/embed",
    "http://test.evil/", "http://eviltest/", "http://evil.test/", "http://test:81/", "http://test:443/",
    "https://test:80/", "http://test:/x", "http://test:0/", "http://test:99999/", "http://user@test/",
    "http://user:x@test/", "http://test@evil/", "http://test:80@evil/", "http://evil#@test/", "http://evil?@test/",
    "http://evil\\@test/", "http://test\\@evil/", "http://test\\embed", "http:\\\\test\\", "http://test/\\evil",
    "http://test/embed/x", "http://test/embed//x", "http://test//evil/", "http://test/embed.js",
    "http://test/Embed", "http://test/%65mbed", "http://test%2Fembed", "http://test/%2Fembed", "http://test%2F@evil/",
    "http://test/embed%2F", "http://test/embed%3Feta=1", "http://test/x/../embed", "http://test/./embed",
    "http://test/docs", "http://test/oembed?url=http://test/", "http://test/api/v1/surface", "http://test/embedding",
    "http://test /", " http://test/", "http://test/ ", "http://te\tst/", "http://test\n/", "\nhttp://test/",
    "http://tes\u0442/", "http://test\u3002evil/", "http://[::1]/", "http://[test]/", "http://127.0.0.1/",
    "http://test/;x", "http://test/embed;x",
]  # fmt: skip


@pytest.mark.parametrize("url", OURS)
async def test_addresses_that_are_ours(client: Client, url: str) -> None:
    frame = frame_of(await asked(client, url))
    assert frame["src"] in ("http://test/embed", "http://test/embed?eta=2")
    assert ("eta=2" in url) == ("eta=2" in frame["src"])


@pytest.mark.parametrize("url", FOREIGN)
async def test_addresses_that_are_not(client: Client, url: str) -> None:
    body = problem(await client.get("/oembed", params={"url": url}), 404, "url")
    assert len(url) < 9 or url not in str(body)


async def test_an_address_without_end(client: Client) -> None:
    for url in ("http://test/?x=", "http://test/", "http://", ""):
        for filling in ("a", "/", "@", "?", "%", "\n"):
            assert scenario_of(url + filling * 100_000, ("http://test",)) is None
    data = ",".join(f"{i / 100}:0.25" for i in range(1000))
    found = await asked(client, f"http://test/?data={data}")
    assert len(data) < LONGEST
    source, _, fragment = frame_of(found)["src"].partition("#")
    assert source == "http://test/embed?fragment=1"
    assert unpacked(fragment, LONGEST) == f"data={data}"
    again = await asked(client, frame_of(found)["src"])
    assert again == found, "the fragment of an address is read here"
    assert "thumbnail_url" not in found, "no picture has so long an address"


async def test_the_address_of_the_setting(connect: Connect) -> None:
    """What is answered has the public address; what is asked may have either."""
    async with connect(base_url="https://example.org:8443/descent") as client:
        for url in ("https://example.org:8443/descent/", "http://example.org:8443/descent/embed", "http://test/embed"):
            found = await asked(client, f"{url}?eta=2")
            assert found["provider_url"] == "https://example.org:8443/descent/"
            assert frame_of(found)["src"] == "https://example.org:8443/descent/embed?eta=2"
        for url in (
            "https://example.org/descent/",
            "https://example.org:8443/",
            "https://example.org:8443/descentembed",
        ):
            problem(await client.get("/oembed", params={"url": url}), 404, "url")


@pytest.mark.parametrize("root", ["/grad", "/übung"])
async def test_the_prefix(connect: Connect, root: str) -> None:
    quoted = quote(root)
    async with connect(root_path=root) as client:
        for path in (f"{root}/oembed", "/oembed"):
            reply = await client.get(path, params={"url": f"http://test{quoted}/embed?eta=2"})
            assert frame_of(strict(reply))["src"] == f"http://test{quoted}/embed?eta=2"
            problem(await client.get(path, params={"url": "http://test/embed"}), 404, "url")


async def test_it_is_asked_about_and_sent_once(client: Client) -> None:
    params = {"url": "http://test/?eta=2"}
    reply = await client.get("/oembed", params=params)
    assert reply.headers["access-control-allow-origin"] == "*"
    etag = {"if-none-match": reply.headers["etag"]}
    assert (await client.get("/oembed", params=params, headers=etag)).status_code == 304
    assert (await client.get("/oembed", params={"url": "http://test/?eta=3"}, headers=etag)).status_code == 200
    head = await client.head("/oembed", params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == reply.headers["etag"]


async def test_the_frame_is_as_tall_as_its_view(client: Client) -> None:
    for view in VIEWS:
        for width in (320, 480, 640, 960):
            found = await asked(client, f"http://test/embed?view={view}&objective=sigmoid-log", maxwidth=width)
            scenario = resolve({"objective": "sigmoid-log"})
            assert found["height"] == height_of(scenario, with_defaults({"view": view}), min(width, WIDTH))
        assert (await asked(client, f"http://test/embed?view={view}", maxheight=200))["height"] == 200


#: (query, width, pixels that were measured); by the browser tests the table holds for what is usual.
MEASURED = [
    ("objective=bowl&window=-4,4,-2,2", 640, 497),
    ("objective=bowl&window=-4,4,-2,2", 960, 657),
    ("objective=bowl&window=-4,4,-1,1", 320, 631),
    ("objective=bowl&window=-1,1,-4,4", 480, 797),
    ("objective=bowl&hide=axes", 320, 551),
    ("objective=bowl&hide=heading&links=0", 640, 662),
    ("objective=bowl&hide=player", 320, 459),
    ("objective=bowl&hide=sentence", 640, 630),
    ("objective=bowl&show=numbers", 480, 1099),
    ("objective=logistic-2&show=numbers", 640, 1283),
    ("objective=bowl&show=tools", 640, 726),
    ("objective=bowl&show=dials,turn", 320, 722),
    ("objective=bowl&show=dials,turn", 640, 831),
    ("objective=bowl&show=dials,turn&lock=all", 640, 736),
    ("objective=logistic-2&show=dials,turn", 640, 997),
    ("data=cs7015&view=neuron&show=dials", 640, 558),
    ("objective=bowl&view=slices&show=dials", 640, 510),
    ("objective=bowl&vs=adam", 960, 712),
    ("objective=bowl&vs=adam&vs=newton&vs=momentum", 640, 778),
    ("objective=bowl&view=charts&vs=adam&vs=newton&vs=momentum", 320, 676),
    ("objective=bowl&projector=1", 640, 843),
    ("objective=bowl&projector=1", 1280, 1026),
    ("objective=bowl&projector=1", 1600, 900),  # on a screen it fills the frame
    ("view=charts&projector=1", 1280, 720),
    ("objective=bowl&view=direction&show=numbers", 640, 561),
    ("f=(w^2-1)^2%2Bb^2/2%2B0.1*sin(3w)%2Bcos(5b)*exp(-w^2)", 640, 726),
]


@pytest.mark.parametrize(("query", "width", "measured"), MEASURED)
def test_what_is_not_usual_is_counted_in(query: str, width: int, measured: int) -> None:
    scenario, values, refused = lenient_embed(QUERY, query.encode())
    assert refused == []
    assert measured <= height_of(scenario, with_defaults(values), width) <= measured + 24


async def test_a_view_that_the_loss_cannot_have_is_a_map(client: Client) -> None:
    found = await asked(client, "http://test/embed?objective=bowl&view=neuron")
    assert frame_of(found)["src"] == "http://test/embed?objective=bowl"
    assert found["height"] == HEIGHT


PAGES = ["/", "/embed"]


@pytest.mark.parametrize("query", SCENARIOS)
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_says_where_it_is_described(client: Client, path: str, query: str) -> None:
    page = Elements((await client.get(f"{path}?{query}")).text)
    link = page.only("link", rel="alternate", type="application/json+oembed")
    reply = await client.get(link["href"])
    assert reply.status_code == 200, reply.text
    found = strict(reply)
    assert link["title"] == found["title"]
    assert parse_qs(urlsplit(frame_of(found)["src"]).query, separator="&") == parse_qs(query, separator="&")


@pytest.mark.parametrize("path", PAGES)
async def test_the_card(client: Client, path: str) -> None:
    query = "objective=bowl&optimiser=momentum&eta=0.25&start=-1.5,2&vs=adam;eta%3D0.1&step=3&theme=dark"
    page = Elements((await client.get(f"{path}?{query}&view=map&colour=red")).text)
    assert page.only("link", rel="canonical")["href"] == f"http://test/?{query}"

    def said(name: str) -> str:
        return page.only("meta", property=f"og:{name}")["content"]

    assert said("type") == "website"
    assert said("title") == "Momentum on Bowl"
    assert said("url") == f"http://test/?{query}"
    words = said("description")
    assert page.only("meta", name="description")["content"] == words
    for word in ("Momentum", "Bowl", "η = 0.25", "(w, b) = (−1.5, 2), beside Adam, η = 0.1.", "the paths"):
        assert word in words
    assert page.only("meta", name="twitter:card")["content"] == "summary_large_image"
    assert said("image:alt") == "Momentum on Bowl: contour map, with the descent path and 1 further run"
    assert said("image") == f"http://test/api/v1/card.png?{query}"


#: Links whose pictures have something to stumble over.
ODD = [
    "", "objective=logistic-2&beta=100&show=eigen&step=3", "f=log(w)&start=-1,1", "f=w%5E2%0A%2Bb%5E2",
    "eta=nan&grid=1e9", "objective=cubic&eta=5", "show=levels&hide=path&theme=dark&palette=grey", "steps=0&step=9",
    "grid=2&levels=1",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD)
async def test_the_picture_is_there_and_as_large_as_is_said(client: Client, query: str) -> None:
    page = Elements((await client.get(f"/?{query}")).text)
    reply = await client.get(page.only("meta", property="og:image")["content"])
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == page.only("meta", property="og:image:type")["content"]
    assert [str(length) for length in size_of(reply.content)] == [
        page.only("meta", property=f"og:image:{side}")["content"] for side in ("width", "height")
    ]


@pytest.mark.parametrize("path", PAGES)
async def test_the_card_has_public_addresses(connect: Connect, path: str) -> None:
    async with connect(base_url="https://example.org/descent", root_path="/inside") as client:
        text = (await client.get(f"{path}?eta=2")).text
        page = Elements(text)
        assert page.only("link", rel="canonical")["href"] == "https://example.org/descent/?eta=2"
        for property in ("og:url", "og:image"):
            assert page.only("meta", property=property)["content"].startswith("https://example.org/descent/")
        assert "http://test" not in text
