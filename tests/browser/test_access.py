"""For those who see little, or use no mouse: axe finds nothing, and the keyboard reaches and leaves everything."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from antigradient.words import say
from app.site.examples import STRIP
from tests.browser.axe import broken
from tests.browser.conftest import Open
from tests.browser.playground import Playground

DEPTH = "calculate"

#: Opens all that unfolds but the menus, which cover what is below them.
UNFOLD = 'document.querySelectorAll("main details:not(.menu, .layers)").forEach((part) => { part.open = true; })'

FOCUSED = """() => {
  const e = document.activeElement;
  const name = e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.id;
  const style = getComputedStyle(e);
  const ring = e.querySelector?.(".ring");
  const seen = style.outlineStyle !== "none" || (ring && getComputedStyle(ring).stroke !== "none");
  return [name.trim().split("\\n")[0], seen];
}"""


def violations(page: Playground, but: str | None = None, **options: Any) -> list[str]:
    """What axe finds on the page at rest; what is late is dimmed on purpose, so it is waited for, or is `but`."""
    if not but:
        expect(page.page.locator("[aria-busy=true]")).to_have_count(0)
    results = broken(page.page, {"exclude": [[but]]} if but else None, **options)
    return [f"{v['id']}: {v['help']}: {[node['target'] for node in v['nodes']][:4]}" for v in results]


@pytest.mark.parametrize(
    ("query", "options"),
    [("", {}), ("", {"dark": True}), ("", {"phone": True}), ("theme=dark&optimiser=momentum&step=10", {"phone": True}),
     ("eta=x&bogus=1&optimiser=momentum&gamma=0.6&step=12", {}),
     ("window=-100,100,-1,1&data=1:0.5,2:0.8", {"dark": True}),
     ("objective=ravine&optimiser=adam&step=100", {}), ("optimiser=momentum&step=30", {})],
)  # fmt: skip
def test_axe(visit: Open, query: str, options: dict[str, bool]) -> None:
    page = visit(query, **options)
    page.page.evaluate(UNFOLD)
    page.at_rest()
    assert violations(page) == []


def test_axe_with_the_help_open_and_with_trouble(visit: Open) -> None:
    page = visit()
    page.button("Help").click()
    expect(page.page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    page.watch.expected = ["ERR_FAILED", "failed: "]
    page.page.route("**/api/**", lambda route: route.abort())
    page.box("Learning rate η").fill("0")
    page.box("Learning rate η").press("Enter")
    page.select("Optimiser").select_option("momentum")
    expect(page.alert).to_be_visible()
    # What belongs to another question is dimmed on purpose: nobody should read it as an answer (WCAG 1.4.3, inactive).
    assert violations(page, but="[aria-busy]") == []


def test_tab_goes_through_everything_in_order_and_out_again(visit: Open) -> None:
    page = visit("optimiser=momentum&gamma=0.5")
    order = []
    for _ in range(120):
        page.page.keyboard.press("Tab")
        name, seen = page.page.evaluate(FOCUSED)
        if page.page.evaluate("document.activeElement === document.body"):
            break
        assert seen, f"the focus on {name} cannot be seen"
        order.append(name)
    else:
        raise AssertionError(f"a trap: {order}")
    wanted = [
        "Skip to the map",
        "Antigradient", "Playground", "Lesson", "Examples", "For teachers",
        "Share", "Embed", "Download", "Print", "Language and theme", "Help",
        "the map", "Contour map of the loss over w and b, with the descent path",
        "Start point", "Direction u", "Zoom out", "Zoom in", "Reset the map",
        "Back to start", "Previous step", "Play", "Next step", "Step",
        "Fit to path", "Fit to minimum", "Minimum: what is that?", "Layers", "Speed", "Predict", "Undo", "Redo",
        "Neuron: what is that?", "Point 1", "error", "w", "w", "b", "b",
        "Loss: what is that?", "Loss", "Sum or mean", "Data", "The dots as numbers",
        "Optimiser: what is that?", "Optimiser",
        "Learning rate η: what is that?", "Learning rate η", "Learning rate η",
        "Momentum γ: what is that?", "Momentum γ", "Momentum γ", "Compare", "More settings",
        "See", "Calculate", "β", "the step u", "the gradient ∇L", "loss", "slope", "to 2nd order",
        "Turn u to, in degrees from ∇L", "Turn u to, in degrees from ∇L", "Log scale",
        "This run as a short program: the line at work is lit",
        "Taylor series: what is that?", "first order", "to 2nd", "Each order’s term and what is left",
    ]  # fmt: skip
    assert order[: len(wanted)] == wanted
    titles = [say(f"example.{id}.title") for id in STRIP]
    table = "Every step with all its numbers"  # the chain rule before it comes when it is near
    assert order[-len(titles) - 4 :] == [table, *titles, "All examples", "Words", "API"]


def test_a_lesson_by_keyboard_alone(visit: Open) -> None:
    page = visit()
    press = page.page.keyboard.press
    press("Tab")
    press("Enter")
    expect(page.page.locator("#map-svg")).to_be_focused()
    press("ArrowRight")
    page.at_step(1)
    press("ArrowLeft")
    assert "#" not in page.page.url
    while page.page.evaluate(FOCUSED)[0] != "Optimiser":
        press("Tab")
    press("ArrowDown")
    page.has_query(optimiser="momentum")
    while page.page.evaluate(FOCUSED)[0] != "Momentum γ":
        press("Tab")
    for character in "0.5":
        press(character)
    press("Enter")
    page.has_query(optimiser="momentum", gamma="0.5")
    while page.page.evaluate(FOCUSED)[0] != "Start point":
        press("Shift+Tab")
    press("Shift+ArrowDown")
    page.has_query(optimiser="momentum", gamma="0.5", start="-2,-3")
    press("Space")
    expect(page.button("Pause")).to_be_visible()
    page.under_way()
    press("Space")
    press("Home")
    page.at_step(0)
    expect(page.live).to_contain_text("Step 0 of")


def test_the_help_dialog(visit: Open) -> None:
    page = visit()
    help_button = page.button("Help")
    help_button.focus()
    page.page.keyboard.press("Enter")
    dialog = page.page.get_by_role("dialog", name="Reading the map")
    expect(dialog.get_by_role("heading", name="Reading the map")).to_be_in_viewport()  # it begins at its beginning
    for _ in range(3):  # the page behind is out of reach
        page.page.keyboard.press("Tab")
        assert page.page.evaluate("document.activeElement.closest('main, header') === null")
    page.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(help_button).to_be_focused()
    help_button.click()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_names_and_roles(visit: Open) -> None:
    page = visit()
    expect(page.start).to_have_attribute("aria-roledescription", "two-dimensional slider")
    charts = ("Angle β at every step", "Loss at every step", "The neuron")
    for region in ("Map", "This step", "Taylor", *charts):
        expect(page.region(region)).to_be_visible()
    assert page.page.locator("h1").count() == 1
    assert page.page.locator("html").get_attribute("lang") == "en"
