"""Further runs on the same map: added, changed, told of, shown in the first one's place, removed."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_access import violations

DEPTH = "calculate"

EIGHT = ["gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "newton", "gd;eta=0.5"]


def asked(page: Playground) -> list[str]:
    """The further runs that the address names."""
    return [value for name, value in parse_qsl(urlsplit(page.page.url).query) if name == "vs"]


def has_runs(page: Playground, *runs: str) -> None:
    page.until(lambda: asked(page) == list(runs))


def drawn(page: Playground, count: int) -> None:
    """Each further run has its path, its line in the legend and its row in the card."""
    expect(page.figure.locator(".layer.others g.other")).to_have_count(count)
    expect(page.page.locator("#runs > li")).to_have_count(count + 1 if count else 0)
    if count:
        expect(card(page).get_by_role("rowheader")).to_have_count(count + 1)
    expect(card(page)).to_be_visible(visible=count > 0)


def card(page: Playground) -> Locator:
    return page.region("Compare")


def losses(page: Playground) -> Locator:
    """Of all runs, at the step that is shown."""
    return card(page).locator("tbody tr:first-child td:nth-child(2)")


def told(page: Playground) -> Locator:
    return page.page.locator("#compare-said")


def query(page: Playground) -> str:
    said = urlsplit(page.page.url).query.split("&")
    return "&".join(one for one in said if one != f"depth={page.depth}")


def paths(page: Playground, asked_for: str) -> list[Any]:
    """Every run's numbers by the API, the first one first."""
    answer = page.api("trajectory", asked_for)
    return [run["steps"] for run in (answer, *answer["runs"])]


def typed(box: Locator, text: str) -> None:
    box.fill(text)
    box.press("Enter")


def test_a_run_is_added_changed_and_removed(visit: Open) -> None:
    page = visit()
    expect(card(page)).to_be_hidden()
    assert page.watch.count("vs=") == 0
    page.button("Compare").click()
    has_runs(page, "momentum")
    drawn(page, 1)
    chosen = page.select("Optimiser of run 1")
    expect(chosen).to_be_focused()
    expect(told(page)).to_have_text("Run 1 is added: Momentum.")
    chosen.select_option("adam")
    has_runs(page, "adam")
    eta = page.box("Learning rate η of run 1")
    typed(eta, "0.3")
    has_runs(page, "adam;eta=0.3")
    expect(card(page)).to_contain_text("Adam, η = 0.3")

    page.at_rest()
    picture = page.figure.inner_html()
    typed(eta, "0")
    expect(eta).to_have_accessible_description("Must be more than 0.")
    expect(eta).to_have_attribute("aria-invalid", "true")
    page.frames()
    assert (asked(page), page.figure.inner_html()) == (["adam;eta=0.3"], picture)
    typed(eta, "0.3")
    expect(page.page.get_by_text("Must be more than 0.")).to_be_hidden()

    page.button("Settings of run 1").click()
    for name, text, said in (
        ("Decay β₁ of run 1", "0.5", "adam;eta=0.3;beta1=0.5"),
        ("Start w of run 1", "1", "adam;start=1,-2;eta=0.3;beta1=0.5"),
        ("Start w of run 1", "-2", "adam;eta=0.3;beta1=0.5"),
        ("Steps of run 1", "30", "adam;steps=30;eta=0.3;beta1=0.5"),
    ):
        typed(page.box(name), text)
        has_runs(page, said)
    page.select("Schedule of run 1").focus()
    page.page.keyboard.press("ArrowDown")
    has_runs(page, "adam;steps=30;eta=0.3;beta1=0.5;schedule=inverse")
    expect(page.box("Decay of run 1")).to_be_visible()
    expect(page.select("Schedule of run 1")).to_be_focused()
    expect(page.box("Steps")).to_have_count(0)

    page.page.go_back()
    has_runs(page, "adam;steps=30;eta=0.3;beta1=0.5")
    expect(page.select("Schedule of run 1")).to_have_value("constant")
    page.button("Redo").click()
    has_runs(page, "adam;steps=30;eta=0.3;beta1=0.5;schedule=inverse")
    page.page.reload()
    expect(page.select("Optimiser of run 1")).to_have_value("adam")
    drawn(page, 1)
    page.button("Compare").click()
    has_runs(page, "adam;steps=30;eta=0.3;beta1=0.5;schedule=inverse", "momentum")
    page.button("Remove run 1").click()
    has_runs(page, "momentum")
    expect(page.select("Optimiser of run 1")).to_be_focused()
    expect(told(page)).to_have_text("Run 1 is removed. Further runs: 1.")
    page.button("Remove run 1").click()
    page.has_query()
    drawn(page, 0)
    expect(page.button("Compare")).to_be_focused()
    page.button("Undo").click()
    has_runs(page, "momentum")
    drawn(page, 1)


def test_a_path_by_hand_beside_the_optimisers(visit: Open) -> None:
    page = visit("steps=30")
    turn = page.box("Turn u to, in degrees from ∇L")
    typed(turn, "120")
    page.button("Take this step").click()
    page.at_step(1)
    page.button("Compare with the optimiser’s").click()
    has_runs(page, "gd")
    drawn(page, 1)
    expect(page.button("Compare with the optimiser’s")).to_be_hidden()
    expect(page.button("Give them back")).to_be_focused()
    for name in ("Gradient descent, η = 1.5, 1 step by hand", "Run 1: Gradient descent, η = 1.5"):
        expect(card(page).get_by_role("rowheader", name=name, exact=True)).to_be_visible()
    said = paths(page, query(page))
    assert said[1] == page.api("trajectory", "steps=30")["steps"]
    for k in (1, 2, 3):
        page.at_step(k)
        for i, run in enumerate(said):
            expect(losses(page).nth(i)).to_have_text(f"{run['loss'][k]:.3g}")
        page.button("Next step").click()
    page.has_query(steps="30", moves="0:120:1.5", vs="gd", step="4")
    page.page.reload()
    drawn(page, 1)
    page.button("Give them back").click()
    page.has_query(steps="30", vs="gd", step="4")


def test_any_run_is_shown_in_the_first_ones_place(visit: Open) -> None:
    first = "optimiser=momentum&gamma=0.5&steps=40&moves=0:120:1&vs=adam;steps=20;eta=0.3&vs=newton;start=0,0&step=3"
    page = visit(first)
    drawn(page, 2)
    before = paths(page, first)
    page.button("Show run 1: Adam, η = 0.3, 20 steps").click()
    page.until(lambda: page.query.get("optimiser") == "adam")
    page.at_step(3, 20)
    expect(told(page)).to_contain_text("Run 1 is now the one that is shown")
    after = paths(page, query(page))
    assert after == [before[1], before[0], before[2]]
    angle = page.numbers("This step")["β"]
    assert angle == pytest.approx([before[1]["beta"][3]], abs=0.01)
    again = page.page.locator("#show-run-1")
    expect(again).to_be_focused()
    expect(again).to_have_accessible_name("Show run 1: Momentum, η = 1.5, γ = 0.5, 1 step by hand, 40 steps")
    page.page.keyboard.press("Enter")
    page.until(lambda: page.query.get("optimiser") == "momentum")
    assert sorted(parse_qsl(query(page))) == sorted(parse_qsl(first)), "twice is as it was"
    page.button("Undo").click()
    page.until(lambda: page.query.get("optimiser") == "adam")
    page.at_step(3, 20)


def test_the_card_counts_what_the_api_says(visit: Open) -> None:
    asked_for = "eta=40&vs=adam&vs=gd;eta=1e5&step=2"
    page = visit(asked_for)
    for i, run in enumerate(paths(page, asked_for)):
        cells = card(page).locator(f"tbody:nth-of-type({i + 1}) tr:first-child td")
        steps = len(run["k"]) - 1
        favourable = sum(dot < 0 for dot in run["dot"][:steps])
        expect(cells.nth(2)).to_have_text(f"{favourable} of {steps}")
        expect(cells.nth(3)).to_have_text(f"{sum(a is not None and a < 0 for a in run['actual'][:steps])} of {steps}")
    expect(card(page).get_by_role("columnheader", name="β at step 2", exact=True)).to_be_visible()


@pytest.mark.parametrize("options", [{}, {"phone": True, "dark": True}])
def test_eight_runs(visit: Open, options: dict[str, bool]) -> None:
    page = visit("&".join(f"vs={run}" for run in EIGHT[:7]), **options)
    drawn(page, 7)
    page.button("Compare").click()
    drawn(page, 8)
    expect(page.button("Compare")).to_be_disabled()
    expect(page.page.get_by_text("8 further runs are the most")).to_be_visible()
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.button("Settings of run 8").click()
    assert violations(page) == []
    page.button("Remove run 3").click()
    drawn(page, 7)
    expect(page.button("Compare")).to_be_enabled()


def test_predict_tells_of_no_run(visit: Open) -> None:
    page = visit("vs=adam;eta=0.1&step=3")
    expect(card(page)).to_contain_text("of 100")
    expect(card(page)).to_contain_text("are used up")
    page.button("Predict").click()
    expect(card(page)).not_to_contain_text("of 100")
    expect(card(page)).not_to_contain_text("atisfied")
    expect(card(page)).to_contain_text("What comes of the runs is hidden")
    expect(card(page).locator("tbody").first).not_to_contain_text("180°")
    page.button("Predict").click()
    expect(card(page)).to_contain_text("of 100")


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit("optimiser=momentum")
    press = page.page.keyboard.press
    page.button("Compare").focus()
    press("Enter")
    expect(page.select("Optimiser of run 1")).to_be_focused()
    has_runs(page, "gd")
    press("Tab")
    expect(page.button("Remove run 1")).to_be_focused()
    press("Tab")
    press("Enter")
    expect(page.button("Settings of run 1")).to_have_attribute("aria-expanded", "true")
    press("Tab")
    expect(page.box("Learning rate η of run 1")).to_be_focused()
    entries = page.page.evaluate("history.length")
    for _ in range(3):
        press("ArrowUp")
    has_runs(page, "gd;eta=4.5")
    assert page.page.evaluate("history.length") == entries + 1, "a key pressed again and again is one choice"
    press("Shift+Tab")
    press("Shift+Tab")
    press("Enter")
    page.has_query(optimiser="momentum")
    expect(page.button("Compare")).to_be_focused()


def test_another_loss_keeps_the_runs(visit: Open) -> None:
    page = visit("vs=adam;start=1,1;eta=0.5;beta1=0.5")
    drawn(page, 1)
    page.select("Loss").select_option("bowl")
    page.has_query(objective="bowl", vs="adam;beta1=0.5")
    drawn(page, 1)


def test_an_embed_with_controls_compares(visit: Open) -> None:
    page = visit("show=controls&vs=adam;eta=0.1", path="/embed", viewport={"width": 900, "height": 1200})
    expect(page.select("Optimiser of run 1")).to_have_value("adam")
    expect(page.figure.locator(".layer.others g.other")).to_have_count(1)
    page.button("Compare").click()
    expect(page.figure.locator(".layer.others g.other")).to_have_count(2)
    expect(page.page.locator("#open")).to_have_attribute("href", "/?vs=adam;eta%3D0.1&vs=momentum")
    page.open("show=controls&view=taylor", wait=False)
    expect(page.select("Optimiser")).to_be_visible()
    expect(page.button("Compare")).to_have_count(0)
