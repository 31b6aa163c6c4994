"""Every control, by mouse and keyboard, changes picture and address; a bad value says why and changes neither."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground


def shown(page: Playground) -> str:
    """All of the picture: map and path."""
    return str(page.figure.inner_html())


def changes(page: Playground, before: str, **query: str) -> str:
    page.has_query(**query)
    page.page.wait_for_function("(before) => document.querySelector('#map-svg').innerHTML !== before", arg=before)
    expect(page.alert).to_be_hidden()
    return shown(page)


def test_selects(visit: Open):
    page = visit()
    picture = shown(page)
    page.select("Data").select_option("cs7015")
    picture = changes(page, picture, data="cs7015")
    page.select("Sum or mean").select_option("sum")
    picture = changes(page, picture, data="cs7015", reduction="sum")
    page.select("Optimiser").select_option("momentum")
    picture = changes(page, picture, data="cs7015", reduction="sum", optimiser="momentum")
    page.select("Loss").select_option("sigmoid-log")
    changes(page, picture, objective="sigmoid-log", optimiser="momentum")
    page.select("Loss").select_option("sigmoid-squared")
    page.has_query(optimiser="momentum")


def test_selects_by_keyboard(visit: Open):
    page = visit()
    momentum = {"optimiser": "momentum"}
    for name, query in (("Optimiser", momentum), ("Sum or mean", momentum | {"reduction": "sum"})):
        page.select(name).focus()
        page.page.keyboard.press("ArrowDown")
        page.has_query(**query)
        expect(page.select(name)).to_be_focused()


@pytest.mark.parametrize(("title", "name"), [("Learning rate η", "eta"), ("Momentum γ", "gamma")])
def test_sliders(visit: Open, title: str, name: str):
    page = visit("optimiser=momentum")
    picture = shown(page)
    slider, box = page.slider(title), page.box(title)
    before = float(box.input_value())
    slider.focus()
    page.page.keyboard.press("ArrowLeft")
    page.page.wait_for_url(f"**{name}=*", wait_until="commit")
    by_key = float(page.query[name])
    assert 0.9 * before < by_key < before
    expect(box).to_have_value(page.query[name])
    expect(slider).to_have_attribute("aria-valuetext", page.query[name])
    picture = changes(page, picture, optimiser="momentum", **{name: page.query[name]})
    page.page.keyboard.press("Home")
    page.page.wait_for_url(re.compile(rf"{name}=0(\.0001)?(&|$)"), wait_until="commit")
    place = slider.bounding_box()
    assert place
    entries = page.page.evaluate("history.length")
    page.page.mouse.move(place["x"] + 9, place["y"] + place["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, steps=6)
    page.page.mouse.up()
    middle = {"eta": 0.1, "gamma": 0.49}[name]
    expect(box).to_have_value(re.compile(r"^0\.\d+$"))
    page.until(lambda: float(page.query[name]) == pytest.approx(middle, rel=0.15))
    assert page.page.evaluate("history.length") == entries + 1


def test_eta_is_logarithmic(visit: Open):
    page = visit()
    slider = page.slider("Learning rate η")
    last = int(slider.get_attribute("max") or 0)
    for place, value in ((0, "0.0001"), (last // 3, "0.01"), (2 * last // 3, "1"), (last, "100")):
        slider.fill(str(place))
        expect(page.box("Learning rate η")).to_have_value(value)


def typed(box: Locator, text: str) -> None:
    box.fill(text)
    box.press("Enter")


def test_number_boxes(visit: Open):
    page = visit()
    picture = shown(page)
    page.page.get_by_text("More settings").click()
    said: dict[str, str] = {}
    for title, text, query in (
        ("Learning rate η", "2.5", {"eta": "2.5"}),
        ("Start w", "1.25", {"start": "1.25,-2"}),
        ("Start b", "3", {"start": "1.25,3"}),
        ("Tolerance", "0.01", {"tol": "0.01"}),
        ("Steps", "7", {"steps": "7"}),
        ("Grid", "40", {"grid": "40"}),
        ("Levels", "5", {"levels": "5"}),
        ("Window w from", "-6", {"window": "-6,4,-4,4"}),
        ("Window w to", "6", {"window": "-6,6,-4,4"}),
        ("Window b from", "-6", {"window": "-6,6,-6,4"}),
        ("Window b to", "6", {"window": "-6,6,-6,6"}),
    ):
        typed(page.box(title), text)
        said |= query
        picture = changes(page, picture, **said)
        expect(page.box(title)).to_have_value(text)
        expect(page.box(title)).not_to_have_attribute("aria-invalid", "true")


BAD = [
    ("Learning rate η", "0", "Must be more than 0."),
    ("Learning rate η", "-1", "Must be more than 0."),
    ("Learning rate η", "1e9", "Must be at most 1000000."),
    ("Learning rate η", "", "Type a number."),
    ("Momentum γ", "1", "Must be less than 1."),
    ("Start w", "", "Type a number."),
    ("Start b", "1e13", "Too far away: at most 10¹²."),
    ("Steps", "10001", "Must be at most 10000."),
    ("Steps", "2.5", "Type a whole number."),
    ("Grid", "1", "Must be at least 2."),
    ("Window w to", "-5", "“From” must be less than “to”."),
]


def asked_for(page: Playground) -> int:
    """How often the map and the run were asked for; what paper needs comes at any time once all rests."""
    return page.watch.count("/surface?") + page.watch.count("/trajectory?")


def test_a_bad_number_says_why_and_keeps_the_picture(visit: Open):
    page = visit("optimiser=momentum")
    page.page.get_by_text("More settings").click()
    picture, asked = shown(page), asked_for(page)
    for title, text, reason in BAD:
        box = page.box(title)
        before = box.input_value()
        typed(box, text)
        complaint = page.page.get_by_text(reason)
        expect(complaint).to_be_visible()
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description(reason)
        page.frames()
        assert shown(page) == picture
        assert page.query == {"optimiser": "momentum"}
        assert asked_for(page) == asked
        typed(box, before)
        expect(complaint).to_be_hidden()
        expect(box).not_to_have_attribute("aria-invalid", "true")
    # Another choice puts the box back to what is shown.
    typed(page.box("Learning rate η"), "-1")
    page.select("Data").select_option("cs7015")
    page.has_query(optimiser="momentum", data="cs7015")
    expect(page.box("Learning rate η")).to_have_value("1")
    expect(page.page.get_by_text("Must be more than 0.")).to_be_hidden()


def test_points_of_ones_own_are_typed(visit: Open):
    page = visit()
    page.select("Data").select_option("own")
    points = page.page.get_by_label("Points, each as x:y")
    expect(points).to_have_value("-2:0.08, -0.8:0.3, 0.3:0.45, 1.4:0.85, 2.6:0.93")
    picture = shown(page)
    points.fill("-1:0.2, 1 : 0.7\n2:0.9")
    points.blur()
    picture = changes(page, picture, data="-1:0.2,1:0.7,2:0.9")
    points.fill("-1:0.2, 1")
    points.blur()
    expect(page.page.get_by_text("Point 2 is not of the form x:y.")).to_be_visible()
    assert shown(page) == picture
    page.select("Data").select_option("five")
    page.has_query()
    expect(points).to_be_hidden()
    page.page.get_by_text("The points as text").click()
    points.fill("0:0.5, 1:1")
    points.blur()
    changes(page, picture, data="0:0.5,1:1")


def test_newton_brings_its_own_learning_rate(visit: Open):
    page = visit("objective=bowl&eta=0.3")
    page.select("Optimiser").select_option("newton")
    page.has_query(objective="bowl", optimiser="newton")
    expect(page.box("Learning rate η")).to_have_value("1")
    page.at_step(0, 1)


def test_the_map_is_asked_for_only_when_it_changes(visit: Open):
    page = visit()
    page.page.get_by_text("More settings").click()
    for title, text in (("Learning rate η", "2"), ("Start w", "1"), ("Steps", "20"), ("Tolerance", "0.1")):
        with page.page.expect_response("**/trajectory?*"):
            typed(page.box(title), text)
    page.select("Optimiser").select_option("momentum")
    expect(page.slider("Momentum γ")).to_be_visible()
    assert page.watch.count("include=bands") == 1
    paths = page.watch.count("/trajectory")
    with page.page.expect_response("**/surface?*"):
        typed(page.box("Levels"), "8")
    page.has_query(eta="2", start="1,-2", steps="20", tol="0.1", optimiser="momentum", levels="8")
    assert page.watch.count("/trajectory") <= paths + 1
