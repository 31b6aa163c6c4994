"""What tests share: a tab that is handed on is as a new one, and one of a test that failed is not handed on."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP
from tests.browser.tabs import Tab, Tabs

#: Of no other test.
OPTIONS: dict[str, Any] = {
    "viewport": DESKTOP, "reduced_motion": "reduce", "color_scheme": "light", "timezone_id": "Pacific/Chatham",
}  # fmt: skip
MEDIA = ["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion)", "(forced-colors: active)"]
FACTS = """(media) => [innerWidth, window.name, {...sessionStorage}, {...localStorage},
  ...media.map((one) => matchMedia(one).matches)]"""


def facts(page: Page, server: str) -> list[Any]:
    """What a page finds at its beginning."""
    page.goto(f"{server}/healthz")
    found: list[Any] = page.evaluate(FACTS, MEDIA)
    return found


def used(tab: Tab, server: str) -> None:
    """Does what the tests do."""
    page = tab.page
    page.evaluate(
        "window.name = 'used'; sessionStorage.used = localStorage.used = 1; history.pushState(null, '', '?used')"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="no-preference", forced_colors="active")
    page.route("**/*", lambda route: route.abort())
    tab.watch.expected.append("of this test")
    tab.watch.complain("something")


@pytest.mark.parametrize("good", [True, False])
def test_it_is_as_new(tabs: Tabs, server: str, good: bool) -> None:
    first = tabs.take(OPTIONS)
    first.watch.bases = (server,)
    new = facts(first.page, server)
    used(first, server)
    tabs.give_back(first, good=good)
    second = tabs.take(OPTIONS)
    assert (second.page is first.page) == good
    assert [second.watch.complaints, second.watch.expected, second.watch.asked] == [[], [], []]
    assert facts(second.page, server) == new
    assert second.page.evaluate("history.length") <= 2, "but for an empty page there is none to go back to"
    tabs.give_back(second, good=False)
