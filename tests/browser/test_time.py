"""Speed; undo and redo; the sheet on paper."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.test_access import violations

DEPTH = "calculate"

PLAYED = """() => new Promise((done) => {
  const from = performance.now();
  const look = () => document.querySelector("#step-count").textContent.startsWith("step 6 ")
    ? done(performance.now() - from) : requestAnimationFrame(look);
  look();
})"""


def test_speed(visit: Open) -> None:
    page = visit("steps=6&tol=0")
    times = []
    for speed in ("0.5", "4"):
        page.select("Speed").select_option(speed)
        page.button("Play").click()
        times.append(page.page.evaluate(PLAYED))
        expect(page.button("Play")).to_be_visible()
    assert times[0] > 6 * 280 - 300
    assert times[1] < times[0] / 3


def test_undo_and_redo(visit: Open) -> None:
    page = visit()
    undo, redo = page.button("Undo"), page.button("Redo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    page.select("Optimiser").select_option("momentum")
    page.select("Loss").select_option("bowl")
    page.has_query(objective="bowl", optimiser="momentum")
    undo.click()
    page.has_query(optimiser="momentum")
    expect(page.select("Loss")).to_have_value("sigmoid-squared")
    expect(redo).to_have_attribute("aria-disabled", "false")
    page.page.keyboard.press("Control+z")
    page.has_query()
    expect(undo).to_have_attribute("aria-disabled", "true")
    page.page.keyboard.press("Control+z")  # no further than where the reader came in
    page.page.keyboard.press("Control+Shift+Z")
    page.has_query(optimiser="momentum")
    page.page.keyboard.press("Control+y")
    page.has_query(objective="bowl", optimiser="momentum")
    expect(redo).to_have_attribute("aria-disabled", "true")
    undo.click()
    page.has_query(optimiser="momentum")
    page.page.reload()  # the way forward outlives it
    page.drawn()
    expect(undo).to_have_attribute("aria-disabled", "false")
    expect(redo).to_have_attribute("aria-disabled", "false")
    redo.click()
    page.has_query(objective="bowl", optimiser="momentum")
    expect(redo).to_have_attribute("aria-disabled", "true")


def test_a_box_that_is_typed_in_keeps_its_own_undo(visit: Open) -> None:
    page = visit("optimiser=momentum")
    page.select("Loss").select_option("bowl")
    page.has_query(objective="bowl", optimiser="momentum")
    box = page.box("Learning rate η")
    box.focus()
    page.page.keyboard.press("Control+z")
    page.frames()
    assert page.query == {"objective": "bowl", "optimiser": "momentum"}


def test_a_worked_sheet_on_paper(visit: Open) -> None:
    """Map, numbers and derivation of the step, though the chain rule was never in sight; on light pages."""
    page = visit("objective=bowl&eta=0.1&start=1,-2&step=1", dark=True)
    page.ready_for_paper()
    page.page.emulate_media(media="print")
    leaves = page.page.locator("#paper .leaf")
    expect(leaves).to_have_count(2)
    step, chain = leaves.all()
    expect(step.get_by_role("heading", name="Step 1, worked out")).to_be_visible()
    expect(step.get_by_text("w ← w + η u = 0.8 + 0.1 · (−1.6) = 0.64")).to_be_visible()
    expect(step).to_contain_text("η = 0.1, start (1, −2), step 1 of 69")
    expect(step.get_by_role("img", name="QR code of the link")).to_be_visible()
    expect(step.locator(".map-on-paper .arrow")).to_have_count(2)
    assert "=[1.6,−3.2]" in chain.evaluate("(leaf) => leaf.textContent.replace(/\\s/g, '')")
    address = f"{page.base}/?objective=bowl&eta=0.1&start=1,-2&steps=100&tol=0.000001&window=-4,4,-4,4&step=1"
    for leaf in (step, chain):
        expect(leaf).to_contain_text("Gradient descent on Bowl")
        expect(leaf).to_contain_text(address)
        expect(leaf).to_have_css("color", "rgb(11, 27, 51)")
    expect(page.page.locator("main, header, dialog").filter(visible=True)).to_have_count(0)
    page.page.emulate_media(media="screen")
    page.button("Next step").click()
    page.at_step(2)
    page.page.emulate_media(media="print")  # before the chain rule of step 2 is asked for
    expect(step).to_contain_text("Step 1, worked out")
    expect(step).to_contain_text(f"{address}&")
    page.page.emulate_media(media="screen")
    page.at_step(2)
    expect(page.live).to_contain_text("Step 2 of")


PRINTED = """window.printed = null; window.print = () => {
  dispatchEvent(new Event("beforeprint"));
  window.printed = [...document.querySelectorAll("#paper .leaf")].map((leaf) => leaf.textContent);
}"""


def test_print_waits_for_what_the_sheet_needs(visit: Open) -> None:
    """At once after a change, with a server that takes its time."""
    page = visit(script=PRINTED)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.page.route("**/api/v1/**", hold)
    page.select("Optimiser").select_option("adam")
    page.button("Print").click()
    dialog = page.page.get_by_role("dialog", name="On paper")

    def asked_after_one_more() -> bool:
        assert not (held and dialog.is_visible()), "it was asked before all had come"
        if held:
            held.pop(0).continue_()
        return dialog.is_visible()

    page.until(asked_after_one_more)
    assert violations(page) == []
    expect(dialog.get_by_role("region", name="Preview")).to_contain_text("Adam on Sigmoid")
    dialog.get_by_role("button", name="Print").click()
    expect(dialog).to_be_hidden()
    expect(page.button("Print")).to_be_focused()
    step, chain = page.page.evaluate("window.printed")
    assert "Step 0, worked out" in step
    assert "optimiser=adam" in step
    assert "(−2, −2)" in chain
    assert "180°" not in chain, "it tells of no step that Adam does not take"


def test_a_worksheet_and_its_answers(visit: Open) -> None:
    """The first page has blanks and none of their numbers, the second the same questions with them."""
    page = visit("step=3", script=PRINTED)
    page.button("Print").click()
    dialog = page.page.get_by_role("dialog", name="On paper")
    dialog.get_by_role("radio", name="Worksheet with blanks").check()
    dialog.get_by_role("button", name="Print").click()
    row = page.api("trajectory", "")["steps"]
    questions, answers = page.page.evaluate("window.printed")
    told = {name: f"{abs(row[name][3]):.5g}" for name in ("grad_w", "grad_b", "first_order", "actual", "dot")}
    for name, number in {**told, "beta": "180°"}.items():
        assert number in answers, name
        assert number not in questions, name
    leaves = page.page.locator("#paper .leaf")
    numbered = "(all) => all.map((list) => [list.start, list.children.length])"
    first, second = (leaves.nth(i).locator("ol").evaluate_all(numbered) for i in (0, 1))
    assert first == second
    assert leaves.nth(0).locator(".blank").count() > 20
    assert leaves.nth(0).locator(".arrow.step, .angle, .landing").count() == 0
    assert leaves.nth(1).locator(".blank").count() == 0
    assert page.page.pdf(format="Letter").count(b"/Type /Page\n") == 2


def test_half_a_sheet_is_never_printed(visit: Open) -> None:
    """Where the chain rule's numbers do not come."""

    def breaks(page: Page) -> None:
        page.route("**/derivation?*", lambda route: route.fulfill(status=500))

    page = visit(before=breaks, allow=["500"])
    expect(page.alert).to_contain_text("in trouble (500)")
    page.page.emulate_media(media="print")
    expect(page.page.get_by_text("This sheet is not ready")).to_be_visible()
    expect(page.page.locator("main, .leaf").filter(visible=True)).to_have_count(0)
