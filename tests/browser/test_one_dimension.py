"""Taylor in one dimension: x³ ends at the third term; any f(x) can be typed."""

import re

import mpmath
from playwright.sync_api import expect

from tests.browser.conftest import Open

DEPTH = "calculate"


def test_the_cube_is_exact_at_the_third(visit: Open) -> None:
    page = visit()
    page.page.get_by_text("In one dimension").click()
    rows = page.page.locator("#one-rows tr")
    expect(rows).to_have_count(3)
    assert [row.split() for row in rows.all_inner_texts()] == [
        ["1", "6", "6", "1.625", "÷", "4.16"],
        ["2", "1.5", "7.5", "0.125", "÷", "8"],
        ["3", "0.125", "7.625", "0", "–"],
    ]
    expect(page.page.locator("#one-said")).to_contain_text("Order 3 leaves nothing")


def test_any_function_and_what_is_wrong_with_it(visit: Open) -> None:
    page = visit()
    page.watch.expected = ["422"]
    page.page.get_by_text("In one dimension").click()
    f = page.page.get_by_role("textbox", name="f(x) =")
    f.fill("exp(x)")
    f.press("Tab")
    expect(page.page.locator("#one-rows tr")).to_have_count(6)
    expect(page.page.locator("#one-said")).to_contain_text("Each order leaves less")
    f.fill("log(x)")
    page.box("x").fill("1")
    page.box("δ").fill("-2")
    page.box("δ").press("Tab")
    expect(page.page.locator("#one-said")).to_contain_text("f has no value at x + δ = −1")
    page.box("δ").fill("\u22120,5")
    page.box("δ").press("Tab")
    expect(page.page.locator("#one-said")).to_contain_text("f(x + δ) − f(x) = −0.693147")
    expect(page.box("δ")).to_have_value("-0.5")
    page.box("x").fill("1/2")
    page.box("x").press("Tab")
    expect(page.box("x")).to_have_accessible_description("Type a number.")
    expect(page.box("δ")).not_to_have_attribute("aria-invalid", "true")
    page.box("x").fill("1")
    f.fill("exp(w)")
    f.press("Tab")
    expect(page.page.locator("#refused-one")).to_contain_text("w")
    page.box("x").fill("0")
    f.fill("1/x")
    f.press("Tab")
    expect(page.page.locator("#refused-one")).to_be_visible()


def test_the_pieces_follow_the_hand_and_add_up(visit: Open) -> None:
    """Dragged, or by the arrow keys: what stands beside them is what mpmath finds, and the page around is told."""
    page = visit("view=expansion&fx=sin(x)&x=1&delta=1", path="/embed", wait=False)
    near, far = (page.page.get_by_role("slider", name=name, exact=True) for name in ("x", "x + δ"))
    knob = far.locator(".knob").bounding_box()
    assert knob
    page.page.mouse.move(knob["x"] + 7, knob["y"] + 7)
    page.page.mouse.down()
    page.page.mouse.move(knob["x"] + 47, knob["y"] - 20, steps=4)
    page.page.mouse.up()
    expect(far).to_be_focused()
    far.press("Shift+ArrowRight")
    near.press("ArrowLeft")
    expect(page.box("x")).not_to_have_value("1")
    page.frames(4)
    x, delta = (float(page.box(name).input_value()) for name in ("x", "δ"))
    assert x < 1 < 1.2 < delta
    f = mpmath.taylor(mpmath.sin, mpmath.mpf(x), 3)
    names = page.page.locator(".piece-name")
    for i, coefficient in enumerate(f[1:], start=1):
        wanted = coefficient * mpmath.mpf(delta) ** i
        said = float((names.nth(i - 1).text_content() or "").partition(" = ")[2].replace("−", "-"))
        assert abs(said - wanted) <= abs(wanted) * 6e-4, i
    rise = mpmath.sin(x + delta) - mpmath.sin(x)
    told = re.search(r"f\(x \+ δ\) − f\(x\) = (.*?)\. ", page.page.locator("#one-said").inner_text())
    assert told
    assert abs(float(told[1].replace("−", "-")) - rise) <= 1e-6
    assert abs(float(near.get_attribute("aria-valuenow") or "") - x) < 1e-12
