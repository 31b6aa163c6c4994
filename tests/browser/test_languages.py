"""Pages in two languages that only tests speak: all is said, fits and keeps apart, and what has a direction turns.

What no catalogue says is not within ⟦ ⟧. Words of en-XA are a third longer than in English; ar-XB is from the right.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_access import violations
from tests.pseudo import FROM_THE_RIGHT, RECORDS

DEPTH = "calculate"

EXAMINE = Path(__file__).with_name("languages.js").read_text(encoding="utf-8")
SIZES = [(320, 640), (768, 1024), (1920, 1080), (1340, 900)]
PLAYGROUND = "optimiser=momentum&vs=adam;eta=0.1&step=5&bogus=1"
VIEWS = {
    "map": "",
    "taylor": "",
    "direction": "",
    "neuron": "objective=logistic-2",
    "orders": "",
    "slices": "show=dials",
    "chain": "",
    "charts": "vs=adam",
}
TEXTS = ["/examples", "/embedding", "/docs"]
UNFOLD = "for (const details of document.querySelectorAll('details:not(#layers, #looks)')) details.open = true;"
INSIDE = "(element) => element.getBoundingClientRect().x >= 0 && element.getBoundingClientRect().right <= innerWidth"
LEFTS = "(selectors) => selectors.map((selector) => document.querySelector(selector).getBoundingClientRect().x)"


def opened(visit: Open, server: str, path: str, query: str = "") -> Playground:
    """A page at rest, with all that comes when it is near."""
    page = visit(query, path=path, at=server, wait=False)
    if page.figure.count():
        expect(page.figure.locator(".band").first).to_be_attached()
    if page.page.locator("#stages").count():
        page.page.locator("#chain").scroll_into_view_if_needed()
        expect(page.page.locator("#stages .stage-numbers math").last).to_be_attached()
    page.frames()
    page.at_rest()
    return page


def examine(page: Playground, language: str) -> list[str]:
    """What is not right in this language, at any of the sizes."""
    page.page.evaluate(UNFOLD)
    page.frames()
    page.at_rest()
    page.page.evaluate(EXAMINE)
    found: dict[str, list[str]] = {"unsaid": page.page.evaluate("examine.unsaid()")}
    if language == FROM_THE_RIGHT:
        found["turned"] = page.page.evaluate("examine.turned()")
    for width, height in SIZES:
        page.page.set_viewport_size({"width": width, "height": height})
        page.page.wait_for_function("(width) => innerWidth === width", arg=width)
        page.page.evaluate("scrollTo(0, 0)")  # where a map that stays in sight lies over nothing
        page.frames()
        found[f"{width} px"] = page.page.evaluate("(width) => examine.misplaced(width)", width)
    return [f"{where}: {one}" for where, wrong in found.items() for one in dict.fromkeys(wrong)]


def in_order(page: Playground, *selectors: str) -> bool:
    """Whether each of these begins to the right of the one before."""
    lefts = page.page.evaluate(LEFTS, list(selectors))
    return all(one < other for one, other in pairwise(lefts))


@pytest.mark.parametrize("language", RECORDS)
def test_the_playground(visit: Open, polyglot: str, language: str) -> None:
    page = opened(visit, polyglot, "/", f"{PLAYGROUND}&lang={language}")
    forward = -1 if language == FROM_THE_RIGHT else 1
    assert in_order(page, *("#controls", "#map", ".right")[::forward])
    assert in_order(page, *("#share-button", "#looks", "#help-button")[::forward])
    assert in_order(page, "#first", "#previous", "#play", "#next", "#step", "#step-count")
    assert in_order(page, ".headline mi", ".headline mo + mspace + mi", ".headline mfrac")
    assert violations(page) == []
    assert examine(page, language) == []
    for width in (768, 1340):
        page.resize(width, 900)
        page.page.locator("#layers > summary").click()
        assert page.page.locator(".layers-menu").evaluate(INSIDE)
        page.page.keyboard.press("Escape")


@pytest.mark.parametrize("language", RECORDS)
def test_the_dialogs(visit: Open, polyglot: str, language: str) -> None:
    page = opened(visit, polyglot, "/", f"lang={language}")
    page.page.evaluate(EXAMINE)
    for width in (320, 1340):
        page.page.set_viewport_size({"width": width, "height": 900})
        for name in ("help", "share", "embed", "download"):
            page.page.locator(f"#{name}-button").click()
            dialog = page.page.locator("dialog[open]")
            expect(dialog).to_be_visible()
            page.at_rest()
            assert page.page.evaluate("examine.unsaid()") == []
            assert page.page.evaluate("(width) => examine.misplaced(width)", width) == []
            page.page.keyboard.press("Escape")
            expect(dialog).to_be_hidden()


@pytest.mark.parametrize("language", RECORDS)
def test_the_embeds(visit: Open, polyglot: str, language: str) -> None:
    for view, query in VIEWS.items():
        page = opened(visit, polyglot, "/embed", f"view={view}&step=3&{query}&lang={language}".replace("&&", "&"))
        assert examine(page, language) == [], view


@pytest.mark.parametrize("language", RECORDS)
def test_the_pages_of_text(visit: Open, polyglot: str, language: str) -> None:
    for path in TEXTS:
        page = opened(visit, polyglot, path, f"lang={language}")
        if language == FROM_THE_RIGHT and path != "/docs":
            assert violations(page) == [], path
        assert examine(page, language) == [], path


@pytest.mark.parametrize("language", RECORDS)
def test_a_file_without_a_server(visit: Open, polyglot: str, tmp_path: Path, language: str) -> None:
    file = tmp_path / "figure.html"
    file.write_bytes(httpx.get(f"{polyglot}/offline.html?step=3&lang={language}").content)
    page = opened(visit, "file://", str(file))
    assert examine(page, language) == []
