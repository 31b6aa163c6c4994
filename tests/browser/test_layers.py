"""Layers and colours of the map: each can be turned on and off, travels in the link, and tells the truth."""

from __future__ import annotations

import math
import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_access import violations


def layer(page: Playground, name: str) -> Locator:
    return page.page.locator("#layers").get_by_role("checkbox", name=name)


def menu(page: Playground) -> None:
    page.page.locator("#layers").get_by_text("Layers", exact=True).click()


LAYERS = [
    ("Level labels", "show", "levels", ".level"),
    ("Gradient field", "show", "field", ".field-arrows"),
    ("Minima and saddles", "show", "stationary", ".minimum"),
    ("Hessian’s eigen-directions", "show", "eigen", ".eigen-line"),
    ("Contours of the quadratic model", "show", "quadratic", ".model"),
]
USUAL = [
    ("Descent path", "path", "path.path"),
    ("Arrows ∇L and u", "arrows", ".arrow"),
    ("Axes", "axes", ".tick"),
    ("Lowest place", "lowest", ".lowest-ring"),
    ("Names of the points", "names", ".name"),
]


def test_each_layer_comes_goes_and_is_in_the_link(visit: Open) -> None:
    page = visit("objective=himmelblau")
    menu(page)
    for title, name, value, mark in LAYERS:
        expect(page.figure.locator(mark)).to_have_count(0)
        layer(page, title).check()
        expect(page.figure.locator(mark).first).to_be_attached()
        page.has_query(**{"objective": "himmelblau", name: value})
        layer(page, title).uncheck()
        expect(page.figure.locator(mark)).to_have_count(0)
        page.has_query(objective="himmelblau")
    for title, value, mark in USUAL:
        layer(page, title).uncheck()
        expect(page.figure.locator(mark)).to_have_count(0)
        page.has_query(objective="himmelblau", hide=value)
        layer(page, title).check()
        expect(page.figure.locator(mark).first).to_be_attached()
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    expect(layer(page, "Level labels")).to_be_hidden()


def test_a_link_brings_its_layers_and_back_takes_them_away(visit: Open) -> None:
    page = visit("objective=camel3&show=stationary,levels&hide=path&palette=viridis")
    expect(page.figure.locator(".minimum")).to_have_count(3)
    expect(page.figure.locator(".saddle")).to_have_count(2)
    expect(page.figure.locator("path.path")).to_have_count(0)
    menu(page)
    expect(page.select("Colours")).to_have_value("viridis")
    layer(page, "Minima and saddles").uncheck()
    expect(page.figure.locator(".minimum")).to_have_count(0)
    page.page.go_back()
    expect(page.figure.locator(".minimum")).to_have_count(3)


def test_unknown_layers_are_said_and_the_rest_stands(visit: Open) -> None:
    page = visit("show=clouds&palette=mud")
    expect(page.notices).to_contain_text("must be some of levels, field")
    expect(page.notices).to_contain_text("must be one of sea, cividis")


@pytest.mark.parametrize("palette", ["viridis", "cividis", "grey"])
def test_colours(visit: Open, palette: str) -> None:
    page = visit()
    first = page.figure.locator(".band").first
    before = first.get_attribute("fill") or ""
    menu(page)
    page.select("Colours").select_option(palette)
    expect(first).not_to_have_attribute("fill", before)
    page.has_query(palette=palette)
    fills = page.figure.locator(".band").evaluate_all("(bands) => bands.map((e) => e.getAttribute('fill'))")
    key = page.page.locator("#band-key rect:not(.shade)").evaluate_all(
        "(all) => all.map((e) => e.getAttribute('fill'))"
    )
    assert fills == key
    light = [sum(int(c) for c in re.findall(r"\d+", fill)) for fill in fills]
    assert light == sorted(light), "low is dark"


def test_eigen_directions_are_those_of_the_hessian(visit: Open) -> None:
    page = visit("objective=rosenbrock&show=eigen")
    lines = page.figure.locator(".eigen-line")
    expect(lines).to_have_count(2)
    reply = page.api("gradient", "objective=rosenbrock&point=-1.2,1")
    for i, vector in enumerate(reply["eigenvectors"]):
        x, y, to_x, to_y = (float(v) for v in re.findall(r"-?[\d.]+", lines.nth(i).get_attribute("d") or ""))
        drawn = math.degrees(math.atan2(-(to_y - y), to_x - x)) % 180
        assert drawn == pytest.approx(math.degrees(math.atan2(vector[1], vector[0])) % 180, abs=0.5)


def test_where_the_loss_has_no_value_the_map_is_hatched(visit: Open) -> None:
    page = visit("objective=custom&f=log(w)%2Bb^2&start=2,1")
    expect(page.figure.locator(".hatched")).to_be_attached()
    page.open("objective=bowl")
    expect(page.figure.locator(".hatched")).to_have_count(0)


def test_a_start_where_the_loss_has_no_value_is_said(visit: Open) -> None:
    page = visit("objective=custom&f=log(w)%2Bb^2&start=-2,1", wait=False)
    expect(page.live).to_have_text("There is no path: the loss has no value at the start.")
    expect(page.figure.locator(".hatched")).to_be_attached()
    page.box("w").fill("2")
    page.box("w").press("Enter")
    page.at_step(0)
    expect(page.live).to_contain_text("Step 0 of")


def test_with_three_parameters_some_layers_make_no_sense(visit: Open) -> None:
    page = visit("objective=logistic-2&show=eigen,field")
    expect(page.figure.locator(".field-arrows")).to_be_attached()
    menu(page)
    expect(layer(page, "Hessian’s eigen-directions")).to_be_disabled()
    expect(page.figure.locator(".eigen-line")).to_have_count(0)


def test_on_a_phone_the_menu_leaves_the_map_free(visit: Open) -> None:
    page = visit(phone=True)
    page.page.locator("#layers summary").tap()
    page.page.get_by_role("checkbox", name="Minima and saddles").tap()
    expect(page.figure.locator(".minimum, .saddle").first).to_be_attached()
    figure, menu = page.figure.bounding_box(), page.page.locator(".layers-menu").bounding_box()
    assert figure
    assert menu
    assert menu["y"] >= figure["y"] + figure["height"]
