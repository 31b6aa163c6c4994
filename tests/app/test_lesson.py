"""The lesson over HTTP: the whole, some sections, one alone in a frame; other signs; figures that are embeds."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from antigradient.lesson import SECTIONS, section_facts
from antigradient.lesson.base import Formula, Number
from antigradient.query.sections import NOTATION_IDS, SECTION_IDS
from tests.app.conftest import Client
from tests.app.support import strict

pytestmark = pytest.mark.anyio

FIGURE = re.compile(r"<gradient-descent ([^>]*)>")


def boot(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="boot">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def titles(page: str) -> list[str]:
    return re.findall(r'data-section="([^"]*)"', page)


def test_the_sections_are_those_that_links_may_name() -> None:
    assert tuple(SECTIONS) == SECTION_IDS


@pytest.mark.parametrize("query", ["", "?lang=de", "?notation=alpha", "?lang=de&notation=alpha"])
async def test_the_whole(client: Client, query: str) -> None:
    page = (await client.get(f"/lesson{query}")).text
    assert titles(page) == [*SECTIONS]
    assert "merror" not in page
    assert "{{" not in page
    assert ":::" not in page
    assert not re.search(r"\\[a-zA-Z]+", page[page.index("<article") :]), "a command that was not set"
    assert "$" not in re.sub(r"<pre.*?</pre>", "", page[page.index("<article") :], flags=re.DOTALL)
    known = strict(await client.get("/glossary.json"))
    assert {*re.findall(r'data-term="([^"]*)"', page)} <= known.keys()


async def test_signs(client: Client) -> None:
    own, other = [(await client.get(f"/lesson?notation={id}")).text for id in NOTATION_IDS]
    assert own.count("<mi>η</mi>") > 20
    assert "<mi>η</mi>" not in other
    assert other.count("<mi>α</mi>") == own.count("<mi>η</mi>")


async def test_some_sections(client: Client) -> None:
    page = (await client.get("/lesson?sections=which-way,two-dials")).text
    assert titles(page) == ["two-dials", "which-way"]
    assert boot(page)["checks"].keys() == {"two-dials", "which-way"}  # type: ignore[attr-defined]
    assert "notice" not in page
    page = (await client.get("/lesson?sections=which-way,nowhere&notation=greek")).text
    assert titles(page) == ["which-way"]
    assert page.count('class="notice"') == 2
    assert "nowhere" not in page
    assert "greek" not in page


@pytest.mark.parametrize("id", SECTIONS)
async def test_a_section_alone(client: Client, id: str) -> None:
    reply = await client.get(f"/embed?section={id}&notation=alpha")
    assert titles(reply.text) == [id]
    assert boot(reply.text)["section"] == id
    assert "frame-src 'self'" in reply.headers["content-security-policy"]
    assert "frame-ancestors" not in reply.headers["content-security-policy"]


@pytest.mark.parametrize("id", SECTIONS)
async def test_its_figures_are_embeds_without_a_notice_and_have_a_picture(client: Client, id: str) -> None:
    page = (await client.get(f"/embed?section={id}")).text
    figures = FIGURE.findall(page)
    assert len(figures) == len(SECTIONS[id].figures)
    for attributes in figures:
        names = {name: unescape(value) for name, value in re.findall(r'([a-z_0-9]+)="([^"]*)"', attributes)}
        names.pop("title")
        runs = [("vs", run) for run in names.pop("vs", "").split()]
        frame = await client.get("/embed", params=[*names.items(), *runs])
        assert boot(frame.text)["notices"] == []
    for link in re.findall(r'(?:src|href)="(/[^"]*)"', page[page.index("<main") :]):
        reply = await client.get(unescape(link))
        assert reply.status_code == 200, link


@pytest.mark.parametrize("id", SECTIONS)
async def test_links_of_its_words_lead_to_scenarios_without_a_notice(client: Client, id: str) -> None:
    for language in ("en", "de"):
        page = (await client.get(f"/embed?section={id}&lang={language}")).text
        links = [unescape(link) for link in re.findall(r'<a href="(/\?[^"]*)"', page)]
        assert links
        for link in links:
            assert f"lang={language}" in link
            assert boot((await client.get(link)).text)["notices"] == [], link


@pytest.mark.parametrize("id", SECTIONS)
async def test_what_is_asked_for_has_an_answer_that_is_no_guess(client: Client, id: str) -> None:
    for task in SECTIONS[id].tasks:
        if isinstance(task, Formula):
            check = task.described()
            reply = await client.get(f"/api/v1/surface?{check['places']}", params={"f": check["answer"]})
            values = [value for row in strict(reply)["loss"] for value in row]
            assert None not in values
            assert len({round(value, 6) for value in values}) > 5
        if isinstance(task, Number):
            answer = float(section_facts(id)[task.answer])
            assert 0 < task.within <= max(0.1 * abs(answer), 0.5)


async def test_the_page_for_teachers_has_a_line_for_each(client: Client) -> None:
    page = (await client.get("/embedding")).text
    for id in SECTIONS:
        assert f"/embed?section={id}&amp;quot;" in page or f"/embed?section={id}&#34;" in page, id
    found = re.search(r'data-tasks="([^"]*)"', page)
    assert found
    tasks = json.loads(unescape(found[1]))
    assert tasks == [{"section": s.id, "task": t.id} for s in SECTIONS.values() for t in s.tasks]
