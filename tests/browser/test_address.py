"""The address holds the whole state; what it says wrongly is said on the page, politely, and the rest stands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

DEPTH = "calculate"

EVERYTHING = {
    "objective": "sigmoid-log", "data": "-1:0.2,1:0.7,2:0.9", "reduction": "mean", "optimiser": "momentum",
    "eta": "2.5", "gamma": "0.5", "start": "-1,1.5", "steps": "40", "tol": "0", "window": "-3,3,-3,3", "grid": "65",
    "levels": "9",
    "step": "4", "theme": "dark",
}  # fmt: skip


def test_a_link_gives_the_whole_state_and_a_reload_keeps_it(visit: Open) -> None:
    page = visit("&".join(f"{name}={value}" for name, value in EVERYTHING.items()))
    for _ in range(2):
        expect(page.select("Loss")).to_have_value("sigmoid-log")
        expect(page.select("Data")).to_have_value("own")
        expect(page.select("Sum or mean")).to_have_value("mean")
        expect(page.select("Optimiser")).to_have_value("momentum")
        expect(page.page.locator("#theme")).to_have_value("dark")
        page.page.get_by_text("More settings").click()
        for title, value in (("Learning rate η", "2.5"), ("Momentum γ", "0.5"), ("w", "-1"), ("b", "1.5"),
                             ("Steps", "40"), ("Tolerance", "0"), ("Grid", "65"), ("Levels", "9"),
                             ("Window w from", "-3"), ("Window b to", "3")):  # fmt: skip
            expect(page.box(title)).to_have_value(value)
        page.at_step(4, 40)
        page.has_query(**EVERYTHING)
        page.page.reload()
        page.drawn()
    expect(page.notices).to_be_empty()


def test_presses_that_follow_each_other_soon_are_all_kept_by_a_reload(visit: Open) -> None:
    page = visit()
    told = page.page.evaluate("""() => {
        const press = document.querySelector("#next");
        const seen = [0, 1, 2].map(() => (press.click(), location.search));
        location.reload();
        return seen;
    }""")
    assert [page.said(address) for address in told] == [{"step": k} for k in "123"]
    page.page.wait_for_load_state()
    page.drawn()
    page.at_step(3)
    changes = """() => {
        let count = 0;
        const replace = history.replaceState.bind(history);
        history.replaceState = (...all) => (count++, replace(...all));
        for (let i = 0; i < 80; i++) document.querySelector("#next").click();
        return count;
    }"""
    assert page.page.evaluate(changes) < 50  # a browser refuses more than 100 in 30 seconds
    page.has_query(step="83")


def test_back_and_forward(visit: Open) -> None:
    page = visit()
    page.select("Optimiser").select_option("momentum")
    page.has_query(optimiser="momentum")
    page.button("Next step").click()
    page.has_query(optimiser="momentum", step="1")
    page.page.locator("#looks summary").click()
    page.select("Theme").select_option("dark")
    page.has_query(optimiser="momentum", step="1", theme="dark")
    page.box("Learning rate η").fill("3")
    page.box("Learning rate η").press("Enter")
    page.has_query(optimiser="momentum", eta="3", step="1", theme="dark")
    maps = page.watch.count("include=bands")

    page.page.go_back()
    page.has_query(optimiser="momentum", step="1", theme="dark")
    expect(page.box("Learning rate η")).to_have_value("1.5")
    page.page.go_back()
    page.has_query(optimiser="momentum", step="1")
    expect(page.page.locator("html")).to_have_attribute("data-theme", "auto")
    page.page.go_back()
    page.has_query()
    expect(page.select("Optimiser")).to_have_value("gd")
    expect(page.slider("Momentum γ")).to_have_count(0)
    page.at_step(0)
    page.page.go_forward()
    page.has_query(optimiser="momentum", step="1")
    expect(page.slider("Momentum γ")).to_be_visible()
    page.at_step(1)
    assert page.watch.count("include=bands") == maps, "nothing on this way changed the map"


def test_back_to_another_loss(visit: Open) -> None:
    page = visit("step=6")
    page.select("Loss").select_option("logistic-2")
    page.has_query(objective="logistic-2")
    expect(page.figure.locator(".axis").first).to_have_text("w₁")
    page.drawn()
    page.page.go_back()
    page.has_query(step="6")
    expect(page.figure.locator(".axis").first).to_have_text("w")
    page.at_step(6, 91)
    expect(page.figure.locator(".angle .label")).to_have_text("β 180°")


BAD = [
    ("eta=nan", "eta must be a finite number"),
    ("eta=-3", "eta must be greater than 0"),
    ("grid=100000", "grid must be at most 257"),
    ("optimiser=sgd", "optimiser must be one of"),
    ("start=1", "start has 1 values where it needs"),
    ("window=1,1,0,2", "window must have"),
    ("data=1:x", "data point 1"),
    ("colour=red", "colour is unknown"),
    ("eta=1&eta=2", "eta is given twice"),
    ("theme=pink", "theme must be one of"),
]


def test_a_bad_value_gives_a_notice_and_the_default(visit: Open) -> None:
    page = visit()
    for query, said in BAD:
        page.open(f"{query}&steps=9")
        expect(page.notices).to_contain_text(said)
        expect(page.notices).to_contain_text("the page goes by its defaults")
        expect(page.notices).to_be_visible()
        assert page.notices.get_attribute("aria-live") == "polite"
        expect(page.alert).to_be_hidden()
        page.at_step(0, 9)
        expect(page.box("Learning rate η")).to_have_value("1.5")
        expect(page.select("Optimiser")).to_have_value("gd")


def test_notices_go_when_they_are_dismissed_and_with_the_address(visit: Open) -> None:
    page = visit("eta=x&bogus=1&step=2")
    assert page.notices.locator("li").all_inner_texts() == ["eta must be a finite number", "bogus is unknown"]
    page.page.reload()
    page.drawn()
    expect(page.notices.locator("li")).to_have_count(2)
    page.button("Dismiss").click()
    expect(page.notices).to_be_empty()
    page.select("Optimiser").select_option("momentum")
    page.has_query(optimiser="momentum", step="2")
    page.page.reload()
    page.drawn()
    expect(page.notices).to_be_empty()


def test_a_hostile_link_is_only_text(visit: Open) -> None:
    page = visit("%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1&eta=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E")
    expect(page.notices).to_contain_text("an unknown name was given")
    assert page.page.locator("img:not([src*='/examples/'])").count() == 0, "but for the examples' pictures"


def test_a_step_beyond_the_end_shows_the_end(visit: Open) -> None:
    page = visit("steps=5&step=90")
    page.at_step(5, 5)
    page.button("Previous step").click()
    page.at_step(4, 5)
    page.has_query(steps="5", step="4")


def lightness(page: Playground) -> int:
    """Red, green and blue of the page's ground, together."""
    colour: str = page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)[:3]))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme(visit: Open, theme: str) -> None:
    page = visit(dark=theme == "light")  # the page's choice outranks the system's
    before = lightness(page)
    page.page.locator("#looks summary").click()
    page.select("Theme").select_option(theme)
    page.has_query(theme=theme)
    page.until(lambda: lightness(page) > before if theme == "light" else lightness(page) < before)
    after = lightness(page)
    page.page.reload()
    page.until(lambda: lightness(page) == after)
