"""Speed; undo and redo; the sheet on paper."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open

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
    page.until(lambda: page.watch.count("/derivation") == 1)
    chain = page.region("Chain rule")
    expect(chain.locator("#check tbody td").first).to_have_text("1.6")
    page.page.emulate_media(media="print")
    sheet = page.region("Step 1, worked out")
    expect(sheet).to_be_visible()
    expect(sheet.get_by_text("w ← w + η u = 0.8 + 0.1 · (−1.6) = 0.64")).to_be_visible()
    named = page.region("Gradient descent on Bowl")
    expect(named).to_contain_text("η = 0.1, start (1, −2), step 1 of 69")
    expect(named).to_contain_text(page.page.url)
    expect(page.figure).to_be_visible()
    expect(chain.locator("#check tbody td").first).to_be_visible()
    expect(page.page.locator("body")).to_have_css("color", "rgb(11, 27, 51)")
    for gone in ("Play", "Share", "Zoom in", "Predict", "∇L gradient"):
        expect(page.page.get_by_role("button", name=gone)).to_be_hidden()
    sheets = page.page.pdf(format="A4")
    assert sheets.count(b"/Type /Page\n") == 2
    page.page.emulate_media(media="screen")
    page.button("Next step").click()
    page.at_step(2)
    page.page.emulate_media(media="print")  # before the chain rule of step 2 is asked for
    expect(page.region("Step 1, worked out")).to_be_visible()
    expect(named).to_contain_text("step 1 of")
    expect(named).to_contain_text(page.page.url.replace("step=2", "step=1"))
    expect(page.live).to_contain_text("Step 1 of")
    expect(chain.locator("#check tbody td").first).to_have_text("1.6")
    page.page.emulate_media(media="screen")
    page.at_step(2)
    expect(page.live).to_contain_text("Step 2 of")


PRINTED = """window.printed = null; window.print = () => {
  dispatchEvent(new Event("beforeprint"));
  const text = (selector) => document.querySelector(selector).textContent;
  window.printed = {
    sheet: text("#sheet-title"), name: text("#sheet-name"), link: text("#sheet-link"), chain: text("#chain-about"),
    busy: document.querySelectorAll("[aria-busy]").length, whole: document.querySelector("main").className,
  };
  dispatchEvent(new Event("afterprint"));
}"""


def test_print_waits_for_what_the_sheet_needs(visit: Open) -> None:
    """At once after a change, with a server that takes its time."""
    page = visit(before=lambda page: page.add_init_script(PRINTED))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.page.route("**/api/v1/**", hold)
    page.select("Optimiser").select_option("adam")
    page.button("Print").click()

    def printed_after_one_more() -> bool:
        assert not (held and page.page.evaluate("window.printed")), "it was printed before all had come"
        if held:
            held.pop(0).continue_()
        return bool(page.page.evaluate("window.printed"))

    page.until(printed_after_one_more)
    printed = page.page.evaluate("window.printed")
    assert printed["sheet"] == "Step 0, worked out"
    assert printed["name"].startswith("Adam on Sigmoid")
    assert printed["link"] == page.page.url
    assert printed["busy"] == 0
    assert "(−2, −2)" in printed["chain"]
    assert printed["whole"] == "play printable"
    page.page.emulate_media(media="print")
    said = page.region("Chain rule").locator(".stage:visible").all_inner_texts()
    assert said, "the chain rule is on the sheet"
    assert not [text for text in said if "180°" in text], "and tells of no step that Adam does not take"


def test_half_a_sheet_is_never_printed(visit: Open) -> None:
    """Where the chain rule's numbers do not come."""

    def breaks(page: Page) -> None:
        page.route("**/derivation?*", lambda route: route.fulfill(status=500))

    page = visit(before=breaks, allow=["500"])
    expect(page.alert).to_contain_text("in trouble (500)")
    page.page.emulate_media(media="print")
    expect(page.page.get_by_text("This sheet is not ready")).to_be_visible()
    expect(page.figure).to_be_hidden()
    expect(page.region("Chain rule")).to_be_hidden()
