"""Zoom and pan: the point under the hand stays there, units stay equal, a gesture is one choice."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground, numbers


def window(page: Playground) -> list[float]:
    return [float(edge) for edge in page.query.get("window", "-4,4,-4,4").split(",")]


def changed(page: Playground, before: list[float]) -> list[float]:
    """The window, once it is another."""
    page.until(lambda: window(page) != before)
    edges = window(page)
    assert math.isclose(edges[1] - edges[0], edges[3] - edges[2], rel_tol=1e-9), "equal units"
    return edges


USUAL = [-4.0, 4.0, -4.0, 4.0]


def test_buttons_and_keys(visit: Open):
    page = visit()
    expect(page.figure.locator(".band").first).to_be_visible()
    page.button("Zoom in").click()
    closer = changed(page, USUAL)
    assert closer == pytest.approx([-2.667, 2.667, -2.667, 2.667], abs=2e-3)
    expect(page.figure.locator(".tick").first).not_to_have_text("−4")
    page.button("Zoom out").click()
    assert changed(page, closer) == pytest.approx(USUAL, abs=5e-3)
    page.figure.focus()
    page.page.keyboard.press("+")
    page.page.keyboard.press("+")
    page.until(lambda: window(page)[1] < 2)
    page.page.keyboard.press("0")
    page.has_query()
    page.page.keyboard.press("-")
    assert changed(page, USUAL)[1] == 6


def test_fit_to_path(visit: Open):
    page = visit("window=-40,40,-40,40")
    page.button("Fit to path").click()
    w_min, w_max, b_min, b_max = changed(page, [-40.0, 40.0, -40.0, 40.0])
    steps = page.api("trajectory")["steps"]
    assert w_min <= min(steps["w"]) <= max(steps["w"]) <= w_max < 10
    assert b_min <= min(steps["b"]) <= max(steps["b"]) <= b_max


def test_the_wheel_zooms_about_the_pointer_but_not_for_those_who_scroll_by(visit: Open):
    page = visit()
    place = page.pixel(2, 1)
    page.page.mouse.move(*place)
    page.page.mouse.wheel(0, 300)
    page.until(lambda: page.page.evaluate("scrollY") > 0)
    assert page.query == {}
    page.page.evaluate("scrollTo(0, 0)")
    page.page.keyboard.down("Control")
    page.page.mouse.wheel(0, -100)
    page.page.mouse.wheel(0, -100)
    page.page.keyboard.up("Control")
    closer = changed(page, USUAL)
    assert closer[1] - closer[0] < 4.1
    # A wheel's place is whole pixels, and four times as near is three times as far off.
    assert page.pixel(2, 1, closer) == pytest.approx(place, abs=3.5)
    page.page.go_back()
    page.has_query()


def test_the_background_is_pulled_along_and_the_map_is_asked_for_once(visit: Open):
    page = visit()
    maps = page.watch.count("/surface?")
    page.page.mouse.move(*page.pixel(1, 2))
    page.page.mouse.down()
    page.page.mouse.move(*page.pixel(0, 2), steps=4)
    page.frames()
    assert page.figure.locator(".sheet").get_attribute("transform"), "the old bands move along"
    assert page.watch.count("/surface?include=bands") <= maps
    page.page.mouse.move(*page.pixel(-1, 1), steps=4)
    page.page.mouse.up()
    assert changed(page, USUAL) == pytest.approx([-2, 6, -3, 5], abs=0.03)
    page.until(lambda: page.watch.count("include=bands") == maps + 1)
    page.until(lambda: page.figure.locator(".sheet").get_attribute("transform") is None)
    assert "start" not in page.query
    page.button("Undo").click()
    page.has_query()
    page.button("Redo").click()
    assert changed(page, USUAL) == pytest.approx([-2, 6, -3, 5], abs=0.03)


def test_the_handles_keep_their_own_drags(visit: Open):
    page = visit()
    page.drag_start(-1, 1)
    page.starts_at(-1, 1)
    assert "window" not in page.query


PINCH = """([from, to]) => {
  const svg = document.querySelector("#map-svg");
  const fire = (type, places) => svg.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true,
    touches: places.map(([x, y], i) => new Touch({ identifier: i, target: svg, clientX: x, clientY: y })) }));
  fire("touchstart", from); fire("touchmove", to); fire("touchend", []);
}"""


def test_two_fingers_pinch(visit: Open):
    page = visit(phone=True)
    fingers = [[page.pixel(-1, 0), page.pixel(1, 0)], [page.pixel(-2, 0), page.pixel(2, 0)]]
    page.page.evaluate(PINCH, fingers)
    assert changed(page, USUAL) == pytest.approx([-2, 2, -2, 2], abs=0.03)
    scrolls = page.figure.evaluate("(e) => getComputedStyle(e).touchAction")
    assert scrolls == "pan-x pan-y", "one finger scrolls the page"


def loss_near(page: Playground, w: float, b: float) -> float:
    return float(page.api("gradient", f"point={w},{b}")["loss"])


def test_what_lies_under_the_pointer(visit: Open):
    page = visit()
    assert page.watch.count("include=loss") == 0
    page.page.mouse.move(*page.pixel(1.5, -0.5))
    readout = page.map.get_by_text("loss ≈")
    expect(readout).to_be_visible()
    w, b, loss = numbers(readout.inner_text())
    assert (w, b) == pytest.approx((1.5, -0.5), abs=0.02)
    assert loss == pytest.approx(loss_near(page, w, b), rel=0.02)
    page.page.mouse.move(5, 5)
    expect(readout).to_be_hidden()


def test_the_cross_hair_by_keyboard(visit: Open):
    page = visit()
    page.figure.focus()
    page.page.keyboard.press("c")
    expect(page.figure.locator(".cross")).to_be_visible()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Shift+ArrowUp")
    said = page.page.locator("#probe-said")
    expect(said).to_contain_text("Cross-hair at (w, b) = (−1.9, −1), loss ≈ ")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(page.page.locator("#readout")).to_contain_text("(w, b) = (−1.9, −1), loss ≈ ")
    assert numbers(said.inner_text())[2] == pytest.approx(loss_near(page, -1.9, -1), rel=0.01)
    page.at_step(0)
    page.page.keyboard.press("c")
    expect(page.figure.locator(".cross")).to_have_count(0)
    page.page.keyboard.press("ArrowRight")
    page.at_step(1)
