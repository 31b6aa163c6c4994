"""How large η may be: said and marked at its slider, for data of any size; one that works, and the minimum shown."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from antigradient.rates import rates_for
from antigradient.scenario import resolve
from tests.browser.conftest import Open

HOUSES = "1100:199000,1550:240000,1875:308000,2350:405000"


def test_the_bounds_of_the_rate_are_said_and_marked(visit: Open) -> None:
    page = visit("objective=ravine&eta=0.03")
    advice = page.page.locator("#rate-advice")
    expect(advice).to_have_text("Near the bottom steps glide up to η = 0.05, bounce up to 0.1, then fly off.")
    expect(advice).not_to_have_class(re.compile("warn"))
    # Of the step that is shown the limit is its own, and where it is the minimum's nothing more is said.
    of_step = page.page.locator("#rate-step")
    expect(of_step).to_be_hidden()
    page.steps.fill("40")
    page.at_step(40)
    steps, k = page.api("trajectory", "objective=ravine&eta=0.03")["steps"], 40
    first, second = steps["first_order"][k], steps["second_order"][k]
    expect(of_step).to_contain_text(
        f"At step {k}, every η below {-0.03 * first / (second - first):.2g} lowers the loss"
    )
    slider = page.slider("Learning rate η").bounding_box()
    marks = page.page.locator(".rate-marks").bounding_box()
    assert slider
    assert marks
    assert abs(slider["x"] - marks["x"]) <= 4
    page.select("Optimiser").select_option("momentum")
    expect(advice).to_have_text("Near the bottom, the run settles up to η = 0.18, and flies off beyond.")
    page.select("Optimiser").select_option("adam")
    expect(advice).to_be_hidden()
    expect(page.page.locator(".rate-marks")).to_be_hidden()


def test_after_a_run_that_flies_off_a_rate_that_works_is_offered(visit: Open) -> None:
    page = visit("objective=ravine&eta=0.12&steps=400")
    offer = page.page.locator("#rate-offer")
    expect(offer).to_contain_text("With η = 0.05 this run goes down.")
    expect(page.page.locator("#rate-advice")).to_have_class(re.compile("warn"))
    offer.get_by_role("button", name="Use it").press("Enter")
    page.has_query(objective="ravine", steps="400", eta="0.05")
    expect(offer).to_be_hidden()
    expect(page.page.locator("#map-svg")).to_be_focused()
    page.page.keyboard.press("Shift+ArrowRight")
    page.at_step(10)
    page.button("Next step").click(modifiers=["Shift"])
    page.at_step(20)
    page.button("Previous step").click(modifiers=["Shift"])
    page.at_step(10)


def test_data_of_any_size_have_a_slider_and_a_map_that_suit(visit: Open) -> None:
    page = visit(f"objective=linear-squared&data={HOUSES}")
    page.page.locator("#rate-offer").get_by_role("button").click()
    page.has_query(objective="linear-squared", data=HOUSES, eta="5e-8")
    slider = page.slider("Learning rate η")
    place = int(slider.input_value()) / int(slider.get_attribute("max") or "1")
    assert 0.2 < place < 0.9, "in the middle of the slider, not at its end"
    page.button("Fit to minimum").click()
    page.page.wait_for_url(re.compile("window="))
    found = rates_for(
        resolve({"objective": "linear-squared", "data": [[float(t) for t in p.split(":")] for p in HOUSES.split(",")]})
    )
    assert found.minimum
    w_min, w_max, b_min, b_max = map(float, page.query["window"].split(","))
    width = w_max - w_min
    assert (w_min + w_max) / 2 == pytest.approx(found.minimum[0], abs=width / 100)
    assert (b_min + b_max) / 2 == pytest.approx(found.minimum[1], abs=width / 100)
    assert w_min < -2 < w_max
    assert b_min < -2 < b_max


def test_the_plane_of_three_parameters_goes_through_the_minimum(visit: Open) -> None:
    page = visit("objective=logistic-2")
    page.button("Fit to minimum").click()
    page.page.wait_for_url(re.compile("window="))
    found = rates_for(resolve({"objective": "logistic-2"}))
    assert found.minimum
    assert float(page.query["at"]) == pytest.approx(found.minimum[2], abs=1e-3)


def test_where_there_is_no_minimum_the_map_says_so_and_stays(visit: Open) -> None:
    page = visit("objective=saddle")
    page.button("Fit to minimum").click()
    expect(page.page.locator("#probe-said")).to_have_text("There is no minimum below the start to fit the map to.")
    assert "window" not in page.query


def test_a_fit_that_was_asked_for_is_dropped_with_its_loss(visit: Open) -> None:
    """The answer about another loss must not move its map: nobody asked for that."""
    held: list[Route] = []

    def hold(page: Page) -> None:
        def keep(route: Route) -> None:  # Playwright cannot wrap a list's own method
            held.append(route)

        page.route("**/rates?*", keep)

    page = visit("objective=bowl", before=hold)
    page.until(lambda: len(held) == 1)
    page.button("Fit to minimum").click()
    page.select("Loss").select_option("ravine")
    page.until(lambda: len(held) == 2)
    for route in held:
        route.continue_()
    expect(page.page.locator("#rate-advice")).to_contain_text("bounce up to 0.1")
    page.frames()
    assert page.query == {"objective": "ravine"}
