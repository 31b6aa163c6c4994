"""The API documents and the error page in a browser: readable everywhere, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import broken

SIZES = {"desktop": (1340, 900), "phone": (320, 640)}
#: The colours of every element: where they are those of a page that axe has seen, so are the contrasts.
COLOURS = """() => [...document.querySelectorAll("body, body *")].map((element) => {
  const { color, backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
  return [element.localName, color, backgroundColor, backgroundImage, opacity].join();
})"""


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    assert [line for line in said if "404 (Not Found)" not in line] == []
    assert [url for url in asked if not url.startswith((server, "data:"))] == []


#: Each differs from the one before in one thing.
LOOKS: list[tuple[str, Literal["light", "dark"]]] = [
    ("desktop", "light"), ("phone", "light"), ("phone", "dark"), ("desktop", "dark"),
]  # fmt: skip


def look(page: Page, size: str, scheme: Literal["light", "dark"]) -> None:
    """The window of this size, in these colours."""
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)


@pytest.mark.parametrize("path", ["/docs", "/examples", "/embedding", "/nothing-here"])
def test_a_page_of_text(page: Page, server: str, path: str) -> None:
    """Axe sees the light page on a desktop and the dark one on a phone, and the others if they have other colours."""
    colours: dict[str, list[str]] = {}
    look(page, "desktop", "light")
    page.goto(f"{server}{path}")
    for summary in page.locator("summary").all():
        summary.click()
    for size, scheme in LOOKS:
        look(page, size, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
        shown = page.evaluate(COLOURS)
        if colours.get(scheme) != shown or (size, scheme) == ("phone", "dark"):
            violations = broken(page)
            assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == [], (size, scheme)
        colours.setdefault(scheme, shown)
    assert colours["light"] != colours["dark"]


@pytest.mark.parametrize("size", SIZES)
def test_the_type_of_a_problem_leads_to_its_explanation(page: Page, server: str, size: str) -> None:
    look(page, size, "light")
    kind = page.request.get(f"{server}/api/v1/surface?eta=0").json()["type"]
    page.goto(f"{server}{kind}")
    assert page.locator("tr:target").inner_text().split()[:1] == ["422"]
