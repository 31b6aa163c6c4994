"""Words open their definition by pointer, finger and key, beside themselves, and have the focus again after it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from antigradient.glossary import TERMS
from tests.browser.axe import broken
from tests.browser.conftest import Open

ETA = TERMS["eta"]


def definition(page: Page) -> Locator:
    return page.get_by_role("dialog", name=ETA.title)


def within(page: Page, box: Locator) -> bool:
    """Whether all of it is in sight: its corners are its own."""
    return bool(
        box.evaluate("""(panel) => {
          const { left, right, top, bottom } = panel.getBoundingClientRect();
          const places = [[left + 9, top + 9], [right - 9, top + 9], [left + 9, bottom - 9], [right - 9, bottom - 9]];
          return places.every(([x, y]) => panel.contains(document.elementFromPoint(x, y)));
        }""")
    )


def test_a_word_by_mouse_and_key(visit: Open) -> None:
    page = visit().page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    word = page.get_by_role("button", name=f"{ETA.title}: what is that?", exact=True)
    word.click()
    expect(definition(page)).to_contain_text(ETA.text)
    expect(definition(page)).to_be_focused()
    assert word.get_attribute("aria-expanded") == "true"
    assert len([url for url in asked if "/glossary.json" in url]) == 1
    assert broken(page, {"include": [[".definition"]]}) == []
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()
    expect(word).to_be_focused()
    page.keyboard.press("Enter")
    expect(definition(page)).to_contain_text(ETA.text)
    page.keyboard.press("Tab")
    expect(definition(page).get_by_role("button")).to_be_focused()
    page.keyboard.press("Tab")  # on from the word, as if nothing had been opened
    expect(definition(page)).to_be_hidden()
    expect(page.get_by_role("spinbutton", name=ETA.title, exact=True)).to_be_focused()
    word.click()
    page.get_by_role("heading", level=2).first.click()
    expect(definition(page)).to_be_hidden()
    assert word.get_attribute("aria-expanded") == "false"
    assert len([url for url in asked if "/glossary.json" in url]) == 1, "once for all words"
    page.get_by_role("button", name="Help", exact=True).click()
    listed = page.locator("#help [data-term=eta]")
    listed.click()
    expect(definition(page)).to_contain_text(ETA.text)
    assert within(page, definition(page))
    page.keyboard.press("Escape")
    expect(listed).to_be_focused()  # in the dialog, which is open still


def test_a_word_by_finger_on_a_small_phone_in_lines_from_either_side(visit: Open) -> None:
    page = visit("optimiser=momentum", phone=True, viewport={"width": 320, "height": 568}).page
    panel = page.locator(".definition")
    for direction, id in (("ltr", "eta"), ("rtl", "gamma")):
        page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        word = page.locator(f"#sliders [data-term={id}]")
        word.tap()
        expect(panel).to_contain_text(TERMS[id].text)
        assert within(page, panel)
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    panel.get_by_role("button").tap()
    expect(panel).to_be_hidden()


def test_it_is_said_where_a_definition_does_not_come(visit: Open) -> None:
    opened = visit()
    opened.watch.expected = ["ERR_FAILED", "failed: "]
    opened.page.route("**/glossary.json*", lambda route: route.abort())
    word = opened.page.locator("#sliders [data-term=eta]")
    word.click()
    panel = opened.page.locator(".definition")
    expect(panel).to_contain_text("did not come")
    opened.page.unroute("**/glossary.json*")
    word.click()
    word.click()
    expect(panel).to_contain_text(ETA.text)
