"""When the server is silent, refuses or breaks, the page says so in a sentence and recovers."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open

DEPTH = "calculate"

SILENT = "The server does not answer."


def test_a_silent_server_and_try_again(visit: Open) -> None:
    page = visit()
    page.watch.expected = ["ERR_CONNECTION_REFUSED", "Failed to load resource", "failed: "]
    page.page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    page.select("Optimiser").select_option("momentum")
    expect(page.alert).to_contain_text(SILENT)
    assert page.figure.locator(".band").count() > 15, "the picture stays"
    with page.page.expect_request("**/trajectory?*"):
        page.button("Try again").click()
    expect(page.alert).to_contain_text(SILENT)
    expect(page.button("Try again")).to_be_focused()
    page.page.unroute("**/api/**")
    page.page.keyboard.press("Enter")
    expect(page.alert).to_be_hidden()
    expect(page.figure).to_be_focused()
    page.button("Next step").click()
    page.at_step(1)
    expect(page.figure.locator(".angle .label")).to_have_text("β 179.4°")


def test_silent_from_the_start(visit: Open) -> None:
    def cut(page: Page) -> None:
        page.route("**/api/**", lambda route: route.abort("connectionrefused"))

    page = visit(wait=False, before=cut)
    page.watch.expected = ["ERR_CONNECTION_REFUSED", "Failed to load resource", "failed: "]
    page.watch.complaints.clear()
    expect(page.alert).to_contain_text(SILENT)
    page.button("Next step").click()  # harmless
    page.page.unroute("**/api/**")
    page.drawn()  # by itself
    expect(page.alert).to_be_hidden()


@pytest.mark.parametrize("part", ["surface", "trajectory"])
def test_one_part_that_arrives_does_not_hide_that_the_other_did_not(visit: Open, part: str) -> None:
    page = visit()
    page.watch.expected = ["500"]
    broken = json.dumps({"detail": "Something went wrong here."})
    page.page.route(f"**/{part}?*", lambda route: route.fulfill(status=500, body=broken))
    with page.page.expect_response("**/surface?*"), page.page.expect_response("**/trajectory?*"):
        page.select("Data").select_option("cs7015")
    expect(page.alert).to_contain_text("Something went wrong here.")
    page.frames(10)
    expect(page.alert).to_be_visible()
    page.page.unroute(f"**/{part}?*")
    page.button("Try again").click()
    expect(page.alert).to_be_hidden()


def test_a_server_that_was_updated_meanwhile(visit: Open) -> None:
    page = visit()
    expect(page.button("Reload")).to_be_hidden()

    def newer(route: Route) -> None:
        route.fulfill(json={**route.fetch().json(), "version": "99.0"})

    page.page.route("**/api/v1/trajectory?*", newer)
    for rule in ("momentum", "adam"):
        with page.page.expect_response("**/trajectory?*"):
            page.select("Optimiser").select_option(rule)
        said = re.compile(r"^\s*The server has been updated since this page was loaded\.\s*Reload$")
        expect(page.notices).to_have_text(said)
    page.page.unroute("**/api/v1/trajectory?*")
    page.button("Reload").click()
    page.drawn()
    expect(page.button("Reload")).to_be_hidden()
    page.has_query(optimiser="adam")


@pytest.mark.parametrize(
    ("status", "kind", "body", "said"),
    [(422, "application/problem+json", '{"detail": "eta must be at most 3."}', "eta must be at most 3."),
     (500, "application/problem+json", '{"detail": "It has been logged."}', "It has been logged."),
     (502, "text/html", "<h1>Bad gateway</h1>", "Busy; trying again."),
     (200, "text/html", "<h1>Sign in</h1>", "This is not the server's answer"),
     (302, "text/html", "https://portal.example/", "This is not the server's answer")],
)  # fmt: skip
def test_refusals_and_failures_are_sentences(visit: Open, status: int, kind: str, body: str, said: str) -> None:
    page = visit()
    page.watch.expected = [str(status)]

    def answer(route: Route) -> None:
        route.fulfill(status=status, content_type=kind, body=body, headers={"Location": body})

    page.page.route("**/trajectory?*", answer)
    page.box("Learning rate η").fill("4")
    page.box("Learning rate η").press("Enter")
    expect(page.alert).to_contain_text(said)
    expect(page.alert).not_to_contain_text("undefined")
    page.page.unroute("**/trajectory?*")
    page.box("Learning rate η").fill("2")
    page.box("Learning rate η").press("Enter")
    expect(page.alert).to_be_hidden()
    expect(page.page.locator("#step-numbers dd").first).to_have_text("(−0.2063, 0.0764)")


def test_the_real_server_refuses_in_words(visit: Open) -> None:
    """What the form does not know to be wrong: the server's own sentence."""
    page = visit("data=1:0.5,2:0.7")
    page.watch.expected = ["422"]
    page.box("Point x").fill("1e300")
    page.box("Point x").press("Enter")
    expect(page.alert).to_contain_text("The server refuses this: data point 1")
