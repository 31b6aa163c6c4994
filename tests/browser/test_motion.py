"""Play makes the picture, and steps are gone where they may be: for who has not asked for rest."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

#: Where the point was in every frame since, and what was said with it.
WATCH_POINT = """() => {
  const here = () => document.querySelector("#map-svg .here").getBoundingClientRect();
  window.seen = [];
  const look = () => {
    const { x, y, width, height } = here();
    seen.push([x + width / 2, y + height / 2, document.querySelector("#step-count").textContent,
      document.querySelector("#neuron-plot .line.loss").getAttribute("d")]);
    requestAnimationFrame(look);
  };
  look();
}"""


def line(page: Playground) -> str:
    return page.figure.locator("path.path").get_attribute("d") or ""


def segments(page: Playground, within: str) -> int:
    return (page.page.locator(within).get_attribute("d") or "").count("L")


def test_play_draws_the_path_and_there_it_stays(visit: Open) -> None:
    page = visit(reduced_motion="no-preference")
    loss, beta = "#loss-chart path.line.loss", "#beta-chart path.line.angle"
    assert [segments(page, part) for part in ("#map-svg path.path", loss, beta)] == [0, 0, 0]
    page.button("Next step").click()
    page.at_step(1)
    page.page.wait_for_timeout(300)
    assert [segments(page, part) for part in ("#map-svg path.path", loss, beta)] == [1, 1, 1]
    page.button("Play").click()
    page.page.wait_for_function(
        "() => document.querySelector('#map-svg path.path').getAttribute('d').split('L').length > 20"
    )
    assert segments(page, "#map-svg path.path") < 80, "it grows"
    page.at_step(91)
    expect(page.button("Play")).to_be_visible()
    whole = visit()
    assert line(page) == line(whole)
    page.button("Back to start").click()
    page.at_step(0)
    assert line(page) == line(whole)
    page.slider("Learning rate η").press("ArrowRight")
    page.page.wait_for_function(
        "(d) => { const now = document.querySelector('#map-svg path.path').getAttribute('d');"
        " return now !== d && now.split('L').length > 50; }",
        arg=line(whole),
    )


@pytest.mark.parametrize("query", ["step=0", "vs=momentum", "moves=0:150:1.5"])
def test_links_that_show_what_came_of_it_show_it_at_once(visit: Open, query: str) -> None:
    page = visit(query, reduced_motion="no-preference")
    assert segments(page, "#map-svg path.path") > 20


def test_paper_shows_the_path(visit: Open) -> None:
    page = visit(reduced_motion="no-preference")
    assert segments(page, "#map-svg path.path") == 0
    page.region("Chain rule").scroll_into_view_if_needed()  # with it comes what prints
    page.at_rest()
    page.page.emulate_media(media="print")
    page.page.wait_for_function(
        "() => document.querySelector('#map-svg path.path').getAttribute('d').split('L').length > 50"
    )
    page.page.emulate_media(media="screen")
    page.page.wait_for_function("() => !document.querySelector('#map-svg path.path').getAttribute('d').includes('L')")


def test_the_point_goes_along_its_step_and_the_curve_bends_with_it(visit: Open) -> None:
    page = visit("step=2", reduced_motion="no-preference")
    page.page.evaluate(WATCH_POINT)
    page.button("Next step").click()
    page.at_step(3)
    page.page.wait_for_timeout(400)
    seen = page.page.evaluate("seen")
    places = [(x, y) for x, y, _, _ in seen]
    (x0, y0), (x1, y1) = places[0], places[-1]
    assert abs(x1 - x0) + abs(y1 - y0) > 5
    between = {place for place in places if place not in (places[0], places[-1])}
    assert len(between) >= 3, "it is seen on its way"
    for x, y in between:
        off = (x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)
        assert abs(off) < 2 * abs(x1 - x0) + 2 * abs(y1 - y0), "which is a straight line"
    counts = {count for _, _, count, _ in seen}
    assert counts == {"step 2 / 91", "step 3 / 91"}, "what is said is of a step"
    assert len({curve for _, _, _, curve in seen}) >= 4
    page.page.evaluate("seen.length = 0")
    for _ in range(4):  # faster than it can go
        page.button("Next step").click()
    page.at_step(7)
    page.page.wait_for_timeout(100)
    assert page.figure.locator(".layer.now").get_attribute("transform") is None
