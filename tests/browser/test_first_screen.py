"""The first screen: what a student sees before anything is asked of them, and how the mathematics comes when it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

SIZES = [(1340, 900), (820, 1180), (390, 844), (320, 640)]
MATHEMATICS = "#step-numbers, #bounds, #taylor-chart, #chain, #table-box, #reduction, #objective-formula"


def share_of_window(page: Playground, selector: str) -> float:
    """How much of the window the visible part of an element takes."""
    return float(
        page.page.evaluate(
            """(selector) => {
              const { left, right, top, bottom } = document.querySelector(selector).getBoundingClientRect();
              const across = Math.min(right, innerWidth) - Math.max(left, 0);
              const down = Math.min(bottom, innerHeight) - Math.max(top, 0);
              return (Math.max(across, 0) * Math.max(down, 0)) / (innerWidth * innerHeight);
            }""",
            selector,
        )
    )


def test_a_first_visit_asks_one_thing_and_shows_one_picture(visit: Open) -> None:
    page = visit(apart=True)
    headline = page.page.get_by_role("heading", level=1)
    expect(headline).to_contain_text("Which way is down?")
    assert float(headline.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)")) >= 28
    assert share_of_window(page, "#map") + share_of_window(page, "#live") >= 0.35
    for seen in (page.region("The neuron"), page.region("This step"), page.slider("w"), page.button("Play"), page.live):
        expect(seen).to_be_in_viewport(ratio=1)
    caption = "Every place on the map is one setting of two dials. Dark means a low loss."
    expect(page.region("Map")).to_contain_text(caption)
    expect(page.page.locator("#verdict strong")).to_have_text("Downhill: the loss falls by 0.0832")
    expect(page.page.locator("#step-beta")).to_have_text("180°")
    steps = page.api("trajectory", "steps=1")["steps"]
    for told, column in (("#step-promised", "first_order"), ("#step-did", "actual")):
        expect(page.page.locator(told)).to_have_text(f"{steps[column][0]:.3g}".replace("-", "−"))


def test_who_has_been_here_before_finds_the_headline_small(visit: Open) -> None:
    def returning(page: Page) -> None:
        page.add_init_script("localStorage.setItem('antigradient-seen', 'start')")

    page = visit(apart=True, before=returning)
    assert share_of_window(page, "h1") < 1e-4
    expect(page.page.locator(".tagline")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_fits(visit: Open, width: int, height: int) -> None:
    page = visit(viewport={"width": width, "height": height}, has_touch=width < 700)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.figure).to_be_in_viewport(ratio=0.8 if height < 700 else 1)
    expect(page.page.locator(MATHEMATICS).locator("visible=true")).to_have_count(0)


def test_the_mathematics_is_one_press_away(visit: Open) -> None:
    page = visit("step=5")
    asked = page.watch.count("/derivation")
    assert asked == 0
    page.button("Calculate").press("Enter")
    page.has_query(step="5", depth="calculate")
    for part in ("Taylor", "Chain rule", "Table"):
        expect(page.region(part)).to_be_visible()
    expect(page.page.locator("#step-numbers")).to_contain_text("cos β")
    expect(page.page.locator("#bounds .needle, #bounds circle").first).to_be_attached()
    expect(page.button("Calculate")).to_have_attribute("aria-pressed", "true")
    expect(page.button("Calculate")).to_be_focused()
    page.page.go_back()
    page.has_query(step="5")
    expect(page.page.locator(MATHEMATICS).locator("visible=true")).to_have_count(0)
    page.button("Calculate").click()
    page.goes_to(7)
    page.button("See").click()
    page.has_query(step="7")


def test_a_dial_turns_the_start_and_shows_it(visit: Open) -> None:
    page = visit("step=5")
    dial = page.slider("w")
    dial.press("ArrowRight")
    page.at_step(0)
    page.has_query(start="-1.9,-2")
    expect(page.box("w")).to_have_value("-1.9")
    expect(page.page.locator("#neuron-told")).to_contain_text("Its loss at step 0")
    page.box("b").fill("1.5")
    page.box("b").press("Enter")
    page.has_query(start="-1.9,1.5")
    page.box("b").fill("far")
    page.box("b").press("Enter")
    expect(page.page.get_by_text("Type a number.")).to_be_visible()
    page.has_query(start="-1.9,1.5")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (820, 1180)])
def test_the_map_stays_in_sight_while_it_is_set(visit: Open, width: int, height: int) -> None:
    page = visit(viewport={"width": width, "height": height}, has_touch=True)
    first = page.slider("w")
    play, dial = page.button("Play").bounding_box(), first.bounding_box()
    assert play
    assert dial
    assert dial["y"] - (play["y"] + play["height"]) < 150, "within a thumb's reach"
    for control in (page.slider("b"), page.select("Optimiser"), page.slider("Learning rate η")):
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=1)
        expect(page.button("Play")).to_be_in_viewport(ratio=1)
        assert share_of_window(page, "#map-svg") > (0.35 if width < 700 else 0.12)
        assert control.evaluate(
            "(e) => { const { x, y, width, height } = e.getBoundingClientRect();"
            " return document.elementFromPoint(x + width / 2, y + height / 2) === e; }"
        ), "nothing lies over it"
