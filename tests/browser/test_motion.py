"""Play makes the picture, and steps are gone where they may be: for who has not asked for rest."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

#: Where the point is, what is said of it, and the neuron's curve.
NOW = """() => {
  const { x, y, width, height } = document.querySelector("#map-svg .here").getBoundingClientRect();
  const curve = document.querySelector("#neuron-plot .line.loss").getAttribute("d");
  return [x + width / 2, y + height / 2, document.querySelector("#step-count").textContent, curve];
}"""
#: Milliseconds of a frame.
FRAME = 20


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


def test_the_point_goes_along_its_step_and_the_curve_bends_with_it(visit: Open) -> None:
    # A context of its own: its clock is stopped.
    page = visit("step=2", reduced_motion="no-preference", apart=True, before=lambda page: page.clock.install())
    clock = page.page.clock
    clock.pause_at("2100-01-01")
    x0, y0, count, curve = page.page.evaluate(NOW)
    assert count == "step 2 / 91"
    page.button("Next step").click()
    clock.run_for(FRAME)
    seen = []
    for _ in range(16):
        seen.append(page.page.evaluate(NOW))
        clock.run_for(FRAME)
    assert {count for _, _, count, _ in seen} == {"step 3 / 91"}, "what is said is of the step, all the way"
    places = [(x, y) for x, y, _, _ in seen]
    (x1, y1) = places[-1]
    along, length = (x1 - x0, y1 - y0), math.hypot(x1 - x0, y1 - y0)
    assert length > 5
    gone = [((x - x0) * along[0] + (y - y0) * along[1]) / length**2 for x, y in places]
    assert gone == sorted(gone), "it does not turn round"
    assert gone[0] < 0.2
    assert len([t for t in gone if 0 < t < 0.99]) >= 6
    assert gone[13] == 1, "after a fifth of a second it is there"
    for x, y in places:
        assert abs((x - x0) * along[1] - (y - y0) * along[0]) / length < 0.2, "it goes straight on"
    assert len({curve for *_, curve in seen} - {curve}) >= 6
    page.button("Next step").click()
    clock.run_for(3 * FRAME)
    page.button("Next step").click()  # faster than it can go
    clock.run_for(FRAME)
    assert page.figure.locator(".layer.now").get_attribute("transform") is None
    page.at_step(5)
