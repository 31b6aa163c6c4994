"""Hints at what can be moved by hand: on a first visit, until it has been; and a browser that keeps nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

#: What a plate may not lie on, with the plates themselves.
BOXES = """() => {
  const plates = [...document.querySelectorAll(".plate:not([hidden])")];
  const onMap = "#map-svg .layer:is(.now, .start, .direction, .landed) :is(.label, .head, .knob, .here, .landing-dot)";
  const rest = document.querySelectorAll(`${onMap}, #neuron-plot .datum`);
  return [plates, [...rest]].map((all) => all.map((one) => one.getBoundingClientRect()).filter(({ width }) => width));
}"""
FORBIDDEN = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })"""
)


def hints(page: Playground) -> list[str]:
    """The plates that are seen."""
    page.frames(3)
    return [plate.text_content() or "" for plate in page.page.locator(".plate").all() if plate.is_visible()]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(
        one[low] < other[high] and other[low] < one[high] for low, high in (("left", "right"), ("top", "bottom"))
    )


def all_three(page: Playground) -> None:
    expect(page.page.locator(".plate")).to_have_count(3)
    assert hints(page) == ["start · drag me", "turn u", "move the dots"]


@pytest.mark.parametrize("options", [{}, {"phone": True}, {"viewport": {"width": 320, "height": 640}}])
def test_they_lie_beside_what_they_speak_of(visit: Open, options: dict[str, Any]) -> None:
    page = visit(**options)
    expect(page.page.locator(".plate")).to_have_count(3)
    if "viewport" not in options:  # on a small map there is no room for all
        all_three(page)
    for k in (0, 7, 91):
        page.goes_to(k)
        page.frames(3)
        plates, rest = page.page.evaluate(BOXES)
        assert plates
        for i, plate in enumerate(plates):
            assert not [other for other in (*plates[:i], *rest) if overlap(plate, other)], (k, i)
    assert page.page.locator(".plate").first.evaluate("(e) => getComputedStyle(e).pointerEvents") == "none"
    assert page.page.locator(".plate:not([aria-hidden=true])").count() == 0
    page.page.emulate_media(media="print")
    assert page.page.locator(".plate").first.is_hidden()


def test_each_goes_once_its_handle_was_used_and_does_not_come_again(visit: Open) -> None:
    page = visit(apart=True)
    all_three(page)
    page.drag_start(1, 1)
    assert hints(page) == ["turn u", "move the dots"]
    page.page.get_by_role("slider", name="Direction u").press("ArrowLeft")
    assert hints(page) == ["move the dots"]
    page.page.reload()
    page.drawn()
    assert page.page.evaluate("document.documentElement.dataset.seen") == "start direction"
    expect(page.page.locator(".plate")).to_have_count(1)
    page.page.get_by_role("slider", name="Point 1", exact=True).press("ArrowUp")
    assert hints(page) == []
    page.page.reload()
    page.drawn()
    page.at_rest()
    assert page.watch.count("hints-") == 0
    assert hints(page) == []


def test_where_nothing_can_be_kept_they_stay_until_used(visit: Open) -> None:
    page = visit(script=FORBIDDEN)
    all_three(page)
    page.start.press("ArrowRight")
    assert hints(page) == ["turn u", "move the dots"]
    page.page.reload()
    all_three(page)


@pytest.mark.parametrize(("query", "expected"), [("", ["start · drag me"]), ("lock=view", []), ("lock=all", [])])
def test_embeds_have_the_first_alone_and_locked_ones_none(visit: Open, query: str, expected: list[str]) -> None:
    page = visit(query, path="/embed")
    page.at_step(0)
    page.at_rest()
    assert hints(page) == expected
