"""Taylor in one dimension: x³ ends at the third term; any f(x) can be typed."""

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
