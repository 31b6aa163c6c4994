"""The neuron's data points in the reader's hand: by mouse, finger, key, box and button."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import broken
from tests.browser.conftest import Open
from tests.browser.playground import Playground

DEPTH = "calculate"


def point(page: Playground, i: int) -> Locator:
    return page.page.get_by_role("slider", name=f"Point {i}", exact=True)


def place(page: Playground, i: int) -> tuple[float, float]:
    point(page, i).scroll_into_view_if_needed()
    box = point(page, i).locator(".reach").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def data(page: Playground) -> list[list[float]]:
    return [[float(t) for t in p.split(":")] for p in page.query.get("data", "").split(",") if p]


def own(page: Playground, count: int) -> list[list[float]]:
    """The address comes to hold so many points of the reader's own."""
    page.until(lambda: len(data(page)) == count)
    return data(page)


def drag(page: Playground, i: int, dx: float, dy: float) -> None:
    x, y = place(page, i)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + dx, y + dy, steps=6)
    page.page.mouse.up()


FIVE = [[-2, 0.08], [-0.8, 0.3], [0.3, 0.45], [1.4, 0.85], [2.6, 0.93]]


def test_drag_by_mouse_is_one_entry(visit: Open) -> None:
    page = visit()
    page.opens_points()
    before = page.page.evaluate("history.length")
    drag(page, 3, 20, -30)
    moved = own(page, 5)
    assert moved[:2] == FIVE[:2]
    assert moved[3:] == FIVE[3:]
    assert moved[2][0] > 0.4
    assert moved[2][1] > 0.55
    assert page.page.evaluate("history.length") == before + 1
    expect(page.select("Data")).to_have_value("own")
    expect(point(page, 3)).to_be_focused()
    expect(page.box("Point x")).to_have_value(f"{moved[2][0]:g}")
    loss = page.api("trajectory", f"data={page.query['data']}")["steps"]["loss"][0]
    expect(page.live).to_contain_text(f"loss {loss:.4g}")
    page.page.go_back()
    page.has_query()
    expect(point(page, 3)).to_have_attribute("aria-valuetext", "x 0.3, y 0.45")


def test_the_point_stays_under_the_mouse(visit: Open) -> None:
    page = visit()
    page.opens_points()
    x, y = place(page, 5)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    for to in ((x - 40, y + 20), (x - 80, y + 50)):
        page.page.mouse.move(*to)
        page.frames(3)
        assert place(page, 5) == pytest.approx(to, abs=2)
    page.page.mouse.up()


def test_drag_by_finger(visit: Open) -> None:
    page = visit(phone=True)
    page.opens_points()
    # Not every browser holds the page in its place.
    page.page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    x, y = place(page, 2)
    finger = page.page.context.new_cdp_session(page.page)

    def touch(kind: str, at: Sequence[tuple[float, float]]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": u, "y": v} for u, v in at]})

    touch("touchStart", [(x, y)])
    for k in range(1, 5):
        touch("touchMove", [(x + 5 * k, y - 12 * k)])
    touch("touchEnd", [])
    moved = own(page, 5)
    assert moved[1][1] > 0.4
    box = point(page, 2).locator(".reach").bounding_box()
    assert box
    assert (box["x"] + 14, box["y"] + 14) == pytest.approx((x + 20, y - 48), abs=3), "not the page"


def test_keys(visit: Open) -> None:
    page = visit()
    page.opens_points()
    point(page, 1).focus()
    page.page.keyboard.press("ArrowUp")
    page.until(lambda: data(page)[:1] == [[-2, 0.09]])
    page.page.keyboard.press("Shift+ArrowRight")
    page.until(lambda: data(page)[:1] == [[-1.5, 0.09]])
    page.page.keyboard.press("PageDown")
    expect(point(page, 2)).to_be_focused()
    page.page.keyboard.press("Delete")
    assert own(page, 4) == [[-1.5, 0.09], *FIVE[2:]]
    expect(point(page, 2)).to_be_focused()
    page.page.keyboard.press("PageUp")
    page.page.keyboard.press("PageUp")
    expect(point(page, 4)).to_be_focused()
    page.at_step(0)


def test_added_and_removed(visit: Open) -> None:
    page = visit()
    page.opens_points()
    page.button("Add a point").click()
    added = own(page, 6)
    assert added[:5] == FIVE
    assert added[5][0] == pytest.approx(2), "in the widest gap"
    answer = page.api("gradient", "point=-2,-2&data=2:0")["samples"][0]["prediction"]
    assert added[5][1] == pytest.approx(answer, abs=1e-3)
    expect(page.select("Data point")).to_have_value("5")
    page.button("Remove this point").click()
    assert own(page, 5) == FIVE
    page.page.locator("#neuron-plot").scroll_into_view_if_needed()
    frame = page.page.locator("#neuron-plot").bounding_box()
    assert frame
    x, _ = place(page, 4)
    page.page.mouse.dblclick(x, frame["y"] + frame["height"] - 40)
    twice = own(page, 6)
    assert twice[5][0] == pytest.approx(1.4, abs=0.05)
    assert 0 < twice[5][1] < 0.3
    expect(point(page, 6)).to_be_focused()


def test_the_last_point_stays(visit: Open) -> None:
    page = visit("data=1:0.5,2:0.8&batch=2")
    page.button("Remove this point").click()
    page.has_query(data="2:0.8")
    expect(page.button("Remove this point")).to_be_disabled()
    point(page, 1).focus()
    page.page.keyboard.press("Delete")
    page.frames()
    page.has_query(data="2:0.8")


def test_typed(visit: Open) -> None:
    page = visit()
    page.opens_points()
    page.select("Data point").select_option("Point 4")
    expect(page.box("Point x")).to_have_value("1.4")
    page.box("Point y").fill("0.5")
    page.box("Point y").press("Enter")
    assert own(page, 5) == [*FIVE[:3], [1.4, 0.5], FIVE[4]]
    expect(point(page, 4)).to_have_attribute("aria-valuetext", "x 1.4, y 0.5")


def test_labels_of_the_log_loss_stay_in_range(visit: Open) -> None:
    page = visit("objective=sigmoid-log")
    page.opens_points()
    expect(page.page.get_by_text("labels from 0 to 1 only")).to_be_visible()
    drag(page, 5, 0, -120)
    assert own(page, 5)[4][1] == 1
    point(page, 5).focus()
    page.page.keyboard.press("Shift+ArrowUp")
    page.frames()
    assert data(page)[4][1] == 1
    page.box("Point y").fill("1.5")
    page.box("Point y").press("Enter")
    expect(page.page.get_by_text("For this loss y is from 0 to 1.")).to_be_visible()
    assert data(page)[4][1] == 1


def test_two_inputs(visit: Open) -> None:
    page = visit("objective=logistic-2&step=5")
    page.opens_points()
    plot = page.page.locator("#neuron-plot")
    expect(plot.locator("circle.datum")).to_have_count(6)
    expect(plot.locator("rect.datum")).to_have_count(6)
    expect(plot.locator(".side")).to_have_count(1)
    assert plot.locator(".line").get_attribute("d")
    drag(page, 1, 30, -20)
    moved = own(page, 12)
    assert moved[0][0] > -1.8
    assert moved[0][1] > -0.9
    assert moved[0][2] == 0
    page.box("Point y").fill("1")
    page.box("Point y").press("Enter")
    expect(plot.locator("rect.datum")).to_have_count(7)
    page.button("Add a point").click()
    assert len(own(page, 13)[12]) == 3


def test_where_it_was(visit: Open) -> None:
    page = visit()
    was = page.page.locator("#neuron-plot .was")
    expect(was).to_have_count(0)
    page.button("Next step").click()
    expect(was).to_have_count(2)
    assert was.first.get_attribute("d") == was.last.get_attribute("d"), "the last step began at the start"
    page.button("Next step").click()
    page.until(lambda: was.first.get_attribute("d") != was.last.get_attribute("d"))


def test_a_line_for_the_line_and_slices_where_there_is_no_data(visit: Open) -> None:
    page = visit("objective=linear-squared")
    slices, neuron = page.region("Slices through the point"), page.page.locator("#neuron-card")
    expect(page.region("The line")).to_be_visible()
    expect(slices).to_be_hidden()
    assert not page.watch.count("/slices")
    page.select("Loss").select_option("ravine")
    expect(neuron).to_be_hidden()
    slices.scroll_into_view_if_needed()
    expect(slices).to_contain_text("b held at 1.5: turning w up lowers the loss; slope −3.5.")
    expect(slices).to_contain_text("w held at −3.5: turning b up raises the loss; slope 30.")
    points = slices.locator(".here")
    expect(points).to_have_count(2)
    begin = points.first.get_attribute("cy")
    page.button("Next step").click()
    row = page.api("trajectory", "objective=ravine&steps=1&eta=0.09")["steps"]
    expect(slices).to_contain_text(f"slope {row['grad_b'][1]:.3g}.".replace("-", "−"))
    page.until(lambda: points.first.get_attribute("cy") != begin)
    found = broken(page.page, context="#slices-card")
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found] == []
    page.select("Loss").select_option("sigmoid-squared")
    expect(page.region("The neuron")).to_be_visible()
    expect(slices).to_be_hidden()


@pytest.mark.parametrize("query", ["", "objective=logistic-2"])
def test_targets_are_large_enough_and_axe_finds_nothing(visit: Open, query: str) -> None:
    page = visit(query)
    for reach in page.page.locator("#neuron-plot .reach").all():
        box = reach.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    found = broken(page.page, context="#neuron-card")
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found] == []
