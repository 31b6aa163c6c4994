"""Playing, stepping and scrubbing, by buttons, keys, slider and charts; and the sentence that tells each step."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

COUNT_SENTENCES = """() => {
  const live = document.querySelector("#live");
  window.said = [];
  new MutationObserver(() => window.said.push([live.textContent, live.getAttribute("aria-live")])).observe(live, {
    childList: true, characterData: true, subtree: true,
  });
}"""


def said(page: Playground) -> list[list[str]]:
    page.frames()
    return list(page.page.evaluate("window.said"))


def test_buttons(visit: Open) -> None:
    page = visit()
    page.button("Next step").click()
    page.at_step(1)
    page.button("Next step").click()
    page.at_step(2)
    page.has_query(step="2")
    page.button("Previous step").click()
    page.at_step(1)
    page.button("Next step").click()
    page.button("Back to start").click()
    page.at_step(0)
    page.button("Previous step").click()
    page.at_step(0)
    page.has_query()


def test_keys_of_the_map(visit: Open) -> None:
    page = visit("steps=300&tol=0")
    page.figure.focus()
    press = page.page.keyboard.press
    for key, k in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("ArrowRight", 2), ("Home", 0)):
        press(key)
        page.at_step(k)
    press("Space")
    expect(page.button("Pause")).to_be_visible()
    page.under_way()
    press("Space")
    expect(page.button("Play")).to_be_visible()
    assert page.page.evaluate("scrollY") == 0, "Space plays; it does not scroll"
    press("?")
    expect(page.page.get_by_role("dialog", name="Reading the map")).to_be_visible()
    press("Escape")
    expect(page.page.get_by_role("dialog")).to_be_hidden()
    expect(page.figure).to_be_focused()


def test_playing(visit: Open) -> None:
    page = visit("steps=6")
    page.page.evaluate(COUNT_SENTENCES)
    page.button("Play").click()
    expect(page.button("Pause")).to_be_visible()
    expect(page.live).to_have_attribute("aria-live", "off")
    page.at_step(6)
    expect(page.button("Play")).to_be_visible()
    expect(page.live).to_have_attribute("aria-live", "polite")
    aloud = [sentence for sentence, how in said(page) if how == "polite"]
    assert len(aloud) == 1, "only the end is said"
    assert aloud[0].startswith("Step 6 of 6")
    page.has_query(steps="6", step="6")
    page.button("Play").click()  # from the end it begins again
    expect(page.button("Pause")).to_be_visible()


def test_whatever_is_done_by_hand_pauses(visit: Open) -> None:
    page = visit("steps=2000&tol=0")
    do: Callable[[], None]
    for do in (
        page.button("Back to start").click,
        page.button("Next step").click,
        lambda: page.steps.press("End"),
        lambda: page.region("Loss at every step").locator("svg").click(),
    ):
        page.button("Back to start").click()
        page.button("Play").click()
        expect(page.button("Pause")).to_be_visible()
        do()
        expect(page.button("Play")).to_be_visible()


def test_the_way_back_stops_a_run_that_plays(visit: Open) -> None:
    page = visit("steps=5000&tol=0")
    page.select("Optimiser").select_option("momentum")
    page.has_query(steps="5000", tol="0", optimiser="momentum")
    page.button("Play").click()
    page.under_way()
    page.page.go_back()
    expect(page.select("Optimiser")).to_have_value("gd")
    expect(page.button("Play")).to_be_visible()
    page.at_step(0)
    page.button("Next step").click()
    page.at_step(1)


def test_the_sentence_is_said_once_a_step(visit: Open) -> None:
    page = visit()
    page.page.evaluate(COUNT_SENTENCES)
    for k in (1, 2, 3):
        page.button("Next step").click()
        page.at_step(k)
    sentences = said(page)
    assert [sentence.split(":")[0] for sentence, _ in sentences] == [f"Step {k} of 91" for k in (1, 2, 3)]
    assert {how for _, how in sentences} == {"polite"}
    regions = page.page.locator("[aria-live], [role=status], output")
    before = regions.all_text_contents()
    page.button("Next step").click()
    page.at_step(4)
    talk = [new for old, new in zip(before, regions.all_text_contents(), strict=True) if old != new]
    assert talk == [page.live.inner_text()], "no other region talks"


def test_the_slider(visit: Open) -> None:
    page = visit()
    page.steps.focus()
    page.page.keyboard.press("ArrowRight")
    page.at_step(1)
    expect(page.steps).to_have_attribute("aria-valuetext", "step 1 of 91")
    page.page.keyboard.press("End")
    page.at_step(91)
    page.page.keyboard.press("Home")
    page.at_step(0)
    box = page.steps.bounding_box()
    assert box
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.at_step(46)
    page.has_query(step="46")
    assert page.steps.bounding_box() == box, "the slider stays where the hand is"


@pytest.mark.parametrize("chart", ["Angle β at every step", "Loss at every step"])
def test_a_click_on_a_chart_goes_to_that_step(visit: Open, chart: str) -> None:
    page = visit()
    svg = page.region(chart).locator("svg")
    line = svg.locator("path.line").bounding_box()
    assert line
    svg.scroll_into_view_if_needed()
    box = svg.bounding_box()
    assert box
    # Both charts run over the same steps, 0 to 91, between the same margins.
    left, right = box["x"] + 46, box["x"] + box["width"] - 10
    page.page.mouse.click(left + 0.3 * (right - left), box["y"] + box["height"] / 2)
    page.at_step(27)
    spot = svg.locator(".spot").bounding_box()
    assert spot
    assert spot["x"] + spot["width"] / 2 == pytest.approx(left + 0.3 * (right - left), abs=1.5)
    page.page.mouse.move(left + 0.3 * (right - left), box["y"] + 50)
    page.page.mouse.down()
    page.page.mouse.move(left + 0.6 * (right - left), box["y"] + 50, steps=3)
    page.page.mouse.up()
    page.at_step(55)


def test_steps_are_no_entries_of_the_history(visit: Open) -> None:
    page = visit("eta=2")
    before = page.page.evaluate("history.length")
    for _ in range(3):
        page.button("Next step").click()
    page.has_query(eta="2", step="3")
    assert page.page.evaluate("history.length") == before
    page.page.reload()
    page.drawn()
    page.at_step(3)


def test_a_step_is_not_lost_when_the_page_goes_away_at_once(visit: Open) -> None:
    page = visit()
    for _ in range(4):
        page.button("Next step").click()
    page.page.goto(f"{page.base}/docs")
    page.page.go_back()
    page.at_step(4)
