"""The page /embedding: one line that works, every name there is, and nothing live from what a link says."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from antigradient.examples import EXAMPLES, entries
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS, EMBED, FIGURE, PAGE, with_defaults
from antigradient.query.fields import ChoiceField, FlagField, SubsetField
from antigradient.query.links import ALWAYS_SAID, differing_texts, effective_text, with_always_said
from antigradient.query.model import scenario_query
from antigradient.query.urlencoded import parse_query_string, query_string
from app import __version__
from app.settings import Settings
from app.site.embedding import FLAGS, YEAR, choices
from app.site.heights import height_of
from app.site.hosts import HOSTS
from app.site.oembed import WIDTH
from tests.app.conftest import Client, Connect
from tests.app.support import API
from tests.app.test_pages import Tags

pytestmark = pytest.mark.anyio

ROOT = Path(__file__).resolve().parents[2]
QUERY = scenario_query(Settings().limits).with_fields(DISPLAY_FIELDS)


class Cells(HTMLParser):
    """The rows of all tables as lists of texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in_cell = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self._in_cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def line_of(page: str) -> dict[str, str | None]:
    """Attributes of the frame in the first line."""
    match = re.search(r'<code id="first-line">(.*?)</code>', page)
    assert match
    ((tag, attrs),) = Tags(html.unescape(match[1])).tags
    assert tag == "iframe"
    return attrs


def link(raw: str) -> tuple[dict[str, Any], dict[str, Any]]:
    values, refused = QUERY.parse_link(raw.encode())
    assert refused == []
    return values, differing_texts(QUERY, values, raw.encode())


def lasting(raw: str) -> str:
    """The same as it is handed out."""
    values, texts = link(raw)
    return query_string(with_always_said(texts, QUERY.resolve(values)))


#: (what a link says, the least that says the same)
LINKS = [
    ("", ""),
    ("eta=1.5&start=-2,-2&data=five&steps=100", ""),
    ("optimiser=momentum&gamma=0.6&eta=1.5", "optimiser=momentum"),
    ("objective=sigmoid-squared&optimiser=gd&step=3", "step=3"),
    ("objective=custom&f=sin(w)%2Bb^2", "f=sin(w)%2Bb%5E2"),
    ("objective=custom", "objective=custom"),
    ("objective=bowl&eta=0.1&start=1,2", None),
    ("optimiser=newton&eta=1", "optimiser=newton"),
    ("vs=adam;eta=0.1&vs=momentum", "vs=adam;eta%3D0.1&vs=momentum"),
    ("theme=dark&palette=sea&view=map&links=1&autoplay=0&heading=2&speed=1", "theme=dark"),
    ("hide=path&show=levels&beta=90", "hide=path&show=levels&beta=90"),
    ("data=0:0.5,1:0.7&reduction=mean", "data=0:0.5,1:0.7&reduction=mean"),
]


@pytest.mark.parametrize(("said", "least"), LINKS)
def test_a_link_names_what_differs_and_means_the_same(said: str, least: str | None) -> None:
    values, texts = link(said)
    short = query_string(texts)
    assert least is None or short == least
    again, shortest = link(short)
    assert query_string(shortest) == short

    def scenario(v: dict[str, Any]) -> Any:
        return QUERY.resolve({name: value for name, value in v.items() if name not in DISPLAY_OPTIONS}).described()

    assert scenario(again) == scenario(values)
    for name, entry in DISPLAY_OPTIONS.items():
        assert again.get(name, entry.default) == values.get(name, entry.default)


def test_a_place_is_told_only_what_has_an_effect_there() -> None:
    for name, entry in DISPLAY_OPTIONS.items():
        for place in (PAGE, EMBED, FIGURE):
            if name not in ("show", "hide"):
                assert effective_text(name, "x", place) == ("x" if place in entry.media else "")
    assert effective_text("show", "levels,controls", FIGURE) == "levels"
    assert effective_text("show", "controls", PAGE) == ""
    assert effective_text("eta", "1", None) == "1"
    assert effective_text("theme", "dark", None) == ""


@pytest.mark.parametrize(("said", "least"), LINKS)
async def test_the_first_line_frames_the_scenario(client: Client, said: str, least: str | None) -> None:
    page = (await client.get(f"/embedding?{said}")).text
    attrs = line_of(page)
    address = urlsplit(attrs["src"] or "")
    assert f"{address.scheme}://{address.netloc}{address.path}" == "http://test/embed"
    assert {**link(address.query)[1], "vs": None} == {**link(said)[1], "vs": None}
    texts, _ = parse_query_string(address.query.encode(), ["vs"])
    assert {"eta", "steps", "tol", "window", "palette"} <= texts.keys(), "next year's defaults may be others"
    assert all(";eta=" in run for run in texts.get("vs", ()))
    assert attrs["title"]
    values = link(said)[0]
    scenario = QUERY.resolve({name: value for name, value in values.items() if name not in DISPLAY_OPTIONS})
    assert attrs["height"] == str(height_of(scenario, with_defaults(values), WIDTH))
    tags = Tags(page)
    (part,) = [a for tag, a in tags.tags if a.get("id") == "builder"]
    about_scenario = [pair for pair in parse_qsl(address.query) if pair[0] not in DISPLAY_OPTIONS]
    assert parse_qsl(part["data-scenario"] or "") == about_scenario, "the builder writes the same"
    assert part["data-title"] == attrs["title"]


async def test_addresses_are_those_of_the_public_server(connect: Connect) -> None:
    async with connect(root="/grad", root_path="/grad", base_url="https://descent.example/grad") as client:
        page = (await client.get("/embedding?objective=bowl")).text
    assert line_of(page)["src"] == f"https://descent.example/grad/embed?{lasting('objective=bowl')}"
    (part,) = [a for _, a in Tags(page).tags if a.get("id") == "builder"]
    assert (part["data-base"], part["data-root"]) == ("https://descent.example/grad", "/grad")
    inner = [a for a in Tags(page).addresses() if a.startswith("/")]
    assert all(a.startswith("/grad/") for a in inner)
    assert f"/grad{API}/trajectory.csv?objective=bowl" in inner
    assert "url     = {https://descent.example/grad/}" in html.unescape(page)


async def test_every_name_is_in_the_tables(client: Client) -> None:
    page = (await client.get("/embedding")).text
    rows = {row[0]: row for row in Cells(page).rows}
    assert set(rows) - {"Name"} == set(QUERY.fields)
    for name, entry in DISPLAY_OPTIONS.items():
        assert rows[name][3] == ", ".join(entry.media)
        assert entry.field.help.replace("`", "") in rows[name][4]
        for option in getattr(entry.field, "options", ()):
            assert option in rows[name][1]
    for name, field in QUERY.fields.items():
        assert rows[name][-1] == field.help.replace("`", "")
        assert rows[name][2]
    assert rows["links"][2] == "1"
    assert rows["palette"][2] == DISPLAY_OPTIONS["palette"].default


async def test_the_builder_offers_every_name_of_an_embed(client: Client) -> None:
    tags = Tags((await client.get("/embedding")).text).tags
    controls = {a["name"]: a for tag, a in tags if tag in ("select", "input") and "name" in a}
    lists = {a["value"]: a for tag, a in tags if tag == "input" and "data-list" in a}
    one = {name for name, entry in DISPLAY_OPTIONS.items() if len(getattr(entry.field, "options", (0, 0))) == 1}
    of_embeds = {name for name, entry in DISPLAY_OPTIONS.items() if EMBED in entry.media}
    # A section of the lesson is no figure: each has its line above; the code is a reader's.
    of_sections = {"section", "notation"}
    assert set(controls) - {"width", "height", "code"} == of_embeds - {"show", "hide"} - one - of_sections
    fields = {name: DISPLAY_OPTIONS[name].field for name in ("show", "hide")}
    for name, field in fields.items():
        assert isinstance(field, SubsetField)
        assert {value for value, a in lists.items() if a["data-list"] == name} == set(field.options)
    assert [a["value"] for a in lists.values() if "checked" in a] == list(getattr(fields["hide"], "options", ()))
    for name, (_, options) in choices().items():
        field = DISPLAY_OPTIONS[name].field
        if isinstance(field, ChoiceField):
            assert tuple(option for option in options if option) == tuple(field.options)
        unsaid = "" if name in ALWAYS_SAID else DISPLAY_OPTIONS[name].default
        assert controls[name]["data-default"] == str("" if unsaid is None else unsaid)
        assert name in ALWAYS_SAID or controls[name]["data-default"] in options
    assert set(FLAGS) == {name for name, entry in DISPLAY_OPTIONS.items() if isinstance(entry.field, FlagField)}


async def test_the_builder_begins_with_what_the_link_says(client: Client) -> None:
    page = (await client.get("/embedding?view=charts&theme=dark&lock=all&links=0&hide=path&show=levels&beta=120")).text
    assert "checked> Links to the playground" not in page
    for chosen in (
        'value="charts" selected',
        'value="dark" selected',
        'value="all" selected',
        'data-default="" value="120"',
    ):
        assert chosen in page
    boxes = {a["value"]: "checked" in a for tag, a in Tags(page).tags if "data-list" in a}
    assert (boxes["path"], boxes["levels"], boxes["arrows"], boxes["field"]) == (False, True, True, False)


async def test_a_view_that_the_loss_cannot_have_is_not_offered(client: Client) -> None:
    page = (await client.get("/embedding?objective=bowl&view=neuron")).text
    assert "<strong>view</strong> is neuron, and this loss has no neuron" in page
    assert 'value="neuron" disabled' in page
    assert 'value="map" selected' in page
    assert line_of(page)["src"] == f"http://test/embed?{lasting('objective=bowl')}"
    assert " disabled" not in (await client.get("/embedding")).text


async def test_hosts_make_sense(client: Client) -> None:
    page = (await client.get("/embedding")).text
    for host in HOSTS.values():
        assert f'data-host="{host.id}"' in page
        assert host.note.endswith(".")


async def test_it_begins_with_the_examples_and_a_line_for_each(client: Client) -> None:
    page = (await client.get("/embedding")).text
    lines = re.findall(r'<li class="example".*?<code>(.*?)</code>', page, re.S)
    assert page.index('id="examples"') < page.index('id="first-line"')
    assert len(lines) == len(EXAMPLES)
    for entry, line in zip(entries(), lines, strict=True):
        ((tag, attrs),) = Tags(html.unescape(line)).tags
        assert tag == "iframe"
        address = urlsplit(attrs["src"] or "")
        assert f"{address.scheme}://{address.netloc}{address.path}" == "http://test/embed"
        said = {*parse_qsl(entry.example.query), *((name, DISPLAY_OPTIONS[name].default) for name in ALWAYS_SAID)}
        assert set(parse_qsl(address.query)) == said
        assert attrs["height"] == str(height_of(entry.scenario, with_defaults({}), WIDTH))
        assert f'href="/embedding?{html.escape(entry.example.query)}#builder"' in page


async def test_it_says_how_to_cite_and_under_which_licence(client: Client) -> None:
    page = html.unescape((await client.get("/embedding")).text)
    assert f"version = {{{__version__}}}," in page
    assert f"year    = {{{YEAR}}}," in page
    assert f"Copyright (c) {YEAR} " in (ROOT / "LICENSE").read_text()
    assert "CC BY 4.0" in page
    assert "no cookie" in page


async def test_head_etag_and_policy(client: Client) -> None:
    answer = await client.get("/embedding?objective=bowl")
    head = await client.head("/embedding?objective=bowl")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == answer.headers["etag"]
    known = await client.get("/embedding?objective=bowl", headers={"if-none-match": answer.headers["etag"]})
    assert known.status_code == 304
    assert "set-cookie" not in answer.headers
    assert "frame-src 'self'" in answer.headers["content-security-policy"]
