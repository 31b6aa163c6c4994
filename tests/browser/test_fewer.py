"""A map of too many corners is shown with fewer levels, and said to be, as long as it is."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_fewer_levels_are_drawn_and_said(visit: Open) -> None:
    page = visit("f=sin(9w)*sin(9b)&grid=257&levels=64&steps=5", allow=["422"])  # the browser tells of it
    expect(page.notices).to_contain_text("458 152 corners, and a map may have 100 000")
    assert page.figure.locator(".band").count() <= 17
    expect(page.alert).to_be_hidden()
    page.page.locator("#f").fill("w^2+b^2")
    page.page.locator("#f").press("Enter")
    expect(page.notices).not_to_contain_text("corners")
