"""Share: the link and the API call, to copy, and the link as a QR code."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.playground import pasted
from tests.browser.test_access import violations


def test_the_link_the_call_and_the_code(visit: Open) -> None:
    page = visit("optimiser=momentum&gamma=0.5", permissions=["clipboard-write"])
    page.button("Next step").click()
    page.at_step(1)
    before = len(page.watch.asked)
    page.button("Share").click()
    dialog = page.page.get_by_role("dialog", name="Share this picture")
    link = dialog.get_by_role("textbox", name="Link", exact=True)
    decided = "eta=1.5&steps=100&tol=0.000001&window=-4,4,-4,4"
    expect(link).to_have_value(f"{page.base}/?optimiser=momentum&gamma=0.5&{decided}&step=1&palette=sea")
    call = dialog.get_by_role("textbox", name="The API call behind it")
    answer = httpx.get(call.input_value()).json()
    assert answer["scenario"]["gamma"] == 0.5
    assert "eta=1.5" in call.input_value(), "it says what defaults decide of the run"
    code = dialog.get_by_role("img", name="QR code of the link")
    expect(code.locator(".qr")).to_be_attached()
    assert (box := code.bounding_box())
    assert box["width"] >= 320
    small = code.locator(".qr").get_attribute("d")
    dialog.get_by_role("button", name="Full screen").click()
    large = page.page.get_by_role("dialog", name="QR code of the link")
    assert large.locator(".qr").get_attribute("d") == small, "the same code"
    assert (whole := large.locator("svg").bounding_box())
    assert whole["height"] > 0.8 * 900, "as large as the screen"
    expect(large.get_by_text(f"{page.base}/", exact=True)).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(dialog.get_by_role("button", name="Full screen")).to_be_focused()
    assert len(page.watch.asked) > before, "the library comes with the dialog"
    for button, field in (("Copy link", link), ("Copy API call", call)):
        dialog.get_by_role("button", name=button).click()
        expect(dialog.get_by_text("is in the clipboard")).to_be_visible()
        assert pasted(page.page) == field.input_value()
    expect(dialog.get_by_text("Only this computer can open these addresses")).to_be_visible()
    with page.page.expect_download() as coming:
        dialog.get_by_role("link", name="Download as one file").click()
    assert coming.value.suggested_filename == "antigradient-sigmoid-squared-momentum-offline-step-1.html"
    assert page.base not in coming.value.path().read_text(encoding="utf-8")
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.button("Share")).to_be_focused()


def test_where_everyone_can_open_it_nothing_is_said(visit: Open) -> None:
    """The public address is what is handed out, whatever name this browser knows the server by."""

    def public(page: Page) -> None:
        def answer(route: Route) -> None:
            html = route.fetch().text()
            html = re.sub(r'data-base="[^"]*" data-reach="[^"]*"', 'data-base="https://descent.example/grad"', html)
            route.fulfill(body=html, content_type="text/html")

        page.route(re.compile(r"/\?eta=2$"), answer)

    page = visit("eta=2", before=public)
    page.button("Share").click()
    dialog = page.page.get_by_role("dialog", name="Share this picture")
    link = dialog.get_by_role("textbox", name="Link", exact=True)
    decided = "steps=100&tol=0.000001"
    expect(link).to_have_value(f"https://descent.example/grad/?eta=2&{decided}&window=-4,4,-4,4&palette=sea")
    call = dialog.get_by_role("textbox", name="The API call behind it")
    expect(call).to_have_value(f"https://descent.example/grad/api/v1/trajectory?eta=2&{decided}")
    expect(dialog.get_by_text("can open these addresses")).to_have_count(0)


def test_the_code_is_of_the_link(visit: Open) -> None:
    page = visit()
    codes: list[str] = []
    for step in (0, 1):
        page.at_step(step)
        page.button("Share").click()
        code = page.page.locator(".share-qr .qr")
        if codes:
            expect(code).not_to_have_attribute("d", codes[0])
        codes.append(code.get_attribute("d") or "")
        page.page.keyboard.press("Escape")
        page.button("Next step").click()
    assert len(codes[0]) > 500
