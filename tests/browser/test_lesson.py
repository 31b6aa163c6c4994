"""The lesson in a browser: every task is seen to be done by keyboard and not before, kept, printed and told.

What figures show once they were dragged is so.
"""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from playwright.sync_api import Frame, Locator, Page, expect

from antigradient.lesson import SECTIONS
from antigradient.lesson.base import Act
from tests.browser.abroad import Abroad, said
from tests.browser.conftest import PHONE, Open
from tests.browser.lesson_drags import DRAGS, Drag, wrong
from tests.browser.lesson_drags import drag as drags
from tests.browser.playground import Playground
from tests.browser.test_access import violations

#: How each act is done: a number box of the figure and what is typed into it, or a button and how often it is pressed.
ACTS: dict[tuple[str, str], list[tuple[str, str, Any]]] = {
    ("two-dials", "fit"): [("box", "w", "1.15"), ("box", "b", "-0.35")],
    ("how-wrong", "lowest"): [("box", "w", "1.12"), ("box", "b", "-0.23")],
    ("one-step", "short"): [("box", "δ", "0.2")],
    ("slopes", "together"): [
        ("box", "w", "1"),
        ("box", "w", "0"),
        ("box", "b", "1"),
        ("box", "w", "1"),
    ],
    ("which-way", "turn"): [
        ("box", "Turn u to, in degrees from ∇L", "90"),
        ("box", "Turn u to, in degrees from ∇L", "180"),
    ],
    ("the-rule", "satisfied"): [("button", "Next step", 8)],
    ("when-it-goes-wrong", "uphill"): [("button", "Next step", 2)],
    ("when-it-goes-wrong", "saddle"): [("box", "b", "0.5"), ("button", "Next step", 12)],
    ("chain-rule", "saturate"): [("box", "w", "4"), ("box", "b", "4")],
    ("memory", "uphill"): [("button", "Next step", 12)],
    ("try-it", "better"): [("box", "Turn u to, in degrees from ∇L", "231")],
    ("try-it", "straight-home"): [("box", "b", "0"), ("box", "b", "1"), ("box", "w", "0")],
}


#: Axe takes long for colours in formulas: those of other sections are the same.
ALIKE = "section:not(#one-step, #which-way, #chain-rule) math"
#: What a figure tells of itself when it is asked.
ASK = "(figure) => figure.get()"
#: What a figure has told of itself: once its run is computed, so what is left at once may never be told.
TOLD = "(figure) => JSON.stringify(figure.state)"


def frame_of(place: Locator) -> Frame:
    """The frame of a figure, once it has loaded, which it does when it is near."""
    place.scroll_into_view_if_needed()
    figure = place.locator("gradient-descent")
    expect(figure.locator(".ready iframe")).to_be_attached()
    handle = figure.locator("iframe").element_handle()
    frame = handle.content_frame()
    assert frame
    expect(frame.locator("#live, #player, main").first).to_be_attached()
    return frame


def act(frame: Frame, kind: str, name: str, value: Any) -> None:
    """Does one thing in a figure by keyboard alone."""
    if kind == "box":
        box = frame.get_by_role("spinbutton", name=name, exact=True)
        box.fill(value)
        box.press("Enter")
        expect(box).to_have_value(value)
    else:
        frame.get_by_role("button", name=name, exact=True).press("Enter")


def follows_the_hand(page: Playground, section: str, drag: Drag) -> None:
    """A drag in the section's first figure; then it comes to show what mpmath finds."""
    place = page.page.locator(f"#{section} .lesson-figure").first
    frame = frame_of(place)
    element = place.locator("gradient-descent").element_handle()
    page.page.wait_for_function("(figure) => figure.state", arg=element)
    before = element.evaluate(ASK)
    drags(page.page, frame, drag)
    found: list[Any] = [before]
    for _ in range(60):
        page.at_rest()
        told = element.evaluate(ASK)
        if told != before and not (found := wrong(frame, drag, told)):
            break
        page.page.wait_for_timeout(100)
    assert not found, section


def checks_of(page: Page) -> dict[str, dict[str, Any]]:
    return dict(json.loads(page.locator("#boot").text_content() or "")["checks"])


def test_every_act_has_its_solution_and_every_section_its_drag() -> None:
    assert [*DRAGS] == [*SECTIONS]
    assert set(ACTS) == {(s.id, task.id) for s in SECTIONS.values() for task in s.tasks if isinstance(task, Act)}


def test_a_reader_goes_through_it(visit: Open) -> None:
    """Does all tasks by keyboard, drags in every section; axe finds nothing. The page loads once for all of this."""
    playground = visit(path="/lesson", wait=False)
    page = playground.page
    checks = checks_of(page)
    count = sum(map(len, checks.values()))
    expect(page.locator("#progress")).to_have_text(f"0 of {count} tasks done")
    for section, tasks in checks.items():
        for id, check in tasks.items():
            form = page.locator(f"#{section}-{id}")
            expect(form.locator(".done")).to_be_hidden()
            if check["kind"] == "act":
                place = page.locator(f"#{section} .lesson-figure").nth(check["figure"])
                frame = frame_of(place)
                element = place.locator("gradient-descent").element_handle()
                page.wait_for_function("(figure) => figure.state", arg=element)
                expect(form.locator(".done")).to_be_hidden()
                for kind, name, value in ACTS[section, id]:
                    for _ in range(value if kind == "button" else 1):
                        before = element.evaluate(TOLD)
                        act(frame, kind, name, value)
                        page.wait_for_function(
                            f"([figure, before]) => ({TOLD})(figure) !== before", arg=[element, before]
                        )
            elif check["kind"] == "choice":
                wrong, right = ((check["right"] + 1) % 2, check["right"])
                form.locator(f"button[value='{wrong}']").press("Enter")
                expect(form.locator(".wrong")).to_have_text("Not this one. Look once more.")
                form.locator(f"button[value='{right}']").press("Enter")
            else:
                field = form.get_by_role("textbox")
                for text in ("12345", str(check["answer"])):
                    field.fill(text)
                    field.press("Enter")
                    if text == "12345":
                        expect(form.locator(".wrong")).to_have_text("Not yet. Look once more.")
            expect(form.locator(".done")).to_be_visible()
            expect(form.locator(".wrong")).to_be_hidden()
    expect(page.locator("#progress")).to_have_text(f"{count} of {count} tasks done")
    expect(page.locator(".contents a.is-done")).to_have_count(len(SECTIONS))

    for section, drag in DRAGS.items():
        follows_the_hand(playground, section, drag)
    assert violations(playground, ALIKE, iframes=False) == []
    page.emulate_media(color_scheme="dark")
    playground.frames()
    assert violations(playground, ALIKE, iframes=False, runOnly=["color-contrast"]) == []

    page.evaluate(
        "() => { window.print = () => { window.sheet = document.querySelector('body > .answers').innerHTML; }; }"
    )
    page.get_by_role("button", name="Print my answers").press("Enter")
    sheet = page.evaluate("window.sheet")
    assert sheet.count("<li") == count
    code = re.search(r"Result code: ([0-9A-Z]+-[0-9A-Z])", sheet)
    assert code

    # The page for teachers reads it; what was done is kept on this device until it is forgotten.
    other = page.context.new_page()
    other.goto(page.url.replace("/lesson", "/embedding"))
    other.get_by_label("A student’s result code").fill(code[1])
    other.get_by_label("A student’s result code").press("Enter")
    expect(other.locator("#result [role=status]")).to_contain_text(f"{count} of {count} tasks: two-dials (fit), ")
    other.close()


def test_it_reads_well_on_a_phone_and_follows_the_reader(visit: Open) -> None:
    page = visit(path="/lesson", wait=False, viewport=PHONE).page
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": 1340, "height": 900})
    page.get_by_role("link", name="5 Which way is down?").press("Enter")
    expect(page.locator(".contents [aria-current]")).to_have_text("5 Which way is down?")
    letters = page.evaluate("""() => {
      const text = document.querySelector("#which-way .prose > p:not(.eyebrow)").firstChild;
      const range = document.createRange();
      const top = (i) => (range.setStart(text, i), range.setEnd(text, i + 1), range.getBoundingClientRect().top);
      let i = 0;
      while (i < text.length - 1 && top(i) === top(0)) i++;
      return i;
    }""")
    assert 45 <= letters <= 80 or letters < 20, "of a line, unless a formula interrupts it"


def test_a_frame_tells_the_page_around_it(abroad: Abroad) -> None:
    page = abroad.open(
        '<iframe id="f" sandbox="allow-scripts" title="A section" style="width:100%;height:900px" '
        'src="SERVER/embed?section=two-dials"></iframe>'
    )
    frame = page.locator("#f").element_handle().content_frame()
    assert frame
    form = frame.locator("#two-dials-sideways")
    form.locator("button[value='2']").press("Enter")
    expect(form.locator(".done")).to_be_visible()
    page.wait_for_function("() => said.some(({ type }) => type === 'gd:task')")
    told = said(page, "gd:task")[-1]
    assert told == {"type": "gd:task", "message": "gd:task", "section": "two-dials", "done": False, "score": 0.5}
    assert said(page, "gd:resize")[-1]["height"] > 900


def test_without_scripts_text_formulas_and_maps_remain(server: str) -> None:
    page = httpx.get(f"{server}/lesson").text
    assert page.count("<noscript><details") == sum(len(section.tasks) for section in SECTIONS.values())
    assert page.count("<noscript><a href=") == sum(len(section.figures) for section in SECTIONS.values())
