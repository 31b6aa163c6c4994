"""Embed and Download: from the scenario that is shown to a line that shows it elsewhere, and to files."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from playwright.sync_api import Locator, Page, expect

from antigradient.query.views import VIEWS
from app.site.heights import at
from app.site.hosts import HOSTS
from tests.browser.abroad import Abroad, Figure
from tests.browser.conftest import Open
from tests.browser.playground import Playground, pasted
from tests.browser.test_access import FOCUSED, violations

SCENARIO = "objective=bowl&eta=0.2&step=2"
#: What defaults decide of it today, which is said where it is handed out.
DECIDED = {"steps": "100", "tol": "0.000001", "window": "-4,4,-4,4", "palette": "sea"}
#: Pixels that a figure asks for, as static/js/frame/height.js measures them.
NEEDED = """html => {
  html.classList.add("unfit");
  const height = Math.ceil(html.getBoundingClientRect().height - 0.01);
  html.classList.remove("unfit");
  return height;
}"""


def opened(page: Playground) -> Locator:
    page.button("Embed").click()
    return dialog_of(page.page)


def dialog_of(page: Page) -> Locator:
    dialog = page.get_by_role("dialog", name="Embed this figure")
    expect(dialog.get_by_role("textbox", name="What to paste")).not_to_be_empty()
    return dialog


def address_in(line: str) -> tuple[str, dict[str, str]]:
    """Server and names of the embed's address in a frame's line."""
    match = re.search(r'src="([^"]+)/embed\?([^"]*)"', line)
    assert match, line
    return match[1], dict(parse_qsl(match[2].replace("&amp;", "&")))


def test_by_mouse(visit: Open, abroad: Abroad) -> None:
    page = visit(SCENARIO, permissions=["clipboard-write"])
    page.button("Next step").click()
    page.at_step(3)
    dialog = opened(page)
    text = dialog.get_by_role("textbox", name="What to paste")
    preview = dialog.locator("iframe")
    inside = preview.content_frame
    said = {"objective": "bowl", "eta": "0.2", "step": "3", **DECIDED}
    assert address_in(text.input_value()) == (page.base, said)
    expect(dialog.get_by_text("Only this computer can open these addresses")).to_be_visible()
    file = dialog.get_by_role("link", name="Download as one file")
    expect(file).to_have_attribute("href", f"/offline.html?{SCENARIO.replace('step=2', 'step=3')}")
    expect(inside.locator("#step-count")).to_have_text("step 3 / 31")
    needed = inside.locator("html").evaluate(NEEDED)
    expect(text).to_have_value(re.compile(rf' height="{needed}"'))  # the figure has told it
    assert violations(page) == []

    dialog.get_by_role("combobox", name="Theme").select_option("dark")
    dialog.get_by_role("combobox", name="Readers may change").select_option("all")
    dialog.get_by_text("What is on the map").click()
    dialog.get_by_role("checkbox", name="Axes with their numbers").uncheck()
    dialog.get_by_role("checkbox", name="Links to the playground").uncheck()
    said |= {"theme": "dark", "lock": "all", "hide": "axes", "links": "0"}
    assert address_in(text.input_value()) == (page.base, said)
    expect(inside.locator("html")).to_have_attribute("data-theme", "dark")
    expect(inside.locator("#step-count")).to_have_text("step 3 / 31")
    expect(inside.get_by_role("link", name="Open in Antigradient")).to_have_count(0)
    expect(inside.get_by_role("slider", name="Start point")).to_have_count(0)
    assert dict(parse_qsl(urlsplit(preview.get_attribute("src") or "").query)) == said

    # A scenario is a loss of two parameters: what needs a neuron is not offered.
    assert dialog.get_by_role("option", name="The neuron and its data").is_disabled()
    dialog.get_by_role("spinbutton", name="Width in pixels").fill("420")
    dialog.get_by_role("spinbutton", name="Height in pixels").fill("555")
    assert 'width="420" height="555"' in text.input_value()
    assert preview.evaluate("(f) => [f.clientWidth, f.clientHeight]") == [420, 555]
    wide, high = (dialog.get_by_role("spinbutton", name=f"{name} in pixels") for name in ("Width", "Height"))
    wide.fill("100")
    wide.press("Tab")
    expect(wide).to_have_accessible_description("Type a whole number from 200 to 4000, or nothing.")
    assert 'width="100"' not in text.input_value()
    assert violations(page) == []
    wide.fill("419")
    wide.press("ArrowUp")
    expect(wide).not_to_have_attribute("aria-invalid", "true")
    assert 'width="420" height="555"' in text.input_value()
    high.fill("")

    for host in HOSTS:
        dialog.get_by_role("combobox", name="Where it goes").select_option(host)
        # A picture that was saved, and a figure that a book makes itself, need no server.
        shown = {"latex": "antigradient-bowl", "sphinx-figure": ":objective: bowl", "mkdocs-figure": "objective: bowl"}
        assert shown.get(host, page.base) in text.input_value(), host
        expect(dialog.locator("[data-host]:visible")).to_have_attribute("data-host", host)
    dialog.get_by_role("combobox", name="Where it goes").select_option("markdown")
    still = re.findall(r"\((http[^)]+)\)", text.input_value())
    assert [urlsplit(address).path for address in still] == ["/api/v1/figure.svg", "/"]
    looks = {name: value for name, value in said.items() if name not in ("lock", "links")}
    assert [dict(parse_qsl(urlsplit(address).query)) for address in still] == [looks, looks]
    for host, check in (("element", "gradient-descent"), ("html", "iframe")):
        dialog.get_by_role("combobox", name="Where it goes").select_option(host)
        dialog.get_by_role("button", name="Copy", exact=True).click()
        expect(dialog.get_by_text("It is in the clipboard.")).to_be_visible()
        line = pasted(page.page)
        assert line == text.input_value()
        elsewhere = abroad.open(line)
        figure = Figure(
            elsewhere.locator(check).locator("iframe") if check != "iframe" else elsewhere.locator("iframe")
        )
        figure.at_step(3)
        expect(figure.inside.locator("#map-svg .band").first).to_be_attached()
        expect(figure.inside.locator("html")).to_have_attribute("data-theme", "dark")
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog")).to_have_count(0)
    expect(page.button("Embed")).to_be_focused()


def until(page: Page, name: str) -> None:
    """Tabs to what has this name, and everything on the way can be seen to have the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        focused, seen = page.evaluate(FOCUSED)
        assert seen, f"the focus on {focused} cannot be seen"
        if focused.strip() == name:
            return
    raise AssertionError(f"the Tab key does not lead to {name}")


def test_by_keyboard_alone(visit: Open) -> None:
    page = visit(SCENARIO, permissions=["clipboard-write"])
    press = page.page.keyboard.press
    until(page.page, "Embed")
    press("Enter")
    dialog = dialog_of(page.page)
    assert page.page.evaluate(FOCUSED)[0].strip() == "Where it goes", "what is asked first has the focus"
    press("j")  # Jupyter Book, then its notebook
    until(page.page, "Colours of the loss")
    press("v")
    until(page.page, "Bigger type, for a projector")
    press("Space")
    text = dialog.get_by_role("textbox", name="What to paste")
    expect(text).to_have_value(re.compile("palette=viridis.*projector=1|projector=1.*palette=viridis"))
    while page.page.evaluate(FOCUSED)[0] != "Copy":
        press("Shift+Tab")
    line = text.input_value()
    press("Enter")
    expect(dialog.get_by_text("It is in the clipboard.")).to_be_visible()
    assert page.page.evaluate("document.activeElement.closest('dialog') !== null"), "the page behind is out of reach"
    # The figure may tell its height just when it is copied.
    assert pasted(page.page) in {line, text.input_value()}
    press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.button("Embed")).to_be_focused()


def test_on_a_phone_in_the_dark(visit: Open) -> None:
    page = visit(SCENARIO, phone=True, dark=True)
    for width in (320, 390):
        page.page.set_viewport_size({"width": width, "height": 844})
        dialog = opened(page)
        assert width == 320 or violations(page) == []
        assert dialog.evaluate("(d) => d.scrollWidth <= d.clientWidth && d.clientWidth <= innerWidth")
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_have_count(0)


def test_downloads_are_of_what_is_shown(visit: Open) -> None:
    page = visit(f"{SCENARIO}&theme=dark&palette=viridis")
    page.button("Next step").click()
    page.at_step(3)
    page.button("Download").click()
    dialog = page.page.get_by_role("dialog", name="Download this figure")
    links = dialog.get_by_role("listitem").get_by_role("link")
    expect(links).to_have_count(5)
    found: dict[str, Any] = {}
    for link in links.all():
        href = link.get_attribute("href") or ""
        reply = httpx.get(f"{page.base}{href}")
        assert reply.status_code == 200, href
        found[urlsplit(href).path] = (dict(parse_qsl(urlsplit(href).query)), reply)
    kinds = {path: reply.headers["content-type"].partition(";")[0] for path, (_, reply) in found.items()}
    assert kinds == {
        "/api/v1/figure.svg": "image/svg+xml",
        "/api/v1/figure.png": "image/png",
        "/offline.html": "text/html",
        "/api/v1/trajectory.csv": "text/csv",
        "/api/v1/trajectory": "application/json",
    }
    said = {"objective": "bowl", "eta": "0.2", "step": "3"}
    looks = {"theme": "dark", "palette": "viridis"}
    assert found["/api/v1/figure.svg"][0] == said | looks
    assert found["/api/v1/figure.png"][0] == said | looks | {"scale": "2"}
    assert found["/offline.html"][0] == said | looks
    assert found["/api/v1/trajectory.csv"][0] == found["/api/v1/trajectory"][0] == said
    with page.page.expect_download() as coming:
        dialog.get_by_role("link", name="Working figure, one HTML file").click()
    assert coming.value.suggested_filename == "antigradient-bowl-gd-offline-step-3.html"
    names = {
        "Picture, SVG": "antigradient-bowl-gd-step-3.svg",
        "Picture, PNG": "antigradient-bowl-gd-step-3.png",
        "Every step, CSV": "antigradient-bowl-gd.csv",
        "Every step, JSON": "antigradient-bowl-gd.json",
    }
    for link_name, name in names.items():
        with page.page.expect_download() as coming:
            dialog.get_by_role("link", name=link_name).click()
        assert coming.value.suggested_filename == name
    assert violations(page) == []


def test_without_a_server_the_page_says_so(visit: Open) -> None:
    page = visit()
    page.watch.expected = ["ERR_FAILED", "failed: "]
    page.page.route("**/embedding*", lambda route: route.abort())
    page.button("Embed").click()
    expect(page.alert).to_contain_text("The server does not answer")


def test_the_first_line_can_be_copied(visit: Open) -> None:
    page = visit(wait=False, permissions=["clipboard-write"])
    page.page.goto(f"{page.base}/embedding?{SCENARIO}")
    page.button("Copy the line").click()
    expect(page.page.get_by_text("It is in the clipboard.").first).to_be_visible()
    line = pasted(page.page)
    assert address_in(line) == (page.base, {"objective": "bowl", "eta": "0.2", "step": "2", **DECIDED})
    # The builder, left alone, writes the same line; the server's height is what the figure then asks for.
    text = page.page.get_by_role("textbox", name="What to paste")
    assert f' height="{at(VIEWS["map"].heights, 640):g}"' in line
    expect(text).to_have_value(line)
    inside = page.page.frame_locator("#builder iframe")
    expect(inside.locator("#step-count")).to_have_text("step 2 / 31")
    assert inside.locator("html").evaluate(NEEDED) == at(VIEWS["map"].heights, 640)
    # Where it asks for another, both lines say so; choices are the builder's alone.
    page.page.goto(f"{page.base}/embedding?{SCENARIO}&show=numbers&view=charts")
    inside.owner.scroll_into_view_if_needed()  # a preview comes when it is near
    first = page.page.locator("#first-line")
    expect(inside.locator("#step-count")).to_have_text("step 2 / 31")
    needed = inside.locator("html").evaluate(NEEDED)
    assert needed > at(VIEWS["charts"].heights, 640)
    expect(first).to_have_text(re.compile(rf' height="{needed}"'))
    expect(text).to_have_value(first.inner_text())
    page.page.get_by_role("spinbutton", name="Height in pixels").fill("333")
    expect(text).to_have_value(re.compile(' height="333"'))
    expect(first).to_have_text(re.compile(rf' height="{needed}"'))
