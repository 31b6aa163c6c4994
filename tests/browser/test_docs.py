"""The API documents and the error page in a browser: readable everywhere, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SIZES = {"desktop": (1340, 900), "phone": (320, 640)}


Scheme = Literal["light", "dark"]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    scheme: Scheme = request.param
    return scheme


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser, server: str, scheme: Scheme) -> Iterator[Page]:
    width, height = SIZES[request.param]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    page.close()
    assert [line for line in said if "404 (Not Found)" not in line] == []
    assert [url for url in asked if not url.startswith((server, "data:"))] == []


@pytest.mark.parametrize("path", ["/docs", "/examples", "/embedding", "/nothing-here"])
def test_a_page_of_text(page: Page, server: str, path: str) -> None:
    page.goto(f"{server}{path}")
    for summary in page.locator("summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in violations] == []


def test_the_type_of_a_problem_leads_to_its_explanation(page: Page, server: str) -> None:
    kind = page.request.get(f"{server}/api/v1/surface?eta=0").json()["type"]
    page.goto(f"{server}{kind}")
    assert page.locator("tr:target").inner_text().split()[:1] == ["422"]
