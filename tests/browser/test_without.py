"""Without JavaScript, and without a built front end, the page still says something useful."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, running

UNBUILT = """
import sys, tempfile
from pathlib import Path
from antigradient import assets
_, *others = assets.load_manifest.__defaults__
assets.load_manifest.__defaults__ = (Path(tempfile.gettempdir()) / "antigradient-no-such-folder", *others)
import uvicorn
uvicorn.run("app.main:app", port=int(sys.argv[1]), log_level="warning")
"""


def test_without_javascript(visit: Open) -> None:
    page = visit(wait=False, java_script_enabled=False, allow=["csp"])  # what is preloaded for scripts is blocked
    sentence = page.page.locator("noscript .trouble")  # for roles and texts, a noscript is not there at all
    assert "JavaScript, which is off" in (sentence.text_content() or "")
    box = sentence.bounding_box()
    assert box
    assert box["height"] > 24
    assert sentence.locator("a").get_attribute("href") == "/docs"
    expect(page.page.get_by_role("button")).to_have_count(0)
    expect(page.page.get_by_role("combobox")).to_have_count(0)


def test_without_a_build(visit: Open) -> None:
    with running("-c", UNBUILT) as url:
        page = visit(wait=False, at=url, allow=["404"])
        expect(page.alert.filter(has_text="The page's scripts are not built: run make setup")).to_be_visible()
        assert page.api("trajectory", "steps=1")["steps"]["beta"][0] == 180


#: What a style sheet or its absence makes of each drawn part: fill, stroke and the like.
LOOKS = """() => [...document.querySelectorAll("#map-svg *, #band-key *")].map((part) => {
  const style = getComputedStyle(part);
  const of = (name) => style.getPropertyValue(name);
  return [
    `${part.tagName}.${part.getAttribute("class") ?? ""}`,
    ...["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"].map(of),
    ...["stroke-linejoin", "paint-order"].map(of),
    ...(part.tagName === "text" ? [of("font-size"), of("font-weight"), of("font-style")] : []),
  ];
})"""
#: Of the page: the figure's ink, and the ground that it lies on.
INK, GROUND = (
    {False: "rgb(0, 0, 0)", True: "rgb(255, 255, 255)"},
    {False: "rgb(255, 255, 255)", True: "rgb(18, 18, 18)"},
)
OWN = {"rgb(11, 27, 51)", "rgb(82, 96, 120)"}


@pytest.mark.parametrize("dark", [False, True])
def test_without_a_style_sheet_a_figure_looks_alike(visit: Open, dark: bool) -> None:
    """As in readers, and where a policy or a sanitiser has taken it away: the same looks from attributes alone."""
    query = "objective=himmelblau&optimiser=momentum&show=levels,field,stationary,halfplane,local&vs=adam&theme=light"
    drawn = {}
    for sheet in (True, False):
        page = visit(query, path="/embed", wait=False, dark=dark, before=without(sheet), allow=["ERR_FAILED"]).page
        drawn[sheet] = page.evaluate(LOOKS)
        if not sheet:
            spacer, play = page.locator(".spacer").bounding_box(), page.locator("#play").bounding_box()
            assert spacer
            assert spacer["height"] == 0
            assert play is None or play["height"] < 60
    assert len(drawn[True]) == len(drawn[False]) > 100
    for styled, plain in zip(drawn[True], drawn[False], strict=True):
        if plain[0] == "rect.ground":
            assert plain[1] == GROUND[dark]
            continue
        if plain[1] == INK[dark] and styled[1] in OWN:  # words beside the map: the page's ink
            plain[1] = styled[1]
        assert plain == styled


def without(sheet: bool) -> Callable[[Any], None]:
    """No script comes, nor a style sheet unless it is kept."""

    def rest(page: Any) -> None:
        for kind in ["js"] if sheet else ["js", "css"]:
            page.route(f"**/*.{kind}", lambda route: route.abort())

    return rest


def test_what_a_script_takes_over_has_no_looks_left(visit: Open) -> None:
    page = visit("objective=bowl&vs=adam", path="/embed").page
    expect(page.locator("#step")).to_have_attribute("aria-valuetext", re.compile("step 0"))
    for name in ("stroke", "stroke-dasharray", "font-size"):
        # A layer itself stays what it is.
        expect(page.locator(f"#map-svg :not(.layer)[{name}], #band-key [{name}]")).to_have_count(0)
