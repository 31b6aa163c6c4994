"""The page in another language: the same scenario, in the words of the server and of the scripts alike."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from antigradient.words import LANGUAGES
from tests.browser.abroad import Abroad
from tests.browser.conftest import Open

pytestmark = pytest.mark.skipif(len(LANGUAGES) == 1, reason="there is one language")

OTHER = [*LANGUAGES.values()][-1]


def has_numbers(page: Page) -> None:
    """The scripts have told the step."""
    expect(page.locator("#step")).to_have_attribute("aria-valuetext", re.compile("3"))


def test_the_menu_shows_the_same_in_another_language(visit: Open) -> None:
    page = visit("objective=bowl&step=3")
    page.at_step(3)
    menu = page.page.locator("#language")
    page.page.locator("#looks summary").click()
    expect(menu).to_have_accessible_name("Language")
    expect(menu).to_have_value("en")
    menu.select_option(OTHER.name)
    html = page.page.locator("html")
    expect(html).to_have_attribute("lang", OTHER.id)
    expect(html).to_have_attribute("dir", OTHER.direction)
    page.has_query(objective="bowl", step="3", lang=OTHER.id)
    expect(menu).to_have_accessible_name(OTHER.messages["site.language"])
    expect(menu).to_have_value(OTHER.id)
    expect(menu).to_be_focused()
    has_numbers(page.page)
    expect(page.page.locator("#play")).to_have_attribute("aria-label", OTHER.messages["action.play"])

    # What follows is asked for, and written into the address, in that language.
    asked = len(page.watch.asked)
    page.page.locator("#optimiser").select_option("momentum")
    page.has_query(objective="bowl", step="3", optimiser="momentum", lang=OTHER.id)
    page.until(lambda: any("/trajectory?" in url for url in page.watch.asked[asked:]))
    page.at_rest()
    questions = [url for url in page.watch.asked[asked:] if "/api/v1/" in url]
    assert [url for url in questions if parse_qs(urlsplit(url).query).get("lang") != [OTHER.id]] == []

    page.page.go_back()
    page.page.go_back()
    expect(html).to_have_attribute("lang", "en")
    expect(menu).to_have_value("en")
    page.has_query(objective="bowl", step="3")


def test_what_is_pasted_speaks_the_language_that_was_asked_for(visit: Open) -> None:
    page = visit(f"objective=bowl&lang={OTHER.id}", path="/embedding", wait=False).page
    text, choice = page.locator("#builder-text"), page.locator("select[name=lang]")
    expect(text).to_have_value(re.compile(rf"embed\?objective=bowl&.*lang={OTHER.id}"))
    expect(page.locator("#first-line")).to_contain_text(f"lang={OTHER.id}")
    choice.select_option("")
    expect(text).not_to_have_value(re.compile("lang="))


def test_the_element_speaks_the_language_of_the_text_around_it(abroad: Abroad) -> None:
    page = abroad.open(
        f"<section lang={OTHER.id}><gradient-descent id=g objective=bowl></gradient-descent></section>"
        "<gradient-descent id=e objective=bowl lang=en></gradient-descent>",
        allow=["Failed to load resource", "failed: "],
    )
    page.route("**/embed?*", lambda route: route.abort())
    page.evaluate("(src) => import(src)", f"{abroad.server}/embed.js")
    for id, tag in (("g", OTHER.id), ("e", "en")):
        frame = page.locator(f"#{id} iframe")
        expect(frame).to_have_attribute("title", LANGUAGES[tag].messages["element.title"])
        expect(frame).to_have_attribute("src", f"{abroad.server}/embed?objective=bowl&lang={tag}")
        link = page.locator(f"#{id} a")
        expect(link).to_have_text(LANGUAGES[tag].messages["element.open"])
