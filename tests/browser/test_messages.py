"""What a frame says to the page around it, and what it lets that page, and nobody else, do."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.abroad import Abroad, Figure, said

FRAME = """<style>#f { width: 100%; height: 480px; border: 0 }</style>
<div id="box" style="width:613.37px">
<iframe id="f" sandbox="allow-scripts" title="A bowl" src="SERVER/embed?objective=bowl&eta=0.2&lock=all"></iframe>
</div>"""


def tell(page: Page, message: Any) -> None:
    page.evaluate("(message) => f.contentWindow.postMessage(message, '*')", message)


def answer(page: Page) -> dict[str, Any]:
    """What the frame answers once all that it was told before is done."""
    answer: dict[str, Any] = page.evaluate(
        """() => new Promise((done) => {
          const id = (window.asked = (window.asked ?? 0) + 1);
          addEventListener("message", ({ data }) => data.id === id && done(data));
          f.contentWindow.postMessage({ type: "gd:get", id }, "*");
        })"""
    )
    return answer


def quiet(page: Page) -> None:
    """Lets the page and the frame draw a few times."""
    page.evaluate(
        "() => new Promise((done) => { let n = 8; const f = () => n-- ? requestAnimationFrame(f) : done(); f(); })"
    )


@pytest.mark.parametrize("options", [{}, {"device_scale_factor": 1.25}], ids=["plain", "scaled"])
def test_the_height_that_it_asks_for_is_enough_and_stays(abroad: Abroad, options: dict[str, Any]) -> None:
    page = abroad.open(FRAME, **options)
    figure = Figure(page.locator("#f"))
    figure.drawn()
    assert figure.scrolls() == 0, "the map gives way to a frame that is too low"
    resize, canvas = page.evaluate("() => said.slice(0, 2)")
    assert canvas == {"subject": "lti.frameResize", "height": resize["height"]}
    assert page.evaluate("() => said[2]") == {"type": "gd:ready"}
    assert not page.evaluate("() => said.some((message) => 'secret' in message)")

    # As a page does that knows messages. A view that is not square is lower; a phone's has more lines.
    page.evaluate(
        """() => addEventListener("message", ({ data }) => {
          if (data.type === "gd:resize") f.style.height = `${data.height}px`;
        })"""
    )
    tell(page, {"type": "gd:get"})
    figure.fits()
    heights = [said(page, "gd:resize")[-1]["height"]]
    for style in ("width:333.33px", "width:970px", "width:401px;zoom:1.1", "width:512.5px;zoom:0.9"):
        before = len(said(page, "gd:resize"))
        page.evaluate("(style) => box.setAttribute('style', style)", style)
        quiet(page)
        if "zoom" not in style:  # a frame's own pixels are not the page's then
            figure.fits()
        assert figure.scrolls() == 0, style
        after = said(page, "gd:resize")
        assert len(after) - before <= 2, style
        quiet(page)
        assert len(said(page, "gd:resize")) == len(after), "nothing has changed"
        heights.append(after[-1]["height"])
    assert all(isinstance(height, int) for height in heights)
    assert len(set(heights)) > 2

    # However tall the frame is made, it asks for the same. (The bar of one that is too low would take width.)
    page.evaluate("() => box.setAttribute('style', 'width:400px')")
    quiet(page)
    *_, tall = told = said(page, "gd:resize")
    for height in (150, 2000):
        page.evaluate("(height) => { f.style.height = `${height}px`; }", height)
        quiet(page)
    assert said(page, "gd:resize") == told
    tell(page, {"type": "gd:get"})
    figure.fits()

    tell(page, {"type": "gd:set", "state": {"window": [-4, 4, -2, 2]}})
    page.wait_for_function(
        "(tall) => said.findLast(({ type }) => type === 'gd:resize').height < tall - 50", arg=tall["height"]
    )
    figure.fits()
    assert figure.scrolls() == 0


def test_it_obeys_the_page_around_it(abroad: Abroad) -> None:
    """Also where readers are locked out; and it obeys only what it understands."""
    page = abroad.open(FRAME + '<iframe id="stranger" title="Another"></iframe>', allow=["status of 422"])
    figure = Figure(page.locator("#f"))
    figure.drawn()
    start = answer(page)
    assert (start["step"], start["loss"], start["beta"]) == (0, 13, 180)

    message: Any
    for message in (
        None, 1, "gd:play", [], {}, {"type": "gd:nix"}, {"type": "gd:ready"}, {"type": "gd:step"},
        {"type": "gd:step", "by": "1"}, {"type": "gd:set"}, {"type": "gd:set", "state": "eta=1"},
        {"type": "gd:set", "state": {"f": "w" * 10**6}}, {"subject": "lti.frameResize.response"},
        {"message": "link", "value": "https://course.example/", "secret": None},
        {"type": "navigate", "href": "javascript:parent.said.push(1)", "html": "<b>x</b>"},
    ):  # fmt: skip
        tell(page, message)
    page.evaluate(
        """() => {
          const cyclic = { eta: 1 };
          cyclic.start = cyclic;
          const proto = JSON.parse('{"__proto__": {"eta": 1}, "constructor": 1}');
          for (const state of [cyclic, proto, new Map([["eta", 1]]), { data: new Array(1e6).fill([1, 2]) }])
            f.contentWindow.postMessage({ type: "gd:set", state }, "*");
        }"""
    )
    assert {**answer(page), "id": 0} == {**start, "id": 0}
    assert len(said(page, "gd:error")) == 9

    # A sibling may send it messages, but is not heard.
    page.evaluate(
        "() => stranger.contentWindow.eval(`parent.f.contentWindow.postMessage({ type: 'gd:step', by: 3 }, '*')`)"
    )
    assert answer(page)["step"] == 0

    tell(page, {"type": "gd:set", "state": {"eta": "0.4", "start": [1, 2], "theme": "dark", "show": ["field"]}})
    tell(page, {"type": "gd:step", "by": 2})
    now = answer(page)
    assert (now["state"]["eta"], now["state"]["start"], now["step"]) == (0.4, [1, 2], 2)
    assert (now["state"]["theme"], now["state"]["show"]) == ("dark", ["field"])
    figure.at_step(2)
    assert figure.document.evaluate("() => document.documentElement.dataset.theme") == "dark"

    bad = {"eta": -1, "start": [9, 9], "view": "chain", "optimiser": "sgd", "palette": "mud"}
    tell(page, {"type": "gd:set", "state": bad})
    assert {**answer(page), "id": 0} == {**now, "id": 0}
    error = said(page, "gd:error")[-1]
    assert {entry["parameter"] for entry in error["errors"]} == {"eta", "view", "optimiser", "palette"}

    # What the page did not bring along is asked for.
    tell(page, {"type": "gd:set", "state": {"objective": "himmelblau", "optimiser": "adam", "eta": 0.1, "step": 7}})
    other = answer(page)
    assert (other["state"]["objective"], other["state"]["start"] == [1, 2], other["step"]) == ("himmelblau", False, 7)
    expect(figure.inside.locator("#title")).to_contain_text("Himmelblau")
    tell(page, {"type": "gd:set", "state": now["state"]})
    again = answer(page)
    assert {name: again[name] for name in ("state", "step", "loss", "beta")} == {
        name: now[name] for name in ("state", "step", "loss", "beta")
    }
    tell(page, {"type": "gd:step", "to": 30})
    tell(page, {"type": "gd:play"})
    page.wait_for_function("() => said.findLast(({ type }) => type === 'gd:change').step !== 30")
    tell(page, {"type": "gd:reset"})
    assert answer(page)["step"] == 2
    changes = said(page, "gd:change")
    assert len(said(page, "gd:ready")) == 1
    assert all({"state", "step", "loss", "beta"} <= set(change) for change in changes)


def test_what_a_reader_sets_by_hand_is_told(abroad: Abroad) -> None:
    page = abroad.open(FRAME.replace("lock=all", "step=2&show=dials,turn"))
    figure = Figure(page.locator("#f"))
    figure.at_step(2)
    turn = figure.inside.get_by_role("spinbutton", name="Turn u to, in degrees from ∇L")
    expect(turn).to_have_value("180")
    turn.fill("90")
    turn.press("Enter")
    expect(figure.inside.locator("#step-promised")).to_have_text("0")
    expect(figure.inside.locator("#step-did")).to_have_text("0.27")
    told = answer(page)
    assert (told["step"], told["state"]["beta"]) == (2, 90)
    dial = figure.inside.get_by_role("spinbutton", name="w", exact=True)
    dial.fill("-1")
    dial.press("Enter")
    figure.at_step(0)
    told = answer(page)
    assert (told["step"], told["state"]["beta"], told["state"]["start"]) == (0, None, [-1, 2])
