"""The start point follows mouse, finger and keys; the server is asked for no more than that takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground


def history_length(page: Playground) -> int:
    return int(page.page.evaluate("history.length"))


def test_drag_by_mouse(visit: Open) -> None:
    page = visit()
    before = history_length(page)
    maps = page.watch.count("include=bands")
    page.drag_start(1, 2)
    page.starts_at(1, 2)
    first = page.query["start"]
    expect(page.box("w")).to_have_value(first.split(",")[0])
    expect(page.box("b")).to_have_value(first.split(",")[1])
    expect(page.live).to_contain_text(f"(w, b) = ({first.replace(',', ', ')})")
    assert page.knob() == pytest.approx(page.pixel(1, 2), abs=1.5)
    assert history_length(page) == before + 1, "one drag is one entry of the history"
    assert page.watch.count("include=bands") == maps == 1, "the map does not depend on the start"
    page.drag_start(-1, -1)
    page.starts_at(-1, -1)
    assert history_length(page) == before + 2, "however soon it follows"
    page.page.go_back()
    page.has_query(start=first)
    expect(page.live).to_contain_text(f"(w, b) = ({first.replace(',', ', ')})")
    page.page.go_back()
    page.has_query()
    expect(page.live).to_contain_text("(w, b) = (−2, −2)")
    page.page.go_forward()
    page.has_query(start=first)
    expect(page.start).to_have_attribute("aria-valuetext", "w {}, b {}".format(*first.split(",")))


def test_drag_stays_on_the_map_and_the_keys_go_on_from_there(visit: Open) -> None:
    page = visit()
    page.drag_start(1, 6)
    page.starts_at(1, 4)
    expect(page.start).to_be_focused()
    page.page.keyboard.press("ArrowDown")
    page.starts_at(1, 3.9)


def test_drag_by_finger(visit: Open) -> None:
    page = visit(phone=True)
    page.figure.scroll_into_view_if_needed()
    finger = page.page.context.new_cdp_session(page.page)

    def touch(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    scrolled = page.page.evaluate("scrollY")
    touch("touchStart", page.knob())
    for at in ((-1.5, -1), (-0.5, 0), (0.5, 1)):
        touch("touchMove", page.pixel(*at))
    touch("touchEnd")
    expect(page.live).to_contain_text("Step 0 of")
    page.page.wait_for_url("**/?start=*", wait_until="commit")
    w, b = map(float, page.query["start"].split(","))
    assert (w, b) == pytest.approx((0.5, 1), abs=0.05)
    assert page.page.evaluate("scrollY") == scrolled, "the finger moves the point, not the page"


def test_arrow_keys(visit: Open) -> None:
    page = visit()
    page.start.focus()
    for key, start in (
        ("ArrowRight", "-1.9,-2"),
        ("ArrowUp", "-1.9,-1.9"),
        ("Shift+ArrowRight", "-0.9,-1.9"),
        ("Shift+ArrowDown", "-0.9,-2.9"),
        ("ArrowLeft", "-1,-2.9"),
        ("ArrowDown", "-1,-3"),
    ):
        page.page.keyboard.press(key)
        page.has_query(start=start)
        page.at_step(0)
        w, b = start.replace("-", "−").split(",")
        expect(page.start).to_have_attribute("aria-valuetext", f"w {w}, b {b}")
        expect(page.live).to_contain_text(f"(w, b) = ({w}, {b})")


PRESSES = """(handle, count) => {
  for (let i = 0; i < count; i++)
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
}"""


def test_keys_in_quick_succession_are_one_entry(visit: Open) -> None:
    page = visit()
    before = history_length(page)
    page.start.evaluate(PRESSES, 5)  # at once: a busy machine's presses may lie apart
    page.has_query(start="-1.5,-2")
    assert history_length(page) == before + 1
    page.page.go_back()
    page.has_query()
    expect(page.start).to_have_attribute("aria-valuetext", "w −2, b −2")


def test_a_start_outside_the_window_keeps_its_handle_in_reach(visit: Open) -> None:
    page = visit("start=9,0")
    expect(page.map.get_by_text("Step 0 is off the map")).to_be_visible()
    assert page.knob() == pytest.approx(page.pixel(4, 0), abs=1)
    page.drag_start(0, 0)
    page.starts_at(0, 0)


def hold(page: Playground) -> list[Route]:
    """Questions about the path that wait for their answer until the test continues them."""
    held: list[Route] = []
    page.page.route("**/trajectory?*", lambda route: held.append(route))  # noqa: PLW0108 - a builtin cannot be a handler
    return held


def test_a_drag_aborts_the_requests_that_it_replaces(visit: Open) -> None:
    page = visit()
    held = hold(page)
    page.page.mouse.move(*page.knob())
    page.page.mouse.down()
    for i, w in enumerate((-1.5, -1.0, -0.5, 0.0, 0.5)):
        page.page.mouse.move(*page.pixel(w, -2))
        page.until(lambda: len(held) == i + 1)  # noqa: B023
    page.page.mouse.up()
    # The first may finish, so that on a slow line something is seen to move; of the rest only the last is still wanted.
    held[0].continue_()
    held[-1].continue_()
    page.starts_at(0.5, -2)
    expect(page.live).to_contain_text(f"(w, b) = ({page.query['start'].split(',')[0]}, −2)")
    page.until(lambda: len(page.watch.aborted) == 3)
    assert held[-1].request.url not in page.watch.aborted
    assert page.watch.count("include=bands") == 1


def test_an_old_answer_never_overtakes_a_new_one(visit: Open) -> None:
    page = visit()
    held = hold(page)
    page.start.focus()
    for i, key in enumerate(("ArrowRight", "ArrowUp")):
        page.page.keyboard.press(key)
        page.until(lambda: len(held) == i + 1)  # noqa: B023
    held[1].continue_()
    expect(page.live).to_contain_text("(w, b) = (−1.9, −1.9)")
    with page.page.expect_event("requestfinished"):
        held[0].continue_()
    page.frames()
    expect(page.live).to_contain_text("(w, b) = (−1.9, −1.9)")
