"""What is printed of pages other than the playground: themselves; of the lesson with every figure whole."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

#: A4 between its margins, in CSS pixels.
WIDTH, HEIGHT = 680, 1000
#: The button prints; what is on the page then.
PRINTS = "() => { window.print = () => { window.printed = true; }; }"
#: Each figure in its frame: its view, the frame's height, what is in it, and what of it has not come.
FIGURES = """() => [...document.querySelectorAll("gradient-descent")].map((figure) => {
  const frame = figure.shadowRoot.querySelector("iframe");
  const root = frame.contentDocument.documentElement;
  const late = root.querySelectorAll(".waiting, [aria-busy='true']").length;
  return [figure.getAttribute("view"), frame.getBoundingClientRect().height, root.getBoundingClientRect().height, late];
})"""


@pytest.mark.parametrize("path", ["/lesson", "/glossary", "/embed"])
def test_paper_holds_what_the_page_holds(visit: Open, path: str) -> None:
    page = visit(path=path, wait=False).page
    page.emulate_media(media="print")
    expect(page.locator("main")).to_be_visible()


def test_a_handout_has_every_figure_whole(visit: Open) -> None:
    page: Page = visit("sections=two-dials,slopes,chain-rule,five-points", path="/lesson", wait=False).page
    page.evaluate(PRINTS)
    page.get_by_role("button", name="Print a handout").click()
    expect(page.get_by_role("button", name="Print a handout")).to_be_disabled()
    expect(page.get_by_role("button", name="Print a handout")).to_be_enabled(timeout=30_000)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    figures: list[tuple[str, float, float, Any]] = page.evaluate(FIGURES)
    assert [view for view, *_ in figures] == ["neuron", "slices", "map", "chain", "chain"]
    for view, height, inside, late in figures:
        assert inside <= height + 1, f"{view} is cut"
        assert height < HEIGHT, f"{view} is longer than a leaf"
        assert not late, f"{view} is printed before it has come"
