"""The ledger as a table: the API's numbers, the current row, and ways out of the page."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground, numbers, pasted

DEPTH = "calculate"


def opened(page: Playground) -> Locator:
    table = page.region("Table")
    table.scroll_into_view_if_needed()  # the chain rule above it comes when it is near, and moves it
    expect(page.page.locator("#chain .stage-numbers math").first).to_be_attached()
    page.at_rest()
    table.get_by_text("Every step with all its numbers").click()
    expect(table.get_by_role("row").nth(1)).to_be_visible()
    return table


def current(table: Locator) -> Locator:
    return table.locator("tr[aria-current=step]")


def test_it_costs_nothing_before_it_is_opened(visit: Open) -> None:
    page = visit("steps=5")
    before = len(page.watch.asked)
    expect(page.region("Table").get_by_role("table")).to_be_hidden()
    table = opened(page)
    assert len(page.watch.asked) > before, "what draws it comes with the first opening"
    headers = table.get_by_role("columnheader").all_inner_texts()
    assert headers[:5] == ["k", "w", "b", "L", "∂L/∂w"]
    assert {"‖∇L‖", "η", "u w", "uᵀ∇L", "cos β", "β", "first order", "to second", "actual ΔL"} <= set(headers)
    assert table.get_by_role("row").count() == 7


def test_the_recipe_is_asked_for_when_it_is_unfolded_and_is_followed(visit: Open) -> None:
    page = visit("data=cs7015&steps=5&step=2")
    recipe = page.region("The recipe, in Python")
    assert not page.watch.count("/recipe")
    recipe.get_by_text("This run as a short program").click()
    lit = recipe.locator("li[aria-current=step]")
    expect(lit).to_contain_text("# all at once")
    k, w, *_ = numbers(recipe.locator("[data-role=loop] output").inner_text())
    now, after = page.api("trajectory", "data=cs7015&steps=5")["steps"]["w"][2:4]
    assert k == 2
    assert w == pytest.approx(now, rel=1e-3)
    assert numbers(lit.locator("output").inner_text())[0] == pytest.approx(after, rel=1e-3)
    page.goes_to(3)
    assert numbers(recipe.locator("[data-role=loop] output").inner_text())[0] == 3
    page.select("Optimiser").select_option("adam")
    expect(recipe).to_contain_text("This run has another rule")
    page.select("Loss").select_option("bowl")
    expect(recipe).to_be_hidden()


def test_a_row_is_a_step_by_mouse_and_by_keyboard(visit: Open) -> None:
    page = visit("steps=30&step=3")
    table = opened(page)
    expect(current(table).get_by_role("rowheader")).to_have_text("3")
    table.get_by_role("row").nth(6).get_by_role("cell").first.click()
    page.at_step(5)
    expect(current(table).get_by_role("rowheader")).to_have_text("5")
    current(table).get_by_role("button", name="Go to step 5").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.page.keyboard.press(key)
    page.at_step(7)
    expect(current(table).get_by_role("rowheader")).to_have_text("7")
    page.page.evaluate("document.querySelector('#table-scroll').scrollIntoView({ block: 'end' })")
    page.page.evaluate("document.querySelector('#step').focus({ preventScroll: true })")
    page.page.keyboard.press("End")
    expect(current(table).get_by_role("rowheader")).to_have_text("30")
    expect(current(table)).to_be_in_viewport()


def test_a_table_out_of_sight_does_not_pull_the_page(visit: Open) -> None:
    page = visit("steps=30")
    opened(page)
    page.page.evaluate("scrollTo(0, 0)")
    page.button("Next step").click()
    page.at_step(1)
    page.frames()
    assert page.page.evaluate("scrollY") == 0


def test_a_long_run_shows_a_few_rows_at_a_time(visit: Open) -> None:
    page = visit("steps=1000&tol=0&step=450")
    table = opened(page)
    assert table.get_by_role("row").count() == 201
    expect(current(table).get_by_role("rowheader")).to_have_text("450")
    expect(table.get_by_text("Steps 400 to 599 of 1000")).to_be_visible()
    table.get_by_role("button", name="Later steps").click()
    expect(table.get_by_role("row").nth(1).get_by_role("rowheader")).to_have_text("600")
    table.get_by_role("button", name="Earlier steps").click()
    expect(table.get_by_text("Steps 400 to 599 of 1000")).to_be_visible()


@pytest.mark.parametrize("clipboard", [True, False])
def test_copy(visit: Open, clipboard: bool) -> None:
    page = visit("steps=4&optimiser=momentum", permissions=["clipboard-write"] if clipboard else [])
    if not clipboard:  # as where there is no HTTPS
        page.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.page.evaluate("addEventListener('copy', () => (window.copied = document.activeElement.value))")
    table = opened(page)
    table.get_by_role("button", name="Copy").click()
    expect(table.get_by_text("Copied 5 rows")).to_be_visible()
    text = pasted(page.page) if clipboard else page.page.evaluate("window.copied")
    steps = page.api("trajectory", "steps=4&optimiser=momentum")["steps"]
    rows = list(csv.reader(text.splitlines(), delimiter="\t"))
    assert rows[0] == list(steps)
    assert [float(row[rows[0].index("loss")]) for row in rows[1:]] == steps["loss"], "every digit"


def test_downloads(visit: Open) -> None:
    page = visit("steps=4&eta=2")
    table = opened(page)
    with page.page.expect_download() as coming:
        table.get_by_role("link", name="Download CSV").click()
    assert coming.value.suggested_filename == "antigradient-sigmoid-squared-gd.csv"
    rows = list(csv.DictReader(coming.value.path().read_text().splitlines()))
    steps = page.api("trajectory", "steps=4&eta=2")["steps"]
    assert list(rows[0]) == list(steps)
    assert [float(row["w"]) for row in rows] == steps["w"]
    assert rows[-1]["beta"] == ""
    link = table.get_by_role("link", name="Download JSON")
    expect(link).to_have_attribute("href", re.compile(r"/api/v1/trajectory\?eta=2&steps=4$"))
