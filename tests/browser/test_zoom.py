"""Zoom and pan: the point under the hand stays there, units stay equal, a gesture is one choice."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from antigradient.figure import draw
from antigradient.figure.elements import Element
from antigradient.scenario import resolve
from tests.browser.conftest import Open
from tests.browser.playground import Playground, numbers
from tests.library.figure.shapes import same_outline

DEPTH = "calculate"


def window(page: Playground) -> list[float]:
    return [float(edge) for edge in page.query.get("window", "-4,4,-4,4").split(",")]


def changed(page: Playground, before: list[float]) -> list[float]:
    """The window, once it is another."""
    page.until(lambda: window(page) != before)
    edges = window(page)
    assert math.isclose(edges[1] - edges[0], edges[3] - edges[2], rel_tol=1e-9), "equal units"
    return edges


USUAL = [-4.0, 4.0, -4.0, 4.0]


def test_buttons_and_keys(visit: Open) -> None:
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


def test_fit_to_path(visit: Open) -> None:
    page = visit("window=-40,40,-40,40")
    page.button("Fit to path").click()
    w_min, w_max, b_min, b_max = changed(page, [-40.0, 40.0, -40.0, 40.0])
    steps = page.api("trajectory")["steps"]
    assert w_min <= min(steps["w"]) <= max(steps["w"]) <= w_max < 10
    assert b_min <= min(steps["b"]) <= max(steps["b"]) <= b_max


def test_the_wheel_zooms_about_the_pointer_but_not_for_those_who_scroll_by(visit: Open) -> None:
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


def test_the_background_is_pulled_along_and_the_map_is_asked_for_once(visit: Open) -> None:
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


def test_the_handles_keep_their_own_drags(visit: Open) -> None:
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


def test_two_fingers_pinch(visit: Open) -> None:
    page = visit(phone=True)
    fingers = [[page.pixel(-1, 0), page.pixel(1, 0)], [page.pixel(-2, 0), page.pixel(2, 0)]]
    page.page.evaluate(PINCH, fingers)
    assert changed(page, USUAL) == pytest.approx([-2, 2, -2, 2], abs=0.03)
    scrolls = page.figure.evaluate("(e) => getComputedStyle(e).touchAction")
    assert scrolls == "pan-x pan-y", "one finger scrolls the page"


def loss_near(page: Playground, w: float, b: float) -> float:
    return float(page.api("gradient", f"point={w},{b}")["loss"])


def test_what_lies_under_the_pointer(visit: Open) -> None:
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


def test_the_cross_hair_by_keyboard(visit: Open) -> None:
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


SHAPES = [
    "objective=himmelblau&window=2.99,3.01,1.99,2.01&start=2.992,1.993",
    "window=1.14,1.16,-0.29,-0.27&start=1.142,-0.288",
]


def same_shapes(page: Playground, **given: Any) -> set[str]:
    """Each band of the page is that of the still figure, which is drawn with all digits; the places, as written."""
    expect(page.figure.locator(".band").first).to_be_visible()
    page.frames(3)
    drawn = page.figure.locator(".band").evaluate_all("(bands) => bands.map((band) => band.getAttribute('d'))")
    width = float((page.figure.get_attribute("viewBox") or "").split()[2])
    still = draw(resolve({**given, "window": window(page)}), width=width)
    sheet, _ = still._layers["bands"]
    assert len(drawn) == len(sheet.children)
    for band, d in zip(sheet.children, drawn, strict=True):
        assert isinstance(band, Element)
        same_outline(str(band.attrs["d"]), d)
    return {place.split(",")[0] for d in drawn for place in re.findall(r"-?[\d.]+,-?[\d.]+", d)}


@pytest.mark.parametrize("query", SHAPES)
def test_a_narrow_window_keeps_its_shapes_and_its_places(visit: Open, query: str) -> None:
    page = visit(query)
    w, b = map(float, page.query["start"].split(","))
    assert len(same_shapes(page, objective=page.query.get("objective", "sigmoid-squared"))) >= 200
    said = page.query["start"].replace("-", "−").replace(",", ", ")
    expect(page.live).to_contain_text(f"= ({said}), loss")
    page.start.focus()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("ArrowUp")
    to = [w + 2e-4, b + 2e-4]
    page.until(lambda: [float(t) for t in page.query["start"].split(",")] == pytest.approx(to, abs=1e-9))
    expect(page.start).to_have_attribute("aria-valuetext", f"w {to[0]:.4f}, b {to[1]:.4f}".replace("-", "−"))
    expect(page.live).to_contain_text(f"({to[0]:.4f}, {to[1]:.4f})".replace("-", "−"))


def test_zooming_in_keeps_shapes_and_ends_with_a_reason(visit: Open) -> None:
    page = visit("objective=himmelblau&window=2,4,1,3&start=3.01,2.01")
    for _ in range(8):
        before = window(page)
        page.button("Zoom in").click()
        changed(page, before)
    page.until(lambda: any(f"window={page.query['window']}" in url for url in page.watch.asked))
    page.page.wait_for_load_state("networkidle")
    assert len(same_shapes(page, objective="himmelblau")) >= 200
    page.open("window=1,1.0000000013,0,1.3e-9&start=1.0000000006,6e-10")
    note = page.map.get_by_text("No closer: a narrower map would have too few digits to be drawn.")
    expect(note).to_have_count(0)
    page.button("Zoom in").click()
    expect(note.first).to_be_visible()
    expect(page.page.locator("#probe-said")).to_contain_text("No closer")
    assert page.query["window"] == "1,1.0000000013,0,1.3e-9"
    page.button("Zoom out").click()
    expect(page.page.locator("#map-note")).to_be_hidden()


def test_a_window_that_is_too_narrow_is_refused_in_words_and_the_usual_one_shown(visit: Open) -> None:
    page = visit("window=0,1e-310,0,1e-310")
    expect(page.notices).to_contain_text("window is too narrow")
    expect(page.figure.locator(".band").first).to_be_visible()
