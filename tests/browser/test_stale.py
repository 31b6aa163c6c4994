"""What is late is dimmed, what cannot be is gone, and the way out is offered; turning u is a choice like any other."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_access import violations

DEPTH = "calculate"

NOWHERE = re.compile(r"^There is no path: the loss has no value at the start\.$")
#: Whatever shows numbers of the run: opacity as it is seen, that of all around it multiplied in.
SEEN = """(elements) => elements.map((element) => {
  let seen = 1;
  for (let at = element; at; at = at.parentElement) seen *= Number(getComputedStyle(at).opacity);
  return seen;
})"""


def held(page: Playground) -> list[Route]:
    """Requests to the API from now on, none of which is answered by itself."""
    routes: list[Route] = []

    def hold(route: Route) -> None:
        routes.append(route)

    page.page.route("**/api/v1/**", hold)
    return routes


def let_go(page: Playground, routes: list[Route]) -> None:
    page.page.unroute("**/api/v1/**")
    for route in routes:
        with suppress(PlaywrightError):  # a newer question has replaced it
            route.continue_()


NUMBERS = "#step-numbers, #verdict, #taylor-numbers, #neuron-plot, #beta-chart, #loss-chart, #live, #step-count"


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_slow_network_nothing_of_the_old_loss_stands_undimmed(visit: Open, dark: bool) -> None:
    page = visit("step=3", dark=dark)
    cards = page.page.locator(NUMBERS)
    assert cards.evaluate_all(SEEN) == [1] * 8
    routes = held(page)
    page.select("Loss").select_option("sigmoid-log")
    page.until(lambda: max(cards.evaluate_all(SEEN)) < 0.7)
    assert min(cards.evaluate_all(SEEN)) > 0.3, "it can still be read, and is dimmed once"
    for card in ("This step", "Loss at every step", "The neuron"):
        expect(page.region(card)).to_have_attribute("aria-busy", "true")
    expect(page.figure.locator(".band, path.path, .arrow")).to_have_count(0)
    let_go(page, routes)
    expect(page.region("This step")).not_to_have_attribute("aria-busy", "true")
    page.at_step(0)
    expect(page.region("The neuron")).to_be_visible()
    assert cards.evaluate_all(SEEN) == [1] * 8


def test_what_comes_soon_is_never_dimmed(visit: Open) -> None:
    page = visit()
    page.page.evaluate("""() => {
      window.dimmed = 0;
      const busy = ({ target }) => target.hasAttribute("aria-busy");
      new MutationObserver((all) => (window.dimmed += all.filter(busy).length))
        .observe(document.body, { subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
      window.setTimeout = ((later) => (act, wait) => later(act, wait === 100 ? 2000 : wait))(window.setTimeout);
    }""")
    page.drag_start(0, 1)
    page.starts_at(0, 1)
    page.frames(4)
    assert page.page.evaluate("window.dimmed") == 0


def test_a_start_without_a_value_has_no_numbers_and_a_way_out(visit: Open) -> None:
    page = visit("objective=custom&f=w^2%2Bb^2&eta=0.2")
    box = page.page.get_by_label("f(w, b) =")
    box.fill("log(w)")
    box.blur()
    expect(page.live).to_have_text(NOWHERE)
    page.has_query(objective="custom", f="log(w)", eta="0.2")
    expect(page.alert).to_be_hidden()
    expect(page.button("Try again")).to_be_hidden()
    expect(page.page.locator("#step-numbers, #taylor-numbers")).to_have_text(["", ""])
    expect(page.page.locator("#verdict")).to_have_text(NOWHERE)
    expect(page.page.locator("#loss-chart path, #beta-chart path, .arrow, path.path")).to_have_count(0)
    expect(page.page.locator("#step-count")).to_have_text("step 0")
    page.region("Chain rule").scroll_into_view_if_needed()
    expect(page.region("Chain rule")).to_contain_text("there is nothing to derive")
    expect(page.page.locator("[aria-busy]:visible")).to_have_count(0)
    note = page.map.get_by_text(NOWHERE).first
    expect(note).to_be_visible()
    assert violations(page) == []
    page.button("Move the start to where the loss has a value").click()
    page.at_step(0)
    page.has_query(objective="custom", f="log(w)", eta="0.2", start="1,1.5")
    expect(page.button("Move the start to where the loss has a value")).to_be_hidden()
    expect(page.figure).to_be_focused()
    expect(page.live).to_contain_text("loss 0")
    page.button("Undo").click()
    expect(page.live).to_have_text(NOWHERE)


def test_the_way_out_needs_a_gradient_and_a_place(visit: Open) -> None:
    page = visit("f=sqrt(abs(w))&start=0,0")
    page.watch.expected = ["422"]  # of a place that has a value and no gradient
    page.button("Move the start to where the loss has a value").click()
    page.at_step(0)
    page.page.goto(f"{page.base}/?f=log(w)&start=-3,0&window=-4,-2,-1,1")
    expect(page.live).to_have_text(NOWHERE)
    expect(page.button("Move the start to where the loss has a value")).to_be_hidden()  # there is none on this map


def test_a_formula_that_cannot_be_read_leaves_the_one_before_dimmed_and_in_the_address(visit: Open) -> None:
    page = visit("f=w^2%2Bb^2&eta=0.2")
    page.watch.expected = ["422"]
    box = page.page.get_by_label("f(w, b) =")
    box.fill("w^2 + x")
    box.blur()
    expect(page.page.locator("#refused-f")).to_contain_text("What is shown is still w^2+b^2.")
    expect(page.region("This step")).to_have_attribute("aria-busy", "true")
    page.button("Next step").click()
    page.has_query(f="w^2+b^2", eta="0.2", step="1")
    expect(page.region("This step")).to_have_attribute("aria-busy", "true")
    expect(page.alert).to_be_hidden()
    box.fill("w^2 + b^4")
    box.blur()
    page.has_query(f="w^2 + b^4", eta="0.2", step="1")
    expect(page.page.locator("#refused-f")).to_be_hidden()
    expect(page.page.locator("[aria-busy]:visible")).to_have_count(0)


def test_another_plane_is_another_map_of_the_same_path(visit: Open) -> None:
    page = visit("objective=logistic-2&step=3")
    page.select("Map of").select_option("w1,b")
    page.has_query(objective="logistic-2", step="3", plane="w1,b")
    expect(page.figure.locator(".band").first).to_be_attached()
    path = page.figure.locator("path.path").get_attribute("d")
    fresh = visit("objective=logistic-2&plane=w1,b&step=3")
    assert fresh.figure.locator("path.path").get_attribute("d") == path


def test_a_turn_is_an_entry_of_the_history(visit: Open) -> None:
    page = visit()
    page.start.press("ArrowRight")
    page.until(lambda: "start" in page.query)
    start = page.query
    handle = page.page.get_by_role("slider", name="Direction u")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    for by in range(1, 8):
        page.page.mouse.move(x - 12 * by, y + 12 * by)
        page.frames(1)
    assert page.query == start, "while it is turned the address waits"
    page.page.mouse.up()
    page.until(lambda: "beta" in page.query)
    turned = page.query
    page.page.wait_for_timeout(700)
    slider = page.page.get_by_role("slider", name=re.compile("^Turn u to"))
    slider.fill("100")
    page.has_query(**start, beta="100")
    page.page.wait_for_timeout(700)  # turns that follow each other at once are one choice
    typed = page.page.get_by_role("spinbutton", name=re.compile("^Turn u to"))
    typed.fill("33.5")
    typed.press("Enter")
    page.has_query(**start, beta="33.5")
    for wanted in ({**start, "beta": "100"}, turned, start, {}):
        page.button("Undo").click()
        page.has_query(**wanted)
    expect(page.button("Take this step")).to_be_hidden()
    for wanted in (start, turned):
        page.button("Redo").click()
        page.has_query(**wanted)
    page.page.reload()
    page.drawn()
    expect(page.button("Take this step")).to_be_visible()
    page.page.go_back()
    page.has_query(**start)
    page.at_step(0)
    expect(page.button("Take this step")).to_be_hidden()
    assert page.figure.locator(".orbit").count() == 1


def test_what_the_server_refuses_is_not_asked_again(visit: Open) -> None:
    page = visit(allow=["422"])
    refusal = {"detail": "eta is too bold.", "errors": [{"parameter": "eta", "detail": "is too bold"}]}
    page.page.route("**/trajectory?*", lambda route: route.fulfill(status=422, json=refusal))
    page.box("Learning rate η").fill("3")
    page.box("Learning rate η").press("Enter")
    expect(page.alert).to_have_text("The server refuses this: eta is too bold.")
    expect(page.button("Try again")).to_be_hidden()
    expect(page.button("Move the start to where the loss has a value")).to_be_hidden()
    expect(page.page.locator("#step-numbers")).to_have_text("")
    page.page.unroute("**/trajectory?*")
    page.button("Undo").click()
    expect(page.alert).to_be_hidden()
    page.at_step(0)
